import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, inputShapeOf, normalise } from '../../src/data/dataset';
import { takeSamples } from '../../src/data/takeSamples';
import { dot, norm, subtract } from '../../src/math/linear/vector';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { type NetworkGraph, sizeOf } from '../../src/math/network/graph';
import { createRandom } from '../../src/math/random/random';
import { type Architecture, findArchitecture } from '../../src/model/architectures';
import { openDownstream } from '../../src/model/downstream';
import { hessianVector, hessianVectorOfUnits } from '../../src/model/hessianVector';
import { labelAt } from '../../src/model/labels';
import { createNetwork } from '../../src/model/network';
import { blockIndices, gather } from '../../src/model/slices';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';
import { branched, livelyParameters, readingTokens, separable, smallDataFor } from './smallModels';

const models = [
  ['mnist-logistic', [6, 6, 1]],
  ['mnist-2nn', [6, 6, 1]],
  ['mnist-cnn', [16, 16, 1]],
  ['cifar-resnet', [8, 8, 3]],
  ['face-resnet', [8, 8, 3]],
  ['branched', [8, 7, 2]],
  ['separable', [8, 7, 2]],
  ['readingTokens', [1, 1, 48]],
] as const;
const own: Readonly<Record<string, Architecture>> = { branched, separable, readingTokens };
const architectureOf = (id: string) => own[id] ?? findArchitecture(id);

const count = 5;

/** A direction in the trained weights; running statistics stay. */
function direction({ weights, parameterCount }: NetworkGraph, seed: number): Float64Array {
  const random = createRandom(seed, 'direction');
  const vector = new Float64Array(parameterCount);
  for (const { trainable, offset, size } of weights) {
    for (let i = offset; trainable && i < offset + size; i++) vector[i] = Math.fround(random.normal());
  }
  return vector;
}

/** H v by central differences of the oracle's float64 gradients, over a step too short to meet a kink. */
function differences(graph: NetworkGraph, parameters: Float32Array, dataset: Dataset, v: Float64Array) {
  const step = (1e-6 * norm(parameters)) / norm(v);
  const size = sizeOf(inputShapeOf(dataset));
  const pixels = normalise(dataset.training, dataset, 0, count);
  const gradientAt = (sign: number) => {
    const moved = Float64Array.from(parameters, (value, i) => value + sign * step * v[i]!);
    const sum = new Float64Array(moved.length);
    for (let i = 0; i < count; i++) {
      const input = pixels.subarray(i * size, (i + 1) * size);
      const { gradient } = evaluateSample(graph, moved, input, labelAt(dataset.training, i));
      for (let j = 0; j < sum.length; j++) sum[j]! += gradient[j]! / count;
    }
    return sum;
  };
  return subtract(gradientAt(1), gradientAt(-1)).map((difference) => difference / (2 * step));
}

/** The differences, by the id of the model: they are the same beside every backend. */
const known = new Map<string, Float64Array>();

describe.each(['webgpu', 'wasm', 'cpu'] as const)('Hessian-vector products on %s', (backend) => {
  beforeAll(async () => {
    await openTestCompute(backend);
  });

  it.each(models)('agree with float64 differences, and are symmetric: %s', async (id, shape) => {
    const dataset = smallDataFor(id, count, shape);
    const network = createNetwork(architectureOf(id), shape, 3);
    const parameters = livelyParameters(network.graph, 5);
    network.setParameters(parameters);
    const v = direction(network.graph, 1);
    const u = direction(network.graph, 2);
    const before = tf.memory().numTensors;
    const whole = await openDownstream(network, dataset, dataset.training, 1);
    const product = await hessianVector(whole, v);
    const other = await hessianVector(whole, u);
    whole.close();
    expect(tf.memory().numTensors).toBe(before);
    const expected = known.get(id) ?? differences(network.graph, parameters, dataset, v);
    known.set(id, expected);
    expect(norm(subtract(product, expected)) / norm(expected)).toBeLessThan(1e-4);
    const across = dot(v, other);
    expect(Math.abs(dot(u, product) - across)).toBeLessThan(1e-4 * norm(u) * norm(product));
    network.graph.weights.forEach(({ trainable, offset, size }) => {
      if (!trainable) expect(norm(product.subarray(offset, offset + size))).toBe(0);
    });
    network.dispose();
  });

  // A product of a whole transformer on a software adapter takes seconds, and each of its layers reads its tokens.
  const parts = models.filter(([id]) => id !== 'readingTokens' || backend === 'wasm');
  it.each(parts)('of a part from any layer on are those of the whole network: %s', async (id, shape) => {
    const dataset = smallDataFor(id, count, shape);
    const network = createNetwork(architectureOf(id), shape, 3);
    network.setParameters(livelyParameters(network.graph, 5));
    const before = tf.memory().numTensors;
    const whole = await openDownstream(network, dataset, dataset.training, 1);
    for (const { node, kernelOffset } of network.layers) {
      const v = direction(network.graph, node).fill(0, 0, kernelOffset);
      const expected = (await hessianVector(whole, v)).subarray(kernelOffset);
      for (const heldValues of [Number.POSITIVE_INFINITY, 0]) {
        const part = await openDownstream(network, dataset, dataset.training, node, { heldValues });
        const product = await hessianVector(part, v.subarray(part.offset));
        part.close();
        const behind = product.subarray(kernelOffset - part.offset);
        expect(norm(subtract(behind, expected))).toBeLessThan(1e-5 * norm(expected));
      }
    }
    whole.close();
    expect(tf.memory().numTensors).toBe(before);
    network.dispose();
  });
});

