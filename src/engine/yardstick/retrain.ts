import { withoutSamples } from '../../data/takeSamples';
import { createRandom } from '../../math/random/random';
import { runEpochs, startClock, type TrainingJob, type TrainingStart } from '../../model/training';
import { stagesOf } from '../../model/trainingRequest';
import { SaidError } from '../../words/saidError';
import type { RetrainingOrderId } from '../choices';
import type { SampleIndex } from '../request';
import type { Session } from '../session';

/** What is trained again. */
export interface RetrainingPlan {
  /** Samples that are left out. */
  readonly removed: readonly SampleIndex[];
  /** How the others are gone through (docs/method.md, "Retraining"). */
  readonly order: RetrainingOrderId;
  /** Absent or 0: with the seeds of the original training; k: with the k-th others, which are drawn from them. */
  readonly repeat?: number;
}

/** A model trained from scratch without some samples, and how long that took. */
export interface Retrained {
  readonly parameters: Float32Array;
  readonly retrainingMs: number;
}

/** `resume` is what an interrupted retraining by the same plan left. */
export type RetrainingJob = Pick<TrainingJob, 'signal' | 'onProgress' | 'resume' | 'onEpoch'>;

/** The last ones of every session, by their plans. */
const known = new WeakMap<Session, Map<string, Retrained>>();
const keptPerSession = 4;

/** Equal for equal plans, whatever the order in which their samples are named. */
export function planKey({ removed, order, repeat = 0 }: RetrainingPlan): string {
  return `${order} ${repeat} ${Uint32Array.from(removed).sort().join(' ')}`;
}

/** The seed of a training in a repetition of it. */
export function repeatedSeed(seed: number, repeat = 0): number {
  return repeat === 0 ? seed : createRandom(seed, `retraining ${repeat}`).bits();
}

/**
 * Trains from scratch on what is left, by the trainings that made the original: the same initial weights where the seeds are the same. In the coupled order
 * nothing differs but the samples; in the independent one there is another order, because there are fewer. Always trains; the answer is kept for
 * `findRetrained`. The network's variables are left with its weights.
 * @throws SaidError where nobody knows how the original was trained, or the loss is no number
 */
export async function retrain(
  session: Session,
  plan: RetrainingPlan,
  job: RetrainingJob = {},
): Promise<Retrained> {
  const { network, dataset, training } = session;
  const stages = stagesOf(training);
  if (stages === null) {
    throw new SaidError('engine.failed.notRetrainable', []);
  }
  const { signal, resume, onEpoch } = job;
  const { removed, order, repeat } = plan;
  const began = performance.now() - (resume?.spentMs ?? 0);
  const isCoupled = order === 'coupled';
  const left = isCoupled ? dataset : withoutSamples(dataset, removed);
  const epochs = stages.reduce((sum, { ended }) => sum + ended, 0);
  const clock = startClock(epochs, resume?.spentMs);
  let trained: TrainingStart | undefined;
  for (const [stage, { ended, ...request }] of stages.entries()) {
    const before = trained?.epochs ?? 0;
    const interrupted = resume?.stage === stage ? resume : undefined;
    if (resume && stage <= resume.stage && (stage < resume.stage || resume.epoch >= ended)) {
      trained = { parameters: resume.parameters, epochs: before + ended };
      continue;
    }
    let done = interrupted?.epoch ?? 0;
    const seeded = { ...request, seed: repeatedSeed(request.seed, repeat) };
    trained = await runEpochs(network, left, seeded, {
      signal,
      start: trained,
      leftOut: isCoupled ? removed : undefined,
      resume: interrupted,
      onEpoch: onEpoch && ((progress) => onEpoch({ ...progress, stage, spentMs: performance.now() - began })),
      endsEarly: () => ++done === ended,
      onProgress: (progress) =>
        job.onProgress?.({ ...progress, epochs, ...clock(before + progress.fraction * request.epochs) }),
    });
  }
  const retrained = { parameters: trained!.parameters, retrainingMs: performance.now() - began };
  keep(session, planKey(plan), retrained);
  return retrained;
}

function keep(session: Session, key: string, retrained: Retrained): void {
  const ofSession = known.get(session) ?? new Map<string, Retrained>();
  known.set(session, ofSession);
  ofSession.delete(key);
  ofSession.set(key, retrained);
  for (const oldest of ofSession.keys()) if (ofSession.size > keptPerSession) ofSession.delete(oldest);
}

/** What `retrain` has answered lately by this plan: states of the history with the same removed samples share it. */
export function findRetrained(session: Session, plan: RetrainingPlan): Retrained | undefined {
  return known.get(session)?.get(planKey(plan));
}
