import { describe, expect, it } from 'vitest';
import { recordGrowDistances } from '../../../src/kernels/foci/growDistances';
import { prepareColumns } from '../../../src/math/dependence/columns';
import { squaredDistanceGrowth } from '../../../src/math/dependence/squaredDistance';
import { adversarialMatrix, COLUMN_KINDS, type ColumnKind } from '../../support/adversarialColumns';
import { withGpu } from '../../support/gpu';
import { GARBAGE, garbage, recorded } from '../recorded';

/** Without the column beside which all squares of the others vanish. */
const kinds = (Object.keys(COLUMN_KINDS) as ColumnKind[]).filter((kind) => kind !== 'hugeScale');

/** What stands on the diagonal: the largest float32. */
const FARTHEST = 2 ** 127 * (2 - 2 ** -23);

describe('the growth of kept distances on the GPU', () => {
  it.each([2, 3, 63, 64, 65, 200])('rounds twice, bit for bit, for every kind of column: n = %i', (n) =>
    withGpu(async (gpu) => {
      const { values } = prepareColumns(adversarialMatrix(n, n, kinds, 0.1));
      const expected = new Float32Array(n * n);
      const stages: Float32Array[] = [];
      kinds.forEach((_, column) => {
        for (let pair = 0; pair < n * n; pair++) {
          if (pair % (n + 1) === 0) {
            expected[pair] = FARTHEST;
            continue;
          }
          const a = values[column * n + Math.floor(pair / n)]!;
          const b = values[column * n + (pair % n)]!;
          expected[pair] = Math.fround(expected[pair]! + squaredDistanceGrowth(Math.fround(a - b)));
        }
        stages.push(expected.slice());
      });
      const read = await recorded(gpu, (list, scope) => {
        const columnMajor = scope.upload('columns', values);
        const distances = garbage(scope, n * n);
        return kinds.map((_, column) => {
          const selection = scope.upload('selection', new Uint32Array([0, column + 1, column, 0]));
          recordGrowDistances(list, { selection, columnMajor, distances }, n, column === 0);
          const stage = scope.storage('stage', 4 * n * n);
          list.copy({ from: distances, fromByte: 0, to: stage, toByte: 0, sizeBytes: 4 * n * n });
          return stage;
        });
      });
      read.forEach((words, column) => {
        expect(words, kinds[column]).toEqual(new Uint32Array(stages[column]!.buffer));
      });
    }),
  );

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
