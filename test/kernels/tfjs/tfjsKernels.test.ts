import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convolutionShape } from '../../../src/kernels/cases/network/convolutionShapes';
import { isOwnChosen } from '../../../src/kernels/tfjs/kernelChoice';
import { prepareConvolutions } from '../../../src/kernels/tfjs/prepareConvolutions';
import { currentRegistration, restoreStockKernels } from '../../../src/kernels/tfjs/tfjsKernels';
import {
  convolution,
  convolutionFilterGradient,
  convolutionInputGradient,
} from '../../../src/math/network/convolution';
import { maxPool, maxPoolGradient } from '../../../src/math/network/maxPool';
import { createRandom } from '../../../src/math/random/random';
import { openCpuCompute, openWebGpuCompute } from '../../../src/model/compute';
import { testGpu, withGpu } from '../../support/gpu';

const draw = (length: number, label: string) => {
  const random = createRandom(11, label);
  return Float32Array.from({ length }, () => random.normal());
};

/** Runs the same computation on our kernels and on tfjs's CPU backend. */
async function onBoth(compute: () => tf.Tensor[]): Promise<[own: Float32Array[], cpu: Float32Array[]]> {
  const read = async () => {
    const tensors = compute();
    const values: Float32Array[] = [];
    for (const tensor of tensors) values.push((await tensor.data()) as Float32Array);
    tf.dispose(tensors);
    return values;
  };
  await openWebGpuCompute(await testGpu(), { kernels: 'own' });
  const own = await read();
  await openCpuCompute();
  return [own, await read()];
}

/** Equal up to rounding of float32 sums, relative to the largest entry. */
function expectSame(own: readonly Float32Array[], cpu: readonly Float32Array[]): void {
  own.forEach((values, k) => {
    expect(values.length).toBe(cpu[k]!.length);
    const largest = cpu[k]!.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const worst = values.reduce((most, value, i) => Math.max(most, Math.abs(value - cpu[k]![i]!)), 0);
    expect(worst, `tensor ${k}`).toBeLessThanOrEqual(1e-5 * largest);
  });
}

afterAll(restoreStockKernels);

