/**
 * The coupled floor: what training makes of a difference that means nothing. The original is trained again in its own order without one of the eight samples
 * of least gradient; whatever is different then is the amplifying of training, not the influence of the sample.
 */

import { createRandom } from '../../math/random/random';
import { measureSampleGradients } from '../../model/sampleGradients';
import type { SampleIndex } from '../request';
import type { Session } from '../session';
import type { RetrainingPlan } from './retrain';

/** Samples that one is drawn from. */
const leastCount = 8;

/** The drawn samples of every session, the first one first. */
const drawn = new WeakMap<Session, readonly SampleIndex[]>();

/**
 * The training without a sample of no influence: the first that is not removed, of the eight of least gradient at the original weights in an order that is
 * drawn by the training's seed. Measured once for each session; the network's variables are left with the original weights.
 */
export async function floorPlan(
  session: Session,
  removed: readonly SampleIndex[],
  signal?: AbortSignal,
): Promise<RetrainingPlan> {
  const gone = new Set(removed);
  const known = drawn.get(session)?.find((sample) => !gone.has(sample));
  if (known !== undefined) return { removed: [known], order: 'coupled' };
  const least = await drawLeast(session, gone, signal);
  drawn.set(session, least);
  return { removed: [least[0]!], order: 'coupled' };
}

/** The samples of least gradient of those that are left, shuffled. */
async function drawLeast(
  session: Session,
  gone: ReadonlySet<SampleIndex>,
  signal: AbortSignal | undefined,
): Promise<readonly SampleIndex[]> {
  const { network, dataset, trained, training } = session;
  network.setParameters(trained.parameters);
  const { gradientNorms } = await measureSampleGradients(network, dataset, dataset.training, { signal });
  const least = [...gradientNorms.keys()]
    .filter((sample) => !gone.has(sample))
    .sort((a, b) => gradientNorms[a]! - gradientNorms[b]! || a - b)
    .slice(0, leastCount);
  return createRandom(training.seed, 'coupled floor').shuffle(least);
}
