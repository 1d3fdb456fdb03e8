import { describe, expect, it } from 'vitest';
import { overlapping } from '../../../src/kernels/cases/network/maxPool';
import { recorded } from '../../../src/kernels/cases/recorded';
import { recordMaxPoolGradient } from '../../../src/kernels/network/maxPool';
import { withGpu } from '../../support/gpu';

describe('maxPoolGradient', () => {
  it('refuses overlapping windows', () =>
    withGpu(async (gpu) => {
      const attempt = recorded(gpu, (list, scope) => {
        const buffer = scope.storage('any', 4);
        const buffers = { input: buffer, outputGradient: buffer, gradient: buffer };
        recordMaxPoolGradient(list, overlapping[0]![2], 1, buffers);
        return [];
      });
      await expect(attempt).rejects.toThrow('3 x 3 every 2 x 2');
    }));
});
