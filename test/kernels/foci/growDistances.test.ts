import { describe, expect, it } from 'vitest';
import { GARBAGE, garbage, recorded } from '../../../src/kernels/cases/recorded';
import { recordGrowDistances } from '../../../src/kernels/foci/growDistances';
import { withGpu } from '../../support/gpu';

describe('the growth of kept distances on the GPU', () => {
  it('leaves them alone once the stop flag is up', () =>
    withGpu(async (gpu) => {
      const [words] = await recorded(gpu, (list, scope) => {
        const selection = scope.upload('selection', new Uint32Array([1, 1, 0, 0]));
        const columnMajor = scope.upload('columns', new Float32Array([1, 2]));
        const distances = garbage(scope, 4);
        recordGrowDistances(list, { selection, columnMajor, distances }, 2, true);
        return [distances];
      });
      expect(new Set(words)).toEqual(new Set([GARBAGE]));
    }));
});
