import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, normalise } from '../../src/data/dataset';
import { norm, subtract } from '../../src/math/linear/vector';
import { crossEntropy } from '../../src/math/network/crossEntropy';
import { evaluateLogits, evaluateNodes, evaluateSample } from '../../src/math/network/evaluateGraph';
import { type GraphNode, type NetworkGraph, sizeOf } from '../../src/math/network/graph';
import { slide } from '../../src/math/network/slidingWindow';
import { drawLabels } from '../../src/math/random/drawLabels';
import { createRandom } from '../../src/math/random/random';
import { findArchitecture } from '../../src/model/architectures';
import { kroneckerFactors } from '../../src/model/kroneckerFactors';
import { createNetwork, type Network } from '../../src/model/network';
import { blockIndices, gather, type SliceLayer } from '../../src/model/slices';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';
import { livelyParameters, normalised, smallModel } from './smallModels';

const count = 6;
/** The second image is left out. */
const included = Uint8Array.of(1, 0, 1, 1, 1, 1);
const seed = 4;

const strided = smallModel((classes) => [
  tf.layers.conv2d({ filters: 3, kernelSize: [3, 2], strides: 2, padding: 'same', name: 'conv' }),
  tf.layers.activation({ activation: 'tanh' }),
  tf.layers.flatten(),
  tf.layers.dense({ units: classes, useBias: false, name: 'output' }),
]);

const deepwise = smallModel((classes) => [
  tf.layers.depthwiseConv2d({
    kernelSize: [3, 2],
    depthMultiplier: 2,
    strides: 2,
    padding: 'same',
    name: 'deep',
  }),
  tf.layers.activation({ activation: 'tanh' }),
  tf.layers.depthwiseConv2d({ kernelSize: 2, name: 'single' }),
  tf.layers.flatten(),
  tf.layers.dense({ units: classes, name: 'output' }),
]);

const models = [
  ['two layers', findArchitecture('mnist-2nn'), [6, 6, 1], [102, 7, 100, 3]],
  ['normalised, a convolution without bias', normalised, [8, 7, 2], [8, 0, 11, 3, 5]],
  ['depthwise convolutions', deepwise, [8, 7, 2], [9, 0, 8, 2, 10, 6, 3]],
  ['strides and padding, a dense layer without bias', strided, [5, 6, 2], [2, 0, 4]],
] as const;

/** One image's inputs and output gradients of a layer, each pixel by pixel, in float64. */
interface Sample {
  readonly inputs: readonly Float64Array[];
  readonly gradients: readonly Float64Array[];
}

/** What every unit sees at each output pixel, and a 1 for its bias. */
function inputsOf(
  { nodes }: NetworkGraph,
  layer: SliceLayer,
  values: readonly Float64Array[],
  group: number,
): Float64Array[] {
  const node = nodes[layer.node]!;
  const from = node.reads[0]!;
  const read = values[from]!;
  const withBias = (row: Float64Array) => (layer.biasOffset === null ? row : Float64Array.of(...row, 1));
  if (node.op === 'depthwiseConv2d') return patchesOfChannel(nodes, node, read, group).map(withBias);
  if (node.op !== 'conv2d') return [withBias(read)];
  const [rows, columns] = node.shape;
  const shape = nodes[from]!.shape;
  const patches = Array.from({ length: rows * columns }, () => new Float64Array(layer.inputs));
  slide(shape, node.shape, node, (output, input, place) => {
    const pixel = read.subarray(input * shape[2], (input + 1) * shape[2]);
    patches[output]!.set(pixel, place * shape[2]);
  });
  return patches.map(withBias);
}

/** What the filters of one channel see. */
function patchesOfChannel(
  nodes: NetworkGraph['nodes'],
  node: GraphNode & { op: 'depthwiseConv2d' },
  read: Float64Array,
  channel: number,
): Float64Array[] {
  const [rows, columns] = node.shape;
  const { shape } = nodes[node.reads[0]!]!;
  const patches = Array.from({ length: rows * columns }, () => new Float64Array(node.size[0] * node.size[1]));
  slide(shape, node.shape, node, (output, input, place) => {
    patches[output]![place] = read[input * shape[2] + channel]!;
  });
  return patches;
}

/** The loss's gradient in a layer's outputs, by central differences through the part of the graph that follows the layer (a chain). */
function gradientsOf(
  graph: NetworkGraph,
  parameters: Float32Array,
  layer: SliceLayer,
  values: readonly Float64Array[],
  label: number,
): Float64Array[] {
  const { shape } = graph.nodes[layer.node]!;
  const rest = graph.nodes.slice(layer.node + 1).map((node) => ({
    ...node,
    reads: node.reads.map((read) => read - layer.node),
  }));
  const after: NetworkGraph = { ...graph, nodes: [{ op: 'input', reads: [], shape }, ...rest] };
  const output = values[layer.node]!;
  const lossAt = (i: number, step: number) => {
    const moved = output.map((value, j) => (i === j ? value + step : value));
    return crossEntropy(evaluateLogits(after, parameters, moved), label);
  };
  const step = 1e-5;
  const slopes = output.map((_, i) => (lossAt(i, step) - lossAt(i, -step)) / (2 * step));
  const pixels = shape[0] * shape[1];
  return Array.from({ length: pixels }, (_, p) => slopes.slice(p * shape[2], (p + 1) * shape[2]));
}