describe('tfjs on our kernels', () => {
  it.each([
    ['valid', 1],
    ['same', 1],
    ['same', 2],
  ] as const)('convolves and differentiates like the CPU backend, %s, stride %i', async (padding, stride) => {
    const [own, cpu] = await onBoth(() =>
      tf.tidy(() => {
        const x = tf.tensor4d(draw(2 * 11 * 9 * 3, 'x'), [2, 11, 9, 3]);
        const w = tf.tensor4d(draw(3 * 3 * 3 * 6, 'w'), [3, 3, 3, 6]);
        const bias = tf.tensor1d(draw(6, 'bias'));
        const f = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor) =>
          tf
            .conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, padding)
            .add(c)
            .relu()
            .square()
            .sum();
        const fused = { x, filter: w, strides: stride, pad: padding, bias, activation: 'relu' as const };
        return [tf.fused.conv2d(fused), ...tf.grads(f)([x, w, bias])];
      }),
    );
    expectSame(own, cpu);
  });

  it('pools, reduces and combines with vectors like the CPU backend', async () => {
    const [own, cpu] = await onBoth(() =>
      tf.tidy(() => {
        const x = tf.tensor4d(draw(3 * 9 * 7 * 5, 'x'), [3, 9, 7, 5]);
        const vector = tf.tensor1d(draw(5, 'vector').map((value) => value + Math.sign(value)));
        const column = tf.tensor2d(draw(27, 'column'), [27, 1]);
        const pool = (a: tf.Tensor) =>
          tf
            .maxPool(a as tf.Tensor4D, 2, 2, 'same')
            .square()
            .sum();
        return [
          tf.maxPool(x, 2, 2, 'valid'),
          tf.maxPool(x, 3, 2, 'same'),
          tf.grad(pool)(x),
          x.sum([0, 1, 2]),
          x.mean([1, 2]),
          x.mean([1, 2], true),
          x.max(3),
          x.sum(),
          x.mean([0, 2]),
          x.add(vector),
          vector.sub(x),
          x.div(vector),
          vector.div(x),
          x.mul(tf.scalar(3)),
          tf.reshape(x, [27, 35]).sub(column),
          tf.moments(x, [0, 1, 2]).variance,
          tf.softmax(tf.reshape(x, [27, 35])),
        ];
      }),
    );
    expectSame(own, cpu);
  });

  it('leaves to tfjs what it does not know: dilation, whole numbers, empty tensors', async () => {
    const [own, cpu] = await onBoth(() =>
      tf.tidy(() => {
        const x = tf.tensor4d(draw(2 * 9 * 9 * 2, 'x'), [2, 9, 9, 2]);
        const w = tf.tensor4d(draw(3 * 3 * 2 * 4, 'w'), [3, 3, 2, 4]);
        const whole = tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32');
        return [tf.conv2d(x, w, 1, 'same', 'NHWC', 2), whole.sum(0), whole.add(tf.tensor1d([1, 2], 'int32'))];
      }),
    );
    expectSame(own, cpu);
  });

  it('reads whole numbers that tfjs casts to floats by their name alone', async () => {
    const [own, cpu] = await onBoth(() =>
      tf.tidy(() => {
        const counts = tf.cast(tf.oneHot(tf.tensor1d([1, 3], 'int32'), 8), 'float32') as tf.Tensor2D;
        const matrix = tf.tensor2d(draw(40, 'beside whole numbers'), [5, 8]);
        const [row] = tf.split(counts, 2) as [tf.Tensor2D, tf.Tensor2D];
        const ones = tf.cast(tf.oneHot(tf.tensor1d([2], 'int32'), 8), 'float32');
        return [
          tf.mul(matrix, ones),
          tf.matMul(matrix, counts, false, true),
          tf.sum(counts, 0),
          tf.add(matrix, row),
        ];
      }),
    );
    expectSame(own, cpu);
  });

  it('has the gradient that float64 central differences give, through two convolutions and a pool', async () => {
    const first = convolutionShape([8, 8, 1], [3, 3, 3], 1, 'same');
    const second = convolutionShape([4, 4, 3], [3, 3, 2], 1, 'valid');
    const pool = { inputHeight: 8, inputWidth: 8, channels: 3, windowHeight: 2, windowWidth: 2 };
    const pooled = {
      ...pool,
      outputHeight: 4,
      outputWidth: 4,
      strideY: 2,
      strideX: 2,
      padTop: 0,
      padLeft: 0,
    };
    const [x, w1, w2, goal] = [draw(2 * 64, 'x'), draw(27, 'w1'), draw(54, 'w2'), draw(16, 'goal')];
    const loss = (filters1: ArrayLike<number>, filters2: ArrayLike<number>) => {
      const hidden = maxPool(pooled, 2, convolution(first, 2, x, filters1));
      const output = convolution(second, 2, hidden, filters2);
      return output.reduce((sum, value, i) => sum + value * goal[i]!, 0);
    };
    await openWebGpuCompute(await testGpu(), { kernels: 'own' });
    const gradients = tf.tidy(() => {
      const image = tf.tensor4d(x, [2, 8, 8, 1]);
      const f = (a: tf.Tensor, b: tf.Tensor) => {
        const hidden = tf.maxPool(tf.conv2d(image, a as tf.Tensor4D, 1, 'same'), 2, 2, 'valid');
        return tf
          .conv2d(hidden, b as tf.Tensor4D, 1, 'valid')
          .mul(tf.tensor4d(goal, [2, 2, 2, 2]))
          .sum();
      };
      return tf.grads(f)([tf.tensor4d(w1, [3, 3, 1, 3]), tf.tensor4d(w2, [3, 3, 3, 2])]);
    });
    const h = 1e-6;
    const difference = (filters: Float32Array, i: number, of: (moved: Float64Array) => number) => {
      const at = (step: number) => of(Float64Array.from(filters, (value, j) => value + (i === j ? step : 0)));
      return (at(h) - at(-h)) / (2 * h);
    };
    const [d1, d2] = [await gradients[0]!.data(), await gradients[1]!.data()];
    tf.dispose(gradients);
    d1.forEach((value, i) => {
      const expected = difference(w1, i, (moved) => loss(moved, w2));
      expect(value).toBeCloseTo(expected, 4);
    });
    d2.forEach((value, i) => {
      const expected = difference(w2, i, (moved) => loss(w1, moved));
      expect(value).toBeCloseTo(expected, 4);
    });
  });

  it('trains a layers model to the weights that the CPU backend gives', async () => {
    const trained = async () => {
      const model = tf.sequential({
        layers: [
          tf.layers.conv2d({
            inputShape: [10, 10, 2],
            filters: 5,
            kernelSize: 3,
            padding: 'same',
            activation: 'relu',
            kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }),
          }),
          tf.layers.batchNormalization(),
          tf.layers.maxPooling2d({ poolSize: 2 }),
          tf.layers.flatten(),
          tf.layers.dense({
            units: 3,
            activation: 'softmax',
            kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }),
          }),
        ],
      });
      model.compile({ optimizer: tf.train.sgd(0.05), loss: 'categoricalCrossentropy' });
      const xs = tf.tensor4d(draw(20 * 200, 'xs'), [20, 10, 10, 2]);
      const ys = tf.oneHot(
        tf.tensor1d(
          Array.from({ length: 20 }, (_, i) => i % 3),
          'int32',
        ),
        3,
      );
      await model.fit(xs, ys, { epochs: 2, batchSize: 8, shuffle: false, verbose: 0 });
      const values: Float32Array[] = [];
      for (const weight of model.getWeights()) values.push((await weight.data()) as Float32Array);
      tf.dispose([xs, ys]);
      model.dispose();
      return values;
    };
    await openWebGpuCompute(await testGpu(), { kernels: 'own' });
    const own = await trained();
    await openCpuCompute();
    const cpu = await trained();
    own.forEach((values, k) => {
      values.forEach((value, i) => {
        expect(Math.abs(value - cpu[k]![i]!)).toBeLessThan(1e-5);
      });
    });
  });
});

