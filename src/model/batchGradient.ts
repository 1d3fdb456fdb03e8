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

/** A loss as a function of the trained weights alone, which stand in their order among network.variables. */
export interface TrainedFunction {
  readonly trained: readonly tf.Variable[];
  /** sum_i weights[i] loss_i of the batch. */
  loss(...trained: tf.Tensor[]): tf.Scalar;
  /** One tensor for each of network.variables: those given for the trained, zeros for the others. */
  spread(given: readonly tf.Tensor[]): tf.Tensor[];
}

/**
 * The weighted sum of a batch's losses as a function of the trained weights; to be used in a tidy.
 * @param inputs [batch, height, width, channels]
 * @param onLogits sees the logits of every evaluation
 */
export function weightedLoss(
  { graph, variables, classes }: Network,
  inputs: tf.Tensor,
  labels: ArrayLike<number>,
  weights: ArrayLike<number>,
  options: ForwardOptions = {},
  onLogits?: (logits: tf.Tensor2D) => void,
): TrainedFunction {
  const targets = oneHotTargets(labels, classes);
  const shares = tf.tensor1d(Float32Array.from(weights));
  const isTrained = (i: number) => graph.weights[i]!.trainable;
  return {
    trained: variables.filter((_, i) => isTrained(i)),
    loss(...trained) {
      const given = trained.values();
      const all = variables.map((variable, i) => (isTrained(i) ? given.next().value! : variable));
      const { logits } = forward(graph, all, inputs, options);
      onLogits?.(logits);
      return tf.sum(tf.mul(softmaxCrossEntropy(logits, targets), shares));
    },
    spread(given) {
      const next = given.values();
      return graph.weights.map(({ shape }, i) => (isTrained(i) ? next.next().value! : tf.zeros([...shape])));
    },
  };
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
  return tf.tidy(() => {
    let logits: tf.Tensor2D | undefined;
    const { trained, loss, spread } = weightedLoss(network, inputs, labels, weights, options, (given) => {
      logits = tf.keep(given);
    });
    const gradients = spread(tf.grads(loss)([...trained]));
    return { logits: logits!, gradients };
  });
}