/** Every included image, with the label that the seed draws. */
function samplesOf(
  network: Network,
  parameters: Float32Array,
  dataset: Dataset,
  layer: SliceLayer,
  group = 0,
): Sample[] {
  const size = sizeOf(dataset.shape);
  const pixels = normalise(dataset.training, dataset, 0, count);
  const random = createRandom(seed, 'labels of the Kronecker factors');
  return [...included.keys()].flatMap((i) => {
    if (included[i] === 0) return [];
    const image = pixels.subarray(i * size, (i + 1) * size);
    const { probabilities } = evaluateSample(network.graph, parameters, image, 0);
    const label = drawLabels(probabilities, 3, random)[0]!;
    const values = evaluateNodes(network.graph, parameters, image);
    return {
      inputs: inputsOf(network.graph, layer, values, group),
      gradients: gradientsOf(network.graph, parameters, layer, values, label),
    };
  });
}

/** The sum of v v' over all vectors. */
function sumOfProducts(vectors: readonly Float64Array[]): Float64Array {
  const size = vectors[0]!.length;
  const sum = new Float64Array(size * size);
  for (const v of vectors)
    for (let i = 0; i < sum.length; i++) sum[i]! += v[Math.floor(i / size)]! * v[i % size]!;
  return sum;
}

function expectClose(values: Float64Array, expected: Float64Array): void {
  expect(norm(subtract(values, expected))).toBeLessThan(1e-5 * norm(expected));
}

describe.each(['webgpu', 'wasm', 'cpu'] as const)('Kronecker factors on %s', (backend) => {
  beforeAll(async () => {
    await openTestCompute(backend);
  });

  it.each(models)('are what the formulas say: %s', async (_, architecture, shape, slices) => {
    const dataset = makeSmallDataset(count, 2, shape);
    const network = createNetwork(architecture, shape, 3);
    const parameters = livelyParameters(network.graph, 5);
    network.setParameters(parameters);
    const before = tf.memory().numTensors;
    const factors = await kroneckerFactors(network, dataset, dataset.training, included, slices, {
      seed,
      labels: 'drawn',
    });
    expect(tf.memory().numTensors).toBe(before);
    for (const { layer, group, slices: own, inputs, units, inputFactor, outputFactor } of factors) {
      expect(units).toBe(own.length);
      const samples = samplesOf(network, parameters, dataset, layer, group);
      const seen = samples.flatMap((sample) => sample.inputs);
      expect(seen[0]!.length).toBe(inputs);
      expectClose(
        inputFactor,
        sumOfProducts(seen).map((sum) => sum / 5),
      );
      const felt = samples.flatMap(({ gradients }) =>
        gradients.map((row) => Float64Array.from(own, (slice) => row[slice - layer.firstSlice]!)),
      );
      expectClose(
        outputFactor,
        sumOfProducts(felt).map((sum) => sum / felt.length),
      );
    }
    const block = blockIndices(network.layers, slices);
    for (const { slices: own, positions } of factors) {
      expect([...positions].map((place) => block[place])).toEqual([...blockIndices(network.layers, own)]);
    }
    const places = factors.flatMap(({ positions }) => [...positions]).sort((a, b) => a - b);
    expect(places).toEqual([...block.keys()]);
    network.dispose();
  });
});

