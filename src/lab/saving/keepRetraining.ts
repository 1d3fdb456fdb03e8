import { digestOf } from '../../engine/digest';
import type { Session } from '../../engine/session';
import { sessionKey } from '../../engine/sessionKey';
import { type ComebackJob, measureStateComeback } from '../../engine/yardstick/comeback';
import type { Comeback } from '../../engine/yardstick/comebackSchema';
import {
  type ComparisonJob,
  type ComparisonOptions,
  compareWithRetraining,
  type KeptRetraining,
} from '../../engine/yardstick/compareWithRetraining';
import type { RetrainingComparison } from '../../engine/yardstick/comparison';
import type { RetrainingPlan } from '../../engine/yardstick/retrain';
import type { TrainingProgress, TrainingStore } from '../../model/trainingProgress';
import { stagesOf } from '../../model/trainingRequest';

/**
 * Compares the session's present state with retraining, and keeps the progress of the trainings: one that was interrupted, in whatever way, goes on from its last
 * whole epoch, and ends in the same weights, bit for bit.
 * @throws what compareWithRetraining throws
 */
export function compareKept(
  session: Session,
  trainings: TrainingStore,
  job: Pick<ComparisonJob, 'signal' | 'onProgress'>,
  options: ComparisonOptions,
): Promise<RetrainingComparison> {
  const keep = (plan: RetrainingPlan) => keepRetraining(session, trainings, plan);
  return compareWithRetraining(session, { ...job, keep }, options);
}

/**
 * Measures whether what was removed comes back in the session's present state, and keeps the progress of the retraining that this may take.
 * @throws what measureStateComeback throws
 */
export function measureKept(
  session: Session,
  trainings: TrainingStore,
  job: Pick<ComebackJob, 'signal' | 'onProgress' | 'onRetraining'>,
  options: Parameters<typeof measureStateComeback>[2],
): Promise<Comeback | null> {
  const keep = (plan: RetrainingPlan) => keepRetraining(session, trainings, plan);
  return measureStateComeback(session, { ...job, keep }, options);
}

/** Keeps the progress of a retraining, and has what an earlier one left. */
export async function keepRetraining(
  session: Session,
  trainings: TrainingStore,
  plan: RetrainingPlan,
): Promise<KeptRetraining> {
  const key = retrainingKey(session, plan);
  const kept = await trainings.loadTraining(key);
  return {
    job: {
      resume: kept && fits(kept, session) ? kept : undefined,
      onEpoch: (progress) => trainings.saveTraining(key, progress),
    },
    drop: () => trainings.dropTraining(key),
  };
}

/**
 * Names a retraining: its original, what is left out, and what computes it, as another device rounds otherwise. What is said of order and seeds comes last:
 * the independent order with the original's seeds says nothing, as when there was no other.
 */
function retrainingKey(session: Session, { removed, order, repeat = 0 }: RetrainingPlan): string {
  const { backend, device } = session.compute;
  const sorted = Uint32Array.from(removed).sort();
  const plan = order === 'independent' && repeat === 0 ? '' : ` ${order} ${repeat}`;
  return `${sessionKey(session)} ${digestOf(new Float32Array(sorted.buffer))} ${backend} ${device}${plan}`;
}

/** Whether a retraining of the session's model can have come so far. */
function fits(
  { stage, epoch, parameters, previous }: TrainingProgress,
  { network, training }: Session,
): boolean {
  const planned = stagesOf(training)?.[stage]?.ended ?? 0;
  if (epoch > planned) return false;
  return [parameters, previous].every(
    (values) => values.length === network.parameterCount && values.every(Number.isFinite),
  );
}
