/**
 * The oracle of every tensor backend: a network with its loss in float64, one sample at a time, node by node from the textbook
 * formulas. It also computes the forgotten sample's own gradients, where float32 would lose the difference of two gradients a small
 * step apart. Batch normalisation is frozen: it uses its running statistics.
 */

import { differentiateAffine, evaluateAffine } from './affineNode';
import { differentiateBatchNorm, evaluateBatchNorm } from './batchNormNode';
import { differentiateDepthwise, evaluateDepthwise } from './depthwiseNode';
import { embeddingOf, type GraphNode, hasUnits, type NetworkGraph, sizeOf } from './graph';
import { differentiateConcat, differentiateZeroPad, evaluateConcat, evaluateZeroPad } from './joinNode';
import { type NodeGradients, type NodeInput, type PartOf, partsOf, type Vector } from './nodeValues';
import { type Label, outputLosses } from './outputLoss';
import { differentiatePool, evaluatePool } from './poolingNode';
import {
  differentiateAttention,
  differentiateEmbedding,
  differentiateLayerNorm,
  differentiateMeanOfTokens,
  evaluateAttention,
  evaluateEmbedding,
  evaluateLayerNorm,
  evaluateMeanOfTokens,
} from './textNodes';

type InnerNode = Exclude<GraphNode, { op: 'input' }>;

/** The values that a node gives, from those of the nodes that it reads: of several, as many as an addition has. */
function evaluateNode(node: InnerNode, inputs: readonly NodeInput[], weight: PartOf): Float64Array {
  const input = inputs[0]!;
  const { shape, values } = input;
  switch (node.op) {
    case 'dense':
    case 'conv2d':
      return evaluateAffine(node, input, weight);
    case 'depthwiseConv2d':
      return evaluateDepthwise(node, input, weight);
    case 'batchNorm':
      return evaluateBatchNorm(node, input, weight);
    case 'relu':
      return values.map((value) => Math.max(value, 0));
    case 'relu6':
      return values.map((value) => Math.min(Math.max(value, 0), 6));
    case 'leakyRelu':
      return values.map((value) => (value > 0 ? value : node.slope * value));
    case 'tanh':
      return values.map(Math.tanh);
    case 'sigmoid':
      return values.map((value) => 1 / (1 + Math.exp(-value)));
    case 'flatten':
      return values.slice();
    case 'add': {
      const sums = new Float64Array(values.length);
      for (const each of inputs) for (let i = 0; i < sums.length; i++) sums[i]! += each.values[i]!;
      return sums;
    }
    case 'zeroPad':
      return evaluateZeroPad(node, input);
    case 'concat':
      return evaluateConcat(node, inputs);
    case 'globalAveragePool':
      return meanOfPixels(values, shape[2]);
    case 'maxPool':
    case 'averagePool':
      return evaluatePool(node, input);
    case 'embed':
      return evaluateEmbedding(node, input, weight);
    case 'layerNorm':
      return evaluateLayerNorm(node, input, weight);
    case 'attention':
      return evaluateAttention(node, inputs);
    case 'meanOfTokens':
      return evaluateMeanOfTokens(inputs);
    default:
      return node satisfies never;
  }
}

/** The mean of each channel over the pixels. */
function meanOfPixels(values: Float64Array, channels: number): Float64Array {
  const means = new Float64Array(channels);
  for (let i = 0; i < values.length; i++) means[i % channels]! += values[i]!;
  return means.map((sum) => (sum * channels) / values.length);
}

/**
 * Adds a node's share to the gradients of one node that it reads, and to those of its weights.
 * @param read the place of that node among those that it reads
 */