describe('Kronecker factors', () => {
  beforeAll(async () => {
    await openTestCompute('wasm');
  });

  it('of one image and a dense layer give the outer product of the gradient, in the order of the block', async () => {
    const dataset = makeSmallDataset(count, 2);
    const network = createNetwork(findArchitecture('mnist-2nn'), dataset.shape, 3);
    const parameters = livelyParameters(network.graph, 5);
    network.setParameters(parameters);
    const alone = Uint8Array.of(0, 0, 1, 0, 0, 0);
    const slices = [41, 6, 17];
    const [block] = await kroneckerFactors(network, dataset, dataset.training, alone, slices, {
      seed,
      labels: 'drawn',
    });
    const { inputs, units, inputFactor, outputFactor } = block!;
    const image = normalise(dataset.training, dataset, 2, 3);
    const { probabilities } = evaluateSample(network.graph, parameters, image, 0);
    const random = createRandom(seed, 'labels of the Kronecker factors');
    const { gradient } = evaluateSample(
      network.graph,
      parameters,
      image,
      drawLabels(probabilities, 3, random)[0]!,
    );
    const g = gather(gradient, blockIndices(network.layers, slices));
    expect(norm(g)).toBeGreaterThan(0.01);
    const kronecker = Float64Array.from({ length: g.length ** 2 }, (_, place) => {
      const [row, column] = [Math.floor(place / g.length), place % g.length];
      const [s, t] = [Math.floor(row / inputs), Math.floor(column / inputs)];
      return outputFactor[s * units + t]! * inputFactor[(row % inputs) * inputs + (column % inputs)]!;
    });
    expectClose(kronecker, sumOfProducts([g]));
    network.dispose();
  });

  it('with every label have the exact Hessian of softmax regression on one image: G is diag(p) - p p\u2032', async () => {
    const dataset = makeSmallDataset(count, 2);
    const network = createNetwork(findArchitecture('mnist-logistic'), dataset.shape, 3);
    const parameters = livelyParameters(network.graph, 5);
    network.setParameters(parameters);
    const alone = Uint8Array.of(0, 0, 1, 0, 0, 0);
    const job = { seed, labels: 'every' } as const;
    const before = tf.memory().numTensors;
    const [block] = await kroneckerFactors(network, dataset, dataset.training, alone, [2, 0, 1], job);
    expect(tf.memory().numTensors).toBe(before);
    const image = normalise(dataset.training, dataset, 2, 3);
    const { probabilities } = evaluateSample(network.graph, parameters, image, 0);
    const p = [probabilities[2]!, probabilities[0]!, probabilities[1]!];
    const exact = Float64Array.from({ length: 9 }, (_, place) => {
      const [row, column] = [Math.floor(place / 3), place % 3];
      return (row === column ? p[row]! : 0) - p[row]! * p[column]!;
    });
    expectClose(block!.outputFactor, exact);
    expectClose(block!.inputFactor, sumOfProducts([Float64Array.of(...image, 1)]));
    network.dispose();
  });

  it('with every answer have the exact Hessian of sigmoids of one image: G is diag(p (1 - p)) / K', async () => {
    const dataset = makeSmallDataset(count, 2);
    const sigmoids = smallModel((classes) => [
      tf.layers.flatten(),
      tf.layers.dense({ units: classes, activation: 'sigmoid', name: 'output' }),
    ]);
    const network = createNetwork(sigmoids, dataset.shape, 3);
    const parameters = livelyParameters(network.graph, 5);
    network.setParameters(parameters);
    const alone = Uint8Array.of(0, 0, 1, 0, 0, 0);
    const job = { seed, labels: 'every' } as const;
    const [block] = await kroneckerFactors(network, dataset, dataset.training, alone, [2, 0, 1], job);
    const image = normalise(dataset.training, dataset, 2, 3);
    const { probabilities } = evaluateSample(network.graph, parameters, image, 0);
    const exact = Float64Array.from({ length: 9 }, (_, place) => {
      const p = probabilities[[2, 0, 1][place % 3]!]!;
      return place % 4 === 0 ? (p * (1 - p)) / 3 : 0;
    });
    expectClose(block!.outputFactor, exact);
    network.dispose();
  });

  it.each(['drawn', 'every'] as const)(
    'do not depend on the size of the batches, labels %s',
    async (labels) => {
      const dataset = makeSmallDataset(count, 2, [8, 7, 2]);
      const network = createNetwork(normalised, dataset.shape, 3);
      network.setParameters(livelyParameters(network.graph, 5));
      const factors = (each: Network) =>
        kroneckerFactors(each, dataset, dataset.training, included, [0, 2, 6], { seed, labels });
      const whole = await factors(network);
      const pieces = await factors({ ...network, batchRows: 2 });
      whole.forEach(({ inputFactor, outputFactor }, k) => {
        expectClose(pieces[k]!.inputFactor, inputFactor);
        expectClose(pieces[k]!.outputFactor, outputFactor);
      });
      network.dispose();
    },
  );

  it('refuse no slices, no images and a layer that is too large', async () => {
    const job = { seed, labels: 'drawn' } as const;
    const small = makeSmallDataset(count, 2);
    const network = createNetwork(findArchitecture('mnist-2nn'), small.shape, 3);
    const factors = (mask: Uint8Array, slices: number[]) =>
      kroneckerFactors(network, small, small.training, mask, slices, job);
    await expect(factors(included, [])).rejects.toThrow('at least one slice, got 0');
    await expect(factors(included, [103])).rejects.toThrow('no slice 103');
    await expect(factors(new Uint8Array(count), [0])).rejects.toThrow('got 0');
    network.dispose();
    const large = makeSmallDataset(count, 2, [64, 64, 1]);
    const wide = createNetwork(findArchitecture('mnist-logistic'), large.shape, 3);
    await expect(kroneckerFactors(wide, large, large.training, included, [0], job)).rejects.toThrow(
      'up to 4096 parameters per unit, and this layer has 4097',
    );
    wide.dispose();
  });
});
