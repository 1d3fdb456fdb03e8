/**
 * The gradients of a convolution from few values and from many: both add up in the order that src/kernels/wasm/sparseConvolution.ts states, so that they leave the same bits,
 * and whatever is not finite comes out as before. The oracle is that order, in float32.
 */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random/random';
import { openTestCompute } from '../../support/compute';

interface Sizes {
  readonly batch: number;
  readonly side: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly filter: readonly [number, number];
}

const cases: readonly Sizes[] = [
  { batch: 3, side: 7, inputs: 1, outputs: 1, filter: [1, 1] },
  { batch: 5, side: 8, inputs: 3, outputs: 7, filter: [3, 2] },
  { batch: 4, side: 9, inputs: 4, outputs: 8, filter: [2, 4] },
  { batch: 2, side: 6, inputs: 5, outputs: 32, filter: [3, 3] },
  { batch: 70, side: 12, inputs: 8, outputs: 16, filter: [5, 5] },
  { batch: 9, side: 6, inputs: 3, outputs: 4, filter: [3, 3] },
  { batch: 400, side: 4, inputs: 8, outputs: 12, filter: [2, 2] },
  // What the loops do not know: more outputs than bits, and a patch that is too large.
  { batch: 2, side: 6, inputs: 2, outputs: 33, filter: [3, 3] },
  { batch: 1, side: 8, inputs: 30, outputs: 4, filter: [5, 5] },
];

const shapesOf = ({ batch, side, inputs, outputs, filter: [height, width] }: Sizes) => ({
  x: [batch, side, side, inputs] as [number, number, number, number],
  w: [height, width, inputs, outputs] as [number, number, number, number],
  dy: [batch, side - height + 1, side - width + 1, outputs] as [number, number, number, number],
});

function draw(shape: readonly number[], label: string, share = 1): Float32Array {
  const random = createRandom(9, label);
  const draws = () => (random.uniform() < share ? random.normal() : 0);
  return Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, draws);
}

/** Each sum in its stated order, every product and every sum rounded to float32. */
function addInOrder(sizes: Sizes, x: Float32Array, w: Float32Array, dy: Float32Array) {
  const { batch, side, inputs, outputs, filter } = sizes;
  const shape = shapesOf(sizes).dy;
  const { fround } = Math;
  const [dx, dw] = [new Float32Array(x.length), new Float32Array(w.length)];
  for (let i = 0; i < shape[1]; i++)
    for (let j = 0; j < shape[2]; j++)
      for (let n = 0; n < batch; n++)
        for (let o = 0; o < outputs; o++) {
          const value = dy[((n * shape[1] + i) * shape[2] + j) * outputs + o]!;
          for (let a = 0; a < filter[0]; a++)
            for (let b = 0; b < filter[1]; b++)
              for (let c = 0; c < inputs; c++) {
                const pixel = ((n * side + i + a) * side + j + b) * inputs + c;
                const weight = ((a * filter[1] + b) * inputs + c) * outputs + o;
                dw[weight] = dw[weight]! + fround(value * x[pixel]!);
                dx[pixel] = dx[pixel]! + fround(value * w[weight]!);
              }
        }
  return { dx, dw };
}

async function differentiate(sizes: Sizes, x: Float32Array, w: Float32Array, dy: Float32Array) {
  const shapes = shapesOf(sizes);
  const before = tf.memory();
  const given = [tf.tensor(x, shapes.x), tf.tensor(w, shapes.w), tf.tensor(dy, shapes.dy)] as const;
  const [dx, dw] = tf.grads((a: tf.Tensor, b: tf.Tensor) =>
    tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 1, 'valid'),
  )([given[0], given[1]], given[2]) as [tf.Tensor, tf.Tensor];
  const found = { dx: (await dx.data()) as Float32Array, dw: (await dw.data()) as Float32Array };
  tf.dispose([...given, dx, dw]);
  expect(tf.memory().numTensors).toBe(before.numTensors);
  expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  return found;
}

const bits = (values: Float32Array) => [...new Uint32Array(values.slice().buffer)];

describe('the gradients of a convolution on WASM', () => {
  beforeAll(async () => {
    await openTestCompute('wasm');
  });

  it.each(cases)('add up in one order, from few values and from many %o', async (sizes) => {
    const shapes = shapesOf(sizes);
    const [x, w] = [draw(shapes.x, 'x'), draw(shapes.w, 'w')];
    for (const share of [0, 0.15, 1]) {
      const dy = draw(shapes.dy, `dy ${share}`, share);
      const expected = addInOrder(sizes, x, w, dy);
      const found = await differentiate(sizes, x, w, dy);
      expect(bits(found.dx)).toEqual(bits(expected.dx));
      expect(bits(found.dw)).toEqual(bits(expected.dw));
    }
  });

  it.each([
    ['an image', 'x', Number.POSITIVE_INFINITY],
    ['an image', 'x', Number.NaN],
    ['a filter', 'w', Number.NaN],
    ['the upstream gradient', 'dy', Number.NaN],
    ['products', 'dy', 3e38],
  ] as const)('are those of many values where %s is not finite', async (_, where, value) => {
    const sizes = cases[2]!;
    const shapes = shapesOf(sizes);
    const given = { x: draw(shapes.x, 'x'), w: draw(shapes.w, 'w'), dy: draw(shapes.dy, 'dy', 0.15) };
    given[where][given[where].length >> 1] = value;
    given.x[0] = given.w[0] = 3;
    const found = await differentiate(sizes, given.x, given.w, given.dy);
    // The loops do not know so many outputs: the same with more of them, that change nothing.
    const wide = { ...sizes, outputs: 33 };
    const widen = (values: Float32Array) => {
      const rows = values.length / sizes.outputs;
      const more = new Float32Array(rows * wide.outputs);
      for (let row = 0; row < rows; row++) {
        more.set(values.subarray(row * sizes.outputs, (row + 1) * sizes.outputs), row * wide.outputs);
      }
      return more;
    };
    const expected = await differentiate(wide, given.x, widen(given.w), widen(given.dy));
    const narrow = expected.dw.filter((_, i) => i % wide.outputs < sizes.outputs);
    expect([...found.dw].every(Number.isFinite) && [...found.dx].every(Number.isFinite)).toBe(false);
    expect([...found.dx]).toEqual([...expected.dx]);
    expect([...found.dw]).toEqual([...narrow]);
  });
});
