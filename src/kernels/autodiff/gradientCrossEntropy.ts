/**
 * Softmax cross-entropy of each row, l = log sum_k exp(z_k) - sum_k t_k z_k for targets that add up to 1:
 *   dl/dz = softmax(z) - t
 * given as one operation whose gradient is made of operations on z, so that it can be differentiated again.
 */

import * as tf from '@tensorflow/tfjs';

/**
 * @param logits [batch, classes]
 * @param oneHot [batch, classes], float32, each row adding up to 1; a constant: no gradient flows into it
 * @returns the loss of each row in nats, [batch]
 * @throws RangeError when the shapes differ
 */
export function softmaxCrossEntropy(logits: tf.Tensor2D, oneHot: tf.Tensor2D): tf.Tensor1D {
  if (!tf.util.arraysEqual(logits.shape, oneHot.shape)) {
    throw new RangeError(
      `softmaxCrossEntropy needs logits and targets of one shape, got [${logits.shape}] and [${oneHot.shape}]`,
    );
  }
  const compute = tf.customGrad((z, targets, save) => {
    (save as tf.GradSaveFunc)([z as tf.Tensor, targets as tf.Tensor]);
    return {
      value: tf.neg(tf.sum(tf.mul(targets as tf.Tensor, tf.logSoftmax(z as tf.Tensor)), 1)),
      gradFunc: (upstream: tf.Tensor, [kept, constants]: tf.Tensor[]) => [
        tf.mul(tf.expandDims(upstream, 1), tf.sub(tf.softmax(kept!), constants!)),
        tf.zerosLike(constants!),
      ],
    };
  });
  return compute(logits, oneHot) as tf.Tensor1D;
}

/**
 * An operation that passes on the gradient of sum_i weights[i] l_i in the logits, and does not compute that sum: its value is 0. For those who
 * have the losses from elsewhere and want their gradient alone.
 * @param logits [batch, classes]
 * @param oneHot as above
 * @param weights [batch], a constant
 */
export function crossEntropyGradient(
  logits: tf.Tensor2D,
  oneHot: tf.Tensor2D,
  weights: tf.Tensor1D,
): tf.Scalar {
  const compute = tf.customGrad((z, save) => {
    (save as tf.GradSaveFunc)([z as tf.Tensor]);
    return {
      value: tf.scalar(0),
      gradFunc: (upstream: tf.Tensor, [kept]: tf.Tensor[]) => {
        const residuals = tf.sub(tf.softmax(kept!), oneHot);
        return tf.mul(residuals, tf.expandDims(tf.mul(weights, upstream), 1));
      },
    };
  });
  return compute(logits) as tf.Scalar;
}
