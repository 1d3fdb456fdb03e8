/**
 * The gradient of every sample's own loss in the outputs of the layers with weights, and in the weights themselves. One back-propagation of the
 * sum of the losses gives the gradient d in each output, whose rows belong to the samples; each sample's gradient in the weights
 * follows from them and from the layer's input x:
 *   dense: dW = x d'        convolution: dW = sum over pixels of (patch under the window) d'        bias: the sum of d over the pixels
 *   batch and layer normalisation: the sum over pixels of d times the normalised input (gamma), and of d (beta)
 *   embedding: the sum of d over the places of a token, for each token there is; and d itself for the places
 */

import * as tf from '@tensorflow/tfjs';
import { outputLoss } from '../kernels/autodiff/gradientLoss';
import { type GraphNode, type MapShape, paddingBefore, type Window, weightsOf } from '../math/network/graph';
import { forward } from './forward';
import { largestBatchValues, type Network } from './network';
import { standardise } from './textForward';

/** What a layer with weights read and what the losses feel of its output, sample by sample. */
export interface OutputGradient {
  /** The layer's number in the graph. */
  readonly index: number;
  readonly node: GraphNode;
  readonly inputShape: MapShape;
  /** x, [batch, ...] */
  readonly input: tf.Tensor;
  /** d, [batch, units] or [batch, height, width, channels] */
  readonly gradient: tf.Tensor;
}

/** The nodes of a graph that have trained weights, in its order. */
export function weightedNodes({ graph }: Pick<Network, 'graph'>): number[] {
  const isTrained = (weight: number) => graph.weights[weight]!.trainable;
  return graph.nodes.flatMap((node, i) => (weightsOf(node).some(isTrained) ? [i] : []));
}

/**
 * Logits of a batch, and inputs and gradients of these nodes; to be used in a tidy.
 * @param inputs [batch, height, width, channels]
 * @param targets [batch, classes]: of the data (targetsOf), or drawn from the model's predictions
 * @param indices numbers of nodes with weights
 */
export function differentiateOutputs(
  { graph, variables }: Network,
  inputs: tf.Tensor,
  targets: tf.Tensor2D,
  indices: readonly number[],
): { readonly logits: tf.Tensor2D; readonly outputs: readonly OutputGradient[] } {
  const kept: tf.Tensor[] = [];
  const loss = (...probes: tf.Tensor[]) => {
    const { logits, values } = forward(graph, variables, inputs, {
      probes: new Map(indices.map((index, k) => [index, probes[k]!])),
    });
    // Copies, as the tape lets go of what it made; a copy shares its values.
    for (const value of [logits, ...indices.map((index) => values[readOf(index)]!)])
      kept.push(tf.keep(tf.clone(value)));
    return tf.sum(outputLoss(graph.loss, logits, targets));
  };
  const readOf = (index: number) => graph.nodes[index]!.reads[0]!;
  const probes = indices.map((index) => tf.zeros(shapeOfOutput(graph.nodes[index]!, inputs.shape[0]!)));
  const gradients = tf.grads(loss)(probes);
  const [logits, ...values] = kept.map((value) => tf.clone(value));
  tf.dispose(kept);
  const outputs = indices.map((index, k) => ({
    index,
    node: graph.nodes[index]!,
    inputShape: graph.nodes[readOf(index)]!.shape,
    input: values[k]!,
    gradient: gradients[k]!,
  }));
  return { logits: logits as tf.Tensor2D, outputs };
}

function shapeOfOutput({ op, shape }: GraphNode, batch: number): number[] {
  return op === 'dense' ? [batch, shape[2]] : [batch, ...shape];
}

/**
 * The gradients of every sample of a batch in one weight tensor: `rows`, [batch, size], or, where these would be large, the product
 * of the two vectors that make each row up: `left`, [batch, inputs], and `right`, [batch, units].
 */
export type WeightGradient = { readonly weight: number } & (
  | { readonly rows: tf.Tensor2D }
  | { readonly left: tf.Tensor2D; readonly right: tf.Tensor2D }
);

/** The gradients of every sample in the trained weights of a layer; to be used in a tidy. */
export function weightGradients(
  output: OutputGradient,
  variables: readonly tf.Tensor[],
): readonly WeightGradient[] {
  const { node, input, gradient } = output;
  const batch = gradient.shape[0]!;
  const pixels = pixelsOf(output);
  const rowsOf = (weight: number | null, rows: () => tf.Tensor) =>
    weight === null ? [] : [{ weight, rows: tf.reshape(rows(), [batch, -1]) as tf.Tensor2D }];
  const summed = () => tf.sum(pixels, 1);
  switch (node.op) {
    case 'dense': {
      const left = tf.reshape(input, [batch, -1]) as tf.Tensor2D;
      return [{ weight: node.kernel, left, right: gradient as tf.Tensor2D }, ...rowsOf(node.bias, summed)];
    }
    case 'conv2d': {
      const products = () => tf.matMul(patchesOf(output), pixels, true, false);
      return [...rowsOf(node.kernel, products), ...rowsOf(node.bias, summed)];
    }
    case 'depthwiseConv2d':
      return [...rowsOf(node.kernel, () => depthwiseRows(output)), ...rowsOf(node.bias, summed)];
    case 'batchNorm': {
      const inverse = tf.rsqrt(tf.add(variables[node.variance]!, node.epsilon));
      const normalised = tf.mul(tf.sub(input, variables[node.mean]!), inverse);
      const scaled = () => tf.sum(tf.reshape(tf.mul(gradient, normalised), pixels.shape), 1);
      return [...rowsOf(node.gamma, scaled), ...rowsOf(node.beta, summed)];
    }
    case 'layerNorm': {
      const scaled = () =>
        tf.sum(tf.reshape(tf.mul(gradient, standardise(input, node.epsilon)), pixels.shape), 1);
      return [...rowsOf(node.gamma, scaled), ...rowsOf(node.beta, summed)];
    }
    case 'embed':
      return [
        ...rowsOf(node.table, () => tf.matMul(choicesOf(input, variables[node.table]!), pixels, true, false)),
        ...rowsOf(node.positions, () => pixels),
      ];
    default:
      throw new RangeError(`a ${node.op} has no weights`);
  }
}

