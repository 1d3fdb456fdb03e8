import { withoutSamples } from '../../data/takeSamples';
import type { RetrainingOrderId } from '../choices';
import type { SampleIndex } from '../request';
import type { Session } from '../session';
import { knownStages, repeatedStages, runStages, type StagesJob } from './runStages';

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
export type RetrainingJob = StagesJob;

/** The last ones of every session, by their plans. */
const known = new WeakMap<Session, Map<string, Retrained>>();
const keptPerSession = 4;

/** Equal for equal plans, whatever the order in which their samples are named. */
export function planKey({ removed, order, repeat = 0 }: RetrainingPlan): string {
  return `${order} ${repeat} ${Uint32Array.from(removed).sort().join(' ')}`;
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
  const { network, dataset } = session;
  const { removed, order, repeat } = plan;
  const stages = repeatedStages(knownStages(session), repeat);
  const began = performance.now() - (job.resume?.spentMs ?? 0);
  const run =
    order === 'coupled' ? { dataset, leftOut: removed } : { dataset: withoutSamples(dataset, removed) };
  const { parameters } = await runStages(network, { ...run, stages }, job);
  const retrained = { parameters, retrainingMs: performance.now() - began };
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

/** Lets one session know what the other has retrained, and the other way round: both train the same network on the same data. */
export function shareRetrained(one: Session, other: Session): void {
  const both = known.get(one) ?? new Map<string, Retrained>();
  known.set(one, both);
  known.set(other, both);
}

/** What `retrain` has answered lately by this plan: states of the history with the same removed samples share it. */
export function findRetrained(session: Session, plan: RetrainingPlan): Retrained | undefined {
  return known.get(session)?.get(planKey(plan));
}
