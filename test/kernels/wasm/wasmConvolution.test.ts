import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerWasmKernels, wasmKernelNames } from '../../../src/kernels/wasm/wasmKernels';
import { createRandom } from '../../../src/math/random/random';
import { openTestCompute } from '../../support/compute';

type Shape4D = [number, number, number, number];

interface Convolution {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly filter: readonly [number, number];
  readonly stride: number;
  readonly pad: 'same' | 'valid' | number;
}

const base = { batch: 3, height: 9, width: 8, inputs: 2, outputs: 3, filter: [3, 3], stride: 1, pad: 'same' };
const cases = [
  base,
  { ...base, batch: 1, inputs: 1, outputs: 1, pad: 'valid' },
  { ...base, filter: [5, 5], pad: 'valid' },
  { ...base, filter: [1, 1] },
  { ...base, filter: [2, 4] },
  { ...base, filter: [7, 7] },
  { ...base, stride: 2 },
  { ...base, stride: 2, pad: 'valid' },
  { ...base, stride: 2, filter: [1, 1] },
  { ...base, stride: 2, filter: [2, 2], height: 7, width: 7 },
  { ...base, stride: 3, filter: [2, 2], pad: 'valid' },
  { ...base, pad: 1, filter: [4, 4], stride: 2 },
  { ...base, pad: 1, filter: [2, 2], stride: 2 },
  { ...base, stride: 2, batch: 9, height: 24, width: 24, inputs: 8, outputs: 16 },
  { ...base, batch: 17, inputs: 16, outputs: 33 },
  { ...base, batch: 5, height: 1, width: 7, inputs: 4, outputs: 6, filter: [1, 1] },
  { ...base, batch: 5, height: 1, width: 7, inputs: 4, outputs: 60, filter: [1, 1] },
  { ...base, batch: 70, height: 28, width: 28, inputs: 1, outputs: 8, filter: [5, 5], pad: 'valid' },
] as readonly Convolution[];

function draw(shape: readonly number[], label: string): Float32Array {
  const random = createRandom(4, label);
  return Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => random.normal());
}

/** Padding before the first row or column, and the output's length (TensorFlow's rules). */
function place(
  length: number,
  filter: number,
  { stride, pad }: Convolution,
): [before: number, output: number] {
  if (pad === 'valid') return [0, Math.ceil((length - filter + 1) / stride)];
  if (pad !== 'same') return [pad, Math.floor((length - filter + 2 * pad) / stride) + 1];
  const output = Math.ceil(length / stride);
  return [Math.floor(Math.max((output - 1) * stride + filter - length, 0) / 2), output];
}

/** Calls `visit` for every product x[i] w[j] that is part of y[k]: the convolution's definition, and its gradients'. */
function forEachProduct(
  convolution: Convolution,
  visit: (x: number, w: number, y: number) => void,
): { outHeight: number; outWidth: number } {
  const { batch, height, width, inputs, outputs, filter, stride } = convolution;
  const [top, outHeight] = place(height, filter[0], convolution);
  const [left, outWidth] = place(width, filter[1], convolution);
  for (let n = 0; n < batch; n++)
    for (let i = 0; i < outHeight; i++)
      for (let j = 0; j < outWidth; j++)
        for (let a = 0; a < filter[0]; a++)
          for (let b = 0; b < filter[1]; b++) {
            const row = i * stride + a - top;
            const column = j * stride + b - left;
            if (row < 0 || row >= height || column < 0 || column >= width) continue;
            for (let c = 0; c < inputs; c++)
              for (let o = 0; o < outputs; o++)
                visit(
                  ((n * height + row) * width + column) * inputs + c,
                  ((a * filter[1] + b) * inputs + c) * outputs + o,
                  ((n * outHeight + i) * outWidth + j) * outputs + o,
                );
          }
  return { outHeight, outWidth };
}

/** Relative to size: the error of a sum in float32 against the sum of its terms' sizes. */
async function expectSums(tensor: tf.Tensor, sums: Float64Array, sizes: Float64Array) {
  const values = await tensor.data();
  expect(values.length).toBe(sums.length);
  let worst = 0;
  values.forEach((value, i) => {
    worst = Math.max(worst, Math.abs(value - sums[i]!) / (sizes[i]! + 1e-30));
  });
  expect(worst).toBeLessThan(2e-6);
}

