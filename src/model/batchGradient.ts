import * as tf from '@tensorflow/tfjs';
import { softmaxCrossEntropy } from '../kernels/gradientCrossEntropy';
import { type ForwardOptions, forward } from './forward';
import type { Network } from './network';
import { oneHotTargets } from './oneHotTargets';

export interface BatchGradient {
  /** [batch, classes]; the caller disposes it. */
  readonly logits: tf.Tensor2D;
  /** In network.variables, in their order, zeros for those that are not trained; the caller disposes them. */
  readonly gradients: readonly tf.Tensor[];
}

/**
 * Logits of a batch, and the gradient of sum_i weights[i] loss_i in the network's variables (back-propagation on tfjs's tape).
 * @param inputs [batch, height, width, channels]
 */
export function differentiateBatch(
  network: Network,
  inputs: tf.Tensor,
  labels: ArrayLike<number>,
  weights: ArrayLike<number>,
  options: ForwardOptions = {},
): BatchGradient {
  const { graph, variables, classes } = network;
  return tf.tidy(() => {
    const targets = oneHotTargets(labels, classes);
    const shares = tf.tensor1d(Float32Array.from(weights));
    let logits: tf.Tensor2D | undefined;
    const weightedLoss = (...trained: tf.Tensor[]) => {
      const given = trained.values();
      const all = graph.weights.map(({ trainable }, i) => (trainable ? given.next().value! : variables[i]!));
      const pass = forward(graph, all, inputs, options);
      logits = tf.keep(pass.logits);
      return tf.sum(tf.mul(softmaxCrossEntropy(pass.logits, targets), shares));
    };
    const trained = variables.filter((_, i) => graph.weights[i]!.trainable);
    const gradients = tf.grads(weightedLoss)(trained).values();
    return {
      logits: logits!,
      gradients: graph.weights.map(({ trainable, shape }) =>
        trainable ? gradients.next().value! : tf.zeros([...shape]),
      ),
    };
  });
}
