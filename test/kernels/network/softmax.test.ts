import { describe, expect, it } from 'vitest';
import { recordSoftmax } from '../../../src/kernels/network/softmax';
import { softmax } from '../../../src/math/network/crossEntropy';
import { createRandom } from '../../../src/math/random/random';
import { withGpu } from '../../support/gpu';
import { garbage, recorded } from '../recorded';

function draw(length: number, scale: number): Float32Array {
  const random = createRandom(7, 'logits');
  return Float32Array.from({ length }, () => scale * random.normal());
}

describe('softmax', () => {
  it.each([
    [1, 1, 1],
    [63, 10, 1],
    [64, 3, 1],
    [65, 100, 1],
    // Without taking the greatest off, exp would overflow.
    [7, 10, 100],
    // More workgroups than one row of them holds.
    [4_200_000, 1, 1],
  ])('of %i rows of %i, logits times %i', (rows, columns, scale) =>
    withGpu(async (gpu) => {
      const logits = draw(rows * columns, scale);
      const [words] = await recorded(gpu, (list, scope) => {
        const buffers = { input: scope.upload('input', logits), output: garbage(scope, logits.length) };
        recordSoftmax(list, { rows, columns }, buffers);
        return [buffers.output];
      });
      const actual = new Float32Array(words!.buffer);
      for (let row = 0; row < rows; row++) {
        const own = logits.subarray(row * columns, (row + 1) * columns);
        const greatest = Math.max(...own);
        softmax(own).forEach((expected, k) => {
          // WGSL promises exp(x) to within 3 + 2 |x| units in the last place, at each end of the division.
          const units = 2 * (3 + 2 * (greatest - own[k]!)) + columns + 3;
          const tolerance = units * 2 ** -23 * expected + 2 ** -126;
          const difference = Math.abs(actual[row * columns + k]! - expected);
          if (!(difference <= tolerance)) expect.fail(`row ${row}, column ${k}: off by ${difference}`);
        });
      }
    }),
  );

  it('refuses empty sizes', () =>
    withGpu(async (gpu) => {
      const attempt = recorded(gpu, (list, scope) => {
        const buffer = scope.storage('any', 4);
        recordSoftmax(list, { rows: 3, columns: 0 }, { input: buffer, output: buffer });
        return [];
      });
      await expect(attempt).rejects.toThrow('softmax needs sizes from 1, got 3 x 0');
    }));
});
