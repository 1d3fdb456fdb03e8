/**
 * The oracle of every tensor backend: a network with softmax cross-entropy in float64, one sample at a time, node by node from the textbook
 * formulas. It also computes the forgotten sample's own gradients, where float32 would lose the difference of two gradients a small
 * step apart. Batch normalisation is frozen: it uses its running statistics.
 */

import { crossEntropy, logitGradient, softmax } from './crossEntropy';
import {
  type GraphNode,
  type MapShape,
  type NetworkGraph,
  paddingBefore,
  sizeOf,
  type Window,
} from './graph';

type Vector = Float32Array | Float64Array;

/** One output place of a sliding window and one input place that it covers. */
type Visit = (output: number, input: number, window: number) => void;

/** Calls `visit` with the numbers of an output pixel, of an input pixel under the window there, and of that place in the window. */
function slide([height, width]: MapShape, output: MapShape, { size, stride, padding }: Window, visit: Visit) {
  const top = paddingBefore(height, size[0], stride[0], padding);
  const left = paddingBefore(width, size[1], stride[1], padding);
  for (let y = 0; y < output[0]; y++) {
    for (let x = 0; x < output[1]; x++) {
      for (let v = 0; v < size[0]; v++) {
        const row = y * stride[0] + v - top;
        if (row < 0 || row >= height) continue;
        for (let h = 0; h < size[1]; h++) {
          const column = x * stride[1] + h - left;
          if (column >= 0 && column < width) {
            visit(y * output[1] + x, row * width + column, v * size[1] + h);
          }
        }
      }
    }
  }
}

const everything: Window = { size: [1, 1], stride: [1, 1], padding: 'valid' };

/** A dense layer is a 1 x 1 convolution of a map of one pixel. */
function asConvolution(node: GraphNode & { op: 'dense' | 'conv2d' }, input: MapShape) {
  if (node.op === 'conv2d') return { window: node, from: input };
  return { window: everything, from: [1, 1, sizeOf(input)] as const };
}

/** The values that a node gives, from those of the nodes that it reads. */
function evaluateNode(
  { nodes, weights }: NetworkGraph,
  node: GraphNode,
  parameters: Vector,
  inputs: readonly Float64Array[],
): Float64Array {
  const input = inputs[0]!;
  const inputShape = nodes[node.reads[0]!]!.shape;
  const channels = node.shape[2];
  const output = new Float64Array(sizeOf(node.shape));
  const weight = (index: number) => {
    const { offset, size } = weights[index]!;
    return parameters.subarray(offset, offset + size);
  };
  switch (node.op) {
    case 'input':
      return input;
    case 'dense':
    case 'conv2d': {
      const { window, from } = asConvolution(node, inputShape);
      const kernel = weight(node.kernel);
      if (node.bias !== null) {
        const bias = weight(node.bias);
        for (let i = 0; i < output.length; i++) output[i] = bias[i % channels]!;
      }
      slide(from, node.shape, window, (out, at, place) => {
        for (let c = 0; c < from[2]; c++) {
          const value = input[at * from[2] + c]!;
          if (value === 0) continue;
          const row = (place * from[2] + c) * channels;
          for (let unit = 0; unit < channels; unit++) {
            output[out * channels + unit]! += value * kernel[row + unit]!;
          }
        }
      });
      return output;
    }
    case 'batchNorm': {
      const { scale, shift } = frozenScale(node, weight);
      return output.map((_, i) => input[i]! * scale[i % channels]! + shift[i % channels]!);
    }
    case 'relu':
      return input.map((value) => Math.max(value, 0));
    case 'tanh':
      return input.map(Math.tanh);
    case 'sigmoid':
      return input.map((value) => 1 / (1 + Math.exp(-value)));
    case 'flatten':
      return input;
    case 'add':
      return input.map((value, i) => inputs.slice(1).reduce((sum, other) => sum + other[i]!, value));
    case 'globalAveragePool': {
      const pixels = inputShape[0] * inputShape[1];
      for (let i = 0; i < input.length; i++) output[i % channels]! += input[i]! / pixels;
      return output;
    }
    case 'maxPool':
      return maximumPlaces(node, inputShape, input).values;
    case 'averagePool': {
      const counts = countCovered(node, inputShape);
      slide(inputShape, node.shape, node, (out, at) => {
        for (let c = 0; c < channels; c++) {
          output[out * channels + c]! += input[at * channels + c]! / counts[out]!;
        }
      });
      return output;
    }
    default:
      return node satisfies never;
  }
}

