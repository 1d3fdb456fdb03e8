/** Products of a second-order matrix of a network part with a vector, summed over the batches of a set: what the kinds of matrices have in common. */

import * as tf from '@tensorflow/tfjs';
import type { Downstream, PartBatch } from './downstream';
import type { Job } from './job';
import { type NetworkPart, readFlat } from './network';

/**
 * The product for the summed loss of one batch, as tensors of all weights; the caller disposes them.
 * @param along the vector on the trained weights, in their order
 */
export type MultiplyBatch = (
  part: NetworkPart,
  batch: PartBatch,
  along: readonly tf.Tensor[],
) => readonly tf.Tensor[];

/**
 * The mean over the set of what `multiplyBatch` gives.
 * @param vector in the part's flat layout; what it says of running statistics counts for nothing
 * @returns in the same layout; sums over batches in float64
 * @throws RangeError for a vector of another length; AbortError when cancelled
 */
export async function multiplyOverBatches(
  { part, count, forEachBatch }: Downstream,
  vector: Float32Array | Float64Array,
  multiplyBatch: MultiplyBatch,
  job: Job,
): Promise<Float64Array> {
  const { parameterCount } = part.graph;
  if (vector.length !== parameterCount) {
    throw new RangeError(
      `this part of the network has ${parameterCount} parameters, and the vector ${vector.length}`,
    );
  }
  const product = new Float64Array(parameterCount);
  const along = toTensors(part, vector);
  try {
    await forEachBatch(job, async (batch) => {
      const parts = multiplyBatch(part, batch, along);
      try {
        const sums = await readFlat(parts);
        for (let i = 0; i < product.length; i++) product[i]! += sums[i]! / count;
      } finally {
        tf.dispose([...parts]);
      }
    });
  } finally {
    tf.dispose(along);
  }
  return product;
}

/** The part of a flat vector that is of trained weights, as their tensors. */
function toTensors({ graph }: NetworkPart, vector: Float32Array | Float64Array): tf.Tensor[] {
  return graph.weights
    .filter(({ trainable }) => trainable)
    .map(({ offset, size, shape }) =>
      tf.tensor(Float32Array.from(vector.subarray(offset, offset + size)), [...shape]),
    );
}

/** a' b of two vectors that lie in tensors; to be used in a tidy. */
export function sumOfProducts(a: readonly tf.Tensor[], b: readonly tf.Tensor[]): tf.Scalar {
  return a
    .map((tensor, i) => tf.sum(tf.mul(tensor, b[i]!)))
    .reduce((sum, part) => tf.add(sum, part)) as tf.Scalar;
}
