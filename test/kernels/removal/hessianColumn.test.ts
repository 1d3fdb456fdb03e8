import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { openHessianBlock } from '../../../src/kernels/removal/hessianColumn';
import { symmetrise } from '../../../src/math/linear/symmetrise';
import { createRandom } from '../../../src/math/random/random';
import { addHessianColumn } from '../../../src/math/removal/hessianColumn';
import { openTestCompute } from '../../support/compute';
import { withGpu } from '../../support/gpu';

function draw(size: number, label: string): Float32Array {
  const random = createRandom(10, label);
  return Float32Array.from({ length: size }, () => random.normal());
}

/** Parameters of a block, in no order, among so many. */
function drawIndices(size: number, total: number): Uint32Array {
  const all = Uint32Array.from({ length: total }, (_, i) => i);
  return createRandom(10, 'indices').shuffle(all).slice(0, size);
}

/** Relative to size: entry i is a sum of `terms` products, whose sizes add up to sizes[i]. */
function expectClose(actual: Float32Array, expected: Float64Array, sizes: Float64Array, terms: number): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    if (!(Math.abs(actual[i]! - expected[i]!) <= (terms + 3) * 2 ** -23 * sizes[i]!)) {
      expect.fail(`entry ${i}: got ${actual[i]}, expected ${expected[i]}`);
    }
  }
}

const absolute = (values: Float32Array) => values.map(Math.abs);
const negative = (values: Float32Array) => values.map((value) => -Math.abs(value));

describe('hessianColumn on the GPU', () => {
  it('sums gradients that are tensors over columns and batches, and leaves nothing behind', async () => {
    const { gpu } = await openTestCompute('webgpu');
    await withGpu(async () => {
      const before = tf.memory().numTensors;
      const size = 70;
      const total = 200;
      const indices = drawIndices(size, total);
      const block = await openHessianBlock(gpu!, indices);
      const expected = new Float64Array(size * size);
      const sizes = new Float64Array(size * size);
      try {
        for (let column = size - 1; column >= 0; column--) {
          for (const batch of [0, 1, 2]) {
            const [plus, minus] = [
              draw(total, `plus ${column} ${batch}`),
              draw(total, `minus ${column} ${batch}`),
            ];
            addTensors(block, column, plus, minus, 0.5 + batch);
            addHessianColumn(expected, column, plus, minus, indices, 0.5 + batch);
            addHessianColumn(sizes, column, absolute(plus), negative(minus), indices, 0.5 + batch);
          }
        }
        expect(tf.memory().numTensors).toBe(before);
        const actual = await block.read(0.25);
        expectClose(actual, symmetrise(expected, size, 0.25), symmetrise(sizes, size, 0.25), 8);
      } finally {
        block.close();
      }
    });
  });

  it('starts from zeros on a device whose memory has been used', async () => {
    const { gpu } = await openTestCompute('webgpu');
    await withGpu(async () => {
      for (const _ of [1, 2]) {
        const block = await openHessianBlock(gpu!, drawIndices(40, 40));
        addTensors(block, 3, draw(40, 'plus'), draw(40, 'minus'), 1);
        const matrix = await block.read(0);
        block.close();
        expect(matrix.filter((entry) => entry !== 0).length).toBe(79);
      }
    });
  });

  it('refuses columns that are not there, gradients that do not reach, and empty blocks', async () => {
    const { gpu } = await openTestCompute('webgpu');
    await withGpu(async () => {
      await expect(openHessianBlock(gpu!, new Uint32Array(0))).rejects.toThrow('needs 0 bytes');
      const block = await openHessianBlock(gpu!, Uint32Array.of(7, 2));
      const add = (column: number, length: number, dtype: 'float32' | 'int32' = 'float32') =>
        tf.tidy(() => {
          block.add(column, tf.zeros([length], dtype), tf.zeros([8]), 1);
        });
      try {
        expect(() => add(2, 8)).toThrow('a block of 2 parameters has no column 2');
        expect(() => add(0, 7)).toThrow('at least 8 entries, got 7');
        expect(() => add(0, 8, 'int32')).toThrow('of int32');
        expect(() => add(0, 8)).not.toThrow();
      } finally {
        block.close();
      }
    });
  });
});

/** Adds what tfjs has just computed and not yet run: the sum of a vector and zeros on the GPU. */
function addTensors(
  block: Awaited<ReturnType<typeof openHessianBlock>>,
  column: number,
  plus: Float32Array,
  minus: Float32Array,
  scale: number,
): void {
  tf.tidy(() => {
    const onGpu = (values: Float32Array) =>
      tf.reshape(tf.matMul(tf.ones([1, 1]), tf.tensor(values, [1, values.length])), [-1]);
    block.add(column, onGpu(plus) as tf.Tensor1D, onGpu(minus) as tf.Tensor1D, scale);
  });
}