/** A frozen batch normalisation as scale * x + shift, and what its gradients need. */
function frozenScale(node: GraphNode & { op: 'batchNorm' }, weight: (index: number) => Vector) {
  const mean = weight(node.mean);
  const variance = weight(node.variance);
  const gamma = node.gamma === null ? null : weight(node.gamma);
  const beta = node.beta === null ? null : weight(node.beta);
  const inverse = Float64Array.from(variance, (value) => 1 / Math.sqrt(value + node.epsilon));
  const scale = inverse.map((value, c) => value * (gamma?.[c] ?? 1));
  const shift = scale.map((value, c) => (beta?.[c] ?? 0) - mean[c]! * value);
  return { scale, shift, mean, inverse };
}

/** Maxima of a pooling and where they stand in the input; the first of equals. */
function maximumPlaces(node: GraphNode & Window, inputShape: MapShape, input: Float64Array) {
  const channels = node.shape[2];
  const values = new Float64Array(sizeOf(node.shape)).fill(-Infinity);
  const places = new Uint32Array(values.length);
  slide(inputShape, node.shape, node, (out, at) => {
    for (let c = 0; c < channels; c++) {
      const value = input[at * channels + c]!;
      if (value <= values[out * channels + c]!) continue;
      values[out * channels + c] = value;
      places[out * channels + c] = at * channels + c;
    }
  });
  return { values, places };
}

/** How many input pixels lie under the window at each output pixel. */
function countCovered(node: GraphNode & Window, inputShape: MapShape): Uint32Array {
  const counts = new Uint32Array(node.shape[0] * node.shape[1]);
  slide(inputShape, node.shape, node, (out) => {
    counts[out]! += 1;
  });
  return counts;
}

/** Adds a node's share to the gradients of what it reads and of its weights. */
function differentiateNode(
  { nodes, weights }: NetworkGraph,
  node: GraphNode,
  parameters: Vector,
  inputs: readonly Float64Array[],
  output: Float64Array,
  upstream: Float64Array,
  downstreams: readonly Float64Array[],
  gradient: Float64Array,
): void {
  const input = inputs[0]!;
  const downstream = downstreams[0]!;
  const inputShape = nodes[node.reads[0]!]?.shape;
  const channels = node.shape[2];
  const part = (vector: Vector, index: number) => {
    const { offset, size } = weights[index]!;
    return vector.subarray(offset, offset + size);
  };
  switch (node.op) {
    case 'input':
      return;
    case 'dense':
    case 'conv2d': {
      const { window, from } = asConvolution(node, inputShape!);
      const kernel = part(parameters, node.kernel);
      const kernelGradient = part(gradient, node.kernel);
      if (node.bias !== null) {
        const biasGradient = part(gradient, node.bias);
        for (let i = 0; i < upstream.length; i++) biasGradient[i % channels]! += upstream[i]!;
      }
      slide(from, node.shape, window, (out, at, place) => {
        for (let c = 0; c < from[2]; c++) {
          const value = input[at * from[2] + c]!;
          const row = (place * from[2] + c) * channels;
          let sum = 0;
          for (let unit = 0; unit < channels; unit++) {
            const above = upstream[out * channels + unit]!;
            kernelGradient[row + unit]! += value * above;
            sum += kernel[row + unit]! * above;
          }
          downstream[at * from[2] + c]! += sum;
        }
      });
      return;
    }
    case 'batchNorm': {
      const { scale, mean, inverse } = frozenScale(node, (index) => part(parameters, index));
      const gammaGradient = node.gamma === null ? null : part(gradient, node.gamma);
      const betaGradient = node.beta === null ? null : part(gradient, node.beta);
      for (let i = 0; i < upstream.length; i++) {
        const c = i % channels;
        downstream[i]! += upstream[i]! * scale[c]!;
        if (gammaGradient) gammaGradient[c]! += upstream[i]! * (input[i]! - mean[c]!) * inverse[c]!;
        if (betaGradient) betaGradient[c]! += upstream[i]!;
      }
      return;
    }
    case 'relu':
      for (let i = 0; i < upstream.length; i++) if (input[i]! > 0) downstream[i]! += upstream[i]!;
      return;
    case 'tanh':
      for (let i = 0; i < upstream.length; i++) downstream[i]! += upstream[i]! * (1 - output[i]! ** 2);
      return;
    case 'sigmoid':
      for (let i = 0; i < upstream.length; i++) {
        downstream[i]! += upstream[i]! * output[i]! * (1 - output[i]!);
      }
      return;
    case 'flatten':
    case 'add':
      for (const each of downstreams) for (let i = 0; i < each.length; i++) each[i]! += upstream[i]!;
      return;
    case 'globalAveragePool': {
      const pixels = inputShape![0] * inputShape![1];
      for (let i = 0; i < downstream.length; i++) downstream[i]! += upstream[i % channels]! / pixels;
      return;
    }
    case 'maxPool':
      maximumPlaces(node, inputShape!, input).places.forEach((place, i) => {
        downstream[place]! += upstream[i]!;
      });
      return;
    case 'averagePool': {
      const counts = countCovered(node, inputShape!);
      slide(inputShape!, node.shape, node, (out, at) => {
        for (let c = 0; c < channels; c++) {
          downstream[at * channels + c]! += upstream[out * channels + c]! / counts[out]!;
        }
      });
      return;
    }
    default:
      node satisfies never;
  }
}

