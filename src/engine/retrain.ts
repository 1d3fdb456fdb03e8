import { withoutSamples } from '../data/takeSamples';
import { type TrainingJob, train } from '../model/training';
import type { SampleIndex } from './request';
import type { Session } from './session';

/** A model trained from scratch without some samples, and how long that took. */
export interface Retrained {
  readonly parameters: Float32Array;
  readonly retrainingMs: number;
}

/** The last ones of every session, by what was removed. */
const known = new WeakMap<Session, Map<string, Retrained>>();
const keptPerSession = 3;

/** Equal for equal sets of samples, whatever their order. */
const keyOf = (removed: readonly SampleIndex[]) => Uint32Array.from(removed).sort().join(' ');

/**
 * Trains from scratch on what is left, by the request that the original was trained by and with its seed: the same initial weights, and
 * another order of samples only because there are fewer. Always trains; the answer is kept for `findRetrained`. The network's variables are
 * left with its weights.
 * @throws RangeError where nobody knows how the original was trained, or the training diverges; AbortError when cancelled
 */
export async function retrain(
  session: Session,
  removed: readonly SampleIndex[],
  job: Pick<TrainingJob, 'signal' | 'onProgress'> = {},
): Promise<Retrained> {
  const { network, dataset, training } = session;
  if (training.epochs < 1) {
    throw new RangeError(
      'these weights come from outside, and how they were trained is not known: train a model here, then it can be retrained',
    );
  }
  const start = performance.now();
  const { parameters } = await train(network, withoutSamples(dataset, removed), training, job);
  const retrained = { parameters, retrainingMs: performance.now() - start };
  keep(session, keyOf(removed), retrained);
  return retrained;
}

function keep(session: Session, key: string, retrained: Retrained): void {
  const ofSession = known.get(session) ?? new Map<string, Retrained>();
  known.set(session, ofSession);
  ofSession.delete(key);
  ofSession.set(key, retrained);
  for (const oldest of ofSession.keys()) if (ofSession.size > keptPerSession) ofSession.delete(oldest);
}

/** What `retrain` has answered lately for these samples, in any order: states of the history with the same removed samples share it. */
export function findRetrained(session: Session, removed: readonly SampleIndex[]): Retrained | undefined {
  return known.get(session)?.get(keyOf(removed));
}
