/** Threads share the work of an operation out, never the sum behind one number: one, two and four threads give the same bits, and so does the second thread of the lab's own loops. */
import * as tf from '@tensorflow/tfjs';
import { type BackendWasm, getThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { digestOf } from '../../src/engine/digest';
import { defaultSettings } from '../../src/engine/parameters';
import { openSession } from '../../src/engine/session';
import { unlearn } from '../../src/engine/unlearn';
import { countLoopThreads } from '../../src/kernels/wasm/secondThread';
import { createRandom } from '../../src/math/random/random';
import { findArchitecture } from '../../src/model/architectures';
import type { Compute } from '../../src/model/compute';
import { createNetwork } from '../../src/model/network';
import { train } from '../../src/model/training';
import { openTestCompute, openThreadedCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';

afterAll(() => openTestCompute('wasm'));

const counts = [1, 2, 4];

/** The same for each number of threads. */
async function withEach<T>(compute: (compute: Compute) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (const count of counts) {
    const opened = await openThreadedCompute(count);
    expect([opened.threads, getThreadsCount()]).toEqual([count, count]);
    const loopThreads = () => countLoopThreads(tf.backend() as BackendWasm);
    await vi.waitUntil(() => loopThreads() === Math.min(count, 2), { timeout: 10_000 });
    answers.push(await compute(opened));
  }
  return answers;
}

const drawn = new Map<string, Float32Array>();

function draw<Rank extends tf.Rank>(shape: tf.ShapeMap[Rank], label: string): tf.Tensor<Rank> {
  const size = shape.reduce((product, length) => product * length, 1);
  const random = createRandom(1, label);
  const values = drawn.get(label) ?? Float32Array.from({ length: size }, () => random.normal());
  drawn.set(label, values);
  return tf.tensor(values, shape);
}

const images = () => draw<tf.Rank.R4>([257, 28, 28, 1], 'images');
const inner = () => draw<tf.Rank.R4>([257, 12, 12, 8], 'inner');
const colours = () => draw<tf.Rank.R4>([257, 16, 15, 3], 'colours');
const colourFilters = () => draw<tf.Rank.R4>([3, 3, 3, 8], 'colour filters');
const filters = () => draw<tf.Rank.R4>([5, 5, 1, 8], 'filters');
const innerFilters = () => draw<tf.Rank.R4>([5, 5, 8, 16], 'inner filters');
const rows = () => draw<tf.Rank.R2>([1001, 784], 'rows');
const weights = () => draw<tf.Rank.R2>([784, 99], 'weights');
const gradientOf = (f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor) => tf.grad((v) => tf.square(f(v)))(x);

/** What the lab's networks are made of, in sizes that no number of threads divides. */
const operations: Readonly<Record<string, () => tf.Tensor>> = {
  'dense layer': () => tf.matMul(rows(), weights()),
  'gradient in a dense layer': () => gradientOf((w) => tf.matMul(rows(), w as tf.Tensor2D), weights()),
  'gradient in its input': () => gradientOf((x) => tf.matMul(x as tf.Tensor2D, weights()), rows()),
  convolution: () => tf.conv2d(images(), filters(), 1, 'valid'),
  'convolution with channels': () => tf.conv2d(inner(), innerFilters(), 1, 'same'),
  'gradient in filters': () =>
    gradientOf((w) => tf.conv2d(inner(), w as tf.Tensor4D, 1, 'valid'), innerFilters()),
  'gradient in the input': () =>
    gradientOf((x) => tf.conv2d(x as tf.Tensor4D, innerFilters(), 1, 'valid'), inner()),
  'gradient in filters of colours, in steps of two': () =>
    gradientOf((w) => tf.conv2d(colours(), w as tf.Tensor4D, 2, 'same'), colourFilters()),
  'gradient in the input, in steps of two': () =>
    gradientOf((x) => tf.conv2d(x as tf.Tensor4D, colourFilters(), 2, 'same'), colours()),
  // Most of the gradient is zero: sparseConvolution.ts.
  'gradients behind a pool': () =>
    gradientOf(
      (w) => tf.maxPool(tf.conv2d(inner(), w as tf.Tensor4D, 1, 'valid'), 2, 2, 'valid'),
      innerFilters(),
    ),
  'gradients before a pool': () =>
    gradientOf(
      (x) => tf.maxPool(tf.conv2d(x as tf.Tensor4D, innerFilters(), 1, 'valid'), 2, 2, 'valid'),
      inner(),
    ),
  'depthwise convolution': () =>
    tf.depthwiseConv2d(inner(), draw<tf.Rank.R4>([3, 3, 8, 1], 'depthwise'), 1, 'same'),
  'largest of a window': () => tf.maxPool(inner(), 2, 2, 'valid'),
  'gradient of the largest': () => gradientOf((x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'), inner()),
  'mean of a window': () => tf.avgPool(inner(), 2, 2, 'valid'),
  softmax: () => tf.softmax(rows()),
  'log softmax': () => tf.logSoftmax(rows()),
  sigmoid: () => tf.sigmoid(rows()),
  tanh: () => tf.tanh(rows()),
  exponential: () => tf.exp(rows()),
  rectifier: () => tf.relu(rows()),
  'gradient of a rectifier': () => gradientOf(tf.relu, rows()),
  'sum over rows': () => tf.sum(rows(), 0),
  'sum over all': () => tf.sum(rows()),
  'mean over pixels': () => tf.mean(inner(), [0, 1, 2]),
  'sum and product': () => tf.mul(tf.add(rows(), draw<tf.Rank.R1>([784], 'bias')), rows()),
};

describe('one, two and four threads', () => {
  it('give the same bits in each operation', async () => {
    const digests = await withEach(async () => {
      const found: Record<string, string> = {};
      for (const [name, operation] of Object.entries(operations)) {
        const answer = tf.tidy(operation);
        found[name] = digestOf((await answer.data()) as Float32Array);
        answer.dispose();
      }
      return found;
    });
    expect(new Set(Object.values(digests[0]!)).size).toBe(Object.keys(operations).length);
    expect(digests[1]).toEqual(digests[0]);
    expect(digests[2]).toEqual(digests[0]);
  });

  it.each(['mnist-2nn', 'mnist-cnn'])(
    'leave the same weights of %s, trained and after a removal',
    async (id) => {
      const dataset = makeSmallDataset(300, 60, [28, 28, 1]);
      const architecture = findArchitecture(id);
      const digests = await withEach(async (compute) => {
        const network = createNetwork(architecture, dataset.shape, 3);
        const training = { ...architecture.training, epochs: 2 };
        const trained = await train(network, dataset, training);
        const session = await openSession(compute, dataset, network, trained, training);
        await unlearn(session, { ...defaultSettings, perturbations: 200, samples: [5], guard: null });
        const digests = [digestOf(trained.parameters), digestOf(session.parameters)];
        network.dispose();
        return digests;
      });
      expect(digests[0]![0]).not.toBe(digests[0]![1]);
      expect(digests[1]).toEqual(digests[0]);
      expect(digests[2]).toEqual(digests[0]);
    },
  );
});
