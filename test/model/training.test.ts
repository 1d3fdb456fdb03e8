import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/data/dataset';
import { norm, subtract } from '../../src/math/linear/vector';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { sizeOf } from '../../src/math/network/graph';
import { findArchitecture } from '../../src/model/architectures';
import { createNetwork, type Network, normOfTrained } from '../../src/model/network';
import { completeWeights, type EpochProgress, train } from '../../src/model/training';
import type { TrainingProgress } from '../../src/model/trainingProgress';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';
import { normalised, smallTraining, twoLayers } from './smallModels';

const dataset = makeSmallDataset(203, 40, [16, 16, 2]);

/** Mean gradient of the training loss by the float64 oracle, and the mean norm of a sample's. */
function meanGradient({ graph }: Network, parameters: Float32Array | Float64Array) {
  const { training, shape } = dataset;
  const size = sizeOf(shape);
  const pixels = normalise(training, dataset, 0, training.count);
  const mean = new Float64Array(graph.parameterCount);
  let meanNorm = 0;
  for (let i = 0; i < training.count; i++) {
    const input = pixels.subarray(i * size, (i + 1) * size);
    const { gradient } = evaluateSample(graph, parameters, input, training.labels[i]!);
    for (let j = 0; j < mean.length; j++) mean[j]! += gradient[j]! / training.count;
    meanNorm += norm(gradient) / training.count;
  }
  return { mean, meanNorm };
}

describe('weights from outside', () => {
  it('are taken however badly they fit, and refused where they give no numbers', async () => {
    await openTestCompute('wasm');
    const network = createNetwork(twoLayers(5), dataset.shape, 3);
    const parameters = Float32Array.from({ length: network.parameterCount }, (_, i) => 3 * Math.sin(i));
    const { secant, epochs } = await completeWeights(network, dataset, parameters);
    expect(epochs).toBe(0);
    expect(norm(secant.s) / norm(parameters)).toBeCloseTo(3e-3, 5);
    parameters[3] = Number.NaN;
    await expect(completeWeights(network, dataset, parameters)).rejects.toThrow(/weights are damaged/);
    network.dispose();
  });

  it('are measured without their running statistics', async () => {
    await openTestCompute('wasm');
    const network = createNetwork(normalised, dataset.shape, 3);
    const parameters = new Float32Array(network.parameterCount).fill(2);
    const trained = network.graph.weights.filter(({ trainable }) => trainable);
    const size = trained.reduce((sum, weight) => sum + weight.size, 0);
    expect(size).toBeLessThan(network.parameterCount);
    expect(normOfTrained(network, parameters)).toBeCloseTo(2 * Math.sqrt(size), 10);
    network.dispose();
  });
});

