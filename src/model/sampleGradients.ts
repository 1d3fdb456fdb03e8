/**
 * The loss and the gradient norm of every sample of a set, batch by batch. One back-propagation of the sum of the losses gives the gradient d
 * in the output of every layer with weights, whose rows belong to the samples; each sample's gradient in the weights follows from them
 * and from the layer's input x, one product of matrices per sample and layer:
 *   dense: dW = x d', |dW|^2 = |x|^2 |d|^2        convolution: dW = sum over pixels of (patch under the window) d'
 * and a bias's is the sum of d over the pixels.
 */

import * as tf from '@tensorflow/tfjs';
import type { Dataset, ImageSet } from '../data/dataset';
import { softmaxCrossEntropy } from '../kernels/gradientCrossEntropy';
import { type GraphNode, type MapShape, paddingBefore, type Window } from '../math/graph';
import { forEachBatch, readLogits } from './evaluation';
import { forward } from './forward';
import type { Job } from './job';
import type { Network } from './network';
import { oneHotTargets } from './oneHotTargets';

export interface SampleGradients {
  /** Cross-entropy of every image, nats. */
  readonly losses: Float32Array;
  /** The most probable class of every image. */
  readonly predicted: Uint8Array;
  /** Euclidean norm over all parameters of the gradient of every image's loss. */
  readonly gradientNorms: Float32Array;
}

/** Losses, predictions and gradient norms of the current parameters on every image of a set. */
export async function measureSampleGradients(
  network: Network,
  dataset: Dataset,
  set: ImageSet,
  job: Job = {},
): Promise<SampleGradients> {
  const measured = {
    losses: new Float32Array(set.count),
    predicted: new Uint8Array(set.count),
    gradientNorms: new Float32Array(set.count),
  };
  await forEachBatch(network, dataset, set, job, async ({ inputs, from, labels }) => {
    const { logits, squares } = differentiateSamples(network, inputs, labels);
    const sums = (await squares.data()) as Float32Array;
    squares.dispose();
    measured.gradientNorms.set(sums.map(Math.sqrt), from);
    await readLogits(logits, labels, measured, from);
  });
  return measured;
}

/** Logits of a batch and the squared gradient norm of each of its samples; the caller disposes both. */
function differentiateSamples(
  { graph, variables, classes }: Network,
  inputs: tf.Tensor,
  labels: Uint8Array,
): { readonly logits: tf.Tensor2D; readonly squares: tf.Tensor1D } {
  return tf.tidy(() => {
    const batch = labels.length;
    const targets = oneHotTargets(labels, classes);
    const weighted = graph.nodes.flatMap((node, i) =>
      'kernel' in node || node.op === 'batchNorm' ? [i] : [],
    );
    let logits: tf.Tensor2D | undefined;
    let values: readonly tf.Tensor[] = [];
    const loss = (...probes: tf.Tensor[]) => {
      const pass = forward(graph, variables, inputs, {
        probes: new Map(weighted.map((node, k) => [node, probes[k]!])),
      });
      logits = tf.keep(pass.logits);
      values = pass.values.map((value) => tf.keep(value));
      return tf.sum(softmaxCrossEntropy(pass.logits, targets));
    };
    const probes = weighted.map((node) => tf.zeros(shapeOfOutput(graph.nodes[node]!, batch)));
    const gradients = tf.grads(loss)(probes);
    const squares = weighted
      .map((index, k) => {
        const node = graph.nodes[index]!;
        const [from] = node.reads;
        return squareOfNode(node, graph.nodes[from!]!.shape, values[from!]!, gradients[k]!, variables);
      })
      .reduce((sum, part) => tf.add(sum, part)) as tf.Tensor1D;
    tf.dispose(values.filter((value) => value !== inputs));
    return { logits: logits!, squares };
  });
}

function shapeOfOutput({ op, shape }: GraphNode, batch: number): number[] {
  return op === 'dense' ? [batch, shape[2]] : [batch, ...shape];
}

/** The squared norm of every sample's gradient in a node's weights, [batch]. */
function squareOfNode(
  node: GraphNode,
  inputShape: MapShape,
  input: tf.Tensor,
  gradient: tf.Tensor,
  variables: readonly tf.Tensor[],
): tf.Tensor {
  const batch = gradient.shape[0]!;
  const channels = node.shape[2];
  const pixels = tf.reshape(gradient, [batch, -1, channels]);
  const squares = (tensor: tf.Tensor) => tf.sum(tf.reshape(tf.mul(tensor, tensor), [batch, -1]), 1);
  const summed = () => squares(tf.sum(pixels, 1));
  switch (node.op) {
    case 'dense': {
      const kernel = tf.mul(squares(input), squares(gradient));
      return node.bias === null ? kernel : tf.add(kernel, squares(gradient));
    }
    case 'conv2d': {
      const patches = patchesUnder(input as tf.Tensor4D, inputShape, node.shape, node);
      const kernel = squares(tf.matMul(patches, pixels, true, false));
      return node.bias === null ? kernel : tf.add(kernel, summed());
    }
    case 'batchNorm': {
      const inverse = tf.rsqrt(tf.add(variables[node.variance]!, node.epsilon));
      const normalised = tf.mul(tf.sub(input, variables[node.mean]!), inverse);
      const scaled = tf.sum(tf.reshape(tf.mul(gradient, normalised), [batch, -1, channels]), 1);
      const zero = tf.zeros([batch]);
      return tf.add(node.gamma === null ? zero : squares(scaled), node.beta === null ? zero : summed());
    }
    default:
      throw new RangeError(`a ${node.op} has no weights`);
  }
}

/** What a window sees at every output pixel, [batch, output pixels, window height x width x channels]: the order of a kernel's rows. */
function patchesUnder(
  input: tf.Tensor4D,
  [height, width, channels]: MapShape,
  [rows, columns]: MapShape,
  { size, stride, padding }: Window,
): tf.Tensor3D {
  const batch = input.shape[0];
  const reach = [(rows - 1) * stride[0] + size[0], (columns - 1) * stride[1] + size[1]] as const;
  const top = paddingBefore(height, size[0], stride[0], padding);
  const left = paddingBefore(width, size[1], stride[1], padding);
  const padded = tf.pad(input, [
    [0, 0],
    [top, Math.max(0, reach[0] - height - top)],
    [left, Math.max(0, reach[1] - width - left)],
    [0, 0],
  ]);
  const places = Array.from({ length: size[0] * size[1] }, (_, place) => {
    const begin = [0, Math.floor(place / size[1]), place % size[1], 0] as const;
    const end = [
      batch,
      begin[1] + (rows - 1) * stride[0] + 1,
      begin[2] + (columns - 1) * stride[1] + 1,
      channels,
    ];
    return tf.stridedSlice(padded, [...begin], end, [1, stride[0], stride[1], 1]);
  });
  return tf.reshape(tf.concat(places, 3), [batch, rows * columns, places.length * channels]);
}
