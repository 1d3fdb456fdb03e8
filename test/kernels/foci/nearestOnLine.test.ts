import { describe, expect, it } from 'vitest';
import { recordNearestOnLine } from '../../../src/kernels/foci/nearestOnLine';
import { prepareColumns } from '../../../src/math/dependence/columns';
import { nearestNeighboursFloat32 } from '../../../src/math/dependence/nearestNeighbour';
import { sortOrder } from '../../../src/math/dependence/sortOrder';
import { adversarialMatrix, COLUMN_KINDS, type ColumnKind } from '../../support/adversarialColumns';
import { withGpu } from '../../support/gpu';
import { GARBAGE, garbage, recorded } from '../recorded';

const kinds = Object.keys(COLUMN_KINDS) as ColumnKind[];

describe('one-dimensional neighbours on the GPU', () => {
  it.each([2, 3, 63, 64, 65, 500])('are those of the oracle on every kind of column: n = %i', (n) =>
    withGpu(async (gpu) => {
      for (const repeatedShare of [0, 0.4]) {
        const prepared = prepareColumns(adversarialMatrix(n, n, kinds, repeatedShare));
        const column = (c: number) => prepared.values.subarray(c * n, (c + 1) * n);
        const orders = kinds.map((_, c) => sortOrder(column(c)));
        const rows = Uint32Array.from(orders.flatMap((order) => [...order]));
        const values = Float32Array.from(rows, (row, k) => column(Math.floor(k / n))[row]!);
        const stride = kinds.length + 3;
        const [neighbours] = await recorded(gpu, (list, scope) => {
          const output = garbage(scope, n * stride);
          const sorted = { values: scope.upload('values', values), rows: scope.upload('rows', rows) };
          const sizes = { n, columns: kinds.length, stride, firstColumn: 2 };
          recordNearestOnLine(list, sorted, output, sizes);
          return [output];
        });
        kinds.forEach((kind, c) => {
          const found = Array.from({ length: n }, (_, i) => neighbours![i * stride + 2 + c]);
          expect(found, kind).toEqual([...nearestNeighboursFloat32(prepared, [c])]);
        });
        const untouched = Array.from({ length: n }, (_, i) => neighbours![i * stride + 1]);
        expect(new Set(untouched)).toEqual(new Set([GARBAGE]));
      }
    }),
  );

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
