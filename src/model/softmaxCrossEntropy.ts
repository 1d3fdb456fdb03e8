import * as tf from '@tensorflow/tfjs';

/**
 * Cross-entropy of every row, log(sum exp logits) - logits[target], nats, with its gradient (softmax - target) by the closed form.
 * @param logits [batch, classes]
 * @param targets one-hot, of the same shape
 * @returns [batch]
 */
export function softmaxCrossEntropy(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  const loss = tf.customGrad((x, save) => {
    const logProbabilities = tf.logSoftmax(x as tf.Tensor2D);
    (save as (tensors: tf.Tensor[]) => void)([logProbabilities]);
    return {
      value: tf.neg(tf.sum(tf.mul(logProbabilities, targets), -1)),
      gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) =>
        tf.mul(tf.reshape(dy, [-1, 1]), tf.sub(tf.exp(saved!), targets)),
    };
  });
  return loss(logits) as tf.Tensor1D;
}
