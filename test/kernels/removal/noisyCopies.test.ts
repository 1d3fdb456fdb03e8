import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { noisyCopiesOnGpu, recordNoisyCopies } from '../../../src/kernels/removal/noisyCopies';
import { noiseKey, noiseTable, noisyCopies } from '../../../src/math/random/counterNoise';
import { createRandom } from '../../../src/math/random/random';
import { openTestCompute } from '../../support/compute';
import { withGpu } from '../../support/gpu';
import { garbage, recorded } from '../recorded';

const key = noiseKey(7, 'test');
const table = noiseTable(0.1);
const makeInput = (size: number) => {
  const random = createRandom(3, `input of ${size}`);
  return Float32Array.from({ length: size }, () => 3 * random.normal());
};

describe('noisy copies on the GPU', () => {
  it.each([
    [1, 0, 1],
    [1, 0, 63],
    [1, 5, 64],
    [65, 0, 1],
    [7, 3, 11],
    [784, 999, 3],
    [3072, 1, 40],
  ])('are the oracle\u2019s, bit for bit: %i entries, copies from %i, %i of them', (size, from, rows) =>
    withGpu(async (gpu) => {
      const input = makeInput(size);
      const [words] = await recorded(gpu, (list, scope) => {
        const copies = garbage(scope, rows * size);
        recordNoisyCopies(list, { size, from, rows }, key, {
          input: scope.upload('input', input),
          table: scope.upload('table', table),
          copies,
        });
        return [copies];
      });
      expect(words).toEqual(new Uint32Array(noisyCopies(input, from, rows, table, key).buffer));
    }),
  );

  it('go on in a second row of workgroups', () =>
    withGpu(async (gpu) => {
      const rows = 3;
      const size = Math.ceil((gpu.device.limits.maxComputeWorkgroupsPerDimension * 64) / rows) + 5;
      const input = makeInput(size);
      const [words] = await recorded(gpu, (list, scope) => {
        const copies = garbage(scope, rows * size);
        recordNoisyCopies(list, { size, from: 0, rows }, key, {
          input: scope.upload('input', input),
          table: scope.upload('table', table),
          copies,
        });
        return [copies];
      });
      const expected = new Uint32Array(noisyCopies(input, 0, rows, table, key).buffer);
      expect(words!.length).toBe(expected.length);
      expect(words!.findIndex((word, i) => word !== expected[i])).toBe(-1);
    }));

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
