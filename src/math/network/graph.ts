/**
 * A network as plain data: nodes in the order of evaluation, each reading earlier ones, and all weights in one flat vector.
 * The float64 oracle (evaluateGraph.ts) and the tfjs networks (model/forward.ts) evaluate the same graph.
 */

import type { LossId } from './outputLoss';

/** Height, width, channels; a vector of n units is [1, 1, n]. */
export type MapShape = readonly [height: number, width: number, channels: number];

export type Pair = readonly [vertical: number, horizontal: number];

/** `same`: zeros around the map so that output = ceil(input / stride), the odd one below and to the right; `valid`: none. */
export type Padding = 'same' | 'valid';

/** A weight tensor and its place in the flat vector, row-major. */
export interface WeightTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
  /** False for the running statistics of a batch normalisation, whose gradient is 0 by definition. */
  readonly trainable: boolean;
  readonly initial: 'fan-in' | 'zeros' | 'ones';
  /** Inputs of one unit, for the initial values. */
  readonly fanIn: number;
}

/** Numbers of the node's tensors in `weights`. */
interface Affine {
  readonly name: string;
  readonly kernel: number;
  /** null: the layer has none. */
  readonly bias: number | null;
}

export interface Window {
  readonly size: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
}

export type GraphOperation =
  | { readonly op: 'input' }
  /** kernel [inputs, units] */
  | ({ readonly op: 'dense' } & Affine)
  /** kernel [height, width, channels in, channels out]; cross-correlation */
  | ({ readonly op: 'conv2d' } & Affine & Window)
  /** kernel [height, width, channels in, filters of a channel]: each channel has filters of its own, whose outputs stand one after another */
  | ({ readonly op: 'depthwiseConv2d' } & Affine & Window)
  /** gamma (x - mean) / sqrt(variance + epsilon) + beta, per channel; momentum: share of the running statistics that a training step keeps */
  | {
      readonly op: 'batchNorm';
      readonly gamma: number | null;
      readonly beta: number | null;
      readonly mean: number;
      readonly variance: number;
      readonly epsilon: number;
      readonly momentum: number;
    }
  | { readonly op: 'relu' | 'tanh' | 'sigmoid' | 'flatten' | 'globalAveragePool' | 'add' }
  /** min(max(x, 0), 6) */
  | { readonly op: 'relu6' }
  /** x above 0, slope x below */
  | { readonly op: 'leakyRelu'; readonly slope: number }
  /** Zeros around a map: so many rows above and below, and columns on the left and on the right. */
  | { readonly op: 'zeroPad'; readonly rows: Pair; readonly columns: Pair }
  /** The channels of several maps, one map's after another's. */
  | { readonly op: 'concat' }
  /** Padding never takes part: neither in a maximum nor in an average. */
  | ({ readonly op: 'maxPool' | 'averagePool' } & Window)
  /** A row of numbers for each token of a text, and one for its place: numbers of the tensors [tokens there are, channels] and [places, channels] */
  | { readonly op: 'embed'; readonly table: number; readonly positions: number }
  /** gamma (x - mean) / sqrt(variance + epsilon) + beta, mean and variance over the channels of each place */
  | { readonly op: 'layerNorm'; readonly gamma: number; readonly beta: number; readonly epsilon: number }
  /** Attention of several heads; reads queries, keys, values and tokens. Token 0 is padding, which nothing attends to. */
  | { readonly op: 'attention'; readonly heads: number }
  /** The mean over the places whose token is not 0; reads a map and the tokens */
  | { readonly op: 'meanOfTokens' };

export type GraphNode = GraphOperation & {
  /** Numbers of the nodes it reads. */
  readonly reads: readonly number[];
  /** Of its output, without the batch. */
  readonly shape: MapShape;
};

export interface NetworkGraph {
  /** nodes[0] is the input, the last node gives the outputs that the loss takes: logits. */
  readonly nodes: readonly GraphNode[];
  readonly weights: readonly WeightTensor[];
  /** Length of the flat vector. */
  readonly parameterCount: number;
  readonly loss: LossId;
}

