import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerWasmKernels, wasmKernelNames } from '../../../src/kernels/wasm/wasmKernels';
import { createRandom } from '../../../src/math/random/random';
import { openTestCompute } from '../../support/compute';

beforeAll(() => openTestCompute('wasm'));
afterAll(() => registerWasmKernels());

function draw(shape: readonly number[], label: string): tf.Tensor {
  const random = createRandom(4, label);
  const values = Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => random.normal());
  return tf.tensor(values, [...shape]);
}

/** Rows, inner, columns: on both sides of four lanes and of twelve vectors, and those of the lab. */
const sizes = [
  [48, 16, 48],
  [48, 48, 16],
  [1, 1, 4],
  [5, 3, 8],
  [3, 7, 52],
  [2, 5, 6],
] as const;
const turns = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
] as const;

it.each(sizes)(
  'products of heads of %i x %i by %i are those of tfjs, turned or not',
  async (rows, inner, columns) => {
    for (const [isFirst, isSecond] of turns) {
      const a = draw([2, 3, ...(isFirst ? [inner, rows] : [rows, inner])], 'a');
      const b = draw([2, 3, ...(isSecond ? [columns, inner] : [inner, columns])], 'b');
      const multiply = async () => {
        const product = tf.matMul(a, b, isFirst, isSecond);
        const values = await product.data();
        expect(product.shape).toEqual([2, 3, rows, columns]);
        product.dispose();
        return values;
      };
      registerWasmKernels(wasmKernelNames.filter((name) => name !== 'BatchMatMul'));
      const expected = await multiply();
      registerWasmKernels();
      const before = tf.memory().numTensors;
      const found = await multiply();
      expect(tf.memory().numTensors).toBe(before);
      const largest = Math.max(...expected.map(Math.abs));
      expect(Math.max(...found.map((value, i) => Math.abs(value - expected[i]!)))).toBeLessThan(
        1e-5 * largest,
      );
      tf.dispose([a, b]);
    }
  },
);

it('rows of a table are gathered as tfjs gathers them, and a number that is no row is refused', async () => {
  const table = draw([5, 3], 'table');
  const rows = tf.tensor2d([4, 0, 0, 2], [2, 2], 'int32');
  const gathered = tf.gather(table, rows);
  const [values, all] = [await gathered.data(), await table.data()];
  expect(gathered.shape).toEqual([2, 2, 3]);
  expect([...values]).toEqual([4, 0, 0, 2].flatMap((row) => [...all.subarray(3 * row, 3 * row + 3)]));
  expect(() => tf.gather(table, tf.tensor1d([5], 'int32'))).toThrow(/the index value 5 is not in/);
  tf.dispose([table, rows, gathered]);
});
