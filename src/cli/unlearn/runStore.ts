/**
 * The folder of a run as the lab's Store of its one session: what a step adds becomes lines, and weights.bin the weights that it leaves. A run is a straight
 * line: nothing of it is taken back.
 */

import { SessionConflict, type Store, StoreError } from '../../lab/store';
import { openFolderTrainings } from '../folderTrainings';
import type { RunFolder } from './runFolder';

/** @throws StoreError always */
async function refuse(): Promise<never> {
  throw new StoreError('cli.notInRun', []);
}

/** @param root the folder */
export function openRunStore(root: string, folder: RunFolder): Store {
  const { reports, comparisons } = folder.state;
  let { parameters } = folder.state;
  let made = reports.length;
  const compared = new Set(comparisons.map(({ id }) => id));
  let savedAt = made > 0 || comparisons.length > 0 ? Date.now() : 0;
  return {
    ...openFolderTrainings(root),
    keepsValues: false,
    async loadSession() {
      if (savedAt === 0) return null;
      const next = reports.map(({ parent, id }) => [parent, id] as const);
      return { head: { current: reports.length, next, comparisons }, reports, savedAt };
    },
    loadValues: async (_key, id) => (id === made && id > 0 ? { indices: null, after: parameters } : null),
    async saveSession(_key, { head, keep, added, parameters: present, after }) {
      if (after !== null && after !== savedAt) throw new SessionConflict();
      if (keep < made) await refuse();
      for (const { report } of added) {
        await folder.addRemoval(report, present);
        made = report.id;
      }
      parameters = present;
      for (const comparison of head.comparisons) {
        if (compared.has(comparison.id)) continue;
        await folder.addComparison(comparison);
        compared.add(comparison.id);
      }
      savedAt = Math.max(Date.now(), savedAt + 1);
      return savedAt;
    },
    listSessions: async () => [],
    discardSession: refuse,
    // A command says what it opens, and checkpoints lie in folders of their own (`lethe train --out`).
    lastVisit: async () => null,
    visitsOn: async () => [],
    saveVisit: async () => {},
    listCheckpoints: async () => [],
    loadCheckpoint: async () => null,
    saveCheckpoint: refuse,
    deleteCheckpoint: refuse,
  };
}
