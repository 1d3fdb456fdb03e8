/** Training the model in the worker. */

import type { EpochProgress, TrainingRequest } from '../../worker/protocol';
import { connection } from '../jobs/connection';
import { adopt, runJob } from '../jobs/job';
import { showTab } from '../settings/tabs';
import { store } from '../store';
import { addProgress, finishCurve, startCurve, type TrainingCurve } from './trainingCurve';

/** The page draws a training at most so often. */
const pauseMs = 250;

/** The curve of the training that runs, as new as the news; the page sees it after each pause. */
let newest: TrainingCurve | null = null;
let drawnAt = 0;

/**
 * Trains from fresh weights, or goes on from those of the last training; the history starts anew. A training that fails or is
 * cancelled leaves everything, the chart too, as it was.
 */
export async function train(request: TrainingRequest, start: 'fresh' | 'continue'): Promise<void> {
  const { job, curve: before } = store.getState();
  if (job !== null) return;
  newest = startCurve(request.epochs, start === 'continue' ? before : null);
  drawnAt = 0;
  store.setState({ curve: newest });
  showTab('training');
  const done = await runJob(
    { kind: 'training', progress: null, ending: false },
    async (lab) => {
      const trained = await lab.train(request, start);
      await adopt(lab, trained, { shown: null });
      store.setState(({ lab: after }) => ({ curve: newest && finishCurve(newest, after!) }));
    },
    () => 'Training cancelled: the weights are as they were.',
  );
  newest = null;
  if (!done) store.setState({ curve: before });
}

/** Takes in how far the training is. */
export function followTraining(progress: EpochProgress): void {
  const { job } = store.getState();
  if (job?.kind !== 'training' || newest === null) return;
  newest = addProgress(newest, progress);
  const now = performance.now();
  if (now - drawnAt < pauseMs) return;
  drawnAt = now;
  store.setState({ job: { ...job, progress }, curve: newest });
}

/** Lets the epoch that runs be the last one: the weights are kept as they are then. */
export async function endTraining(): Promise<void> {
  const { job } = store.getState();
  if (job?.kind !== 'training' || job.ending) return;
  store.setState({ job: { ...job, ending: true } });
  await connection().endTraining();
}
