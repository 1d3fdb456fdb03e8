import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { norm, subtract } from '../../src/math/linear/vector';
import { createRandom } from '../../src/math/random/random';
import { trainingBatchNorm } from '../../src/model/batchNorm';
import { forward } from '../../src/model/forward';
import { createNetwork } from '../../src/model/network';
import { openTestCompute } from '../support/compute';
import { livelyParameters, smallModel } from './smallModels';

const epsilon = 1e-3;
/** Channels differ in level and spread. */
function drawBatch(rows: number, channels: number): Float32Array {
  const random = createRandom(1, 'batch');
  return Float32Array.from({ length: rows * channels }, (_, i) => {
    const channel = i % channels;
    return 3 * channel - 2 + (1 + channel) * random.normal();
  });
}

/** (x - mean) / sqrt(variance + epsilon) per channel, in float64. */
function plainBatchNorm(values: ArrayLike<number>, channels: number) {
  const rows = values.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  for (let i = 0; i < values.length; i++) mean[i % channels]! += values[i]! / rows;
  for (let i = 0; i < values.length; i++)
    variance[i % channels]! += (values[i]! - mean[i % channels]!) ** 2 / rows;
  const normalised = Float64Array.from(
    values,
    (value, i) => (value - mean[i % channels]!) / Math.sqrt(variance[i % channels]! + epsilon),
  );
  return { normalised, mean, variance };
}

const relative = (got: Float32Array, wanted: Float64Array) => norm(subtract(got, wanted)) / norm(wanted);

describe.each(['webgpu', 'wasm', 'cpu'] as const)('batch normalisation in training on %s', (backend) => {
  beforeAll(async () => {
    await openTestCompute(backend);
  });

  it.each([
    ['maps', [6, 5, 4, 3]],
    ['vectors', [40, 7]],
    ['two rows', [2, 3]],
    ['one image', [1, 2, 2, 5]],
  ] as const)('has the values and statistics of the formula: %s', async (_, shape) => {
    const channels = shape.at(-1)!;
    const values = drawBatch(tf.util.sizeFromShape([...shape]) / channels, channels);
    const expected = plainBatchNorm(values, channels);
    const { numTensors } = tf.memory();
    const input = tf.tensor(values, [...shape]);
    const { normalised, mean, variance } = trainingBatchNorm(input, epsilon);
    expect(normalised.shape).toEqual(shape);
    expect(relative((await normalised.data()) as Float32Array, expected.normalised)).toBeLessThan(1e-6);
    expect(relative((await mean.data()) as Float32Array, expected.mean)).toBeLessThan(1e-6);
    expect(relative((await variance.data()) as Float32Array, expected.variance)).toBeLessThan(1e-6);
    tf.dispose([input, normalised, mean, variance]);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('has the gradient of the formula, by central differences in float64', async () => {
    const channels = 3;
    const values = drawBatch(24, channels);
    const random = createRandom(1, 'upstream');
    const upstream = Float32Array.from(values, () => random.normal());
    const objective = (at: Float64Array) =>
      plainBatchNorm(at, channels).normalised.reduce((sum, value, i) => sum + value * upstream[i]!, 0);
    const step = 1e-5;
    const expected = Float64Array.from(values, (_, i) => {
      const [above, below] = [step, -step].map((change) => {
        const at = Float64Array.from(values);
        at[i]! += change;
        return objective(at);
      });
      return (above! - below!) / (2 * step);
    });
    const gradient = tf.tidy(() => {
      const weigh = (x: tf.Tensor) => {
        const { normalised, mean, variance } = trainingBatchNorm(x, epsilon);
        tf.dispose([mean, variance]);
        return tf.sum(tf.mul(normalised, tf.tensor(upstream, [4, 3, 2, channels])));
      };
      return tf.grad(weigh)(tf.tensor(values, [4, 3, 2, channels]));
    });
    expect(relative((await gradient.data()) as Float32Array, expected)).toBeLessThan(1e-5);
    gradient.dispose();
  });

  it('refuses one value per channel', () => {
    const { numTensors } = tf.memory();
    tf.tidy(() => {
      expect(() => trainingBatchNorm(tf.ones([1, 3]), epsilon)).toThrow(
        /2 or more values per channel, got 1/,
      );
    });
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('keeps a share of the running statistics in a step, and answers with the batch\u2019s', async () => {
    const network = createNetwork(
      smallModel((classes) => [
        tf.layers.flatten(),
        tf.layers.batchNormalization({ momentum: 0.8, epsilon, name: 'norm' }),
        tf.layers.dense({ units: classes, name: 'output' }),
      ]),
      [1, 1, 4],
      3,
    );
    const parameters = livelyParameters(network.graph, 2);
    network.setParameters(parameters);
    const [gamma, beta, mean, variance, kernel, bias] = network.graph.weights.map(({ offset, size }) =>
      parameters.subarray(offset, offset + size),
    );
    const values = drawBatch(10, 4);
    const batch = plainBatchNorm(values, 4);
    const given: tf.Tensor[] = [];
    const logits = tf.tidy(() => {
      const inputs = tf.tensor(values, [10, 1, 1, 4]);
      return forward(network.graph, network.variables, inputs, {
        onStatistics: (_, ...statistics) => given.push(...statistics),
      }).logits;
    });
    const [newMean, newVariance] = await Promise.all(given.map((tensor) => tensor.data()));
    const mixed = (old: Float32Array, own: Float64Array) =>
      own.map((value, i) => 0.8 * old[i]! + 0.2 * value);
    expect(relative(newMean as Float32Array, mixed(mean!, batch.mean))).toBeLessThan(1e-6);
    expect(relative(newVariance as Float32Array, mixed(variance!, batch.variance))).toBeLessThan(1e-6);
    const expected = Float64Array.from({ length: 30 }, (_, i) => {
      const [row, unit] = [Math.floor(i / 3), i % 3];
      let sum = bias![unit]!;
      for (let c = 0; c < 4; c++)
        sum += (batch.normalised[row * 4 + c]! * gamma![c]! + beta![c]!) * kernel![c * 3 + unit]!;
      return sum;
    });
    expect(relative((await logits.data()) as Float32Array, expected)).toBeLessThan(1e-5);
    expect(await network.readParameters()).toEqual(parameters);
    tf.dispose([logits, ...given]);
    network.dispose();
  });
});
