import {
  type ComparisonJob,
  type ComparisonOptions,
  compareWithRetraining,
} from '../../engine/compareWithRetraining';
import { digestOf } from '../../engine/digest';
import type { RetrainingComparison } from '../../engine/report';
import { removedSamples, type Session } from '../../engine/session';
import { sessionKey } from '../../engine/sessionKey';
import type { TrainingProgress, TrainingStore } from '../../model/trainingProgress';

/**
 * Compares the session's present state with retraining, and keeps the progress of the training: one that was interrupted, in whatever way, goes on from its last
 * whole epoch, and ends in the same weights, bit for bit.
 * @throws what compareWithRetraining throws
 */
export async function compareKept(
  session: Session,
  trainings: TrainingStore,
  job: Pick<ComparisonJob, 'signal' | 'onProgress'>,
  options: ComparisonOptions,
): Promise<RetrainingComparison> {
  const key = retrainingKey(session);
  const kept = await trainings.loadTraining(key);
  const made = await compareWithRetraining(
    session,
    {
      ...job,
      resume: kept && fits(kept, session) ? kept : undefined,
      onEpoch: (progress) => trainings.saveTraining(key, progress),
    },
    options,
  );
  await trainings.dropTraining(key);
  return made;
}

/** Names a retraining: its original, what is left out, and what computes it, as another device rounds otherwise. */
function retrainingKey(session: Session): string {
  const { backend, device } = session.compute;
  const removed = Uint32Array.from(removedSamples(session)).sort();
  return `${sessionKey(session)} ${digestOf(new Float32Array(removed.buffer))} ${backend} ${device}`;
}

function fits({ parameters, previous }: TrainingProgress, { network }: Session): boolean {
  return [parameters, previous].every(
    (values) => values.length === network.parameterCount && values.every(Number.isFinite),
  );
}