/** A layer of units that have weights of their own, a kernel's and perhaps a bias. */
export type UnitNode = Extract<GraphNode, { op: 'dense' | 'conv2d' | 'depthwiseConv2d' }>;

/** Whether a node is a layer of units with weights of their own: its slices. */
export function hasUnits(node: GraphNode): node is UnitNode {
  return node.op === 'dense' || node.op === 'conv2d' || node.op === 'depthwiseConv2d';
}

/** Numbers of the node's tensors in `weights`. */
export function weightsOf(node: GraphNode): number[] {
  switch (node.op) {
    case 'dense':
    case 'conv2d':
    case 'depthwiseConv2d':
      return [node.kernel, node.bias].filter((weight) => weight !== null);
    case 'batchNorm':
      return [node.gamma, node.beta, node.mean, node.variance].filter((weight) => weight !== null);
    case 'embed':
      return [node.table, node.positions];
    case 'layerNorm':
      return [node.gamma, node.beta];
    default:
      return [];
  }
}

/** The number of values in a map. */
export function sizeOf(shape: MapShape): number {
  return shape[0] * shape[1] * shape[2];
}

/**
 * Output length of a window that slides along one axis.
 * @throws RangeError when the window does not fit
 */
export function slideLength(length: number, size: number, stride: number, padding: Padding): number {
  const places = padding === 'same' ? length : length - size + 1;
  if (places < 1)
    throw new RangeError(`a window of ${size} does not fit on ${length} pixels without padding`);
  return Math.ceil(places / stride);
}

/** Zeros before the first entry of an axis: half of all the zeros, rounded down. */
export function paddingBefore(length: number, size: number, stride: number, padding: Padding): number {
  if (padding === 'valid') return 0;
  const needed = (slideLength(length, size, stride, padding) - 1) * stride + size - length;
  return Math.max(0, needed >> 1);
}

function slideShape(
  [height, width]: MapShape,
  channels: number,
  { size, stride, padding }: Window,
): MapShape {
  const rows = slideLength(height, size[0], stride[0], padding);
  return [rows, slideLength(width, size[1], stride[1], padding), channels];
}

/** What a graph under construction is built from: nodes and weights are numbered as they are added. */
export interface GraphBuilder {
  /** @throws RangeError when an operation that works value by value gets maps of another shape than its own */
  add(operation: GraphOperation, reads: readonly number[], shape: MapShape): number;
  weight(tensor: Omit<WeightTensor, 'offset' | 'size'>): number;
  shapeOf(node: number): MapShape;
  finish(loss?: LossId): NetworkGraph;
}

/** Operations that work value by value on one map, without weights. */
export const pointwiseOperations: ReadonlySet<GraphNode['op']> = new Set([
  'relu',
  'relu6',
  'leakyRelu',
  'tanh',
  'sigmoid',
]);

const keepsShape: ReadonlySet<GraphNode['op']> = new Set([
  ...pointwiseOperations,
  'batchNorm',
  'layerNorm',
  'add',
]);

/** Starts a graph with its input as node 0. */
export function buildGraph(input: MapShape): GraphBuilder {
  const nodes: GraphNode[] = [{ op: 'input', reads: [], shape: input }];
  const weights: WeightTensor[] = [];
  let parameterCount = 0;
  return {
    add(operation, reads, shape) {
      const node = { ...operation, reads, shape };
      for (const read of reads) refuseOtherShape(node, nodes[read]!.shape);
      return nodes.push(node) - 1;
    },
    weight(tensor) {
      const size = tensor.shape.reduce((product, length) => product * length, 1);
      weights.push({ ...tensor, offset: parameterCount, size });
      parameterCount += size;
      return weights.length - 1;
    },
    shapeOf: (node) => nodes[node]!.shape,
    finish: (loss = 'softmax') => ({ nodes, weights, parameterCount, loss }),
  };
}