describe.each(['webgpu', 'wasm'] as const)('Hessian-vector products of some units on %s', (backend) => {
  beforeAll(async () => {
    await openTestCompute(backend);
  });

  const some = models.filter(([id]) => id !== 'readingTokens' || backend === 'wasm');
  it.each(some)('are those of the whole network in these units: %s', async (id, shape) => {
    const dataset = smallDataFor(id, count, shape);
    const network = createNetwork(architectureOf(id), shape, 3);
    network.setParameters(livelyParameters(network.graph, 5));
    const before = tf.memory().numTensors;
    const whole = await openDownstream(network, dataset, dataset.training, 1);
    // One unit of one layer, all of the next, three of the one after, and again.
    const chosen = network.layers.map(({ node, units }, i) => {
      const wanted = [1, units, 3][i % 3]!;
      return {
        node,
        units: Array.from({ length: Math.min(wanted, units) }, (_, k) => units - 1 - k).reverse(),
      };
    });
    const block = blockIndices(
      network.layers,
      network.layers.flatMap(({ firstSlice }, i) => chosen[i]!.units.map((unit) => firstSlice + unit)),
    );
    const given = direction(network.graph, 1);
    const v = new Float64Array(given.length);
    for (const place of block) v[place] = given[place]!;
    const expected = gather(await hessianVector(whole, v), block);
    const product = gather(await hessianVectorOfUnits(whole, chosen, v), block);
    whole.close();
    expect(tf.memory().numTensors).toBe(before);
    // On WASM to the same bits: what is left out are sums with zeros.
    if (backend === 'wasm') expect(product).toEqual(expected);
    else expect(norm(subtract(product, expected))).toBeLessThan(1e-5 * norm(expected));
    network.dispose();
  });
});

describe('a Hessian-vector product', () => {
  it('refuses a vector of another length and an empty set', async () => {
    await openTestCompute('wasm');
    const dataset = makeSmallDataset(count, 2);
    const network = createNetwork(findArchitecture('mnist-logistic'), dataset.shape, 3);
    const whole = await openDownstream(network, dataset, dataset.training, 1);
    await expect(hessianVector(whole, new Float64Array(3))).rejects.toThrow(/the vector 3/);
    whole.close();
    const nothing = takeSamples(dataset, []);
    await expect(openDownstream(network, dataset, nothing, 1)).rejects.toThrow(/got 0/);
    network.dispose();
  });
});

describe('a Hessian-vector product of some units', () => {
  beforeAll(async () => {
    await openTestCompute('wasm');
  });

  it('convolves nothing with the zeros of the steps, and adds none up for what a ReLU compares', async () => {
    const dataset = smallDataFor('face-resnet', count, [8, 8, 3]);
    const network = createNetwork(architectureOf('face-resnet'), [8, 8, 3], 3);
    network.setParameters(livelyParameters(network.graph, 5));
    const convolutions = network.layers.filter(({ node }) => network.graph.nodes[node]!.op === 'conv2d');
    const chosen = convolutions.map(({ node }) => ({ node, units: [0] }));
    const whole = await openDownstream(network, dataset, dataset.training, 1);
    const { kernels } = await tf.profile(async () => {
      await hessianVectorOfUnits(whole, chosen, direction(network.graph, 1));
      return [];
    });
    whole.close();
    network.dispose();
    // The layer and its way back, each with their derivative, and what the direction makes of what the layer reads and gives.
    const ran = kernels.filter(({ name }) => /^(Fused)?Conv2D(BackpropInput)?$/.test(name));
    expect(ran.length).toBeGreaterThan(0);
    expect(ran.length).toBeLessThanOrEqual(6 * convolutions.length);
    const zeros = kernels.filter(
      ({ name, outputShapes: [shape] }) => name === 'ZerosLike' && shape!.length === 4 && shape![0] === count,
    );
    expect(zeros).toEqual([]);
  });
});
