import * as tf from '@tensorflow/tfjs';
import { outputLoss, outputLossGradient } from '../kernels/autodiff/gradientLoss';
import { type ForwardOptions, type ForwardPass, forward } from './forward';
import type { Labels } from './labels';
import type { NetworkPart } from './network';
import { targetsOf } from './targetsOf';

export interface BatchGradient {
  /** [batch, classes]; the caller disposes it. */
  readonly logits: tf.Tensor2D;
  /** In network.variables, in their order, zeros for those that are not trained; the caller disposes them. */
  readonly gradients: readonly tf.Tensor[];
}

/** The logits of a batch as a function of the trained weights alone, which stand in their order among network.variables. */
export interface TrainedLogits {
  readonly trained: readonly tf.Variable[];
  /** [batch, classes]. */
  of(...trained: tf.Tensor[]): tf.Tensor2D;
  /** What all layers give. */
  pass(...trained: tf.Tensor[]): ForwardPass;
  /** One tensor for each of network.variables: those given for the trained, zeros for the others. */
  spread(given: readonly tf.Tensor[]): tf.Tensor[];
}

/** A loss as a function of the trained weights alone. */
export interface TrainedFunction extends Pick<TrainedLogits, 'trained' | 'spread'> {
  /** The loss of the batch. */
  loss(...trained: tf.Tensor[]): tf.Scalar;
}

/**
 * The summed loss of a batch as a function of the trained weights; to be used in a tidy.
 * @param inputs [batch, height, width, channels], or what else the part begins with
 */
export function summedLoss(part: NetworkPart, inputs: tf.Tensor, labels: Labels): TrainedFunction {
  const targets = targetsOf(labels, part.classes);
  return ofLogits(part, inputs, {}, (logits) => tf.sum(outputLoss(part.graph.loss, logits, targets)));
}

/** A function of a batch's logits as one of the trained weights. */
function ofLogits(
  part: NetworkPart,
  inputs: tf.Tensor,
  options: ForwardOptions,
  loss: (logits: tf.Tensor2D) => tf.Scalar,
): TrainedFunction {
  const { trained, of, spread } = trainedLogits(part, inputs, options);
  return { trained, spread, loss: (...given) => loss(of(...given)) };
}

/**
 * The logits of a batch as a function of the trained weights; to be used in a tidy.
 * @param inputs [batch, height, width, channels], or what else the part begins with
 */
export function trainedLogits(
  { graph, variables }: NetworkPart,
  inputs: tf.Tensor,
  options: ForwardOptions = {},
): TrainedLogits {
  const isTrained = (i: number) => graph.weights[i]!.trainable;
  const pass = (...trained: tf.Tensor[]) => {
    const given = trained.values();
    const all = variables.map((variable, i) => (isTrained(i) ? given.next().value! : variable));
    return forward(graph, all, inputs, options);
  };
  return {
    trained: variables.filter((_, i) => isTrained(i)),
    pass,
    of: (...trained) => pass(...trained).logits,
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
  network: NetworkPart,
  inputs: tf.Tensor,
  labels: Labels,
  weights: ArrayLike<number>,
  options: ForwardOptions = {},
): BatchGradient {
  return tf.tidy(() => {
    const targets = targetsOf(labels, network.classes);
    const { logits, gradients } = differentiateTowards(network, inputs, targets, weights, options);
    return { logits, gradients: [...gradients] };
  });
}

/**
 * The same for targets that may be soft: loss_i is the loss of image i with row i.
 * @param targets [batch, classes], float32; for softmax each row adds up to 1
 */
export function differentiateTowards(
  network: NetworkPart,
  inputs: tf.Tensor,
  targets: tf.Tensor2D,
  weights: ArrayLike<number>,
  options: ForwardOptions = {},
): BatchGradient {
  return tf.tidy(() => {
    let logits: tf.Tensor2D | undefined;
    const shares = tf.tensor1d(Float32Array.from(weights));
    const { trained, loss, spread } = ofLogits(network, inputs, options, (given) => {
      logits = tf.keep(given);
      return outputLossGradient(network.graph.loss, given, targets, shares);
    });
    const gradients = spread(tf.grads(loss)([...trained]));
    return { logits: logits!, gradients };
  });
}
