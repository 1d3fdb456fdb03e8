/** Jobs in the worker: one at a time, each ends in a new lab state, in a sentence, or both. */

import type { LabState } from '../../worker/protocol';
import { mergeReports } from '../removal/mergeReports';
import { refreshPreview, stopPreview } from '../removal/preview';
import { type Job, type State, store } from '../store';
import { connection, type RemoteLab } from './connection';
import { clearPassing, isAbort, notify, sentenceOf } from './notices';

/**
 * Runs a job unless one runs already. What it throws becomes a message; a cancelled job becomes the sentence of `cancelled`,
 * also when the cancel came while a preview still made way. A job that no cancel reaches needs no sentence.
 * @returns whether the job came to its end
 */
export async function runJob(
  job: Job,
  work: (lab: RemoteLab) => Promise<void>,
  cancelled?: () => string,
): Promise<boolean> {
  if (store.getState().job !== null) return false;
  store.setState({ job, cancelling: false });
  clearPassing();
  try {
    await stopPreview();
    if (store.getState().cancelling) throw new DOMException('Cancelled before it began.', 'AbortError');
    await work(connection());
    return true;
  } catch (error) {
    if (cancelled && isAbort(error)) notify('information', cancelled());
    else notify('error', sentenceOf(error));
    return false;
  } finally {
    store.setState({ job: null, cancelling: false });
    void refreshPreview();
  }
}

/** Jobs that are over before a cancel could matter run to their end. */
const uncancellable: readonly Job['kind'][] = ['opening', 'session', 'checkpoint'];

/** Whether a cancel reaches the job. */
export function isCancellable(job: Job | null): boolean {
  return job !== null && !uncancellable.includes(job.kind);
}

/** Asks the job that runs to stop. */
export async function cancel(): Promise<void> {
  const { job, cancelling } = store.getState();
  if (!isCancellable(job) || cancelling) return;
  store.setState({ cancelling: true });
  await connection().cancel();
}

/** Takes over what the worker says, the new removals too; samples that are gone leave the selection. What newly keeps them from being saved is told. */
export function adopt(lab: LabState, more: Partial<State> = {}): void {
  const removed = new Set(lab.removed);
  const { problem } = lab.autosave;
  const isNew = problem !== (store.getState().lab?.autosave.problem ?? null);
  store.setState(({ selected, reports, lab: before }) => ({
    lab,
    reports: mergeReports(reports, before?.history.session ?? null, lab.history),
    selected: selected.filter((sample) => sample < lab.dataset.trainingCount && !removed.has(sample)),
    ...more,
  }));
  if (problem !== null && isNew) notify('warning', `Not saved: ${problem}`);
}

/** Takes over a lab with other data or another model: its pictures come along, nothing is selected, and what came back is told. */
export async function adoptData(remote: RemoteLab, lab: LabState): Promise<void> {
  const images = await remote.trainingImages();
  const { settings } = store.getState();
  const classes = lab.dataset.classNames.length;
  adopt(lab, {
    images,
    selected: [],
    focused: 0,
    anchor: 0,
    shown: null,
    trainingEdits: {},
    curve: null,
    settings: {
      ...settings,
      class: settings.class !== null && settings.class < classes ? settings.class : null,
      forgetClass: (settings.forgetClass ?? 0) < classes ? settings.forgetClass : 0,
    },
  });
  if (lab.restored) notify('information', lab.restored);
}
