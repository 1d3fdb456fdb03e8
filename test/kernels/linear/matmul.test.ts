import { describe, expect, it } from 'vitest';
import { recorded } from '../../../src/kernels/cases/recorded';
import { recordMatmul } from '../../../src/kernels/linear/matmul';
import { withGpu } from '../../support/gpu';

describe('matmul', () => {
  it('refuses empty dimensions', () =>
    withGpu(async (gpu) => {
      const shape = { rows: 0, columns: 1, inner: 1, transposeA: false, transposeB: false };
      const attempt = recorded(gpu, (list, scope) => {
        const buffer = scope.storage('any', 4);
        recordMatmul(list, shape, { a: buffer, b: buffer, output: buffer });
        return [];
      });
      await expect(attempt).rejects.toThrow(/0 x 1/);
    }));
});
