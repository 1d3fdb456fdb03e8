import {
  type ComparisonJob,
  type ComparisonOptions,
  compareWithRetraining,
} from '../../engine/compareWithRetraining';
import { digestOf } from '../../engine/digest';
import type { RetrainingComparison } from '../../engine/report';
import type { SampleIndex } from '../../engine/request';
import { removedSamples, type Session } from '../../engine/session';
import { sessionKey } from '../../engine/sessionKey';
import {
  type ComebackJob,
  type ComebackOptions,
  measureStateComeback,
} from '../../engine/yardstick/comeback';
import type { Comeback } from '../../engine/yardstick/comebackSchema';
import type { TrainingProgress, TrainingStore } from '../../model/trainingProgress';
import { stagesOf } from '../../model/trainingRequest';

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
  const kept = await keepRetraining(session, trainings, removedSamples(session));
  const made = await compareWithRetraining(session, { ...job, ...kept.job }, options);
  await kept.drop();
  return made;
}

/**
 * Measures whether what was removed comes back in the session's present state, and keeps the progress of the retraining that this may take.
 * @throws what measureStateComeback throws
 */
export async function measureKept(
  session: Session,
  trainings: TrainingStore,
  job: Pick<ComebackJob, 'signal' | 'onProgress' | 'onRetraining'>,
  options: ComebackOptions,
): Promise<Comeback | null> {
  const kept = await keepRetraining(session, trainings, removedSamples(session));
  const made = await measureStateComeback(session, { ...job, ...kept.job }, options);
  await kept.drop();
  return made;
}

/** A retraining that keeps its progress. */
export interface KeptRetraining {
  /** What the retraining is given. */
  readonly job: Pick<ComparisonJob, 'resume' | 'onEpoch'>;
  /** Lets go of the progress, once the outcome is there. */
  drop(): Promise<void>;
}

/** Keeps the progress of a retraining, and has what an earlier one left. @param removed the samples that it leaves out */
export async function keepRetraining(
  session: Session,
  trainings: TrainingStore,
  removed: readonly SampleIndex[],
): Promise<KeptRetraining> {
  const key = retrainingKey(session, removed);
  const kept = await trainings.loadTraining(key);
  return {
    job: {
      resume: kept && fits(kept, session) ? kept : undefined,
      onEpoch: (progress) => trainings.saveTraining(key, progress),
    },
    drop: () => trainings.dropTraining(key),
  };
}

/** Names a retraining: its original, what is left out, and what computes it, as another device rounds otherwise. */
function retrainingKey(session: Session, removed: readonly SampleIndex[]): string {
  const { backend, device } = session.compute;
  const sorted = Uint32Array.from(removed).sort();
  return `${sessionKey(session)} ${digestOf(new Float32Array(sorted.buffer))} ${backend} ${device}`;
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
