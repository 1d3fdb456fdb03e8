import { describe, expect, it } from 'vitest';
import { recordSortColumns } from '../../../src/kernels/foci/sortColumns';
import { createRandom, type Random } from '../../../src/math/random/random';
import { withGpu } from '../../support/gpu';
import { garbage, recorded } from '../recorded';

const KINDS: Record<string, (random: Random) => number> = {
  normal: (random) => random.normal(),
  ties: (random) => random.integer(3),
  equal: () => 1,
};

/** Rows of one column in the order of (value, row). */
function sortedRows(column: Float32Array): number[] {
  return [...column.keys()].sort((a, b) => column[a]! - column[b]! || a - b);
}

describe('sorting columns on the GPU', () => {
  // Both sides of the merged runs of 16, 64, 256 and 1024, and of a workgroup.
  const sizes = [2, 3, 15, 16, 17, 63, 64, 65, 255, 257, 1000, 1024, 1025];
  it.each(sizes)('orders by value, then row: n = %i', (n) =>
    withGpu(async (gpu) => {
      const random = createRandom(n, 'sort');
      const columns = [...Object.values(KINDS), ...Object.values(KINDS)].map((draw) =>
        Float32Array.from({ length: n }, () => draw(random)),
      );
      const values = Float32Array.from(columns.flatMap((column) => [...column]));
      const rows = Uint32Array.from({ length: values.length }, (_, k) => k % n);
      const [sortedValues, sorted] = await recorded(gpu, (list, scope) => {
        const unsorted = { values: scope.upload('values', values), rows: scope.upload('rows', rows) };
        const spare = { values: garbage(scope, values.length), rows: garbage(scope, values.length) };
        const result = recordSortColumns(list, unsorted, spare, n, columns.length);
        return [result.values, result.rows];
      });
      const floats = new Float32Array(sortedValues!.buffer);
      columns.forEach((column, c) => {
        const order = sortedRows(column);
        expect([...sorted!.subarray(c * n, (c + 1) * n)]).toEqual(order);
        expect([...floats.subarray(c * n, (c + 1) * n)]).toEqual(order.map((row) => column[row]));
      });
    }),
  );
});