describe('the WASM kernels', () => {
  beforeAll(async () => {
    await openTestCompute('wasm');
    registerWasmKernels();
  });
  afterAll(() => registerWasmKernels());

  it.each(cases)('differentiate a convolution %o', async (convolution) => {
    const { batch, height, width, inputs, outputs, filter, stride, pad } = convolution;
    const xShape: Shape4D = [batch, height, width, inputs];
    const wShape: Shape4D = [filter[0], filter[1], inputs, outputs];
    const { outHeight, outWidth } = forEachProduct({ ...convolution, batch: 1 }, () => {});
    const yShape: Shape4D = [batch, outHeight, outWidth, outputs];
    const [x, w, dy] = [draw(xShape, 'x'), draw(wShape, 'w'), draw(yShape, 'dy')];
    const [dx, dxSize, dw, dwSize] = [x, x, w, w].map(({ length }) => new Float64Array(length)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    forEachProduct(convolution, (i, j, k) => {
      dx[i]! += w[j]! * dy[k]!;
      dxSize[i]! += Math.abs(w[j]! * dy[k]!);
      dw[j]! += x[i]! * dy[k]!;
      dwSize[j]! += Math.abs(x[i]! * dy[k]!);
    });
    const before = tf.memory();
    const [image, kernel, upstream] = [tf.tensor(x, xShape), tf.tensor(w, wShape), tf.tensor(dy, yShape)];
    const rounding = typeof pad === 'number' ? 'floor' : undefined;
    const [xGradient, wGradient] = tf.grads((a: tf.Tensor, b: tf.Tensor) =>
      tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, pad, 'NHWC', 1, rounding),
    )([image, kernel], upstream) as [tf.Tensor, tf.Tensor];
    await expectSums(xGradient, dx, dxSize);
    await expectSums(wGradient, dw, dwSize);
    tf.dispose([image, kernel, upstream, xGradient, wGradient]);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it.each(cases.filter(({ stride }) => stride > 1))(
    'differentiate a convolution in steps to the bits of one that has zeros between: %o',
    async (convolution) => {
      const { batch, height, width, inputs, outputs, filter, stride } = convolution;
      const [top, outHeight] = place(height, filter[0], convolution);
      const [left, outWidth] = place(width, filter[1], convolution);
      const [got, expected] = tf.tidy(() => {
        const w = tf.tensor4d(draw([...filter, inputs, outputs], 'w'), [...filter, inputs, outputs]);
        const dy = tf.tensor4d(draw([batch, outHeight, outWidth, outputs], 'dy'), [
          batch,
          outHeight,
          outWidth,
          outputs,
        ]);
        const { pad } = convolution;
        const rounding = typeof pad === 'number' ? 'floor' : undefined;
        const conv = (x: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, w, stride, pad, 'NHWC', 1, rounding);
        const gradient = tf.grad(conv)(tf.zeros([batch, height, width, inputs]), dy);
        // Zeros between rows and columns: as many rows and columns more, of which the last are cut off.
        const [rows, columns] = [(outHeight - 1) * stride + 1, (outWidth - 1) * stride + 1];
        const wide = tf.pad(tf.reshape(dy, [batch, outHeight, 1, outWidth, 1, outputs]), [
          [0, 0],
          [0, 0],
          [0, stride - 1],
          [0, 0],
          [0, stride - 1],
          [0, 0],
        ]);
        const spread = tf.slice(
          tf.reshape(wide, [batch, outHeight * stride, outWidth * stride, outputs]),
          [0, 0, 0, 0],
          [batch, rows, columns, outputs],
        );
        const [above, before] = [filter[0] - 1 - top, filter[1] - 1 - left];
        const padded = tf.pad(spread, [
          [0, 0],
          [above, height + filter[0] - 1 - above - rows],
          [before, width + filter[1] - 1 - before - columns],
          [0, 0],
        ]) as tf.Tensor4D;
        const turned = tf.transpose(tf.reverse(w, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
        return [gradient, tf.conv2d(padded, turned, 1, 'valid')];
      });
      expect(got!.shape).toEqual(expected!.shape);
      expect(await got!.data()).toEqual(await expected!.data());
      tf.dispose([got!, expected!]);
    },
  );

  it.each([
    { size: 2, stride: 2, pad: 'valid', shape: [3, 7, 8, 5] },
    { size: 2, stride: 2, pad: 'valid', shape: [3, 6, 8, 12] },
    { size: 2, stride: 2, pad: 'valid', shape: [2, 6, 7, 4] },
    { size: 2, stride: 2, pad: 'same', shape: [2, 7, 9, 3] },
    { size: 3, stride: 2, pad: 'same', shape: [2, 8, 8, 4] },
    { size: 3, stride: 1, pad: 'valid', shape: [1, 5, 4, 1] },
  ] as const)(
    'hand each gradient to the first largest of its window %o',
    async ({ size, stride, pad, shape }) => {
      const random = createRandom(5, 'pool');
      // Few values: many ties.
      const values = Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () =>
        random.integer(3),
      );
      const [batch, height, width, channels] = shape;
      const geometry = {
        batch,
        height,
        width,
        inputs: 1,
        outputs: 1,
        filter: [size, size],
        stride,
        pad,
      } as const;
      const best = new Map<number, number>();
      const { outHeight, outWidth } = forEachProduct(geometry, (pixel, _, window) => {
        for (let c = 0; c < channels; c++) {
          const known = best.get(window * channels + c);
          const at = pixel * channels + c;
          if (known === undefined || values[at]! > values[known]!) best.set(window * channels + c, at);
        }
      });
      const outShape: Shape4D = [batch, outHeight, outWidth, channels];
      const upstream = draw(outShape, 'upstream');
      const expected = new Float64Array(values.length);
      for (const [window, at] of best) expected[at]! += upstream[window]!;
      const gradient = tf.tidy(() =>
        tf.grad((x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, size, stride, pad))(
          tf.tensor(values, [...shape]),
          tf.tensor(upstream, outShape),
        ),
      );
      const found = await gradient.data();
      found.forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i]!, 5);
      });
      gradient.dispose();
    },
  );

  it.each([[[0], [0, 1, 2], [1, 2], [1], [2, 3], [0, 1, 2, 3]]])(
    'add up and average along any axes',
    async (...axisLists) => {
      // Four columns are added up one by one, sixteen by vectors.
      for (const columns of [4, 16]) await addUp([3, 5, 7, columns], axisLists);
    },
  );

  it('adds up four rows after four rows, each sum in float64, rounded once', async () => {
    const [rows, columns] = [31, 8];
    const values = draw([rows, columns], 'rows').map((value) => value * Math.exp(8 * value));
    const tensor = tf.tensor(values, [rows, columns]);
    const sum = tf.sum(tensor, 0);
    const sums = new Float64Array(columns);
    const at = (row: number, column: number) => values[row * columns + column]!;
    for (let c = 0; c < columns; c++) {
      let row = 0;
      for (; row + 4 <= rows; row += 4) {
        sums[c]! += at(row, c) + at(row + 1, c) + at(row + 2, c) + at(row + 3, c);
      }
      for (; row < rows; row++) sums[c]! += at(row, c);
    }
    expect(await sum.data()).toEqual(Float32Array.from(sums));
    tf.dispose([tensor, sum]);
  });

  async function addUp(shape: Shape4D, axisLists: readonly number[][]): Promise<void> {
    const values = draw(shape, 'sums');
    for (const axes of axisLists) {
      for (const keepDims of [false, true]) {
        const { sums, shape: expectedShape } = reduceByHand(values, shape, axes, keepDims);
        const tensor = tf.tensor(values, shape);
        const sum = tf.sum(tensor, axes, keepDims);
        const mean = tf.mean(tensor, axes, keepDims);
        expect(sum.shape).toEqual(expectedShape);
        expect(mean.shape).toEqual(expectedShape);
        const count = values.length / sums.length;
        const sizes = sums.map(() => 3 * count);
        await expectSums(sum, sums, sizes);
        await expectSums(
          mean,
          sums.map((value) => value / count),
          sizes.map((size) => size / count),
        );
        tf.dispose([tensor, sum, mean]);
      }
    }
  }

  it.each([
    { ...base, batch: 9, inputs: 8, outputs: 8 },
    { ...base, batch: 17, height: 12, inputs: 3, outputs: 8, stride: 2 },
    { ...base, batch: 230, inputs: 16, outputs: 12, filter: [4, 2] },
    { ...base, batch: 8, inputs: 8, outputs: 4, filter: [1, 1], stride: 2 },
    { ...base, batch: 8, height: 2, width: 1, inputs: 4, outputs: 4, filter: [5, 5] },
  ] as unknown as readonly Convolution[])(
    'differentiate a convolution in its filter to the bits of a forward convolution: %o',
    async (convolution) => {
      const { batch, height, width, inputs, outputs, filter, stride, pad } = convolution;
      const { outHeight, outWidth } = forEachProduct({ ...convolution, batch: 1 }, () => {});
      const [got, expected] = tf.tidy(() => {
        const x = tf.tensor4d(draw([batch, height, width, inputs], 'x'), [batch, height, width, inputs]);
        const upstream = [batch, outHeight, outWidth, outputs] as Shape4D;
        const dy = tf.tensor4d(draw(upstream, 'dy'), upstream);
        const inFilter = (of: tf.Tensor4D) => {
          const w = tf.zeros([...filter, inputs, of.shape[3]]) as tf.Tensor4D;
          return tf.grad((given: tf.Tensor) => tf.conv2d(x, given as tf.Tensor4D, stride, pad as 'same'))(
            w,
            of,
          );
        };
        // The loop does not know an odd number of outputs: one more, that changes nothing.
        const wide = inFilter(tf.concat([dy, tf.zeros([batch, outHeight, outWidth, 1])], 3) as tf.Tensor4D);
        return [inFilter(dy), tf.slice(wide, [0, 0, 0, 0], [...filter, inputs, outputs])];
      });
      expect(await got!.data()).toEqual(await expected!.data());
      tf.dispose([got!, expected!]);
    },
  );

  it('add and multiply a map and a vector along its channels, whichever comes first', async () => {
    for (const [shape, vectorShape] of [
      [[3, 2, 5, 8], [8]],
      [
        [3, 2, 5, 64],
        [1, 1, 1, 64],
      ],
      [
        [7, 12],
        [1, 12],
      ],
      // What the loop does not know.
      [[3, 2, 5, 6], [6]],
      [[3, 2, 2, 68], [68]],
    ] as const) {
      const [map, vector] = [draw(shape, 'map'), draw(vectorShape, 'vector')];
      const [a, b] = [tf.tensor(map, [...shape]), tf.tensor(vector, [...vectorShape])];
      const along = (i: number) => vector[i % vector.length]!;
      for (const [found, expected] of [
        [tf.add(a, b), map.map((value, i) => value + along(i))],
        [tf.add(b, a), map.map((value, i) => value + along(i))],
        [tf.mul(a, b), map.map((value, i) => value * along(i))],
        [tf.mul(b, a), map.map((value, i) => value * along(i))],
      ] as const) {
        expect(found.shape).toEqual([...shape]);
        expect(await found.data()).toEqual(expected);
        found.dispose();
      }
      tf.dispose([a, b]);
    }
  });

  it('multiply transposed matrices, alone and as batches', async () => {
    for (const batch of [[], [1], [1, 1], [2]]) {
      for (const [transposeA, transposeB] of [
        [false, true],
        [true, false],
        [true, true],
        [false, false],
      ] as const) {
        const count = batch[0] ?? 1;
        const [rows, inner, columns] = [5, 9, 6];
        const a = draw([count, inner, rows], 'a');
        const b = draw([count, inner, columns], 'b');
        const sums = new Float64Array(count * rows * columns);
        for (let n = 0; n < count; n++)
          for (let i = 0; i < rows; i++)
            for (let j = 0; j < columns; j++)
              for (let k = 0; k < inner; k++)
                sums[(n * rows + i) * columns + j]! +=
                  a[(n * inner + k) * rows + i]! * b[(n * inner + k) * columns + j]!;
        const product = tf.tidy(() => {
          const left = tf.tensor(a, [...batch, inner, rows]);
          const right = tf.tensor(b, [...batch, inner, columns]);
          const axes = batch.map((_, k) => k);
          const turn = (x: tf.Tensor) => tf.transpose(x, [...axes, axes.length + 1, axes.length]);
          return tf.matMul(
            transposeA ? left : turn(left),
            transposeB ? turn(right) : right,
            transposeA,
            transposeB,
          );
        });
        expect(product.shape).toEqual([...batch, rows, columns]);
        await expectSums(
          product,
          sums,
          sums.map(() => 10),
        );
        product.dispose();
      }
    }
  });

  it('share memory between copies, and give it back with the last of them', async () => {
    const before = tf.memory();
    const original = tf.tensor1d([1, 2, 3]);
    const copy = tf.clone(original);
    const cast = tf.cast(copy, 'float32');
    const whole = tf.cast(original, 'int32');
    expect(tf.memory().numBytes).toBeGreaterThan(before.numBytes);
    original.dispose();
    expect([...(await copy.data())]).toEqual([1, 2, 3]);
    copy.dispose();
    expect([...(await cast.data())]).toEqual([1, 2, 3]);
    expect([...(await whole.data())]).toEqual([1, 2, 3]);
    tf.dispose([cast, whole]);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it('train a network for 100 steps in the memory of the first', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', inputShape: [8, 8, 2] }),
        tf.layers.batchNormalization(),
        tf.layers.reLU(),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        tf.layers.conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same' }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 3 }),
      ],
    });
    const images = tf.tensor(draw([16, 8, 8, 2], 'images'), [16, 8, 8, 2]);
    const oneHot = tf.tidy(() =>
      tf.oneHot(tf.tensor1d(Int32Array.from({ length: 16 }, (_, i) => i % 3)), 3).toFloat(),
    );
    const optimiser = tf.train.sgd(0.1);
    const step = () =>
      optimiser.minimize(
        () => tf.losses.softmaxCrossEntropy(oneHot, model.apply(images, { training: true }) as tf.Tensor),
        true,
      )!;
    const losses: number[] = [];
    const counts: string[] = [];
    for (let k = 0; k < 101; k++) {
      const loss = step();
      losses.push((await loss.data())[0]!);
      loss.dispose();
      const { numTensors, numDataBuffers, numBytes } = tf.memory();
      counts.push([numTensors, numDataBuffers, numBytes, tf.backend().numDataIds()].join());
    }
    expect(new Set(counts.slice(1))).toEqual(new Set([counts[1]]));
    expect(losses.at(-1)!).toBeLessThan(0.7 * losses[0]!);
    model.dispose();
    tf.dispose([images, oneHot]);
    optimiser.dispose();
  });

  it('give tfjs its own back where not wanted', () => {
    const own = tf.getKernel('Sum', 'wasm').kernelFunc;
    registerWasmKernels(['Conv2DBackpropFilter']);
    expect(tf.getKernel('Sum', 'wasm').kernelFunc).not.toBe(own);
    expect(tf.getKernel('Conv2DBackpropFilter', 'wasm')).toBeDefined();
    registerWasmKernels([]);
    expect(tf.getKernel('Conv2DBackpropFilter', 'wasm')).toBeUndefined();
    registerWasmKernels();
    for (const name of wasmKernelNames) expect(tf.getKernel(name, 'wasm')).toBeDefined();
  });
});

/** Sums of a row-major array over some axes, in float64. */
function reduceByHand(
  values: Float32Array,
  shape: readonly number[],
  axes: readonly number[],
  keep: boolean,
) {
  const left = shape.map((length, k) => (axes.includes(k) ? 1 : length));
  const sums = new Float64Array(left.reduce((a, b) => a * b));
  values.forEach((value, i) => {
    let rest = i;
    let at = 0;
    let step = 1;
    for (let k = shape.length - 1; k >= 0; k--) {
      if (!axes.includes(k)) {
        at += (rest % shape[k]!) * step;
        step *= shape[k]!;
      }
      rest = Math.floor(rest / shape[k]!);
    }
    sums[at]! += value;
  });
  return { sums, shape: keep ? left : shape.filter((_, k) => !axes.includes(k)) };
}
