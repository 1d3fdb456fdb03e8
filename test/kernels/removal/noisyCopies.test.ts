import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { recorded } from '../../../src/kernels/cases/recorded';
import { noisyCopiesOnGpu, recordNoisyCopies } from '../../../src/kernels/removal/noisyCopies';
import { noiseKey, noiseTable, noisyCopies } from '../../../src/math/random/counterNoise';
import { createRandom } from '../../../src/math/random/random';
import { openTestCompute } from '../../support/compute';
import { withGpu } from '../../support/gpu';

const key = noiseKey(7, 'test');
const table = noiseTable(0.1);
const makeInput = (size: number) => {
  const random = createRandom(3, `input of ${size}`);
  return Float32Array.from({ length: size }, () => 3 * random.normal());
};

describe('noisy copies on the GPU', () => {
  it('come as a tensor of tfjs, and leave nothing behind', async () => {
    const { gpu } = await openTestCompute('webgpu');
    const input = makeInput(48);
    const before = tf.memory().numTensors;
    const copies = tf.tidy(() =>
      noisyCopiesOnGpu(gpu!, tf.tensor(input, [4, 4, 3]), tf.tensor1d(table), key, 2, 5),
    );
    expect(copies.shape).toEqual([5, 4, 4, 3]);
    expect(await copies.data()).toEqual(noisyCopies(input, 2, 5, table, key));
    copies.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuse to make nothing, and more than the counter can tell apart', () =>
    withGpu(async (gpu) => {
      const none = {} as GPUBuffer;
      const record = (size: number, from: number, rows: number) =>
        recorded(gpu, (list, _scope) => {
          recordNoisyCopies(list, { size, from, rows }, key, {
            input: none,
            table: none,
            copies: none,
          });
          return [];
        });
      await expect(record(0, 0, 1)).rejects.toThrow(/0 entries/);
      await expect(record(2 ** 20, 2 ** 12, 1)).rejects.toThrow(/2\^32/);
    }));
});
