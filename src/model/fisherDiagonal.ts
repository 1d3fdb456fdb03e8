/**
 * The diagonal of the Fisher information,
 *   F_j = 1/N sum_n (d loss_n / d w_j)^2,
 * the importance of a parameter in selective synaptic dampening (Foster, Schoepf and Brintrup, AAAI 2024) and in Fisher forgetting (Golatkar,
 * Achille and Soatto, CVPR 2020). With the labels of the data it is the empirical Fisher, with labels drawn from the model's own
 * predictions an estimate of the true one (Kunstner, Hennig and Balles, NeurIPS 2019, on the difference).
 *
 * No loop over the samples: for a dense kernel, dW = x d', the sum over n of dW^2 is one product of matrices, (x^2)' (d^2); for all other weights
 * the gradients of a whole batch are computed at once (outputGradients.ts).
 */

import * as tf from '@tensorflow/tfjs';
import type { Dataset, ImageSet } from '../data/dataset';
import { createRandom } from '../math/random/random';
import { drawTargets, forEachIncludedBatch, type IncludedBatch } from './includedBatches';
import type { Job } from './job';
import { type Network, readFlat } from './network';
import {
  differentiateOutputs,
  sampleBatchRows,
  type WeightGradient,
  weightedNodes,
  weightGradients,
} from './outputGradients';
import { targetsOf } from './targetsOf';

export interface FisherJob extends Job {
  /** Seed of the labels drawn from the model's predictions; absent: the labels of the set. */
  readonly labelSeed?: number | undefined;
}

/**
 * F at the current parameters, the mean over the images whose weight is 1.
 * @param included one entry per image: 1 counts, 0 does not
 * @returns in the flat layout, sums over batches in float64; 0 for the running statistics of batch normalisation
 * @throws RangeError when no image is included
 */
export async function fisherDiagonal(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  included: Uint8Array,
  job: FisherJob = {},
): Promise<Float64Array> {
  const { labelSeed } = job;
  const random = labelSeed === undefined ? null : createRandom(labelSeed, 'labels of the Fisher diagonal');
  const diagonal = new Float64Array(network.parameterCount);
  const rows = sampleBatchRows(network);
  const count = await forEachIncludedBatch(network, dataset, set, included, rows, job, async (batch) => {
    const drawn = random && (await drawTargets(network, batch.inputs, random));
    const squares = sumSquares(network, batch, drawn);
    try {
      const sums = await readFlat(squares);
      for (let i = 0; i < diagonal.length; i++) diagonal[i]! += sums[i]!;
    } finally {
      tf.dispose([...squares]);
    }
  });
  return diagonal.map((sum) => sum / count);
}

/**
 * The sum over a batch of the squared gradients, one tensor for each of network.variables; the caller disposes them.
 * @param drawn targets, images x classes; null: those of the data
 */
function sumSquares(
  network: Network,
  { inputs, labels }: IncludedBatch,
  drawn: Float32Array | null,
): readonly tf.Tensor[] {
  return tf.tidy(() => {
    const { classes } = network;
    const targets = drawn ? tf.tensor2d(drawn, [labels.length, classes]) : targetsOf(labels, classes);
    const { outputs } = differentiateOutputs(network, inputs, targets, weightedNodes(network));
    const sums: (tf.Tensor | undefined)[] = network.variables.map(() => undefined);
    for (const output of outputs) {
      const ofLayer = tf.tidy(() =>
        weightGradients(output, network.variables).map((gradient) => ({
          weight: gradient.weight,
          sum: sumOfSquares(gradient),
        })),
      );
      for (const { weight, sum } of ofLayer) sums[weight] = sum;
    }
    return sums.map((sum, i) => sum ?? tf.zeros([...network.graph.weights[i]!.shape]));
  });
}

/** The sum over the samples of the squared gradient, in the order of the weight tensor's values. */
function sumOfSquares(gradient: WeightGradient): tf.Tensor {
  if ('rows' in gradient) return tf.sum(tf.square(gradient.rows), 0);
  return tf.matMul(tf.square(gradient.left), tf.square(gradient.right), true, false);
}
