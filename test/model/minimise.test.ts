import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/data/dataset';
import { withoutSamples } from '../../src/data/takeSamples';
import { norm, subtract } from '../../src/math/linear/vector';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { findArchitecture } from '../../src/model/architectures';
import { labelAt } from '../../src/model/labels';
import { minimumGradient } from '../../src/model/minimise';
import { createNetwork, type Network } from '../../src/model/network';
import type { EpochProgress } from '../../src/model/training';
import { runEpochs, train } from '../../src/model/training';
import type { TrainingProgress } from '../../src/model/trainingProgress';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset, withLabelSets } from '../support/smallDataset';
import { linearSigmoids, twoLayers } from './smallModels';

const dataset = makeSmallDataset(120, 30);
const architecture = findArchitecture('mnist-logistic-minimum');
const request = { ...architecture.training, weightDecay: 0.02 };

/** The gradient of the mean loss and the decay, sample by sample, by the oracle of all networks. */
function gradientAt({ graph }: Network, parameters: Float32Array, data = dataset): Float64Array {
  const { training, shape } = data;
  const pixels = normalise(training, data, 0, training.count);
  const size = shape[0] * shape[1] * shape[2];
  const sum = Float64Array.from(parameters, (value) => request.weightDecay * value);
  training.labels.forEach((_, i) => {
    const pixelsOf = pixels.subarray(i * size, (i + 1) * size);
    const { gradient } = evaluateSample(graph, parameters, pixelsOf, labelAt(training, i));
    gradient.forEach((value, j) => {
      sum[j]! += value / training.count;
    });
  });
  return sum;
}

describe('training to the minimum', () => {
  let network: Network;
  beforeAll(async () => {
    await openTestCompute('wasm');
    network = createNetwork(architecture, dataset.shape, 3);
  });

  it('ends where the gradient of loss and decay is that small, in float32 weights', async () => {
    const { parameters, epochs, secant } = await train(network, dataset, request);
    expect(epochs).toBe(request.epochs);
    expect(norm(gradientAt(network, parameters))).toBeLessThanOrEqual(minimumGradient);
    expect(norm(secant.s) / norm(parameters)).toBeCloseTo(3e-3, 5);
    expect(await network.readParameters()).toEqual(parameters);
  });

  it('ends at the same place from anywhere, and from any epoch on to the bit', async () => {
    const progresses: TrainingProgress[] = [];
    const { parameters } = await runEpochs(network, dataset, request, {
      onEpoch: async (progress) => void progresses.push(progress),
    });
    expect(progresses.length).toBeGreaterThan(3);
    const resumed = await runEpochs(network, dataset, request, { resume: progresses[1] });
    expect(resumed.parameters).toEqual(parameters);
    const start = { parameters: parameters.map((_, i) => Math.sin(i)), epochs: 4 };
    const other = await runEpochs(network, dataset, request, { start });
    expect(norm(subtract(other.parameters, parameters))).toBeLessThanOrEqual(
      (2 * minimumGradient) / request.weightDecay,
    );
  });

  it('goes to the minimum of what is left', async () => {
    const left = withoutSamples(dataset, [3, 50]);
    const { parameters } = await runEpochs(network, left, request);
    // As a retraining in the original's order leaves them out.
    expect((await runEpochs(network, dataset, request, { leftOut: [3, 50] })).parameters).toEqual(parameters);
    expect(norm(gradientAt(network, parameters, left))).toBeLessThanOrEqual(minimumGradient);
    expect(norm(gradientAt(network, parameters))).toBeGreaterThan(100 * minimumGradient);
  });

  it('goes to the minimum of sigmoids on samples of several labels, and says their micro F1', async () => {
    const several = withLabelSets(dataset);
    const sigmoids = createNetwork(linearSigmoids, several.shape, 3);
    const shown: number[] = [];
    const onProgress = ({ accuracy }: EpochProgress) => void shown.push(accuracy);
    const { parameters, trainingAccuracy } = await train(sigmoids, several, request, { onProgress });
    expect(norm(gradientAt(sigmoids, parameters, several))).toBeLessThanOrEqual(minimumGradient);
    expect(norm(gradientAt(sigmoids, parameters, dataset))).toBeGreaterThan(100 * minimumGradient);
    expect(trainingAccuracy).toBeGreaterThan(0.9);
    expect(shown.at(-1)).toBeCloseTo(trainingAccuracy, 2);
    sigmoids.dispose();
  });

  it('can be ended early, and cancelled', async () => {
    const ended = await runEpochs(network, dataset, request, { endsEarly: () => true });
    expect(ended.epochs).toBe(1);
    expect(norm(gradientAt(network, ended.parameters))).toBeGreaterThan(minimumGradient);
    const signal = AbortSignal.abort();
    await expect(runEpochs(network, dataset, request, { signal })).rejects.toThrow(/abort/i);
  });

  it('refuses what has no minimum to go to, and says when it did not get there', async () => {
    const deep = createNetwork(twoLayers(4), dataset.shape, 3);
    await expect(train(deep, dataset, request)).rejects.toThrow(/Only logistic regression/);
    deep.dispose();
    await expect(train(network, dataset, { ...request, weightDecay: 0 })).rejects.toThrow(/weight decay 0 /);
    await expect(train(network, dataset, { ...request, augmentation: 'shift' })).rejects.toThrow(
      /augmentation shift/,
    );
    await expect(train(network, dataset, { ...request, epochs: 2 })).rejects.toThrow(
      /not reached in 2 steps/,
    );
  });
});
