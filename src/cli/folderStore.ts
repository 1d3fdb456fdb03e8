/**
 * The lab's Store in a folder: a session is a folder with its head, its reports one a line, and the weights of the state that the model is in. The head is
 * written last and names the other two, so that a crash leaves the session as it was.
 */

import { createHash } from 'node:crypto';
import { appendFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  SessionConflict,
  type SessionEntry,
  SessionGone,
  type SessionHead,
  type SessionWrite,
  type Store,
  StoreError,
  type TrainingProgress,
} from '../lab/store';
import { writePlain } from '../model/schema/plain';
import { readBlob, writeBlob } from './folder/blobs';
import { makeFolder, readOptional, replaceFile } from './folder/files';

/** What head.json holds. */
interface StoredHead {
  readonly key: string;
  readonly head: SessionHead;
  readonly savedAt: number;
  /** Reports of the session; the file may have more, which were not finished. */
  readonly count: number;
  /** The files that belong to it. */
  readonly reports: string;
  readonly weights: string;
}

/** A store in a folder, which is made once there is something to keep. It keeps no weights but those of the present state. */
export function openFolderStore(root: string): Store {
  const homeOf = (key: string) => join(root, `session-${nameOf(key)}`);
  const trainingOf = (key: string) => join(root, `training-${nameOf(key)}.bin`);
  const refuse = async (): Promise<never> => {
    throw new StoreError('cli.notInFolder', []);
  };
  return {
    keepsValues: false,
    async loadSession(key) {
      const stored = await readHead(homeOf(key));
      if (!stored) return null;
      const { head, savedAt, count, reports } = stored;
      return { head, savedAt, reports: (await readReports(join(homeOf(key), reports))).slice(0, count) };
    },
    async loadValues(key, id) {
      const stored = await readHead(homeOf(key));
      if (stored?.head.current !== id) return null;
      const blob = await readBlob(join(homeOf(key), stored.weights));
      return blob && { indices: null, after: blob.arrays.parameters! };
    },
    saveSession: (key, write) => saveSession(homeOf(key), key, write),
    async discardSession(key, after) {
      const stored = await readHead(homeOf(key));
      if (stored && after !== null && stored.savedAt !== after) throw new SessionConflict();
      await rm(homeOf(key), { recursive: true, force: true });
    },
    async listSessions() {
      const names = await readdir(root).catch(() => []);
      const heads = await Promise.all(names.map((name) => readHead(join(root, name)).catch(() => null)));
      return heads
        .flatMap((head): SessionEntry[] => (head ? [{ key: head.key, savedAt: head.savedAt }] : []))
        .sort((a, b) => b.savedAt - a.savedAt);
    },
    // A command says what it opens.
    lastVisit: async () => null,
    visitsOn: async () => [],
    saveVisit: async () => {},
    // Checkpoints lie in folders of their own (`lethe train --out`).
    listCheckpoints: async () => [],
    loadCheckpoint: async () => null,
    saveCheckpoint: refuse,
    deleteCheckpoint: refuse,
    loadTraining: (key) => loadTraining(trainingOf(key)),
    async saveTraining(key, { parameters, previous, optimizer, ...about }) {
      await makeFolder(root);
      await writeBlob(trainingOf(key), { about, arrays: { parameters, previous, optimizer } });
    },
    dropTraining: (key) => rm(trainingOf(key), { force: true }),
  };
}

/** A file's name for any key. */
function nameOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

async function readHead(home: string): Promise<StoredHead | null> {
  const text = await readOptional(join(home, 'head.json'));
  return text && (JSON.parse(text.toString()) as StoredHead);
}

async function readReports(path: string): Promise<unknown[]> {
  const text = (await readOptional(path))?.toString() ?? '';
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
}

async function saveSession(home: string, key: string, write: SessionWrite): Promise<number> {
  const { head, keep, added, parameters, after } = write;
  const there = await readHead(home);
  if (after !== null && after !== 0 && !there) throw new SessionGone();
  if (after !== null && there && there.savedAt !== after) throw new SessionConflict();
  await makeFolder(home);
  const savedAt = Math.max(Date.now(), (there?.savedAt ?? 0) + 1);
  const lines = added.map(({ report }) => `${writePlain(report)}\n`).join('');
  const reports = there?.count === keep ? there.reports : `reports-${savedAt}.jsonl`;
  if (there?.reports === reports) {
    // Lines that a killed process added are not the head's.
    await keepLines(join(home, reports), keep);
    await appendFile(join(home, reports), lines);
  } else {
    const kept = there ? (await readReports(join(home, there.reports))).slice(0, keep) : [];
    await replaceFile(join(home, reports), kept.map((report) => `${writePlain(report)}\n`).join('') + lines);
  }
  const weights = `weights-${savedAt}.bin`;
  await writeBlob(join(home, weights), { about: {}, arrays: { parameters } });
  const next: StoredHead = { key, head, savedAt, count: keep + added.length, reports, weights };
  await replaceFile(join(home, 'head.json'), writePlain(next));
  for (const name of await readdir(home)) {
    if (![reports, weights, 'head.json'].includes(name)) await rm(join(home, name), { force: true });
  }
  return savedAt;
}

async function keepLines(path: string, count: number): Promise<void> {
  const found = await readReports(path);
  if (found.length > count) {
    await replaceFile(
      path,
      found
        .slice(0, count)
        .map((report) => `${writePlain(report)}\n`)
        .join(''),
    );
  }
}

async function loadTraining(path: string): Promise<TrainingProgress | null> {
  const blob = await readBlob(path);
  if (!blob) return null;
  const { stage, epoch, spentMs } = blob.about as Pick<TrainingProgress, 'stage' | 'epoch' | 'spentMs'>;
  const { parameters, previous, optimizer } = blob.arrays;
  if (!parameters || !previous || !optimizer) return null;
  return { stage, epoch, spentMs, parameters, previous, optimizer };
}
