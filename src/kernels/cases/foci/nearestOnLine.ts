import { prepareColumns } from '../../../math/dependence/columns';
import { nearestNeighboursFloat32 } from '../../../math/dependence/nearestNeighbour';
import { sortOrder } from '../../../math/dependence/sortOrder';
import { recordNearestOnLine } from '../../foci/nearestOnLine';
import { joinJudgements, judgeEqual } from '../judge';
import { defineCase, type KernelCases } from '../kernelCase';
import { GARBAGE, garbage, recorded } from '../recorded';
import { adversarialMatrix, COLUMN_KINDS, type ColumnKind } from './adversarialColumns';

const kinds = Object.keys(COLUMN_KINDS) as ColumnKind[];
/** The columns go into the middle of rows that are longer. */
const firstColumn = 2;
const stride = kinds.length + firstColumn + 1;

function onLineCase(n: number, repeatedShare: number, isTimed = false) {
  return defineCase({
    name: `every kind of column, ${repeatedShare * 100} % repeated rows, n = ${n}`,
    work: isTimed ? { bytes: 12 * n * kinds.length, operations: 4 * n * kinds.length } : undefined,
    draw: () => prepareColumns(adversarialMatrix(n, n, kinds, repeatedShare)),
    async compute(gpu, prepared) {
      const column = (c: number) => prepared.values.subarray(c * n, (c + 1) * n);
      const rows = Uint32Array.from(kinds.flatMap((_, c) => [...sortOrder(column(c))]));
      const values = Float32Array.from(rows, (row, k) => column(Math.floor(k / n))[row]!);
      const [neighbours] = await recorded(gpu, (list, scope) => {
        const output = garbage(scope, n * stride);
        const sorted = { values: scope.upload('values', values), rows: scope.upload('rows', rows) };
        recordNearestOnLine(list, sorted, output, { n, columns: kinds.length, stride, firstColumn });
        return [output];
      });
      return neighbours!;
    },
    judge(neighbours, prepared) {
      const found = (c: number) => Array.from({ length: n }, (_, i) => neighbours[i * stride + c]!);
      return joinJudgements([
        ...kinds.map((_, c) => judgeEqual(found(firstColumn + c), nearestNeighboursFloat32(prepared, [c]))),
        judgeEqual(found(firstColumn - 1), new Uint32Array(n).fill(GARBAGE)),
      ]);
    },
  });
}

export const onLineCases: KernelCases = {
  kernel: 'nearestOnLine',
  shaders: ['foci/nearestOnLine'],
  tolerance: 'exact',
  cases: [
    ...[2, 3, 63, 64, 65, 500].flatMap((n) => [0, 0.4].map((share) => onLineCase(n, share))),
    onLineCase(1000, 0, true),
  ],
};