function refuseOtherShape({ op, shape }: GraphNode, from: MapShape): void {
  const axes = op === 'concat' ? 2 : 3;
  const fits =
    keepsShape.has(op) || op === 'concat'
      ? from.slice(0, axes).every((length, axis) => length === shape[axis])
      : op !== 'flatten' || sizeOf(from) === sizeOf(shape);
  if (!fits) throw new RangeError(`${op} cannot make ${shape.join(' x ')} of ${from.join(' x ')}`);
}

/** Adds a dense layer on node `from`. */
export function addDense(
  builder: GraphBuilder,
  from: number,
  name: string,
  units: number,
  hasBias = true,
): number {
  const fanIn = sizeOf(builder.shapeOf(from));
  const kernel = builder.weight({
    name: `${name}/kernel`,
    shape: [fanIn, units],
    trainable: true,
    initial: 'fan-in',
    fanIn,
  });
  const bias = hasBias ? addBias(builder, name, units, fanIn) : null;
  return builder.add({ op: 'dense', name, kernel, bias }, [from], [1, 1, units]);
}

/** Adds a convolution on node `from`. */
export function addConvolution(
  builder: GraphBuilder,
  from: number,
  name: string,
  filters: number,
  window: Window,
  hasBias = true,
): number {
  const input = builder.shapeOf(from);
  const channels = input[2];
  const { size } = window;
  const fanIn = size[0] * size[1] * channels;
  const shape = [size[0], size[1], channels, filters];
  const kernel = builder.weight({
    name: `${name}/kernel`,
    shape,
    trainable: true,
    initial: 'fan-in',
    fanIn,
  });
  const bias = hasBias ? addBias(builder, name, filters, fanIn) : null;
  const output = slideShape(input, filters, window);
  return builder.add({ op: 'conv2d', name, kernel, bias, ...window }, [from], output);
}

/** Adds a depthwise convolution on node `from`, with so many filters for each channel. */
export function addDepthwise(
  builder: GraphBuilder,
  from: number,
  name: string,
  multiplier: number,
  window: Window,
  hasBias = true,
): number {
  const input = builder.shapeOf(from);
  const channels = input[2];
  const { size } = window;
  const fanIn = size[0] * size[1];
  const kernel = builder.weight({
    name: `${name}/kernel`,
    shape: [...size, channels, multiplier],
    trainable: true,
    initial: 'fan-in',
    fanIn,
  });
  const units = channels * multiplier;
  const bias = hasBias ? addBias(builder, name, units, fanIn) : null;
  const output = slideShape(input, units, window);
  return builder.add({ op: 'depthwiseConv2d', name, kernel, bias, ...window }, [from], output);
}

/** Adds a pooling on node `from`. */
export function addPool(
  builder: GraphBuilder,
  from: number,
  op: 'maxPool' | 'averagePool',
  window: Window,
): number {
  const input = builder.shapeOf(from);
  return builder.add({ op, ...window }, [from], slideShape(input, input[2], window));
}

/** Adds zeros around the map of node `from`. */
export function addZeroPad(builder: GraphBuilder, from: number, rows: Pair, columns: Pair): number {
  const [height, width, channels] = builder.shapeOf(from);
  const shape = [height + rows[0] + rows[1], width + columns[0] + columns[1], channels] as const;
  return builder.add({ op: 'zeroPad', rows, columns }, [from], shape);
}

/**
 * Adds a map of the channels of several.
 * @throws RangeError when the maps have other heights or widths
 */
export function addConcat(builder: GraphBuilder, reads: readonly number[]): number {
  const [height, width] = builder.shapeOf(reads[0]!);
  const channels = reads.reduce((sum, read) => sum + builder.shapeOf(read)[2], 0);
  return builder.add({ op: 'concat' }, reads, [height, width, channels]);
}

