import { beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, normalise } from '../../src/data/dataset';
import { norm, subtract } from '../../src/math/linear/vector';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { sizeOf } from '../../src/math/network/graph';
import { evaluateSet, evaluateWithGradient, summarise, summariseClasses } from '../../src/model/evaluation';
import { createNetwork, type Network } from '../../src/model/network';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';
import { livelyParameters, normalised, twoLayers } from './smallModels';

function openNetwork(dataset: Dataset, architecture = twoLayers(4)) {
  const network = createNetwork(architecture, dataset.shape, 3);
  const parameters = livelyParameters(network.graph, 2);
  network.setParameters(parameters);
  return { network, parameters };
}

/** The oracle's answer for every training image. */
function samplesByOracle({ graph }: Network, parameters: Float32Array, dataset: Dataset) {
  const { training } = dataset;
  const size = sizeOf(dataset.shape);
  const pixels = normalise(training, dataset, 0, training.count);
  return Array.from(training.labels, (label, i) =>
    evaluateSample(graph, parameters, pixels.subarray(i * size, (i + 1) * size), label),
  );
}

describe.each(['webgpu', 'wasm'] as const)('an evaluation on %s', (backend) => {
  beforeAll(async () => {
    await openTestCompute(backend);
  });

  it('has the oracle\u2019s probabilities and their entropies', async () => {
    const dataset = makeSmallDataset(23, 1);
    const { network, parameters } = openNetwork(dataset);
    const evaluation = await evaluateSet({ ...network, batchRows: 10 }, dataset, dataset.training);
    const expected = samplesByOracle(network, parameters, dataset);
    expected.forEach(({ probabilities }, i) => {
      const own = evaluation.probabilities.subarray(3 * i, 3 * i + 3);
      expect(norm(subtract(own, probabilities))).toBeLessThan(1e-6);
      const entropy = -probabilities.reduce((sum, p) => sum + p * Math.log(p), 0);
      expect(Math.abs(evaluation.entropies[i]! - entropy)).toBeLessThan(1e-5);
    });
    network.dispose();
  });

  it.each([
    ['a batch at a time', 200],
    ['a batch in pieces', 50],
  ])('has the mean of the norms of the gradients of 128 included images each, %s', async (_, batchRows) => {
    const dataset = makeSmallDataset(300, 1);
    const { network, parameters } = openNetwork(dataset);
    const included = Uint8Array.from({ length: 300 }, (_, i) => (i % 7 === 0 ? 0 : 1));
    const small = { ...network, batchRows };
    const options = { batchNorms: true };
    const evaluation = await evaluateWithGradient(small, dataset, dataset.training, included, {}, options);
    const kept = samplesByOracle(network, parameters, dataset).filter((_, i) => included[i] === 1);
    const norms: number[] = [];
    for (let from = 0; from < kept.length; from += 128) {
      const batch = kept.slice(from, from + 128);
      const sum = new Float64Array(network.parameterCount);
      for (const { gradient } of batch) {
        for (let j = 0; j < sum.length; j++) sum[j]! += gradient[j]!;
      }
      norms.push(norm(sum) / batch.length);
    }
    expect(norms.length).toBe(3);
    const mean = norms.reduce((sum, one) => sum + one) / norms.length;
    expect(Math.abs(evaluation.batchGradientNormMean! / mean - 1)).toBeLessThan(1e-5);
    const plain = await evaluateWithGradient(small, dataset, dataset.training, included);
    expect({ ...evaluation, batchGradientNormMean: null }, 'all else is the same, bit for bit').toEqual(
      plain,
    );
    network.dispose();
  });

  it('says the same twice, bit for bit', async () => {
    const dataset = makeSmallDataset(50, 1, [10, 8, 2]);
    const { network } = openNetwork(dataset, normalised);
    const included = new Uint8Array(50).fill(1);
    const evaluate = () =>
      evaluateWithGradient({ ...network, batchRows: 16 }, dataset, dataset.training, included);
    expect(await evaluate()).toEqual(await evaluate());
    network.dispose();
  });

  it('refuses a gradient over no image', async () => {
    const dataset = makeSmallDataset(3, 1);
    const { network } = openNetwork(dataset);
    await expect(evaluateWithGradient(network, dataset, dataset.training, new Uint8Array(3))).rejects.toThrow(
      'at least one included image, got 0',
    );
    network.dispose();
  });
});

describe('summaries', () => {
  const evaluation = {
    losses: Float32Array.of(0.5, 0.25, 2, 1, 0.125),
    predicted: Uint8Array.of(0, 1, 2, 0, 0),
  };
  const labels = Uint8Array.of(0, 1, 0, 0, 1);

  it('count what is right in each class, and say null of a class without images', () => {
    expect(summariseClasses(evaluation, labels, 3)).toEqual([
      { count: 3, accuracy: 2 / 3, loss: 3.5 / 3 },
      { count: 2, accuracy: 0.5, loss: 0.1875 },
      { count: 0, accuracy: null, loss: null },
    ]);
    const included = Uint8Array.of(1, 0, 0, 1, 0);
    expect(summariseClasses(evaluation, labels, 2, included)).toEqual([
      { count: 2, accuracy: 1, loss: 0.75 },
      { count: 0, accuracy: null, loss: null },
    ]);
    expect(summarise(evaluation, labels, included)).toEqual({ accuracy: 1, loss: 0.75 });
    expect(summarise(evaluation, labels, new Uint8Array(5))).toBeNull();
  });
});
