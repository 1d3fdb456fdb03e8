/** Training the model in the worker. */

import type { TrainingSettings } from '../worker/protocol';
import { adopt, runJob } from './job';

/** Trains from fresh weights; the history starts anew. */
export async function train(settings: TrainingSettings): Promise<void> {
  await runJob(
    { kind: 'training', progress: null },
    async (lab) => adopt(await lab.train(settings), { shown: null }),
    () => 'Training cancelled: the weights are as they were.',
  );
}
