import * as tf from '@tensorflow/tfjs';
import { depthwiseConvolution } from '../kernels/autodiff/depthwiseConvolution';
import { fusedConvolution, fusedDense, knownMaxPool } from '../kernels/autodiff/fusedLayers';
import { type Step, steppedConvolution, steppedDense } from '../kernels/autodiff/steppedLayers';
import { type GraphNode, hasUnits, type MapShape, type NetworkGraph } from '../math/network/graph';
import { trainingBatchNorm } from './batchNorm';
import type { HeldBatch } from './heldOutputs';
import { pickUnits } from './renewUnits';
import { attend, embedTokens, meanOfTokens, normaliseLayer } from './textForward';

/** What a batch gives on its way through a network; the caller disposes it, or runs in a tidy. */
export interface ForwardPass {
  /** [batch, classes] */
  readonly logits: tf.Tensor2D;
  /** Outputs of the dense and convolutional layers before their activations, in the order of the graph: [batch, units] or [batch, height, width, filters]. */
  readonly preActivations: readonly tf.Tensor[];
  /** The output of every node. */
  readonly values: readonly tf.Tensor[];
}

export interface ForwardOptions {
  /** Zeros to be added to the outputs of these nodes: a gradient in a probe is the gradient in the output. */
  readonly probes?: ReadonlyMap<number, tf.Tensor>;
  /**
   * Batch normalisation with the statistics of the batch, as in training; called with each layer's new running statistics, which the receiver
   * disposes. Absent: frozen, with the running ones, as in unlearning.
   */
  readonly onStatistics?: (
    node: GraphNode & { op: 'batchNorm' },
    mean: tf.Tensor1D,
    variance: tf.Tensor1D,
  ) => void;
  /** Steps of some units of these nodes away from their weights, of zero: for derivatives in them. */
  readonly steps?: ReadonlyMap<number, Step> | undefined;
  /** What the layers made of the batch before: it stands for their results, and what it lacks is kept. */
  readonly held?: HeldBatch | undefined;
}

/**
 * Evaluates a graph on a batch, in tf operations that are differentiable in `weights` and `inputs`.
 * @param weights tensors of graph.weights, in their order
 * @param inputs [batch, height, width, channels], or [batch, inputs] where the input is a vector
 */
export function forward(
  graph: NetworkGraph,
  weights: readonly tf.Tensor[],
  inputs: tf.Tensor,
  options: ForwardOptions = {},
): ForwardPass {
  const { nodes } = graph;
  const { probes } = options;
  const values: tf.Tensor[] = [];
  nodes.forEach((_, i) => {
    const value = evaluateNode(
      graph,
      i,
      weights,
      () => inputs,
      (read) => values[read]!,
      options,
    );
    const probe = probes?.get(i);
    values.push(probe ? tf.add(value, probe) : value);
  });
  return {
    logits: tf.reshape(values.at(-1)!, [inputs.shape[0]!, -1]),
    preActivations: values.filter((_, i) => hasUnits(nodes[i]!)),
    values,
  };
}

/**
 * The output of one node for a batch whose layers may be known: what comes before the last known one is not computed, so there is no gradient. It may be the
 * store's own tensor.
 * @param inputs called where they are needed
 */
export function forwardFromHeld(
  graph: NetworkGraph,
  weights: readonly tf.Tensor[],
  inputs: () => tf.Tensor,
  held: HeldBatch,
  node: number,
): tf.Tensor {
  const values = new Map<number, tf.Tensor>();
  const outputOf = (i: number): tf.Tensor => {
    const value =
      values.get(i) ?? held.known(i) ?? evaluateNode(graph, i, weights, inputs, outputOf, { held });
    values.set(i, value);
    return value;
  };
  return outputOf(node);
}