describe('prepareConvolutions', () => {
  const shape = convolutionShape([6, 6, 2], [3, 3, 4], 1, 'same');

  beforeAll(async () => {
    await openWebGpuCompute(await testGpu(), { kernels: 'byAdapter' });
  });

  it('compiles ahead and leaves no tensors', () =>
    withGpu(async (gpu) => {
      const tensors = tf.memory().numTensors;
      await prepareConvolutions(gpu, [shape]);
      expect(tf.memory().numTensors).toBe(tensors);
    }));

  it('leaves filters wider than 7 to tfjs, which computes them', async () => {
    const wide = convolutionShape([12, 12, 1], [9, 9, 2], 1, 'valid');
    await withGpu((gpu) => prepareConvolutions(gpu, [wide]));
    const x = tf.tensor(draw(144, 'wide input'), [1, 12, 12, 1]);
    const filters = draw(162, 'wide filters');
    const y = tf.conv2d(x as tf.Tensor4D, tf.tensor(filters, [9, 9, 1, 2]), 1, 'valid');
    const expected = convolution(wide, 1, draw(144, 'wide input'), filters);
    const actual = await y.data();
    for (let i = 0; i < expected.length; i++) expect(actual[i]).toBeCloseTo(expected[i]!, 3);
    tf.dispose([x, y]);
  });

  it('is ours on a software adapter and the stock one on hardware, every time', () => {
    expect(isOwnChosen({ software: true }, 'byAdapter')).toBe(true);
    expect(isOwnChosen({ software: false }, 'byAdapter')).toBe(false);
    expect(isOwnChosen({ software: false }, 'own')).toBe(true);
  });

  it('does nothing where tfjs runs its own kernels', () =>
    withGpu(async (gpu) => {
      const stock = tf.getKernel('Conv2D', 'webgpu');
      restoreStockKernels();
      expect(tf.getKernel('Conv2D', 'webgpu')).not.toBe(stock);
      expect(currentRegistration()).toBeNull();
      await prepareConvolutions(gpu, [{ ...shape, outputChannels: 0 }]);
    }));
});

describe('the oracles', () => {
  it('agree with each other: a convolution is linear in its input and in its filters', () => {
    const shape = convolutionShape([5, 6, 2], [3, 2, 3], 2, 'same');
    const [input, filters] = [draw(2 * 60, 'input'), draw(36, 'filters')];
    const goal = draw(convolution(shape, 2, input, filters).length, 'goal');
    const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
      Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
    const value = dot(convolution(shape, 2, input, filters), goal);
    expect(dot(convolutionFilterGradient(shape, 2, input, goal), filters)).toBeCloseTo(value, 10);
    expect(dot(convolutionInputGradient(shape, 2, filters, goal), input)).toBeCloseTo(value, 10);
  });

  it('give what is computed by hand', () => {
    const shape = convolutionShape([2, 2, 1], [2, 2, 1], 1, 'valid');
    expect([...convolution(shape, 1, [1, 2, 3, 4], [10, 20, 30, 40])]).toEqual([300]);
    const pool = { inputHeight: 2, inputWidth: 2, channels: 1, windowHeight: 2, windowWidth: 2 };
    const side = { ...pool, outputHeight: 1, outputWidth: 1, strideY: 2, strideX: 2, padTop: 0, padLeft: 0 };
    expect([...maxPool(side, 1, [1, 4, 4, 2])]).toEqual([4]);
    expect([...maxPoolGradient(side, 1, [1, 4, 4, 2], [7])]).toEqual([0, 7, 0, 0]);
  });
});
