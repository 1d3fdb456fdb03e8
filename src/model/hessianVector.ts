import * as tf from '@tensorflow/tfjs';
import { summedLoss } from './batchGradient';
import type { Downstream, PartBatch } from './downstream';
import type { Job } from './job';
import { type NetworkPart, readFlat } from './network';

/**
 * The exact product of a Hessian and a vector, H v with H the second derivative of the mean loss over a set in the parameters of a part of the network, by
 * reverse differentiation of the directional derivative (B. Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6, 1994):
 *   H v = d/dw (v' dL/dw)
 * ReLU and max pooling count as linear around the present weights; batch normalisation is frozen.
 * @param vector in the part's flat layout; what it says of running statistics counts for nothing
 * @returns in the same layout; sums over batches in float64
 */
export async function hessianVector(
  { part, count, forEachBatch }: Downstream,
  vector: Float32Array | Float64Array,
  job: Job = {},
): Promise<Float64Array> {
  const { parameterCount } = part.graph;
  if (vector.length !== parameterCount) {
    throw new RangeError(
      `this part of the network has ${parameterCount} parameters, and the vector ${vector.length}`,
    );
  }
  const product = new Float64Array(parameterCount);
  const directions = toTensors(part, vector);
  try {
    await forEachBatch(job, async (batch) => {
      const parts = multiplyBatch(part, batch, directions);
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

/** A flat vector as tensors of the weights. */
function toTensors({ graph }: NetworkPart, vector: Float32Array | Float64Array): tf.Tensor[] {
  return graph.weights.map(({ offset, size, shape }) =>
    tf.tensor(Float32Array.from(vector.subarray(offset, offset + size)), [...shape]),
  );
}

/** H v of the summed loss over a batch, as tensors of the weights; the caller disposes them. */
function multiplyBatch(
  part: NetworkPart,
  { inputs, labels }: PartBatch,
  directions: readonly tf.Tensor[],
): readonly tf.Tensor[] {
  return tf.tidy(() => {
    const { trained, loss, spread } = summedLoss(part, inputs, labels);
    const along = directions.filter((_, i) => part.graph.weights[i]!.trainable);
    const slope = (...given: tf.Tensor[]) =>
      tf
        .grads(loss)(given)
        .map((gradient, i) => tf.sum(tf.mul(gradient, along[i]!)))
        .reduce((sum, part) => tf.add(sum, part)) as tf.Scalar;
    return spread(tf.grads(slope)([...trained]));
  });
}
