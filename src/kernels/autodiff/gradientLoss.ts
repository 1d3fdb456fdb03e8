/**
 * The losses of each row of outputs z (math/network/outputLoss.ts), for targets t:
 *   softmax:   l = log sum_k exp(z_k) - sum_k t_k z_k, for targets that add up to 1       dl/dz = softmax(z) - t
 *   sigmoids:  l = 1/K sum_k log(1 + exp(z_k)) - t_k z_k                                  dl/dz = (sigmoid(z) - t) / K
 * given as one operation whose gradient is made of operations on z, so that it can be differentiated again.
 */

import * as tf from '@tensorflow/tfjs';
import type { LossId } from '../../math/network/outputLoss';

/** A loss on a tensor backend; tensors are [batch, outputs] but for the losses, [batch]. */
interface TensorLoss {
  losses(outputs: tf.Tensor, targets: tf.Tensor): tf.Tensor;
  gradient(outputs: tf.Tensor, targets: tf.Tensor): tf.Tensor;
  /** The Hessian in the outputs, whatever the targets, times a vector. */
  multiplyHessian(outputs: tf.Tensor, tangents: tf.Tensor): tf.Tensor;
}

const widthOf = ({ shape }: tf.Tensor) => shape.at(-1)!;

const tensorLosses: Readonly<Record<LossId, TensorLoss>> = {
  softmax: {
    losses: (z, targets) => tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(z)), 1)),
    gradient: (z, targets) => tf.sub(tf.softmax(z), targets),
    multiplyHessian(z, tangents) {
      const p = tf.softmax(z);
      const mean = tf.sum(tf.mul(p, tangents), 1, true);
      return tf.mul(p, tf.sub(tangents, mean));
    },
  },
  sigmoids: {
    losses(z, targets) {
      const ofZero = tf.add(tf.relu(z), tf.log(tf.add(1, tf.exp(tf.neg(tf.abs(z))))));
      return tf.mean(tf.sub(ofZero, tf.mul(targets, z)), 1);
    },
    gradient: (z, targets) => tf.div(tf.sub(tf.sigmoid(z), targets), widthOf(z)),
    multiplyHessian(z, tangents) {
      // The derivative of a sigmoid without the difference 1 - p, whose digits are lost where it is almost 1.
      const slopes = tf.mul(tf.sigmoid(z), tf.sigmoid(tf.neg(z)));
      return tf.div(tf.mul(slopes, tangents), widthOf(z));
    },
  },
};

/**
 * @param outputs [batch, outputs]
 * @param targets of the same shape, float32; a constant: no gradient flows into it
 * @returns the loss of each row in nats, [batch]
 * @throws RangeError when the shapes differ
 */
export function outputLoss(id: LossId, outputs: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  if (!tf.util.arraysEqual(outputs.shape, targets.shape)) {
    throw new RangeError(
      `outputLoss needs outputs and targets of one shape, got [${outputs.shape}] and [${targets.shape}]`,
    );
  }
  const { losses, gradient } = tensorLosses[id];
  const compute = tf.customGrad((z, constants, save) => {
    (save as tf.GradSaveFunc)([z as tf.Tensor, constants as tf.Tensor]);
    return {
      value: losses(z as tf.Tensor, constants as tf.Tensor),
      gradFunc: (upstream: tf.Tensor, [kept, wanted]: tf.Tensor[]) => [
        tf.mul(tf.expandDims(upstream, 1), gradient(kept!, wanted!)),
        tf.zerosLike(wanted!),
      ],
    };
  });
  return compute(outputs, targets) as tf.Tensor1D;
}

/**
 * An operation that passes on the gradient of sum_i weights[i] l_i in the outputs, and does not compute that sum: its value is 0. For those who
 * have the losses from elsewhere and want their gradient alone.
 * @param targets as above
 * @param weights [batch], a constant
 */
export function outputLossGradient(
  id: LossId,
  outputs: tf.Tensor2D,
  targets: tf.Tensor2D,
  weights: tf.Tensor1D,
): tf.Scalar {
  const compute = tf.customGrad((z, save) => {
    (save as tf.GradSaveFunc)([z as tf.Tensor]);
    return {
      value: tf.scalar(0),
      gradFunc: (upstream: tf.Tensor, [kept]: tf.Tensor[]) => {
        const residuals = tensorLosses[id].gradient(kept!, targets);
        return tf.mul(residuals, tf.expandDims(tf.mul(weights, upstream), 1));
      },
    };
  });
  return compute(outputs) as tf.Scalar;
}

/** The Hessian of each row's loss in its outputs, whatever the targets, times a vector a row, [batch, outputs]; to be used in a tidy. */
export function multiplyLossHessian(id: LossId, outputs: tf.Tensor, tangents: tf.Tensor): tf.Tensor {
  return tensorLosses[id].multiplyHessian(outputs, tangents);
}
