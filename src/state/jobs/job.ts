/** Jobs in the worker: one at a time, each ends in a new lab state, in a sentence, or both. */

import { say, sayMessage } from '../../words/say';
import { hasBit, type Moment } from '../../worker/protocol';
import { refreshPreview, stopPreview } from '../removal/preview';
import type { LabStore, State } from '../store';
import type { RemoteLab } from './connection';
import type { Job } from './jobsState';
import { clearPassing, isAbort, notify, sentenceOf } from './notices';
import { pull } from './pull';

/**
 * Runs a job unless one runs already. What it throws becomes a message; a cancelled job becomes the sentence of `cancelled`,
 * also when the cancel came while a preview still made way. A job that no cancel reaches needs no sentence.
 * @returns whether the job came to its end
 */
export async function runJob(
  store: LabStore,
  job: Job,
  work: (lab: RemoteLab) => Promise<void>,
  cancelled?: () => string,
): Promise<boolean> {
  if (store.getState().job !== null) return false;
  store.setState({ job, cancelling: false });
  clearPassing(store);
  try {
    await stopPreview(store);
    if (store.getState().cancelling) throw new DOMException(say('page.jobs.cancelledBefore'), 'AbortError');
    await work(store.connection.lab);
    return true;
  } catch (error) {
    if (cancelled && isAbort(error)) notify(store, 'information', cancelled());
    else notify(store, 'error', sentenceOf(error));
    return false;
  } finally {
    store.setState({ job: null, cancelling: false });
    void refreshPreview(store);
  }
}

/** Jobs that are over before a cancel could matter run to their end. */
const uncancellable: readonly Job['kind'][] = ['opening', 'session', 'checkpoint'];

/** Whether a cancel reaches the job. */
export function isCancellable(job: Job | null): boolean {
  return job !== null && !uncancellable.includes(job.kind);
}

/** Asks the job that runs to stop. */
export async function cancel(store: LabStore): Promise<void> {
  const { job, cancelling } = store.getState();
  if (!isCancellable(job) || cancelling) return;
  store.setState({ cancelling: true });
  await store.connection.lab.cancel();
}

/** Takes over the lab as it is now, the new removals too; samples that are gone leave the selection. What newly keeps them from being saved is told. */
export async function adopt(
  store: LabStore,
  remote: RemoteLab,
  moment: Moment,
  more: Partial<State> = {},
): Promise<void> {
  const pulled = await pull(remote, moment, store.getState(), more.shown);
  const { noImages, ...known } = pulled;
  const { lab } = known;
  const { problem } = lab.autosave;
  const before = store.getState().lab?.autosave.problem ?? null;
  const isNew = problem !== null && (before === null || sayMessage(problem) !== sayMessage(before));
  store.setState(({ selected }) => ({
    ...known,
    selected: selected.filter((sample) => sample < lab.dataset.trainingCount && !hasBit(lab.removed, sample)),
    ...more,
  }));
  if (isNew) notify(store, 'warning', say('page.history.notSaved', { problem: sayMessage(problem) }));
  if (noImages !== null) notify(store, 'error', say('page.jobs.noImages', { reason: sentenceOf(noImages) }));
}

/** Takes over a lab with other data or another model: nothing is selected, and what came back is told. */
export async function adoptData(store: LabStore, remote: RemoteLab, moment: Moment): Promise<void> {
  await adopt(store, remote, moment, {
    selected: [],
    focused: 0,
    anchor: 0,
    shown: null,
    trainingEdits: {},
    curve: null,
  });
  store.setState(({ settings, lab }) => {
    const classes = lab!.dataset.classNames.length;
    return {
      settings: {
        ...settings,
        class: settings.class !== null && settings.class < classes ? settings.class : null,
        forgetClass: (settings.forgetClass ?? 0) < classes ? settings.forgetClass : 0,
      },
    };
  });
  if (moment.restored.length > 0) {
    notify(store, 'information', moment.restored.map(sayMessage).join(' '));
  }
}
