import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, type ImageSet, inputShapeOf, normalise } from '../../src/data/dataset';
import { norm, subtract } from '../../src/math/linear/vector';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { type MapShape, sizeOf } from '../../src/math/network/graph';
import { type Architecture, architectures, findArchitecture } from '../../src/model/architectures';
import { evaluateSet, evaluateWithGradient } from '../../src/model/evaluation';
import { labelAt } from '../../src/model/labels';
import { createNetwork, initialParameters, type Network } from '../../src/model/network';
import { train } from '../../src/model/training';
import goldenActivations from '../golden/activations.json';
import { type ActivationsFile, decodeModel } from '../golden/checker/goldenModel';
import { openTestCompute } from '../support/compute';
import { testGpu } from '../support/gpu';
import { isLong } from '../support/long';
import { makeSmallDataset } from '../support/smallDataset';
import { makeSmallTexts } from '../support/smallTexts';
import { livelyParameters, normalised, smallTraining, twoLayers } from './smallModels';

const golden = goldenActivations as unknown as ActivationsFile;

/** What the float64 oracle says of the images of a set, and the gradient of their mean loss over those included. */
function evaluateByOracle(
  { graph }: Network,
  parameters: Float32Array,
  dataset: Dataset,
  set: ImageSet,
  included: Uint8Array,
) {
  const size = sizeOf(inputShapeOf(dataset));
  const pixels = normalise(set, dataset, 0, set.count);
  const count = included.reduce((sum, one) => sum + one, 0);
  const gradient = new Float64Array(parameters.length);
  const losses: number[] = [];
  const predicted: number[] = [];
  for (let i = 0; i < set.count; i++) {
    const input = pixels.subarray(i * size, (i + 1) * size);
    const sample = evaluateSample(graph, parameters, input, labelAt(set, i));
    losses.push(sample.loss);
    predicted.push(sample.probabilities.indexOf(Math.max(...sample.probabilities)));
    if (included[i] === 0) continue;
    for (let j = 0; j < gradient.length; j++) gradient[j]! += sample.gradient[j]! / count;
  }
  return { losses, predicted, gradient };
}

/** What the oracle said, by the id of the model: it asks no backend, and takes the most time by far. */
const known = new Map<string, ReturnType<typeof evaluateByOracle>>();

/** Compares losses, predictions and gradient of a network with the oracle's, every fifth image left out of the gradient. */
async function compareWithOracle(architecture: Architecture, dataset: Dataset): Promise<void> {
  const { training } = dataset;
  const network = createNetwork(architecture, inputShapeOf(dataset), 3);
  const parameters = livelyParameters(network.graph, 3);
  network.setParameters(parameters);
  const included = Uint8Array.from({ length: training.count }, (_, i) => (i % 5 === 0 ? 0 : 1));
  const evaluation = await evaluateWithGradient(network, dataset, training, included);
  const expected =
    known.get(architecture.id) ?? evaluateByOracle(network, parameters, dataset, training, included);
  known.set(architecture.id, expected);
  expect([...evaluation.predicted]).toEqual(expected.predicted);
  expected.losses.forEach((loss, i) => {
    expect(Math.abs(evaluation.losses[i]! - loss)).toBeLessThan(1e-5 * Math.max(1, loss));
  });
  expect(norm(subtract(evaluation.gradient, expected.gradient)) / norm(expected.gradient)).toBeLessThan(1e-5);
  const plain = await evaluateSet(network, dataset, training);
  expect(plain.predicted).toEqual(evaluation.predicted);
  network.dispose();
}

