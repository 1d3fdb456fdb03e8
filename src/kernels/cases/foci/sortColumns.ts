import { createRandom, type Random } from '../../../math/random/random';
import { recordSortColumns } from '../../foci/sortColumns';
import { joinJudgements, judgeEqual } from '../judge';
import { defineCase, type KernelCases } from '../kernelCase';
import { floatsOf, garbage, recorded } from '../recorded';

const kinds: readonly ((random: Random) => number)[] = [
  (random) => random.normal(),
  (random) => random.integer(3),
  () => 1,
];

/** Rows of one column in the order of (value, row). */
function sortedRows(column: Float32Array): number[] {
  return [...column.keys()].sort((a, b) => column[a]! - column[b]! || a - b);
}

function sortCase(n: number, repeats = 2, isTimed = false) {
  const columns = repeats * kinds.length;
  return defineCase({
    name: `n = ${n}, p = ${columns}`,
    work: isTimed
      ? { bytes: 16 * n * columns, operations: n * columns * Math.ceil(Math.log2(n)) }
      : undefined,
    draw() {
      const random = createRandom(n, 'sort');
      return Array.from({ length: columns }, (_, c) =>
        Float32Array.from({ length: n }, () => kinds[c % kinds.length]!(random)),
      );
    },
    async compute(gpu, drawn) {
      const values = Float32Array.from(drawn.flatMap((column) => [...column]));
      const rows = Uint32Array.from({ length: values.length }, (_, k) => k % n);
      return recorded(gpu, (list, scope) => {
        const unsorted = { values: scope.upload('values', values), rows: scope.upload('rows', rows) };
        const spare = { values: garbage(scope, values.length), rows: garbage(scope, values.length) };
        const sorted = recordSortColumns(list, unsorted, spare, n, columns);
        return [sorted.values, sorted.rows];
      });
    },
    judge([values, rows], drawn) {
      return joinJudgements(
        drawn.flatMap((column, c) => {
          const order = sortedRows(column);
          const own = [c * n, (c + 1) * n] as const;
          return [
            judgeEqual(rows!.subarray(...own), order),
            judgeEqual(
              floatsOf(values!).subarray(...own),
              order.map((row) => column[row]!),
            ),
          ];
        }),
      );
    },
  });
}

export const sortCases: KernelCases = {
  kernel: 'sortColumns',
  shaders: ['foci/sortColumns'],
  tolerance: 'exact',
  // Both sides of the merged runs of 16, 64, 256 and 1024, and of a workgroup.
  cases: [
    ...[2, 3, 15, 16, 17, 63, 64, 65, 255, 257, 1024, 1025].map((n) => sortCase(n)),
    sortCase(1000, 36, true),
  ],
};
