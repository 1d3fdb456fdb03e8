import * as tf from '@tensorflow/tfjs';
import type { Dataset, ImageSet } from '../data/dataset';
import { weightedLoss } from './batchGradient';
import { forEachBatch } from './batchStream';
import type { Job } from './job';
import { type Network, readFlat } from './network';

/**
 * The exact product of a Hessian and a vector, H v with H the second derivative of the mean loss over the images whose weight is 1, by reverse
 * differentiation of the directional derivative (B. Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6, 1994):
 *   H v = d/dw (v' dL/dw)
 * ReLU and max pooling count as linear around the present weights; batch normalisation is frozen.
 * @param included one entry per image: 1 counts, 0 does not
 * @param vector in the flat layout; what it says of running statistics counts for nothing
 * @returns in the flat layout; sums over batches in float64
 */
export async function hessianVector(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  included: Uint8Array,
  vector: Float32Array | Float64Array,
  job: Job = {},
): Promise<Float64Array> {
  if (vector.length !== network.parameterCount) {
    throw new RangeError(
      `this network has ${network.parameterCount} parameters, and the vector ${vector.length}`,
    );
  }
  const count = included.reduce((sum, one) => sum + one, 0);
  if (count === 0) throw new RangeError('the Hessian of a mean needs at least one included image, got 0');
  const product = new Float64Array(network.parameterCount);
  const directions = toTensors(network, vector);
  try {
    await forEachBatch(network, dataset, set, job, async ({ inputs, from, labels }) => {
      const weights = included.subarray(from, from + labels.length);
      const parts = multiplyBatch(network, inputs, labels, weights, directions);
      try {
        const sums = await readFlat(parts);
        for (let i = 0; i < product.length; i++) product[i]! += sums[i]! / count;
      } finally {
        tf.dispose([...parts]);
      }
    });
  } finally {
    tf.dispose(directions);
  }
  return product;
}

/** A flat vector as tensors of the network's weights. */
function toTensors({ graph }: Network, vector: Float32Array | Float64Array): tf.Tensor[] {
  return graph.weights.map(({ offset, size, shape }) =>
    tf.tensor(Float32Array.from(vector.subarray(offset, offset + size)), [...shape]),
  );
}

/** H v of the sum of weights[i] loss_i over a batch, as tensors of the network's weights; the caller disposes them. */
function multiplyBatch(
  network: Network,
  inputs: tf.Tensor,
  labels: Uint8Array,
  weights: Uint8Array,
  directions: readonly tf.Tensor[],
): readonly tf.Tensor[] {
  return tf.tidy(() => {
    const { trained, loss, spread } = weightedLoss(network, inputs, labels, weights);
    const along = directions.filter((_, i) => network.graph.weights[i]!.trainable);
    const slope = (...given: tf.Tensor[]) =>
      tf
        .grads(loss)(given)
        .map((gradient, i) => tf.sum(tf.mul(gradient, along[i]!)))
        .reduce((sum, part) => tf.add(sum, part)) as tf.Scalar;
    return spread(tf.grads(slope)([...trained]));
  });
}
