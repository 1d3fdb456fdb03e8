/**
 * Retraining from scratch on the retain set: w' = A(D \ D_f), A the training that made the original, with its seed. It is the definition of
 * unlearning (Y. Cao and J. Yang, "Towards making systems forget with machine unlearning", IEEE S&P 2015), and what all other methods are measured
 * by. Batch normalisation is in training mode, as it was for the original.
 */

import { removedSamples } from '../session';
import { retrain } from '../yardstick/retrain';
import type { MethodInput, MethodResult } from './method';
import { reportStep } from './stepReport';

export async function retraining({
  session,
  request,
  group,
  job,
  runPhase,
}: MethodInput): Promise<MethodResult> {
  const removed = [...removedSamples(session), ...group.samples];
  const { parameters } = await runPhase('update', (onProgress) =>
    retrain(
      session,
      { removed, order: request.retrainingOrder },
      {
        signal: job.signal,
        resume: job.resume,
        onEpoch: job.onEpoch,
        onProgress: ({ fraction }) => onProgress(fraction),
      },
    ),
  );
  return reportStep(session, parameters);
}