describe.each(['webgpu', 'wasm', 'cpu'] as const)('a network on %s', (backend) => {
  beforeAll(async () => {
    await openTestCompute(backend);
  });

  it.each([
    ['LogisticRegressor', 'mnist-logistic', [28, 28, 1]],
    ['Logistic2NN', 'mnist-2nn', [28, 28, 1]],
    ['CIFAR10Net', 'cifar-net', [32, 32, 3]],
  ] as const)('has the activations of the authors\u2019 %s', async (model, architecture, shape: MapShape) => {
    const one = golden.cases.find((c) => c.model === model)!;
    const { parameters, inputs } = decodeModel(one);
    const network = createNetwork(findArchitecture(architecture), shape, 10);
    network.setParameters(parameters);
    expect(await network.readParameters()).toEqual(parameters);
    for (let i = 0; i < inputs.length; i++) {
      const outputs = tf.tidy(() => {
        const { logits, preActivations } = network.evaluate(network.toTensor(inputs[i]!));
        return [logits, ...preActivations.map((map) => (map.rank === 4 ? tf.mean(map, [1, 2]) : map))];
      });
      const [logits, ...means] = await Promise.all(outputs.map((output) => output.data()));
      const activations = means.flatMap((value) => [...value]);
      expect(activations.length).toBe(one.per_input[i]!.activations.length);
      activations.forEach((activation, slice) => {
        expect(Math.abs(activation - one.per_input[i]!.activations[slice]!)).toBeLessThan(1e-5);
      });
      [...logits!].forEach((logit, k) => {
        expect(Math.abs(logit - one.per_input[i]!.logits[0]![k]!)).toBeLessThan(1e-5);
      });
      tf.dispose(outputs);
    }
    network.dispose();
  });

  it('has the oracle\u2019s losses, predictions and gradient, over more than one batch of a dense net', () =>
    compareWithOracle(twoLayers(7), makeSmallDataset(1003, 5)));

  // The widest nets have the layers of the narrow ones: plain JavaScript, which takes 6 s for each, looks at them in the long runs.
  const wide = ['cifar-cnn', 'cifar-cnn-bn'];
  const looked = architectures.filter(({ id }) => isLong || backend !== 'cpu' || !wide.includes(id));
  it.each(looked)('has the oracle\u2019s losses, predictions and gradient: $id', (architecture) =>
    compareWithOracle(
      architecture,
      architecture.madeFor === 'text' ? makeSmallTexts(6) : makeSmallDataset(6, 1, [16, 16, 3]),
    ),
  );

  it('has the same answers whatever the size of its batches', async () => {
    const dataset = makeSmallDataset(20, 1, [10, 8, 2]);
    const network = createNetwork(normalised, dataset.shape, 3);
    network.setParameters(livelyParameters(network.graph, 1));
    const included = new Uint8Array(20).fill(1);
    const whole = await evaluateWithGradient(network, dataset, dataset.training, included);
    const parts = await evaluateWithGradient(
      { ...network, batchRows: 8 },
      dataset,
      dataset.training,
      included,
    );
    expect(norm(subtract(whole.losses, parts.losses)) / norm(whole.losses)).toBeLessThan(1e-6);
    expect(norm(subtract(whole.gradient, parts.gradient)) / norm(whole.gradient)).toBeLessThan(1e-5);
    network.dispose();
  });

  it('trains the same way twice from one seed, otherwise from another, and better than chance', async () => {
    const dataset = makeSmallDataset(600, 200);
    const network = createNetwork(findArchitecture('mnist-2nn'), dataset.shape, 3);
    const request = { ...smallTraining, seed: 5 };
    const first = await train(network, dataset, request);
    const second = await train(network, dataset, request);
    expect(second.parameters).toEqual(first.parameters);
    expect(second.secant).toEqual(first.secant);
    expect(await network.readParameters()).toEqual(first.parameters);
    const other = await train(network, dataset, { ...request, seed: 6 });
    expect(other.parameters).not.toEqual(first.parameters);
    expect(first.validationAccuracy).toBeGreaterThan(0.8);
    network.dispose();
  });

  it.each([
    ['a dense net by SGD', twoLayers(7), 'sgd', [6, 6, 1]],
    ['a batch-normalised net by Adam, on changed images', normalised, 'adam', [10, 10, 2]],
  ] as const)('leaves no tensor behind: %s', async (_, architecture, optimizer, shape: MapShape) => {
    const dataset = makeSmallDataset(60, 20, shape);
    const request = { ...smallTraining, optimizer, epochs: 2, batchSize: 25, augmentation: 'shift' } as const;
    const empty = tf.memory().numTensors;
    const network = createNetwork(architecture, dataset.shape, 3);
    await train(network, dataset, request);
    const { numTensors, numBytes } = tf.memory();
    await train(network, dataset, request);
    await evaluateSet(network, dataset, dataset.validation);
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(tf.memory().numBytes).toBe(numBytes);
    network.dispose();
    expect(tf.memory().numTensors).toBe(empty);
  });

  it('stops when told to, leaves nothing behind, and refuses settings that cannot train', async () => {
    const dataset = makeSmallDataset(600, 50);
    const network = createNetwork(twoLayers(5), dataset.shape, 3);
    await train(network, dataset, { ...smallTraining, epochs: 1 });
    const { numTensors } = tf.memory();
    const stop = new AbortController();
    const training = train(
      network,
      dataset,
      { ...smallTraining, epochs: 50 },
      { signal: stop.signal, onProgress: ({ epoch }) => epoch === 2 && stop.abort() },
    );
    await expect(training).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    const refused = (changes: object) => train(network, dataset, { ...smallTraining, ...changes });
    await expect(refused({ epochs: 0 })).rejects.toThrow(/epochs a whole number from 1 to 1000, got 0/);
    await expect(refused({ learningRate: 0 })).rejects.toThrow(/learningRate from 0.000001 to 10, got 0/);
    await expect(refused({ batchSize: 1 })).rejects.toThrow(/batchSize.*got 1/);
    const steep = { ...dataset, normalisation: { mean: [0.2], standardDeviation: [0.001] } };
    await expect(train(network, steep, { ...smallTraining, learningRate: 10 })).rejects.toThrow(/diverged/);
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(() => network.setParameters(new Float32Array(3))).toThrow(/parameters, got 3/);
    network.dispose();
  });
});

describe('training on every backend', () => {
  it.each([
    ['a dense net', twoLayers(20), [6, 6, 1]],
    ['a batch-normalised convolutional net', normalised, [10, 10, 2]],
  ] as const)('changes the weights alike to float32: %s', async (_, architecture, shape: MapShape) => {
    const dataset = makeSmallDataset(200, 20, shape);
    const changes: Float64Array[] = [];
    for (const backend of ['webgpu', 'wasm', 'cpu'] as const) {
      await openTestCompute(backend);
      const network = createNetwork(architecture, dataset.shape, 3);
      const request = { ...smallTraining, epochs: 2, batchSize: 50 };
      const { parameters } = await train(network, dataset, request);
      changes.push(subtract(parameters, initialParameters(network.graph, request.seed)));
      network.dispose();
    }
    const [webgpu, wasm, cpu] = changes;
    expect(norm(subtract(webgpu!, cpu!)) / norm(cpu!)).toBeLessThan(1e-5);
    expect(norm(subtract(wasm!, cpu!)) / norm(cpu!)).toBeLessThan(1e-5);
    expect((await testGpu()).failures).toEqual([]);
  });
});
