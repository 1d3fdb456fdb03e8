import { describe, expect, it } from 'vitest';
import { compileSymmetrise, recordSymmetrise } from '../../../src/kernels/linear/symmetrise';
import { symmetrise } from '../../../src/math/linear/symmetrise';
import { createRandom } from '../../../src/math/random/random';
import { withGpu } from '../../support/gpu';
import { garbage, recorded } from '../recorded';

function draw(size: number): Float32Array {
  const random = createRandom(9, `matrix of ${size}`);
  return Float32Array.from({ length: size * size }, () => 3 * random.normal());
}

describe('symmetrise on the GPU', () => {
  it.each([1, 2, 63, 64, 65, 127, 128, 129, 300])('gives (M + M\u2019) / 2 + damping I, %i rows', (size) =>
    withGpu(async (gpu) => {
      const kernel = await compileSymmetrise(gpu);
      const matrix = draw(size);
      const [words] = await recorded(gpu, (encoder, scope) => {
        const symmetric = garbage(scope, size * size);
        const buffers = { matrix: scope.upload('matrix', matrix), symmetric };
        recordSymmetrise(gpu, encoder, kernel, scope, size, 0.01, buffers);
        return [symmetric];
      });
      const actual = new Float32Array(words!.buffer);
      const expected = symmetrise(matrix, size, 0.01);
      for (let at = 0; at < expected.length; at++) {
        const mirrored = (at % size) * size + Math.floor(at / size);
        // Relative to size: one sum, and on the diagonal another.
        const tolerance = 2 ** -23 * (Math.abs(matrix[at]!) + Math.abs(matrix[mirrored]!) + 0.01);
        if (!(Math.abs(actual[at]! - expected[at]!) <= tolerance)) {
          expect.fail(`entry ${at}: got ${actual[at]}, expected ${expected[at]}`);
        }
        if (actual[at] !== actual[mirrored]) expect.fail(`entry ${at} is not entry ${mirrored}`);
      }
    }),
  );

  it('refuses a matrix without rows', () =>
    withGpu(async (gpu) => {
      const kernel = await compileSymmetrise(gpu);
      const none = {} as GPUBuffer;
      const record = recorded(gpu, (encoder, scope) => {
        recordSymmetrise(gpu, encoder, kernel, scope, 0, 0, { matrix: none, symmetric: none });
        return [];
      });
      await expect(record).rejects.toThrow('at least one row, got 0');
    }));
});
