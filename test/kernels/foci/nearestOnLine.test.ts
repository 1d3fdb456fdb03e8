import { describe, expect, it } from 'vitest';
import { garbage, recorded } from '../../../src/kernels/cases/recorded';
import { recordNearestOnLine } from '../../../src/kernels/foci/nearestOnLine';
import { withGpu } from '../../support/gpu';

describe('one-dimensional neighbours on the GPU', () => {
  it('refuses columns that do not fit in a row of the result', () =>
    withGpu(async (gpu) => {
      await expect(
        recorded(gpu, (list, scope) => {
          const buffer = garbage(scope, 4);
          const sizes = { n: 2, columns: 2, stride: 4, firstColumn: 3 };
          recordNearestOnLine(list, { values: buffer, rows: buffer }, buffer, sizes);
          return [buffer];
        }),
      ).rejects.toThrow('columns 3 to 4');
    }));
});