/** The output of node i, from those that it reads. */
function evaluateNode(
  { nodes }: NetworkGraph,
  i: number,
  weights: readonly tf.Tensor[],
  inputs: () => tf.Tensor,
  outputOf: (node: number) => tf.Tensor,
  { onStatistics, held, steps }: ForwardOptions,
): tf.Tensor {
  const node = nodes[i]!;
  const weight = (index: number) => weights[index]!;
  const biasOf = (index: number | null, units?: readonly number[]) => {
    if (index === null) return null;
    return units ? pickUnits(weight(index), units) : weight(index);
  };
  const keep = (output: tf.Tensor) => {
    held?.keep(i, output);
    return output;
  };
  const step = steps?.get(i);
  if (node.op === 'input') return inputs();
  const [first, ...others] = node.reads.map(outputOf);
  const from = first!;
  const batch = from.shape[0]!;
  switch (node.op) {
    case 'dense': {
      const rows = tf.reshape(from, [batch, -1]) as tf.Tensor2D;
      const kernel = weight(node.kernel) as tf.Tensor2D;
      if (step) return steppedDense(rows, kernel, biasOf(node.bias), step);
      const known =
        held?.known(i) ??
        held?.renew(i, (units) => fusedDense(rows, pickUnits(kernel, units), biasOf(node.bias, units)));
      return keep(fusedDense(rows, kernel, biasOf(node.bias), known));
    }
    case 'conv2d': {
      const filter = weight(node.kernel) as tf.Tensor4D;
      if (step) {
        const { stride, padding } = node;
        return steppedConvolution(from as tf.Tensor4D, filter, biasOf(node.bias), stride, padding, step);
      }
      const convolve = (kernel: tf.Tensor4D, bias: tf.Tensor | null, known?: tf.Tensor) =>
        fusedConvolution(from as tf.Tensor4D, kernel, bias, node.stride, node.padding, known);
      const known =
        held?.known(i) ??
        held?.renew(i, (units) => convolve(pickUnits(filter, units), biasOf(node.bias, units)));
      return keep(convolve(filter, biasOf(node.bias), known));
    }
    case 'depthwiseConv2d': {
      const filter = weight(node.kernel) as tf.Tensor4D;
      return keep(depthwiseConvolution(from as tf.Tensor4D, filter, biasOf(node.bias), node, held?.known(i)));
    }
    case 'batchNorm':
      return onStatistics
        ? normaliseBatch(node, from, weight, onStatistics)
        : normaliseFrozen(node, from, weight);
    case 'relu':
      return tf.relu(from);
    case 'relu6':
      // Of two ReLUs, whose gradient has a gradient; so that the ceiling is 6, however large the value.
      return tf.sub(6, tf.relu(tf.sub(6, tf.relu(from))));
    case 'leakyRelu':
      return tf.sub(tf.relu(from), tf.mul(tf.relu(tf.neg(from)), node.slope));
    case 'zeroPad':
      return tf.pad(from, [[0, 0], [...node.rows], [...node.columns], [0, 0]]);
    case 'concat':
      return concatenate([from, ...others], node.shape);
    case 'tanh':
      return tf.tanh(from);
    case 'sigmoid':
      return tf.sigmoid(from);
    case 'flatten':
      return tf.reshape(from, [batch, ...node.shape]);
    case 'add':
      return others.reduce((sum, other) => tf.add(sum, other), from);
    case 'globalAveragePool':
      return tf.mean(from, [1, 2]);
    case 'maxPool': {
      const known = held?.known(i);
      const { size, stride, padding } = node;
      if (known) return knownMaxPool(from as tf.Tensor4D, size, stride, padding, known);
      return keep(tf.maxPool(from as tf.Tensor4D, [...size], [...stride], padding));
    }
    case 'averagePool':
      return tf.avgPool(
        from as tf.Tensor4D,
        [...node.size] as [number, number],
        [...node.stride] as [number, number],
        node.padding,
      );
    case 'embed':
      return embedTokens(from, weight(node.table), weight(node.positions));
    case 'layerNorm':
      return normaliseLayer(from, weight(node.gamma), weight(node.beta), node.epsilon);
    case 'attention':
      return attend([from, ...others.slice(0, 2)], others[2]!, node.heads);
    case 'meanOfTokens':
      return meanOfTokens(from, others[0]!);
    default:
      return node satisfies never;
  }
}

/** Along the channels. A vector may come as one, or as a map of one pixel. */
function concatenate(maps: readonly tf.Tensor[], [height, width]: MapShape): tf.Tensor {
  if (height * width > 1) return tf.concat([...maps], 3);
  return tf.concat(
    maps.map((map) => tf.reshape(map, [map.shape[0]!, -1])),
    1,
  );
}

type BatchNorm = GraphNode & { op: 'batchNorm' };

/** scale x + shift, from the running statistics. */
function normaliseFrozen(node: BatchNorm, from: tf.Tensor, weight: (index: number) => tf.Tensor): tf.Tensor {
  const inverse = tf.rsqrt(tf.add(weight(node.variance), node.epsilon));
  const scale = node.gamma === null ? inverse : tf.mul(weight(node.gamma), inverse);
  const centre = tf.neg(tf.mul(weight(node.mean), scale));
  const shift = node.beta === null ? centre : tf.add(weight(node.beta), centre);
  return tf.add(tf.mul(from, scale), shift);
}

function normaliseBatch(
  node: BatchNorm,
  from: tf.Tensor,
  weight: (index: number) => tf.Tensor,
  onStatistics: NonNullable<ForwardOptions['onStatistics']>,
): tf.Tensor {
  const { normalised, mean, variance } = trainingBatchNorm(from, node.epsilon);
  const running = (index: number, value: tf.Tensor1D) => {
    const kept = tf.mul(weight(index), node.momentum);
    return tf.keep(tf.add(kept, tf.mul(value, 1 - node.momentum)) as tf.Tensor1D);
  };
  onStatistics(node, running(node.mean, mean), running(node.variance, variance));
  tf.dispose([mean, variance]);
  const scaled = node.gamma === null ? normalised : tf.mul(normalised, weight(node.gamma));
  return node.beta === null ? scaled : tf.add(scaled, weight(node.beta));
}