describe.each(['webgpu', 'wasm'] as const)('training on %s', (backend) => {
  beforeAll(async () => {
    await openTestCompute(backend);
  });

  it.each([
    ['a dense net', twoLayers(8)],
    ['LeNet', findArchitecture('mnist-cnn')],
    ['a batch-normalised net', normalised],
  ] as const)('keeps the secant pair of the last epoch: %s', async (_, architecture) => {
    const network = createNetwork(architecture, dataset.shape, 3);
    const request = { ...smallTraining, batchSize: 64 };
    const previous = await train(network, dataset, { ...request, epochs: 2 });
    const { parameters, secant } = await train(network, dataset, request);
    const statistics = network.graph.weights.filter(({ trainable }) => !trainable);
    const expected = subtract(parameters, previous.parameters);
    for (const { offset, size } of statistics) {
      expect(norm(expected.subarray(offset, offset + size))).toBeGreaterThan(0);
      expected.fill(0, offset, offset + size);
    }
    expect(norm(subtract(secant.s, expected))).toBeLessThan(1e-6 * norm(expected));

    const before = Float64Array.from(parameters, (value, i) => value - secant.s[i]!);
    const [first, last] = [meanGradient(network, before), meanGradient(network, parameters)];
    const y = subtract(last.mean, first.mean);
    // Each gradient is a float32 sum over samples whose own gradients are larger than their mean.
    expect(norm(subtract(secant.y, y))).toBeLessThan(1e-6 * (first.meanNorm + last.meanNorm));
    expect(norm(y)).toBeGreaterThan(100 * 1e-6 * (first.meanNorm + last.meanNorm));
    for (const { offset, size } of statistics) {
      expect([...secant.y.subarray(offset, offset + size)]).toEqual(Array(size).fill(0));
      expect([...secant.s.subarray(offset, offset + size)]).toEqual(Array(size).fill(0));
    }
    network.dispose();
  });

  it('lowers the learning rate along half a cosine wave', async () => {
    const network = createNetwork(twoLayers(8), dataset.shape, 3);
    const plain = { ...smallTraining, batchSize: 4096, momentum: 0, weightDecay: 0, epochs: 2 } as const;
    const constant = await train(network, dataset, plain);
    const falling = await train(network, dataset, { ...plain, schedule: 'cosine' });
    // One step an epoch: the first at the full rate, the second, after half the wave, at (1 + 0.05) / 2 of it.
    const wanted = constant.secant.s.map((step) => 0.525 * step);
    expect(norm(subtract(falling.secant.s, wanted))).toBeLessThan(1e-5 * norm(wanted));
    network.dispose();
  });

  it('goes on from weights: counts their epochs, and shuffles as the epochs after them', async () => {
    const network = createNetwork(twoLayers(8), dataset.shape, 3);
    const request = { ...smallTraining, momentum: 0, batchSize: 64 };
    const whole = await train(network, dataset, request);
    const start = await train(network, dataset, { ...request, epochs: 1 });
    const seen: EpochProgress[] = [];
    const rest = await train(
      network,
      dataset,
      { ...request, epochs: 2 },
      { start, onProgress: (progress) => seen.push(progress) },
    );
    expect(rest.parameters).toEqual(whole.parameters);
    expect(rest.secant).toEqual(whole.secant);
    expect([rest.epochs, whole.epochs]).toEqual([3, 3]);
    expect(seen.map(({ epoch, epochs }) => `${epoch} of ${epochs}`)).toEqual(
      [2, 2, 2, 2, 3, 3, 3, 3].map((epoch) => `${epoch} of 3`),
    );
    network.dispose();
  });

  it('tells the loss of the epoch so far, the validation of the epoch before, and how far it is', async () => {
    const network = createNetwork(twoLayers(8), dataset.shape, 3);
    const seen: EpochProgress[] = [];
    const request = { ...smallTraining, batchSize: 64 };
    const trained = await train(network, dataset, request, { onProgress: (progress) => seen.push(progress) });
    expect(seen.length).toBe(12);
    expect(seen.slice(0, 4).map(({ validation }) => validation)).toEqual([null, null, null, null]);
    expect(seen[4]!.validation!.accuracy).toBeGreaterThan(0);
    expect(seen.map(({ fraction }) => fraction)).toEqual(seen.map(({ fraction }) => fraction).toSorted());
    expect(seen.at(-1)!.fraction).toBe(1);
    expect(seen.at(-1)!.remainingMs).toBe(0);

    const firstEpoch = seen.slice(0, 4).map(({ loss }) => loss);
    expect(Math.abs(firstEpoch[0]! - Math.log(3))).toBeLessThan(0.5);
    expect(seen.at(-1)!.loss).toBeLessThan(firstEpoch[3]!);
    expect(seen.at(-1)!.accuracy).toBeGreaterThan(0.5);
    expect(trained.trainingAccuracy).toBeGreaterThan(0.5);
    network.dispose();
  });

  it.each(['sgd', 'adam'] as const)(
    'goes on with %s from what was left after any epoch, bit for bit',
    async (optimizer) => {
      const request = { ...smallTraining, optimizer, epochs: 3, batchSize: 64, schedule: 'cosine' as const };
      const network = createNetwork(normalised, dataset.shape, 3);
      const left: TrainingProgress[] = [];
      const whole = await train(network, dataset, request, {
        onEpoch: async (progress) => {
          left.push(progress);
        },
      });
      expect(left.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
      for (const resume of left) {
        network.setParameters(new Float32Array(network.parameterCount));
        expect(await train(network, dataset, request, { resume })).toEqual(whole);
      }
      const [first] = left;
      const short = { ...first!, optimizer: first!.optimizer.subarray(1) };
      await expect(train(network, dataset, request, { resume: short })).rejects.toThrow(RangeError);
      network.dispose();
    },
  );

  it('ends at the end of an epoch when asked to, as a training of so many epochs', async () => {
    const network = createNetwork(twoLayers(8), dataset.shape, 3);
    let asked = 0;
    const early = await train(
      network,
      dataset,
      { ...smallTraining, epochs: 9 },
      {
        endsEarly: () => {
          asked += 1;
          return asked === 2;
        },
      },
    );
    const whole = await train(network, dataset, { ...smallTraining, epochs: 2 });
    expect(early).toEqual(whole);
    expect(asked).toBe(2);
    network.dispose();
  });

  it('learns from changed images, seeded like everything else', async () => {
    const network = createNetwork(normalised, dataset.shape, 3);
    const request = {
      ...smallTraining,
      batchSize: 64,
      optimizer: 'adam',
      augmentation: 'flip-and-shift',
    } as const;
    const first = await train(network, dataset, request);
    expect((await train(network, dataset, request)).parameters).toEqual(first.parameters);
    const plain = await train(network, dataset, { ...request, augmentation: 'none' });
    expect(plain.parameters).not.toEqual(first.parameters);
    network.dispose();
  });
});