/**
 * Adds the embedding of the tokens of node `from`, a map [1, 1, places] of their numbers: [1, places, channels].
 * @param tokens how many there are; their numbers are 0 to tokens - 1
 */
export function addEmbedding(
  builder: GraphBuilder,
  from: number,
  name: string,
  tokens: number,
  channels: number,
): number {
  const places = sizeOf(builder.shapeOf(from));
  const weight = (part: string, rows: number) =>
    builder.weight({
      name: `${name}/${part}`,
      shape: [rows, channels],
      trainable: true,
      initial: 'fan-in',
      fanIn: channels,
    });
  const [table, positions] = [weight('table', tokens), weight('positions', places)];
  return builder.add({ op: 'embed', table, positions }, [from], [1, places, channels]);
}

/** Adds a layer normalisation of node `from`, over the channels of each place. */
export function addLayerNorm(builder: GraphBuilder, from: number, name: string, epsilon: number): number {
  const shape = builder.shapeOf(from);
  const weight = (part: string, initial: 'ones' | 'zeros') =>
    builder.weight({ name: `${name}/${part}`, shape: [shape[2]], trainable: true, initial, fanIn: 0 });
  const [gamma, beta] = [weight('gamma', 'ones'), weight('beta', 'zeros')];
  return builder.add({ op: 'layerNorm', gamma, beta, epsilon }, [from], shape);
}

/**
 * Adds self-attention of some heads, which share the channels.
 * @throws RangeError when the maps differ, the heads do not divide the channels, or there is another number of tokens than places
 */
export function addAttention(
  builder: GraphBuilder,
  [queries, keys, values, tokens]: readonly [number, number, number, number],
  heads: number,
): number {
  const shape = builder.shapeOf(queries);
  for (const read of [keys, values]) refuseOtherShape({ op: 'add', reads: [], shape }, builder.shapeOf(read));
  if (!(heads >= 1) || shape[2] % heads !== 0)
    throw new RangeError(`${heads} heads cannot share ${shape[2]} channels`);
  refuseOtherTokens(builder, tokens, shape);
  return builder.add({ op: 'attention', heads }, [queries, keys, values, tokens], shape);
}

/**
 * Adds the mean of the map of node `from` over the places whose token is not padding.
 * @throws RangeError when there is another number of tokens than places
 */
export function addMeanOfTokens(builder: GraphBuilder, from: number, tokens: number): number {
  const shape = builder.shapeOf(from);
  refuseOtherTokens(builder, tokens, shape);
  return builder.add({ op: 'meanOfTokens' }, [from, tokens], [1, 1, shape[2]]);
}

function refuseOtherTokens(builder: GraphBuilder, tokens: number, [height, width]: MapShape): void {
  const count = sizeOf(builder.shapeOf(tokens));
  if (count !== height * width)
    throw new RangeError(`a map of ${height} x ${width} places cannot be of ${count} tokens`);
}

/** The embedding of a network that reads text; none where it reads images. */
export function embeddingOf({ nodes }: Pick<NetworkGraph, 'nodes'>): number | null {
  const place = nodes.findIndex(({ op }) => op === 'embed');
  return place === -1 ? null : place;
}

function addBias(builder: GraphBuilder, name: string, units: number, fanIn: number): number {
  return builder.weight({
    name: `${name}/bias`,
    shape: [units],
    trainable: true,
    initial: 'fan-in',
    fanIn,
  });
}

/** Dense layers of the given widths, ReLU between them: widths[0] inputs, then one layer per further width. */
export function denseGraph(widths: readonly number[], names: readonly string[]): NetworkGraph {
  const builder = buildGraph([1, 1, widths[0]!]);
  let node = 0;
  widths.slice(1).forEach((units, i) => {
    if (i > 0) node = builder.add({ op: 'relu' }, [node], builder.shapeOf(node));
    node = addDense(builder, node, names[i]!, units);
  });
  return builder.finish();
}
