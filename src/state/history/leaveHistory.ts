/** What takes the place of a history keeps it (lab/calls/labParts.ts). Where nothing can be saved it asks first: no click loses it. */

import type { LabStore } from '../store';
import { exportSession } from './exportSession';

/** What a person says to that: keep it as a file first, go on without, or stay. */
export type LeavingAnswer = 'save' | 'leave' | 'stay';

/**
 * Asks whether the present history may be left, where there is one that cannot be kept.
 * @param begins what would take its place
 * @returns whether to go on; the history then is in a file, if that was wanted
 */
export async function mayLeaveHistory(store: LabStore, begins: 'training' | 'session'): Promise<boolean> {
  const { reports, job, lab } = store.getState();
  if (reports.length === 0 || job !== null || !lab?.autosave.problem) return true;
  const answer = await new Promise<LeavingAnswer>((resolve) => {
    store.setState({ question: { kind: 'leaving', begins, answer: resolve } });
  });
  store.setState({ question: null });
  if (answer === 'save') return exportSession(store, 'json');
  return answer === 'leave';
}
