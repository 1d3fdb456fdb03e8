import * as tf from '@tensorflow/tfjs';
import { multiplyLossHessian } from '../kernels/autodiff/gradientLoss';
import { type TrainedLogits, trainedLogits } from './batchGradient';
import { multiplyOverBatches, sumOfProducts } from './batchProducts';
import type { Downstream, PartBatch } from './downstream';
import type { Job } from './job';
import type { NetworkPart } from './network';

/**
 * The exact product of the Gauss-Newton matrix and a vector, for the mean loss over a set (N. Schraudolph, "Fast curvature
 * matrix-vector products for second-order gradient descent", Neural Computation 14, 2002):
 *   G v = 1/N sum_n J_n' H_n J_n v,   H_n = diag(p_n) - p_n p_n' for softmax, diag(p_n (1 - p_n)) / K for K sigmoids
 * J_n the derivative of image n's logits in the trained weights, p_n its probabilities. G is the Hessian without the curvature of the logits, so v' G v is
 * never negative, and for a model whose logits are linear in the weights it is the Hessian. Batch normalisation is frozen.
 * Oracle: math/network/gaussNewton.ts.
 * @param vector in the part's flat layout; what it says of running statistics counts for nothing
 * @returns in the same layout; sums over batches in float64
 */
export function gaussNewtonVector(
  downstream: Downstream,
  vector: Float32Array | Float64Array,
  job: Job = {},
): Promise<Float64Array> {
  return multiplyOverBatches(downstream, vector, multiplyBatch, job);
}

function multiplyBatch(
  part: NetworkPart,
  { inputs }: PartBatch,
  along: readonly tf.Tensor[],
): readonly tf.Tensor[] {
  return tf.tidy(() => {
    const logits = trainedLogits(part, inputs);
    const present = logits.of(...logits.trained);
    const tangents = multiplyForwards(logits, present, along);
    const curved = multiplyLossHessian(part.graph.loss, present, tangents);
    return logits.spread(multiplyBackwards(logits, curved, logits.trained));
  });
}

/** J' u, in the trained weights. */
function multiplyBackwards(
  { of }: TrainedLogits,
  u: tf.Tensor,
  trained: readonly tf.Tensor[],
): readonly tf.Tensor[] {
  return tf.grads((...given: tf.Tensor[]) => tf.sum(tf.mul(of(...given), u)) as tf.Scalar)([...trained]);
}

/** J v, [batch, classes]. J' u is linear in u, so the gradient of v' J' u in u is J v, wherever it is taken: a forward product by two backward ones. */
function multiplyForwards(logits: TrainedLogits, present: tf.Tensor, along: readonly tf.Tensor[]): tf.Tensor {
  const slope = (u: tf.Tensor) => sumOfProducts(multiplyBackwards(logits, u, logits.trained), along);
  return tf.grad(slope)(tf.zerosLike(present));
}
