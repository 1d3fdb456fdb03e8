import { describe, expect, it } from 'vitest';
import { recorded } from '../../../src/kernels/cases/recorded';
import { recordSoftmax } from '../../../src/kernels/network/softmax';
import { withGpu } from '../../support/gpu';

describe('softmax', () => {
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
