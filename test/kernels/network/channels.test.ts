import { describe, expect, it } from 'vitest';
import { recorded } from '../../../src/kernels/cases/recorded';
import { recordChannelArithmetic } from '../../../src/kernels/network/channelArithmetic';
import { recordChannelReduction } from '../../../src/kernels/network/channelReduction';
import { withGpu } from '../../support/gpu';

describe('channelReduction', () => {
  it('refuses empty sizes', () =>
    withGpu(async (gpu) => {
      const attempt = recorded(gpu, (list, scope) => {
        const buffer = scope.storage('any', 4);
        const sizes = { rows: 0, columns: 3, rowsPerGroup: 1 };
        recordChannelReduction(list, 'sum', sizes, { input: buffer, output: buffer });
        return [];
      });
      await expect(attempt).rejects.toThrow('0 x 3');
    }));
});

describe('channelArithmetic', () => {
  it('refuses a part of a row', () =>
    withGpu(async (gpu) => {
      const attempt = recorded(gpu, (list, scope) => {
        const buffer = scope.storage('any', 4);
        const buffers = { input: buffer, vector: buffer, output: buffer };
        recordChannelArithmetic(list, 'add', { entries: 7, columns: 3, inner: 1 }, buffers);
        return [];
      });
      await expect(attempt).rejects.toThrow('7 entries in 3 columns');
    }));
});
