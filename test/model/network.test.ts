import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ActivationsFile, decodeDenseModel } from '../../src/cli/golden/denseModel';
import { normalise } from '../../src/data/dataset';
import { evaluateSample } from '../../src/math/denseNetwork';
import { norm, subtract } from '../../src/math/vector';
import { architectures, findArchitecture } from '../../src/model/architectures';
import { evaluateWithGradient, summarise } from '../../src/model/evaluation';
import { createNetwork, initialParameters } from '../../src/model/network';
import { train } from '../../src/model/training';
import goldenActivations from '../golden/activations.json';
import { openTestCompute } from '../support/compute';
import { testGpu } from '../support/gpu';
import { makeSmallDataset } from '../support/smallDataset';

const golden = goldenActivations as unknown as ActivationsFile;

describe.each(['webgpu', 'wasm', 'cpu'] as const)('a network on %s', (backend) => {
  beforeAll(async () => {
    await openTestCompute(backend);
  });

  it.each([
    ['LogisticRegressor', 'mnist-logistic'],
    ['Logistic2NN', 'mnist-2nn'],
  ])('has the activations of the authors\u2019 %s', async (model, architecture) => {
    const one = golden.cases.find((c) => c.model === model)!;
    const { parameters, inputs } = decodeDenseModel(one);
    const network = createNetwork(findArchitecture(architecture), 784, 10);
    network.setParameters(parameters);
    expect(await network.readParameters()).toEqual(parameters);
    for (let i = 0; i < inputs.length; i++) {
      const outputs = network.preActivations(tf.tensor2d(inputs[i]!, [1, 784]));
      const values = await Promise.all(outputs.map((output) => output.data()));
      const activations = values.flatMap((value) => [...value]);
      expect(activations.length).toBe(one.per_input[i]!.activations.length);
      activations.forEach((activation, slice) => {
        expect(Math.abs(activation - one.per_input[i]!.activations[slice]!)).toBeLessThan(1e-5);
      });
      tf.dispose(outputs);
    }
    network.dispose();
  });

  it('has the oracle\u2019s losses, predictions and gradient, for the included samples only', async () => {
    const dataset = makeSmallDataset(1003, 5);
    const architecture = { ...findArchitecture('mnist-2nn'), hiddenUnits: [7] };
    const network = createNetwork(architecture, 36, 3);
    const parameters = initialParameters(network.layers, 3);
    network.setParameters(parameters);
    const included = Uint8Array.from({ length: 1003 }, (_, i) => (i % 5 === 0 ? 0 : 1));
    const evaluation = await evaluateWithGradient(network, dataset, dataset.training, included);
    const expected = new Float64Array(network.parameterCount);
    const pixels = normalise(dataset.training, dataset, 0, 1003);
    let loss = 0;
    for (let i = 0; i < 1003; i++) {
      const input = pixels.subarray(i * 36, (i + 1) * 36);
      const sample = evaluateSample(network.layers, parameters, input, dataset.training.labels[i]!);
      expect(Math.abs(evaluation.losses[i]! - sample.loss)).toBeLessThan(1e-5);
      if (included[i] === 0) continue;
      loss += sample.loss / 802;
      sample.gradient.forEach((g, j) => {
        expected[j]! += g / 802;
      });
    }
    expect(norm(subtract(evaluation.gradient, expected)) / norm(expected)).toBeLessThan(1e-5);
    expect(summarise(evaluation, dataset.training.labels, included)!.loss).toBeCloseTo(loss, 5);
    network.dispose();
  });

  it('trains the same way twice from one seed, otherwise from another, and better than chance', async () => {
    const dataset = makeSmallDataset(600, 200);
    const network = createNetwork(architectures[1]!, 36, 3);
    const request = { epochs: 3, learningRate: 0.02, seed: 5 };
    const first = await train(network, dataset, request);
    const second = await train(network, dataset, request);
    expect(second.last.parameters).toEqual(first.last.parameters);
    expect(second.last.gradient).toEqual(first.last.gradient);
    const other = await train(network, dataset, { ...request, seed: 6 });
    expect(other.last.parameters).not.toEqual(first.last.parameters);
    expect(first.validationAccuracy).toBeGreaterThan(0.8);
    expect(first.previous.parameters).not.toEqual(first.last.parameters);
    network.dispose();
  });

  it('leaves no tensor behind', async () => {
    const dataset = makeSmallDataset(300, 50);
    const network = createNetwork(architectures[1]!, 36, 3);
    await train(network, dataset, { epochs: 2, learningRate: 0.02, seed: 1 });
    const { numTensors, numBytes } = tf.memory();
    await train(network, dataset, { epochs: 2, learningRate: 0.02, seed: 1 });
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(tf.memory().numBytes).toBe(numBytes);
    network.dispose();
  });

  it('stops when told to, and refuses settings that cannot train', async () => {
    const dataset = makeSmallDataset(600, 50);
    const network = createNetwork(architectures[0]!, 36, 3);
    const stop = new AbortController();
    const training = train(
      network,
      dataset,
      { epochs: 50, learningRate: 0.01, seed: 1 },
      { signal: stop.signal, onProgress: ({ epoch }) => epoch === 2 && stop.abort() },
    );
    await expect(training).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    await expect(train(network, dataset, { epochs: 1, learningRate: 0.1, seed: 1 })).rejects.toThrow(/got 1/);
    await expect(train(network, dataset, { epochs: 2, learningRate: 0, seed: 1 })).rejects.toThrow(/got 0/);
    network.dispose();
    const deep = createNetwork(architectures[1]!, 36, 3);
    const steep = { ...dataset, normalisation: { mean: [0.2], standardDeviation: [0.001] } };
    await expect(train(deep, steep, { epochs: 2, learningRate: 10, seed: 1 })).rejects.toThrow(/diverged/);
    deep.dispose();
  });
});

describe('training on every backend', () => {
  it('gives the same weights to float32', async () => {
    const dataset = makeSmallDataset(600, 50);
    const weights: Float32Array[] = [];
    for (const backend of ['webgpu', 'wasm', 'cpu'] as const) {
      await openTestCompute(backend);
      const network = createNetwork(architectures[1]!, 36, 3);
      weights.push(
        (await train(network, dataset, { epochs: 2, learningRate: 0.02, seed: 1 })).last.parameters,
      );
      network.dispose();
    }
    expect(norm(subtract(weights[0]!, weights[2]!)) / norm(weights[2]!)).toBeLessThan(1e-5);
    expect(norm(subtract(weights[1]!, weights[2]!)) / norm(weights[2]!)).toBeLessThan(1e-5);
    expect((await testGpu()).failures).toEqual([]);
  });
});
