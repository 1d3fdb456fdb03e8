import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../src/data/dataset';
import { evaluateSample } from '../../src/math/network/evaluateGraph';
import { createRandom } from '../../src/math/random/random';
import { findArchitecture } from '../../src/model/architectures';
import { createNetwork, readFlat } from '../../src/model/network';
import { differentiateReversed, trainReversed } from '../../src/model/reversal';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';
import { livelyParameters } from './smallModels';

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
    const gradients = tf.tidy(() =>
      differentiateReversed(
        network,
        head,
        network.toTensor(pixels),
        labels,
        tf.tensor2d(wanted, [count, width]),
        strength,
      ),
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
    tf.dispose([...gradients, head.kernel, head.bias]);
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

  it('with strength 0 trains the same network whatever is guessed, and frees what it took', async () => {
    const dataset = makeSmallDataset(12, 2, shape);
    const network = createNetwork(findArchitecture('mnist-2nn'), shape, 3);
    const request = { epochs: 2, batchSize: 5, learningRate: 0.05, momentum: 0.9, seed: 1 };
    const values = Uint8Array.from({ length: 12 }, (_, i) => i % 2);
    const { numTensors } = tf.memory();
    const train = (strength: number, guessed: Uint8Array) =>
      trainReversed(network, dataset, { values: guessed, width: 1 }, { ...request, strength });
    const plain = await train(0, values);
    expect(
      await train(
        0,
        values.map((value) => 1 - value),
      ),
    ).toEqual(plain);
    expect(await train(1, values)).not.toEqual(plain);
    expect(tf.memory().numTensors).toBe(numTensors);
    network.dispose();
  });
});