function differentiateNode(
  node: InnerNode,
  inputs: readonly NodeInput[],
  read: number,
  output: Float64Array,
  weight: PartOf,
  gradients: NodeGradients,
): void {
  const { upstream, downstream } = gradients;
  const input = inputs[read]!;
  const addTimes = (slope: (i: number) => number) => {
    for (let i = 0; i < downstream.length; i++) downstream[i]! += upstream[i]! * slope(i);
  };
  switch (node.op) {
    case 'dense':
    case 'conv2d':
      differentiateAffine(node, input, weight, gradients);
      break;
    case 'depthwiseConv2d':
      differentiateDepthwise(node, input, weight, gradients);
      break;
    case 'batchNorm':
      differentiateBatchNorm(node, input, weight, gradients);
      break;
    case 'relu':
      addTimes((i) => (input.values[i]! > 0 ? 1 : 0));
      break;
    case 'relu6':
      addTimes((i) => (input.values[i]! > 0 && input.values[i]! < 6 ? 1 : 0));
      break;
    case 'leakyRelu':
      addTimes((i) => leakySlope(input.values[i]!, node.slope));
      break;
    case 'zeroPad':
      differentiateZeroPad(node, input, gradients);
      break;
    case 'concat':
      differentiateConcat(node, input, channelsOf(inputs.slice(0, read)), gradients);
      break;
    case 'tanh':
      addTimes((i) => 1 - output[i]! ** 2);
      break;
    case 'sigmoid':
      addTimes((i) => output[i]! * (1 - output[i]!));
      break;
    case 'flatten':
    case 'add':
      addTimes(() => 1);
      break;
    case 'globalAveragePool': {
      const channels = input.shape[2];
      const pixels = downstream.length / channels;
      for (let i = 0; i < downstream.length; i++) downstream[i]! += upstream[i % channels]! / pixels;
      break;
    }
    case 'maxPool':
    case 'averagePool':
      differentiatePool(node, input, gradients);
      break;
    case 'embed':
      differentiateEmbedding(node, input, gradients);
      break;
    case 'layerNorm':
      differentiateLayerNorm(node, input, weight, gradients);
      break;
    case 'attention':
      differentiateAttention(node, inputs, read, gradients);
      break;
    case 'meanOfTokens':
      differentiateMeanOfTokens(inputs, read, gradients);
      break;
    default:
      node satisfies never;
  }
}

function channelsOf(maps: readonly NodeInput[]): number {
  return maps.reduce((sum, { shape }) => sum + shape[2], 0);
}

/** At 0 it is 0, as that of the two ReLUs that it is made of. */
function leakySlope(value: number, slope: number): number {
  if (value === 0) return 0;
  return value > 0 ? 1 : slope;
}

/**
 * The values of every node for one input.
 * @throws RangeError when the input or the parameters have another length than the graph's
 */
export function evaluateNodes(graph: NetworkGraph, parameters: Vector, input: Vector): Float64Array[] {
  const { nodes, weights, parameterCount } = graph;
  const wanted = sizeOf(nodes[0]!.shape);
  if (input.length !== wanted)
    throw new RangeError(`this network takes ${wanted} inputs, got ${input.length}`);
  if (parameters.length !== parameterCount) {
    throw new RangeError(`this network has ${parameterCount} parameters, got ${parameters.length}`);
  }
  const weight = partsOf(parameters, weights);
  const values: Float64Array[] = [];
  for (const node of nodes) {
    if (node.op === 'input') values.push(Float64Array.from(input));
    else values.push(evaluateNode(node, readInputs(graph, node, values), weight));
  }
  return values;
}

function readInputs({ nodes }: NetworkGraph, node: GraphNode, values: readonly Float64Array[]): NodeInput[] {
  return node.reads.map((read) => ({ shape: nodes[read]!.shape, values: values[read]! }));
}

/**
 * The activation of every slice as the paper's hooks define it: the output of its dense or convolutional layer before the activation function;
 * for a filter the mean over the pixels, in a network that reads text over the tokens that are not padding. One vector per layer, in the order of the graph.
 */
