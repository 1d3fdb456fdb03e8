/** A worker of the test's own, behind the same channel and the same protocol as the lab's: comlink cannot tell the two apart. */

import { expose } from 'comlink';
import type { LabState } from '../../src/state/contract';
import { connectLab } from '../../src/state/jobs/connection';
import { createLabStore, type LabStore } from '../../src/state/store';
import type { HistoryPlace, Lab, RemovalReport, ReportSummary } from '../../src/worker/protocol';

/** The history of a session without removals. */
export const emptyHistory: HistoryPlace = {
  session: 'stand-in',
  current: 0,
  next: null,
  count: 0,
  names: [],
  comparisons: [],
};

/** A session that was never saved, and nothing in the way. */
export const autosave: LabState['autosave'] = { savedAt: null, problem: null };

/** What the page pulls, answered from a lab as the page is to know it. */
export function answerPulls(lab: () => LabState, reports: () => readonly ReportSummary[] = () => []) {
  return {
    setup: async () => lab(),
    scores: async () => null,
    trainingImages: async () => ({
      data: lab().data,
      images: new Uint8Array(3),
      labels: new Uint8Array(3),
    }),
    reportsSince: async (_session, count) => reports().slice(count),
    report: async (id) => ({ id }) as RemovalReport,
    comparisons: async () => [],
  } satisfies Partial<Lab>;
}

/** A lab on the page whose worker is this one; when it is started again, the next one. A call that it lacks is refused. */
export function standInLab(...labs: readonly Partial<Lab>[]): LabStore {
  let started = 0;
  const start = () => {
    const { port1, port2 } = new MessageChannel();
    expose({ ping: async () => {}, ...labs[Math.min(started, labs.length - 1)] }, port2);
    started += 1;
    port1.start();
    return port1;
  };
  return createLabStore(connectLab(start));
}

/** A calculation that runs until it is cancelled, and then takes a while to unwind, as one on the GPU does. */
export function slowToStop(unwindMs: number) {
  let abort: (() => void) | null = null;
  return {
    isRunning: () => abort !== null,
    run: () =>
      new Promise<never>((_, reject) => {
        let isStopping = false;
        abort = () => {
          // A second cancel of one run must not reach into the next.
          if (isStopping) return;
          isStopping = true;
          setTimeout(() => {
            abort = null;
            reject(new DOMException('Cancelled.', 'AbortError'));
          }, unwindMs);
        };
      }),
    cancel: () => abort?.(),
  };
}
