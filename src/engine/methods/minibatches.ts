import { normaliseSamples } from '../../data/dataset';
import { classesIn } from '../../math/network/outputLoss';
import { createRandom } from '../../math/random/random';
import type { DescentBatch } from '../../model/descend';
import { splitEpoch } from '../../model/epochs';
import { labelAt } from '../../model/labels';
import type { Session } from '../session';

/** Samples, shuffled, in pieces of a batch each. */
export function shuffleIntoBatches(
  samples: ArrayLike<number>,
  batchSize: number,
  seed: number,
  purpose: string,
): Uint32Array[] {
  const order = createRandom(seed, purpose).shuffle(Uint32Array.from(samples));
  return splitEpoch(order.length, batchSize).map(([from, to]) => order.subarray(from, to));
}

/**
 * The batch of these training samples with their own labels as targets.
 * @param weightOf the weight of the sample at a place of the list
 */
export function labelledBatch(
  { dataset, network: { classes } }: Session,
  samples: ArrayLike<number>,
  weightOf: (place: number) => number,
): DescentBatch {
  const targets = new Float32Array(samples.length * classes);
  for (let i = 0; i < samples.length; i++)
    for (const own of classesIn(labelAt(dataset.training, samples[i]!))) targets[i * classes + own] = 1;
  return {
    pixels: normaliseSamples(dataset.training, dataset, samples),
    targets,
    weights: Float32Array.from({ length: samples.length }, (_, i) => weightOf(i)),
  };
}
