import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { norm, subtract } from '../../src/math/linear/vector';
import { createRandom } from '../../src/math/random/random';
import { createNetwork, type Network } from '../../src/model/network';
import { createOptimizer } from '../../src/model/optimizers';
import { openTestCompute } from '../support/compute';
import { livelyParameters, normalised } from './smallModels';

const rates = [0.1, 0.05, 0.2];

/** Changes one weight, given its gradient, the learning rate and the number of the step from 1. */
type Step = (weight: number, gradient: number, rate: number, step: number) => number;

/** torch.optim.SGD: v = momentum v + g + weightDecay w, w = w - rate v. */
function plainSgd(momentum: number, weightDecay: number): Step {
  let velocity = 0;
  return (weight, gradient, rate) => {
    velocity = momentum * velocity + gradient + weightDecay * weight;
    return weight - rate * velocity;
  };
}

/** Kingma and Ba, Algorithm 1, with weight decay in the gradient. */
function plainAdam(weightDecay: number): Step {
  let mean = 0;
  let square = 0;
  return (weight, gradient, rate, step) => {
    const decayed = gradient + weightDecay * weight;
    mean = 0.9 * mean + 0.1 * decayed;
    square = 0.999 * square + 0.001 * decayed * decayed;
    const [level, spread] = [mean / (1 - 0.9 ** step), square / (1 - 0.999 ** step)];
    return weight - (rate * level) / (Math.sqrt(spread) + 1e-8);
  };
}

/** Gradients of normal numbers; the scale differs from weight to weight, so that Adam has something to even out. */
function drawGradients(length: number): Float32Array[] {
  const random = createRandom(1, 'gradients');
  return rates.map(() => Float32Array.from({ length }, (_, i) => random.normal() * 10 ** ((i % 5) - 3)));
}

function takeStep({ graph }: Network, flat: Float32Array, step: (gradients: tf.Tensor[]) => void): void {
  tf.tidy(() =>
    step(
      graph.weights.map(({ offset, size, shape }) =>
        tf.tensor(flat.slice(offset, offset + size), [...shape]),
      ),
    ),
  );
}

describe.each(['webgpu', 'wasm', 'cpu'] as const)('an optimizer on %s', (backend) => {
  beforeAll(async () => {
    await openTestCompute(backend);
  });

  it.each([
    ['plain SGD', 'sgd', 0, 0, () => plainSgd(0, 0)],
    ['SGD with momentum', 'sgd', 0.9, 0, () => plainSgd(0.9, 0)],
    ['SGD with momentum and weight decay', 'sgd', 0.9, 0.01, () => plainSgd(0.9, 0.01)],
    ['Adam', 'adam', 0.9, 0, () => plainAdam(0)],
    ['Adam with weight decay', 'adam', 0.9, 0.01, () => plainAdam(0.01)],
  ] as const)('takes the steps of %s', async (_, optimizer, momentum, weightDecay, plain) => {
    const network = createNetwork(normalised, [6, 6, 1], 3);
    const start = livelyParameters(network.graph, 1);
    network.setParameters(start);
    const before = tf.memory().numTensors;
    const own = createOptimizer(network, { optimizer, momentum, weightDecay });
    const gradients = drawGradients(start.length);
    gradients.forEach((flat, i) => {
      takeStep(network, flat, (tensors) => own.step(tensors, rates[i]!));
    });
    own.dispose();
    expect(tf.memory().numTensors).toBe(before);

    const expected = Float64Array.from(start);
    for (const { trainable, offset, size } of network.graph.weights) {
      if (!trainable) continue;
      for (let j = offset; j < offset + size; j++) {
        const step = plain();
        gradients.forEach((flat, i) => {
          expected[j] = step(expected[j]!, flat[j]!, rates[i]!, i + 1);
        });
      }
    }
    const change = subtract(expected, start);
    expect(norm(subtract(await network.readParameters(), expected)) / norm(change)).toBeLessThan(2e-6);
    const statistics = network.graph.weights.filter(({ trainable }) => !trainable);
    expect(statistics.length).toBe(4);
    const after = await network.readParameters();
    for (const { offset, size } of statistics) {
      expect(after.subarray(offset, offset + size)).toEqual(start.subarray(offset, offset + size));
    }
    network.dispose();
  });
});