/** [batch, places, tokens there are]: 1 for the token that stands at a place. */
function choicesOf(tokens: tf.Tensor, table: tf.Tensor): tf.Tensor {
  const [batch, count] = [tokens.shape[0]!, table.shape[0]!];
  const rows = tf.cast(tf.reshape(tokens, [-1]), 'int32') as tf.Tensor1D;
  return tf.reshape(tf.cast(tf.oneHot(rows, count), 'float32'), [batch, -1, count]);
}

/** Every sample's gradient in a depthwise kernel: [batch, places of the window x channels, filters of a channel]. */
function depthwiseRows(output: OutputGradient): tf.Tensor {
  const channels = output.inputShape[2];
  const multiplier = output.node.shape[2] / channels;
  const seen = patchesOf(output);
  const [batch, pixels, width] = seen.shape;
  const patches = tf.reshape(seen, [batch * pixels, width / channels, channels]);
  const gradients = tf.reshape(output.gradient, [batch * pixels * channels, multiplier]);
  const filters = Array.from({ length: multiplier }, (_, m) => {
    const own = tf.reshape(tf.slice(gradients, [0, m], [-1, 1]), [batch * pixels, 1, channels]);
    return tf.sum(tf.reshape(tf.mul(patches, own), [batch, pixels, width]), 1);
  });
  return tf.stack(filters, 2);
}

/** d, pixel by pixel: [batch, output pixels, channels]; a dense layer has one pixel. */
export function pixelsOf({ node, gradient }: OutputGradient): tf.Tensor3D {
  return tf.reshape(gradient, [gradient.shape[0]!, -1, node.shape[2]]);
}

/**
 * What the units of a layer see at every output pixel, [batch, output pixels, weights of a unit]: a dense layer its input, a convolution the
 * patch under its window, in the order of its kernel's rows.
 */
export function patchesOf({ node, input, inputShape }: OutputGradient): tf.Tensor3D {
  if (node.op === 'conv2d' || node.op === 'depthwiseConv2d')
    return patchesUnder(input as tf.Tensor4D, inputShape, node.shape, node);
  return tf.reshape(input, [input.shape[0]!, 1, -1]);
}

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
  // First along the rows, then down the columns: size + size copies instead of size x size, and of longer runs of values.
  const across = shiftedCopies(padded, 2, columns, size[1], stride[1]);
  const patches = shiftedCopies(across, 1, rows, size[0], stride[0]);
  return tf.reshape(patches, [batch, rows * columns, size[0] * size[1] * channels]);
}

/** What a window of `size` pixels along one axis sees at each of its places, one pixel's channels after another's in the channels. */
function shiftedCopies(
  map: tf.Tensor4D,
  axis: 1 | 2,
  places: number,
  size: number,
  stride: number,
): tf.Tensor4D {
  const copies = Array.from({ length: size }, (_, shift) => {
    const begin = [0, 0, 0, 0];
    const end: number[] = [...map.shape];
    const strides = [1, 1, 1, 1];
    begin[axis] = shift;
    end[axis] = shift + (places - 1) * stride + 1;
    strides[axis] = stride;
    return tf.stridedSlice(map, begin, end, strides) as tf.Tensor4D;
  });
  return tf.concat(copies, 3);
}

/** Rows of a batch whose patches, or gradients of all samples in one kernel, fit into memory as well as its maps. */
export function sampleBatchRows({ graph, batchRows }: Network): number {
  const perSample = graph.nodes.map((node) => {
    if (node.op === 'embed') return (node.shape[1] + node.shape[2]) * graph.weights[node.table]!.shape[0]!;
    if (node.op !== 'conv2d' && node.op !== 'depthwiseConv2d') return 1;
    const [height, width, filters] = node.shape;
    const kernel = graph.weights[node.kernel]!.size;
    if (node.op === 'depthwiseConv2d') return 2 * height * width * kernel;
    return Math.max(kernel, height * width * (kernel / filters));
  });
  return Math.max(1, Math.min(batchRows, Math.floor(largestBatchValues / Math.max(...perSample))));
}
