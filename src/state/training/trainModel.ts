/** Training the model in the worker. */

import { say } from '../../words/say';
import type { EpochProgress, TrainingRequest } from '../../worker/protocol';
import { mayLeaveHistory } from '../history/leaveHistory';
import { applyMoment, tellRestored } from '../jobs/applyMoment';
import { advance, runJob } from '../jobs/job';
import { showTab } from '../settings/tabs';
import type { LabStore } from '../store';
import { measureTraining } from './reversal';
import { addProgress, finishCurve, startCurve } from './trainingCurve';

/** The page draws a training at most so often. */
const pauseMs = 250;

/**
 * Trains from fresh weights, or goes on from those of the last training; the history starts anew, after a question where there is one. A training that fails or is
 * cancelled leaves everything, the chart too, as it was.
 */
export async function train(
  store: LabStore,
  request: TrainingRequest,
  start: 'fresh' | 'continue',
): Promise<void> {
  if (!(await mayLeaveHistory(store, 'training'))) return;
  const { job, curve: before } = store.getState();
  const work = store.work.training;
  if (job !== null) return;
  work.newest = startCurve(request.epochs, start === 'continue' ? before : null);
  work.drawnAt = 0;
  store.setState({ curve: work.newest });
  showTab(store, 'training');
  const done = await runJob(
    store,
    { kind: 'training', what: say('page.jobs.does.train'), progress: null, ending: false },
    async (lab) => {
      const trained = await lab.train(request, start);
      await applyMoment(store, lab, trained, { shown: null });
      tellRestored(store, trained);
      await measureTraining(store, lab, request);
      store.setState(({ lab: after }) => ({ curve: work.newest && finishCurve(work.newest, after!) }));
    },
    () => say('page.training.cancelled'),
  );
  work.newest = null;
  if (!done) store.setState({ curve: before });
}

/** Takes in how far the training is. */
export function followTraining(store: LabStore, progress: EpochProgress): void {
  const { job } = store.getState();
  const work = store.work.training;
  if (job?.kind !== 'training' || work.newest === null) return;
  work.newest = addProgress(work.newest, progress);
  const now = performance.now();
  if (now - work.drawnAt < pauseMs) return;
  work.drawnAt = now;
  const { fraction, remainingMs } = progress;
  advance(store, ['training'], fraction, { progress, remainingMs });
  store.setState({ curve: work.newest });
}

/** Lets the epoch that runs be the last one: the weights are kept as they are then. */
export async function endTraining(store: LabStore): Promise<void> {
  const { job } = store.getState();
  if (job?.kind !== 'training' || job.ending) return;
  store.setState({ job: { ...job, ending: true } });
  await store.connection.lab.endTraining();
}
