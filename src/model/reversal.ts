/**
 * Training with a gradient-reversal head (Y. Ganin, V. Lempitsky, Unsupervised domain adaptation by backpropagation, ICML 2015): a second head learns to guess attributes from what the last
 * layer reads, and the layers before it learn that it cannot. With the mean losses L of the labels and A of the attributes (binary cross-entropy, the mean over the attributes), a step goes along
 *
 *   output:       dL/dw          head:  dA/dh          layers before:  dL/dw - strength dA/dw
 *
 * The head begins as zeros with each training and goes with its end; where a training is interrupted, or gone on from the end of an epoch, it stands with the optimizer's numbers.
 */

import * as tf from '@tensorflow/tfjs';
import type { Dataset } from '../data/dataset';
import { outputLossGradient } from '../kernels/autodiff/gradientLoss';
import { hasUnits } from '../math/network/graph';
import { SaidError } from '../words/saidError';
import { type BatchGradient, trainedLogits } from './batchGradient';
import type { ForwardOptions } from './forward';
import { penultimate } from './hiddenLayers';
import type { Labels } from './labels';
import type { Network } from './network';
import { columnsOf } from './reversalAttributes';
import { targetsOf } from './targetsOf';
import type { Reversal } from './trainingRequest';

/** The head, and what it guesses. */
export interface ReversedHead {
  readonly strength: number;
  /** Kernel and bias; whoever made the head disposes them. */
  readonly variables: readonly [kernel: tf.Variable, bias: tf.Variable];
  /** What is true of these training samples, samples x attributes. */
  truths(samples: ArrayLike<number>): tf.Tensor2D;
}

/**
 * A head of zeros for a training.
 * @throws SaidError where the data know no such attribute, or the network has no trained layer that could hide it
 */
export function createHead(
  { graph, architecture }: Pick<Network, 'graph' | 'architecture'>,
  dataset: Dataset,
  { strength, attributes }: Reversal,
): ReversedHead {
  const { node } = penultimate(graph);
  if (!graph.nodes.slice(0, node + 1).some(hasUnits)) {
    throw new SaidError('model.training.nothingHides', [{ model: architecture.name }]);
  }
  const columns = columnsOf(dataset, attributes);
  const { training, attributeNames = [] } = dataset;
  const features = graph.nodes[node]!.shape.reduce((product, size) => product * size, 1);
  const zeros = (shape: number[]) => tf.tidy(() => tf.variable(tf.zeros(shape), false));
  return {
    strength,
    variables: [zeros([features, columns.length]), zeros([columns.length])],
    truths(samples) {
      const rows = Float32Array.from(
        { length: samples.length * columns.length },
        (_, i) =>
          training.attributes![
            samples[Math.floor(i / columns.length)]! * attributeNames.length + columns[i % columns.length]!
          ]!,
      );
      return tf.tensor2d(rows, [samples.length, columns.length]);
    },
  };
}

/** What is the same forwards, and turns the gradient round. */
function reverse(x: tf.Tensor, strength: number): tf.Tensor {
  return tf.customGrad((given) => ({
    value: tf.clone(given as tf.Tensor),
    gradFunc: (dy) => tf.mul(dy as tf.Tensor, -strength),
  }))(x);
}

/**
 * Logits of a batch, and what a step goes along: in the network's variables, then in the head's.
 * @param hiding the head, and the samples of the batch
 */
export function differentiateReversed(
  network: Network,
  {
    head: { strength, variables, truths },
    samples,
  }: { readonly head: ReversedHead; readonly samples: ArrayLike<number> },
  inputs: tf.Tensor,
  labels: Labels,
  options: ForwardOptions = {},
): BatchGradient {
  return tf.tidy(() => {
    const { graph, classes } = network;
    const { node } = penultimate(graph);
    const { trained, pass, spread } = trainedLogits(network, inputs, options);
    const targets = targetsOf(labels, classes);
    const wanted = truths(samples);
    const shares = tf.fill([labels.length], 1 / labels.length) as tf.Tensor1D;
    let logits: tf.Tensor2D | undefined;
    const loss = (...given: tf.Tensor[]) => {
      const [kernel, bias] = given.slice(trained.length) as [tf.Tensor2D, tf.Tensor1D];
      const { logits: outputs, values } = pass(...given.slice(0, trained.length));
      logits = tf.keep(outputs);
      const features = tf.reshape(values[node]!, [labels.length, -1]);
      const guesses = tf.add(tf.matMul(reverse(features, strength), kernel), bias) as tf.Tensor2D;
      return tf.add(
        outputLossGradient(graph.loss, outputs, targets, shares),
        outputLossGradient('sigmoids', guesses, wanted, shares),
      ) as tf.Scalar;
    };
    const gradients = tf.grads(loss)([...trained, ...variables]);
    const ofHead = gradients.splice(trained.length);
    return { logits: logits!, gradients: [...spread(gradients), ...ofHead] };
  });
}
