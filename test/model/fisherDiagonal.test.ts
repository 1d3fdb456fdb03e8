import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/data/dataset';
import { norm, subtract } from '../../src/math/linear/vector';
import { backPropagate, evaluateNodes } from '../../src/math/network/evaluateGraph';
import { sizeOf } from '../../src/math/network/graph';
import { isTrueOf, outputLosses } from '../../src/math/network/outputLoss';
import { drawLabels } from '../../src/math/random/drawLabels';
import { createRandom } from '../../src/math/random/random';
import { findArchitecture } from '../../src/model/architectures';
import { fisherDiagonal } from '../../src/model/fisherDiagonal';
import { labelAt } from '../../src/model/labels';
import { createNetwork, type Network } from '../../src/model/network';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';
import { livelyParameters, normalised, readingTokens, separable, smallDataFor } from './smallModels';

const models = [
  ['logistic', findArchitecture('mnist-logistic'), [6, 6, 1]],
  ['two layers', findArchitecture('mnist-2nn'), [6, 6, 1]],
  ['LeNet', findArchitecture('mnist-cnn'), [16, 16, 1]],
  ['normalised, a convolution without bias', normalised, [8, 7, 2]],
  ['depthwise convolutions and sigmoids', separable, [8, 7, 2]],
  ['ResNet: strides, sums', findArchitecture('cifar-resnet'), [8, 8, 3]],
  ['readingTokens', readingTokens, [1, 1, 48]],
] as const;

const oneHot = (label: number) => [0, 1, 2].map((k) => (k === label ? 1 : 0));

const count = 7;
/** The second and the last image are left out. */
const included = Uint8Array.of(1, 0, 1, 1, 1, 1, 0);

/** The mean over the included images of the oracle's squared gradients, for targets that may depend on the probabilities. */
function meanSquares(
  network: Network,
  parameters: Float32Array,
  dataset: ReturnType<typeof makeSmallDataset>,
  chooseTargets: (image: number, probabilities: Float64Array) => ArrayLike<number>,
): Float64Array {
  const size = sizeOf(network.graph.nodes[0]!.shape);
  const pixels = normalise(dataset.training, dataset, 0, count);
  const sum = new Float64Array(parameters.length);
  for (let i = 0; i < count; i++) {
    if (included[i] === 0) continue;
    const input = pixels.subarray(i * size, (i + 1) * size);
    const values = evaluateNodes(network.graph, parameters, input);
    const p = outputLosses[network.graph.loss].probabilities(values.at(-1)!);
    const targets = chooseTargets(i, p);
    const scale = network.graph.loss === 'sigmoids' ? 3 : 1;
    const upstream = p.map((value, k) => (value - targets[k]!) / scale);
    const gradient = backPropagate(network.graph, parameters, values, upstream);
    for (let j = 0; j < sum.length; j++) sum[j]! += gradient[j]! ** 2;
  }
  return sum.map((square) => square / 5);
}

/**
 * Each weight to 1e-4 of its own. The bias of the keys adds the same to all scores of a query, which a softmax takes no notice of: its gradient is
 * zero by the formula, and what either computes of it is rounding.
 */
function expectClose({ graph }: Network, diagonal: Float64Array, expected: Float64Array): void {
  for (const { name, trainable, offset, size } of graph.weights) {
    const part = diagonal.subarray(offset, offset + size);
    const ofOracle = expected.subarray(offset, offset + size);
    if (name === 'key/bias')
      expect(Math.max(norm(part), norm(ofOracle))).toBeLessThan(1e-15 * norm(expected));
    else if (trainable) expect(norm(subtract(part, ofOracle))).toBeLessThan(1e-4 * norm(ofOracle));
    else expect(norm(part)).toBe(0);
  }
}

describe.each(['webgpu', 'wasm', 'cpu'] as const)(
  'the diagonal of the Fisher information on %s',
  (backend) => {
    beforeAll(async () => {
      await openTestCompute(backend);
    });

    it.each(models)(
      'is the mean of the oracle\u2019s squared gradients: %s',
      async (name, architecture, shape) => {
        const dataset = smallDataFor(name, count, shape);
        const network = createNetwork(architecture, shape, 3);
        const parameters = livelyParameters(network.graph, 5);
        network.setParameters(parameters);
        const before = tf.memory().numTensors;
        const fisher = (labelSeed?: number) =>
          fisherDiagonal(network, dataset, dataset.training, included, { labelSeed });
        const empirical = await fisher();
        expect(tf.memory().numTensors).toBe(before);
        const own = (i: number) => [0, 1, 2].map((k) => (isTrueOf(labelAt(dataset.training, i), k) ? 1 : 0));
        expectClose(network, empirical, meanSquares(network, parameters, dataset, own));
        const random = createRandom(8, 'labels of the Fisher diagonal');
        const draw = (_: number, p: Float64Array) =>
          network.graph.loss === 'softmax'
            ? oneHot(drawLabels(p, 3, random)[0]!)
            : p.map((each) => (random.uniform() < each ? 1 : 0));
        expectClose(network, await fisher(8), meanSquares(network, parameters, dataset, draw));
        expect(tf.memory().numTensors).toBe(before);
        network.dispose();
      },
    );
  },
);

describe('the diagonal of the Fisher information', () => {
  it('does not depend on the size of the batches', async () => {
    await openTestCompute('wasm');
    const dataset = makeSmallDataset(count, 2, [8, 7, 2]);
    const network = createNetwork(normalised, dataset.shape, 3);
    network.setParameters(livelyParameters(network.graph, 5));
    const fractions: number[] = [];
    const job = { labelSeed: 2, onProgress: (fraction: number) => fractions.push(fraction) };
    const fisher = (each: Network) => fisherDiagonal(each, dataset, dataset.training, included, job);
    const whole = await fisher(network);
    const pieces = await fisher({ ...network, batchRows: 2 });
    expect(fractions).toEqual([1, 2 / 5, 4 / 5, 1]);
    expect(norm(subtract(whole, pieces))).toBeLessThan(1e-5 * norm(whole));
    network.dispose();
  });

  it('refuses an empty set and a mask of another length', async () => {
    await openTestCompute('wasm');
    const dataset = makeSmallDataset(count, 2);
    const network = createNetwork(findArchitecture('mnist-logistic'), dataset.shape, 3);
    const fisher = (mask: Uint8Array) => fisherDiagonal(network, dataset, dataset.training, mask);
    await expect(fisher(new Uint8Array(count))).rejects.toThrow(/got 0/);
    await expect(fisher(new Uint8Array(3))).rejects.toThrow(/7 images, and 3 entries/);
    network.dispose();
  });
});
