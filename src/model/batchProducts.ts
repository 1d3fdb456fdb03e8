/** Products of a second-order matrix of a network part with a vector, summed over the batches of a set: what the kinds of matrices have in common. */

import * as tf from '@tensorflow/tfjs';
import { costOfImage } from '../math/network/cost';
import type { Downstream, PartBatch } from './downstream';
import type { Job } from './job';
import type { NetworkPart } from './network';
import { later, type Recorded, readAlone } from './reads';

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
  downstream: Downstream,
  vector: Float32Array | Float64Array,
  multiplyBatch: MultiplyBatch,
  job: Job,
): Promise<Float64Array> {
  const { part } = downstream;
  refuseOtherLength(downstream, vector);
  const along = toTensors(part, vector);
  const multiply = (batch: PartBatch) => multiplyBatch(part, batch, along);
  try {
    return await meanOverBatches(downstream, part.graph.parameterCount, multiply, job);
  } finally {
    tf.dispose(along);
  }
}

/** @throws RangeError for a vector that is not in the part's flat layout */
export function refuseOtherLength({ part }: Downstream, { length }: Float32Array | Float64Array): void {
  const { parameterCount } = part.graph;
  if (length === parameterCount) return;
  throw new RangeError(`this part of the network has ${parameterCount} parameters, and the vector ${length}`);
}

/**
 * The mean over the set of what `multiply` gives of the summed loss of a batch, its tensors one after another.
 * @param length values of these tensors together
 */
export async function meanOverBatches(
  { part, count, forEachBatch }: Downstream,
  length: number,
  multiply: (batch: PartBatch) => readonly tf.Tensor[],
  job: Job,
): Promise<Float64Array> {
  const product = new Float64Array(length);
  await readAlone(job.signal, async (reads) => {
    let added = Promise.resolve();
    const addAfter = async (before: Promise<void>, parts: Promise<Float32Array[]>) => {
      await before;
      addMean(product, await parts, count);
    };
    await forEachBatch(job, async (batch) => {
      const parts = reads.take(multiply(batch));
      added = later(addAfter(added, parts)).result;
      await reads.recorded(costOf(part, batch.labels.length));
    });
    return { result: added };
  });
  return product;
}

function addMean(product: Float64Array, parts: readonly Float32Array[], count: number): void {
  let offset = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) product[offset + i]! += part[i]! / count;
    offset += part.length;
  }
}

/** A product takes twice as much as a gradient. */
function costOf({ graph }: NetworkPart, rows: number): Recorded {
  const { multiplications, values } = costOfImage(graph);
  return { multiplications: 6 * rows * multiplications, values: 6 * rows * values };
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