/** The values of every node for one input. */
export function evaluateNodes(graph: NetworkGraph, parameters: Vector, input: Vector): Float64Array[] {
  const wanted = sizeOf(graph.nodes[0]!.shape);
  if (input.length !== wanted) throw new RangeError(`this network takes ${wanted} inputs, got ${input.length}`);
  if (parameters.length !== graph.parameterCount) {
    throw new RangeError(`this network has ${graph.parameterCount} parameters, got ${parameters.length}`);
  }
  const values: Float64Array[] = [];
  for (const node of graph.nodes) {
    const inputs = node.op === 'input' ? [Float64Array.from(input)] : node.reads.map((read) => values[read]!);
    values.push(evaluateNode(graph, node, parameters, inputs));
  }
  return values;
}

/**
 * The activation of every slice as the paper's hooks define it: the output of its dense or convolutional layer before the activation function;
 * for a filter the mean over the pixels. One vector per layer, in the order of the graph.
 */
export function sliceActivations(graph: NetworkGraph, parameters: Vector, input: Vector): Float64Array[] {
  const values = evaluateNodes(graph, parameters, input);
  return graph.nodes.flatMap((node, i) => {
    if (node.op !== 'dense' && node.op !== 'conv2d') return [];
    const [height, width, channels] = node.shape;
    const means = new Float64Array(channels);
    values[i]!.forEach((value, j) => {
      means[j % channels]! += value / (height * width);
    });
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

/** Loss, class probabilities and exact gradient of one sample. The gradient of a ReLU at 0 is 0. */
export function evaluateSample(
  graph: NetworkGraph,
  parameters: Vector,
  input: Vector,
  label: number,
): SampleEvaluation {
  const { nodes } = graph;
  const values = evaluateNodes(graph, parameters, input);
  const logits = values.at(-1)!;
  const gradient = new Float64Array(parameters.length);
  const upstreams = values.map((value) => new Float64Array(value.length));
  upstreams.at(-1)!.set(logitGradient(logits, label));
  for (let i = nodes.length - 1; i > 0; i--) {
    const node = nodes[i]!;
    differentiateNode(
      graph,
      node,
      parameters,
      node.reads.map((read) => values[read]!),
      values[i]!,
      upstreams[i]!,
      node.reads.map((read) => upstreams[read]!),
      gradient,
    );
  }
  return { loss: crossEntropy(logits, label), probabilities: softmax(logits), gradient };
}
