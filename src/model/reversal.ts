/**
 * Training with a gradient-reversal head (Y. Ganin, V. Lempitsky, Unsupervised domain adaptation by backpropagation, ICML 2015): a second head learns to guess attributes from what the last
 * layer reads, and the layers before it learn that it cannot. With the mean losses L of the labels and A of the attributes (binary cross-entropy),
 *
 *   output:       w = w - rate dL/dw          head:  h = h - rate dA/dh          layers before:  w = w - rate (dL/dw - strength dA/dw)
 */

import * as tf from '@tensorflow/tfjs';
import { type Dataset, normaliseSamples } from '../data/dataset';
import { outputLoss } from '../kernels/autodiff/gradientLoss';
import { createRandom } from '../math/random/random';
import { forward } from './forward';
import { penultimate } from './hiddenLayers';
import { breathe, type Job } from './job';
import { initialParameters, type Network } from './network';
import { targetsOf } from './targetsOf';

/** Attributes that the head guesses: of every training image, images x width, 0 or 1. */
export interface GuessedAttributes {
  readonly values: Uint8Array;
  readonly width: number;
}

export interface ReversalRequest {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly momentum: number;
  /** How much of the head's gradient reaches the layers before it, with its sign turned. */
  readonly strength: number;
  readonly seed: number;
}

/** The head's weights. */
interface Head {
  readonly kernel: tf.Variable;
  readonly bias: tf.Variable;
}

/** What is the same forwards, and turns the gradient round. */
function reverse(x: tf.Tensor2D, strength: number): tf.Tensor2D {
  return tf.customGrad((given) => ({
    value: tf.clone(given as tf.Tensor),
    gradFunc: (dy) => tf.mul(dy as tf.Tensor, -strength),
  }))(x) as tf.Tensor2D;
}

/**
 * The gradients of a batch, in the trained weights of the network, then in the head's; to be used in a tidy.
 * @param wanted images x width
 */
export function differentiateReversed(
  network: Network,
  head: Head,
  inputs: tf.Tensor,
  labels: ArrayLike<number>,
  wanted: tf.Tensor2D,
  strength: number,
): tf.Tensor[] {
  const { graph, variables, classes } = network;
  const { node } = penultimate(graph);
  const isTrained = (i: number) => graph.weights[i]!.trainable;
  const targets = targetsOf(labels, classes);
  const count = labels.length;
  const loss = (...given: tf.Tensor[]) => {
    const [bias, kernel] = [given.at(-1)!, given.at(-2)!];
    const next = given.values();
    const all = variables.map((variable, i) => (isTrained(i) ? next.next().value! : variable));
    const pass = forward(graph, all, inputs);
    const features = tf.reshape(pass.values[node]!, [count, -1]) as tf.Tensor2D;
    const guess = tf.add(tf.matMul(reverse(features, strength), kernel as tf.Tensor2D), bias);
    const own = tf.mean(outputLoss(graph.loss, pass.logits, targets));
    return tf.add(own, binaryCrossEntropy(guess, wanted)) as tf.Scalar;
  };
  return tf.grads(loss)([...variables.filter((_, i) => isTrained(i)), head.kernel, head.bias]);
}

/** mean of max(z, 0) - z t + log(1 + exp(-|z|)) */
function binaryCrossEntropy(logits: tf.Tensor, targets: tf.Tensor): tf.Tensor {
  const least = tf.sub(tf.relu(logits), tf.mul(logits, targets));
  return tf.mean(tf.add(least, tf.log1p(tf.exp(tf.neg(tf.abs(logits))))));
}

/**
 * Trains a network from fresh weights. The head is made and thrown away; with strength 0 the network knows nothing of it: plain training.
 * @throws AbortError when cancelled
 */
export async function trainReversed(
  network: Network,
  dataset: Dataset,
  attributes: GuessedAttributes,
  request: ReversalRequest,
  { signal, onProgress }: Job = {},
): Promise<Float32Array> {
  network.setParameters(initialParameters(network.graph, request.seed));
  const { node } = penultimate(network.graph);
  const features = network.graph.nodes[node]!.shape.reduce((product, size) => product * size, 1);
  const head = {
    kernel: zeros([features, attributes.width]),
    bias: zeros([attributes.width]),
  };
  const trained = [
    ...network.variables.filter((_, i) => network.graph.weights[i]!.trainable),
    head.kernel,
    head.bias,
  ];
  const velocities = trained.map(({ shape }) => zeros(shape));
  const order = createRandom(request.seed, 'reversal order');
  const { count, labels } = dataset.training;
  const indices = Uint32Array.from({ length: count }, (_, i) => i);
  try {
    for (let epoch = 0; epoch < request.epochs; epoch++) {
      order.shuffle(indices);
      for (let start = 0; start < count; start += request.batchSize) {
        const batch = indices.subarray(start, start + request.batchSize);
        tf.tidy(() => {
          const inputs = network.toTensor(normaliseSamples(dataset.training, dataset, batch));
          const wanted = tf.tensor2d(rowsOf(attributes, batch), [batch.length, attributes.width]);
          const own = Array.from(batch, (index) => labels[index]!);
          const gradients = differentiateReversed(network, head, inputs, own, wanted, request.strength);
          trained.forEach((variable, i) => {
            const velocity = velocities[i]!;
            velocity.assign(tf.add(tf.mul(velocity, request.momentum), gradients[i]!));
            variable.assign(tf.sub(variable, tf.mul(velocity, request.learningRate)));
          });
        });
        await breathe(signal);
      }
      onProgress?.((epoch + 1) / request.epochs);
    }
    return await network.readParameters();
  } finally {
    tf.dispose([...velocities, head.kernel, head.bias]);
  }
}

const zeros = (shape: number[]) => tf.tidy(() => tf.variable(tf.zeros(shape)));

function rowsOf({ values, width }: GuessedAttributes, batch: Uint32Array): Float32Array {
  const rows = new Float32Array(batch.length * width);
  batch.forEach((index, row) => {
    rows.set(values.subarray(index * width, (index + 1) * width), row * width);
  });
  return rows;
}