export function sliceActivations(graph: NetworkGraph, parameters: Vector, input: Vector): Float64Array[] {
  const values = evaluateNodes(graph, parameters, input);
  const isText = embeddingOf(graph) !== null;
  const tokens = { shape: [1, 1, input.length] as const, values: values[0]! };
  const meanOf = (node: GraphNode, output: Float64Array) =>
    isText && output.length > node.shape[2]
      ? evaluateMeanOfTokens([{ shape: node.shape, values: output }, tokens])
      : meanOfPixels(output, node.shape[2]);
  return graph.nodes.flatMap((node, i) => (hasUnits(node) ? [meanOf(node, values[i]!)] : []));
}

/** The activation of every head: the mean of its output over the tokens that are not padding and over its channels. One vector for each attention. */
export function headActivations(graph: NetworkGraph, parameters: Vector, input: Vector): Float64Array[] {
  const values = evaluateNodes(graph, parameters, input);
  return graph.nodes.flatMap((node, i) => {
    if (node.op !== 'attention') return [];
    const [height, places, channels] = node.shape;
    const width = channels / node.heads;
    const means = new Float64Array(node.heads);
    const tokens = Array.from(input).filter((token) => token > 0).length;
    for (let place = 0; place < height * places; place++) {
      if (input[place]! === 0) continue;
      for (let c = 0; c < channels; c++) {
        means[Math.floor(c / width)]! += values[i]![place * channels + c]! / (width * tokens);
      }
    }
    return [means];
  });
}

/** The logits of one input. */
export function evaluateLogits(graph: NetworkGraph, parameters: Vector, input: Vector): Float64Array {
  return evaluateNodes(graph, parameters, input).at(-1)!;
}

export interface SampleEvaluation {
  readonly loss: number;
  readonly probabilities: Float64Array;
  /** Gradient of the loss in all parameters, in the flat layout; 0 for the running statistics of batch normalisation. */
  readonly gradient: Float64Array;
}

/**
 * Loss, class probabilities and exact gradient of one sample. The gradient of a ReLU at 0 is 0, and that of a ReLU6 at 6; of equal values under a maximum the
 * first gets the gradient.
 * @throws RangeError as `evaluateNodes`, and for a label that is no class
 */
export function evaluateSample(
  graph: NetworkGraph,
  parameters: Vector,
  input: Vector,
  label: Label,
): SampleEvaluation {
  const values = evaluateNodes(graph, parameters, input);
  const logits = values.at(-1)!;
  if (typeof label === 'number' ? !(label in logits) : label.length !== logits.length) {
    throw new RangeError(`a label of this network is 0 to ${logits.length - 1}, got ${label}`);
  }
  const loss = outputLosses[graph.loss];
  const gradient = backPropagate(graph, parameters, values, loss.gradient(logits, label));
  return { loss: loss.loss(logits, label), probabilities: loss.probabilities(logits), gradient };
}

/**
 * J' u: the gradient of u' logits in all parameters, in the flat layout, J the derivative of the logits; 0 for running statistics.
 * @param values of every node, as evaluateNodes gives them
 * @param upstream u, one number a class
 */
export function backPropagate(
  graph: NetworkGraph,
  parameters: Vector,
  values: readonly Float64Array[],
  upstream: Float64Array,
): Float64Array {
  const { nodes, weights } = graph;
  const gradient = new Float64Array(parameters.length);
  const weight = partsOf(parameters, weights);
  const weightGradient = partsOf(gradient, weights);
  const upstreams = values.map((value) => new Float64Array(value.length));
  upstreams.at(-1)!.set(upstream);
  for (let i = nodes.length - 1; i > 0; i--) {
    const node = nodes[i]!;
    if (node.op === 'input') continue;
    const inputs = readInputs(graph, node, values);
    for (const [read, from] of node.reads.entries()) {
      const gradients = { upstream: upstreams[i]!, downstream: upstreams[from]!, weightGradient };
      differentiateNode(node, inputs, read, values[i]!, weight, gradients);
    }
  }
  return gradient;
}
