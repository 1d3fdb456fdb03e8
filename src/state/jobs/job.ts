/** Jobs in the worker: one at a time, each ends in a new lab state, in a sentence, or both. */

import { say } from '../../words/say';
import { resumeLooks, stopLook } from '../looks/looks';
import { refreshPreview, stopPreview } from '../removal/preview';
import type { LabStore } from '../store';
import { applyMoment } from './applyMoment';
import { cancelInHost } from './cancelInHost';
import { type RemoteLab, WorkerGone } from './connection';
import type { Job, JobNews, JobStart } from './jobsState';
import { announce, clearPassing, isAbort, notify, sentenceOf } from './notices';

/** A job that was cancelled has so long to stop; then the page lets go of it, and offers to start the lab again. The lab itself takes 10 seconds at most. */
export const cancelMs = 12_000;

/** From this on the pace of a job tells how long it goes on. */
const telling = { ms: 1000, fraction: 0.02 };

/**
 * Runs a job unless one runs already. What it throws becomes a message; a cancelled job becomes the sentence of `cancelled`,
 * also when the cancel came while a preview still made way.
 * @param work what it does; the signal says that it was cancelled
 * @returns whether the job came to its end
 */
export async function runJob(
  store: LabStore,
  start: JobStart,
  work: (lab: RemoteLab, signal: AbortSignal) => Promise<void>,
  cancelled: () => string,
): Promise<boolean> {
  if (store.getState().job !== null) return false;
  const { id } = beginJob(store, start);
  const { signal } = store.work.jobs.stop;
  const { lab } = store.connection;
  clearPassing(store);
  const done = (async () => {
    await Promise.all([stopPreview(store), stopLook(store)]);
    if (signal.aborted) throw new DOMException(say('page.jobs.cancelledBefore'), 'AbortError');
    await work(lab, signal);
  })();
  try {
    return await Promise.race([done.then(() => announceEnd(store, start)), untilLetGo(store, done)]);
  } catch (error) {
    // What ended this job tells of it.
    if (error instanceof WorkerGone || store.getState().job?.id !== id) return false;
    if (isAbort(error)) notify(store, 'information', cancelled());
    else notify(store, 'error', sentenceOf(error));
    return false;
  } finally {
    endJob(store, id);
    void refreshPreview(store);
  }
}

/**
 * Opens the lab as a job, in the place of whatever job runs. One that fails or is cancelled is a failure of the page, with its ways on; a cancel waits for
 * nothing, since what hangs here hangs before there is a lab to go on with.
 * @param open what it does; the signal says that it was cancelled, or that the lab is opened once more
 * @returns null where it failed, was cancelled, or gave way to another opening, which alone then tells of itself
 */
export async function runOpening<T>(
  store: LabStore,
  what: string,
  open: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const { id } = beginJob(store, { kind: 'opening', what });
  const { signal } = store.work.jobs.stop;
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    return await Promise.race([open(signal), stopped]);
  } catch (error) {
    if (store.getState().job?.id !== id) return null;
    store.setState({ failure: signal.aborted ? say('page.jobs.openingCancelled') : sentenceOf(error) });
    return null;
  } finally {
    endJob(store, id);
  }
}

/** Makes a job the one that runs. */
export function beginJob(store: LabStore, start: JobStart): Job {
  const { jobs } = store.work;
  jobs.lastJob += 1;
  jobs.startedAt = performance.now();
  jobs.stop = new AbortController();
  jobs.letGo = () => {};
  const job: Job = { ...start, id: jobs.lastJob, fraction: null, remainingMs: null };
  store.setState({ job, cancelling: false, announced: start.what });
  return job;
}

/** Says to a screen reader that a job is done, unless it said itself what came of it. */
function announceEnd(store: LabStore, { what }: JobStart): true {
  if (store.getState().announced === what) announce(store, say('page.jobs.done', { what }));
  return true;
}

/** No job runs, unless another one took this one's place. */
export function endJob(store: LabStore, id: number): void {
  const { job } = store.getState();
  if (job?.id !== id) return;
  clearTimeout(store.work.jobs.patience);
  const { announced } = store.getState();
  store.setState({ job: null, cancelling: false, announced: announced === job.what ? '' : announced });
  resumeLooks(store);
}

/** Takes in how far the job is that runs, if it is of one of these kinds, and what else is new of it. */
export function advance(
  store: LabStore,
  kinds: readonly Job['kind'][],
  fraction: number | null,
  news: JobNews = {},
): void {
  const { job } = store.getState();
  if (job === null || !kinds.includes(job.kind)) return;
  const elapsed = performance.now() - store.work.jobs.startedAt;
  const remainingMs = remainingOf(elapsed, fraction);
  store.setState({ job: { ...job, fraction, remainingMs, ...news } as Job });
}

/** How long a job goes on by the pace so far; null while the pace says too little. */
export function remainingOf(elapsedMs: number, fraction: number | null): number | null {
  if (fraction === null || fraction < telling.fraction || elapsedMs < telling.ms) return null;
  return (elapsedMs * (1 - fraction)) / fraction;
}

/** Asks the job that runs to stop. One that does not stop in time is let go of: the page is free again, and says so. */
export async function cancel(store: LabStore): Promise<void> {
  const { job, cancelling } = store.getState();
  if (job === null || cancelling) return;
  const { jobs } = store.work;
  store.setState({ cancelling: true });
  jobs.stop.abort();
  jobs.patience = setTimeout(() => jobs.letGo(), cancelMs);
  await cancelInHost(store);
}

/** Resolves to false when the page lets go of the job; what comes of the job after all is taken over then. */
function untilLetGo(store: LabStore, done: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    store.work.jobs.letGo = () => {
      store.setState({ worker: 'stuck' });
      resolve(false);
      const after = () => void takeOverLate(store);
      done.then(after, after);
    };
  });
}

async function takeOverLate(store: LabStore): Promise<void> {
  if (store.getState().worker !== 'stuck') return;
  try {
    const { lab } = store.connection;
    await applyMoment(store, lab, await lab.moment());
    store.setState({ worker: 'answering' });
    notify(store, 'information', say('page.jobs.stoppedLate'));
  } catch (error) {
    if (!(error instanceof WorkerGone)) notify(store, 'error', sentenceOf(error));
  }
}
