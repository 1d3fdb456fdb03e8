import * as tf from '@tensorflow/tfjs';
import { summedLoss } from './batchGradient';
import { multiplyOverBatches, sumOfProducts } from './batchProducts';
import type { Downstream, PartBatch } from './downstream';
import type { Job } from './job';
import type { NetworkPart } from './network';

/**
 * The exact product of a Hessian and a vector, H v with H the second derivative of the mean loss over a set in the parameters of a part of the network, by
 * reverse differentiation of the directional derivative (B. Pearlmutter, "Fast exact multiplication by the Hessian", Neural Computation 6, 1994):
 *   H v = d/dw (v' dL/dw)
 * ReLU and max pooling count as linear around the present weights; batch normalisation is frozen.
 * @param vector in the part's flat layout; what it says of running statistics counts for nothing
 * @returns in the same layout; sums over batches in float64
 */
export function hessianVector(
  downstream: Downstream,
  vector: Float32Array | Float64Array,
  job: Job = {},
): Promise<Float64Array> {
  return multiplyOverBatches(downstream, vector, multiplyBatch, job);
}

/** H v of the summed loss over a batch, as tensors of the weights; the caller disposes them. */
function multiplyBatch(
  part: NetworkPart,
  { inputs, labels }: PartBatch,
  along: readonly tf.Tensor[],
): readonly tf.Tensor[] {
  return tf.tidy(() => {
    const { trained, loss, spread } = summedLoss(part, inputs, labels);
    const slope = (...given: tf.Tensor[]) => sumOfProducts(tf.grads(loss)(given), along);
    return spread(tf.grads(slope)([...trained]));
  });
}
