import * as tf from '@tensorflow/tfjs';
import { type Dataset, type ImageSet, normaliseSamples } from '../data/dataset';
import { outputLosses } from '../math/network/outputLoss';
import { mapRows } from '../math/network/rows';
import type { Random } from '../math/random/random';
import { breathe, type Job } from './job';
import { type Labels, labelsAt } from './labels';
import type { Network } from './network';

/** Images of a set that count, and their labels. */
export interface IncludedBatch {
  readonly inputs: tf.Tensor;
  readonly labels: Labels;
}

/**
 * Takes the images whose weight is 1 through `work`, in the order of the set, in batches of `rows`; the others cost nothing.
 * @param included one entry per image: 1 counts, 0 does not
 * @returns the number of images that count
 * @throws RangeError when none does, or there is not one entry per image
 */
export async function forEachIncludedBatch(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  included: Uint8Array,
  rows: number,
  { signal, onProgress }: Job,
  work: (batch: IncludedBatch) => Promise<void>,
): Promise<number> {
  if (included.length !== set.count) {
    throw new RangeError(`the set has ${set.count} images, and ${included.length} entries say which count`);
  }
  const indices = [...included.keys()].filter((i) => included[i] === 1);
  if (indices.length === 0) throw new RangeError('a mean needs at least one included image, got 0');
  for (let from = 0; from < indices.length; from += rows) {
    const batch = indices.slice(from, from + rows);
    const inputs = network.toTensor(normaliseSamples(set, dataset, batch));
    try {
      await work({ inputs, labels: labelsAt(set, batch) });
    } finally {
      inputs.dispose();
    }
    onProgress?.((from + batch.length) / indices.length);
    await breathe(signal);
  }
  return indices.length;
}

/** Targets for every image of a batch, drawn from the model's own predictions: images x classes. */
export async function drawTargets(
  network: Network,
  inputs: tf.Tensor,
  random: Random,
): Promise<Float32Array> {
  const probabilities = await predictProbabilities(network, inputs);
  return outputLosses[network.graph.loss].drawTargets(probabilities, network.classes, random);
}

/** The model's own predictions for a batch, images x classes. */
export async function predictProbabilities(network: Network, inputs: tf.Tensor): Promise<Float64Array> {
  const logits = tf.tidy(() => network.evaluate(inputs).logits);
  const values = (await logits.data()) as Float32Array;
  logits.dispose();
  return mapRows(values, network.classes, outputLosses[network.graph.loss].probabilities);
}
