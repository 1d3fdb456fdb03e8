import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, normalise } from '../../src/data/dataset';
import { openSession } from '../../src/engine/session';
import { retrain } from '../../src/engine/yardstick/retrain';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { createRandom } from '../../src/math/random/random';
import { findArchitecture } from '../../src/model/architectures';
import { createNetwork, readFlat } from '../../src/model/network';
import { differentiateReversed } from '../../src/model/reversal';
import { runEpochs, train } from '../../src/model/training';
import type { TrainingProgress } from '../../src/model/trainingProgress';
import { type Reversal, recordTraining } from '../../src/model/trainingRequest';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';
import { livelyParameters, smallTraining } from './smallModels';

const [count, width, units] = [3, 2, 100];
const shape = [4, 4, 1] as const;

describe('gradient reversal', () => {
  beforeAll(async () => {
    await openTestCompute('wasm');
  });

  /** The gradient that reaches the network, and what float64 says of both losses: of the labels by the oracle, of the attributes by the chain rule on the hidden layer. */
  async function both(strength: number) {
    const dataset = makeSmallDataset(count, 2, shape);
    const network = createNetwork(findArchitecture('mnist-2nn'), shape, 3);
    const { graph } = network;
    const parameters = livelyParameters(graph, 1);
    network.setParameters(parameters);
    const random = createRandom(1, 'head');
    const kernel = Float64Array.from({ length: units * width }, () => Math.fround(random.normal()));
    const wanted = [1, 0, 0, 1, 1, 1];
    const labels = dataset.training.labels.subarray(0, count);
    const pixels = normalise(dataset.training, dataset, 0, count);
    const head = {
      kernel: tf.variable(tf.tensor2d(Float32Array.from(kernel), [units, width])),
      bias: tf.variable(tf.tensor1d([0.5, -0.25])),
    };
    const truths = () => tf.tensor2d(wanted, [count, width]);
    const { logits, gradients } = differentiateReversed(
      network,
      { head: { strength, variables: [head.kernel, head.bias], truths }, samples: [0, 1, 2] },
      network.toTensor(pixels),
      labels,
    );
    const flat = await readFlat(gradients);
    const [first, offset] = [graph.weights[0]!, graph.weights[1]!.offset];
    const [ofLabels, ofAttributes] = [
      new Float64Array(graph.parameterCount),
      new Float64Array(graph.parameterCount),
    ];
    const inputs = shape[0] * shape[1];
    for (let i = 0; i < count; i++) {
      const x = pixels.subarray(i * inputs, (i + 1) * inputs);
      evaluateSample(graph, parameters, x, labels[i]!).gradient.forEach((value, j) => {
        ofLabels[j]! += value / count;
      });
      const hidden = Float64Array.from({ length: units }, (_, u) =>
        x.reduce(
          (sum, value, j) => sum + value * parameters[first.offset + j * units + u]!,
          parameters[offset + u]!,
        ),
      );
      const errors = [0.5, -0.25].map((bias, k) => {
        const z = hidden.reduce((sum, value, u) => sum + Math.max(0, value) * kernel[u * width + k]!, bias);
        return (1 / (1 + Math.exp(-z)) - wanted[i * width + k]!) / (count * width);
      });
      for (let u = 0; u < units; u++) {
        if (hidden[u]! <= 0) continue;
        const error = errors[0]! * kernel[u * width]! + errors[1]! * kernel[u * width + 1]!;
        ofAttributes[offset + u]! += error;
        for (let j = 0; j < inputs; j++) ofAttributes[first.offset + j * units + u]! += error * x[j]!;
      }
    }
    tf.dispose([logits, ...gradients, head.kernel, head.bias]);
    network.dispose();
    return { found: flat.subarray(0, graph.parameterCount), ofLabels, ofAttributes };
  }

  it.each([0, 1, 0.3])(
    'takes %d times the gradient of the attributes off that of the labels',
    async (strength) => {
      const { found, ofLabels, ofAttributes } = await both(strength);
      const largest = Math.max(...ofLabels.map(Math.abs), ...ofAttributes.map(Math.abs));
      expect(Math.max(...ofAttributes.map(Math.abs))).toBeGreaterThan(0.05 * largest);
      found.forEach((value, j) => {
        const expected = ofLabels[j]! - strength * ofAttributes[j]!;
        expect(Math.abs(value - expected)).toBeLessThan(1e-4 * largest);
      });
    },
  );

  const network = () => createNetwork(findArchitecture('mnist-2nn'), shape, 3);
  const plain = { ...smallTraining, epochs: 3, batchSize: 5 };

  /** Data whose images are known to have two attributes or not, and a third that says the opposite of the first. */
  function withAttributes(): Dataset {
    const dataset = makeSmallDataset(12, 4, shape);
    const first = (i: number) => (dataset.training.labels[i] === 0 ? 1 : 0);
    const attributes = Uint8Array.from({ length: 36 }, (_, at) => {
      const i = Math.floor(at / 3);
      return [first(i), i % 2, 1 - first(i)][at % 3]!;
    });
    return {
      ...dataset,
      attributeNames: ['first', 'even', 'opposite'],
      training: { ...dataset.training, attributes },
    };
  }

  it('with strength 0 is plain training, and frees what it took', async () => {
    const dataset = withAttributes();
    const net = network();
    const { numTensors } = tf.memory();
    const train = async (reversal?: Reversal) =>
      (await runEpochs(net, dataset, { ...plain, reversal })).parameters;
    const without = await train();
    const reversed = await train({ strength: 1, attributes: ['first'] });
    expect(await train({ strength: 0, attributes: ['first', 'even'] })).toEqual(without);
    expect(reversed).not.toEqual(without);
    expect(await train({ strength: 1, attributes: ['even'] })).not.toEqual(reversed);
    expect(tf.memory().numTensors).toBe(numTensors);
    net.dispose();
  });

  it('goes by the attributes of the samples that are left', async () => {
    const dataset = withAttributes();
    const [net, leftOut] = [network(), [1, 4]];
    const request = { ...plain, reversal: { strength: 1, attributes: ['first'] } };
    const of = async (values: Dataset) => (await runEpochs(net, values, request, { leftOut })).parameters;
    const attributes = dataset.training.attributes!.map((value, at) =>
      leftOut.includes(Math.floor(at / 3)) ? 1 - value : value,
    );
    const other = { ...dataset, training: { ...dataset.training, attributes } };
    expect(await of(other)).toEqual(await of(dataset));
    net.dispose();
  });

  it('is part of a coupled retraining: the same bytes again, others without a sample; its head is of no slice', async () => {
    const dataset = withAttributes();
    const net = network();
    const request = { ...plain, reversal: { strength: 1, attributes: ['first', 'even'] } };
    const trained = await train(net, dataset, request);
    const session = await openSession(
      await openTestCompute('wasm'),
      dataset,
      net,
      trained,
      recordTraining(request, trained.epochs),
    );
    const again = async (removed: readonly number[]) =>
      (await retrain(session, { removed, order: 'coupled' })).parameters;
    expect(await again([])).toEqual(trained.parameters);
    const left = await again([3]);
    expect(left).not.toEqual(trained.parameters);
    expect(await again([3])).toEqual(left);
    expect((await runEpochs(net, dataset, plain, { leftOut: [3] })).parameters).not.toEqual(left);
    expect(session.network.layers.map(({ name, units: count }) => [name, count])).toEqual([
      ['hidden1', units],
      ['output', 3],
    ]);
    expect(left.length).toBe(net.parameterCount);
    net.dispose();
  });

  it.each(['sgd', 'adam'] as const)('goes on after an epoch, bit for bit, with %s', async (optimizer) => {
    const dataset = withAttributes();
    const net = network();
    const request = { ...plain, optimizer, reversal: { strength: 1, attributes: ['even', 'first'] } };
    const ends: TrainingProgress[] = [];
    const onEpoch = async (end: TrainingProgress) => void ends.push(end);
    const { parameters } = await runEpochs(net, dataset, request, { onEpoch });
    const again = await runEpochs(net, dataset, request, { resume: ends[0] });
    expect(again.parameters).toEqual(parameters);
    net.dispose();
  });

  it('refuses attributes that the data do not know, and a network that could not hide them', async () => {
    const [dataset, net] = [withAttributes(), network()];
    const asked = (attributes: string[], strength = 1) => ({
      ...plain,
      reversal: { strength, attributes },
    });
    await expect(runEpochs(net, dataset, asked(['first', 'hat']))).rejects.toThrow(/hat/);
    await expect(runEpochs(net, makeSmallDataset(6, 2, shape), asked(['first']))).rejects.toThrow(/first/);
    await expect(runEpochs(net, dataset, asked(['first'], 11))).rejects.toThrow(/reversal.strength .* 11/);
    const regression = createNetwork(findArchitecture('mnist-logistic'), shape, 3);
    await expect(runEpochs(regression, dataset, asked(['first']))).rejects.toThrow(
      /layers before the output/,
    );
    regression.dispose();
    net.dispose();
  });
});
