import { prepareColumns } from '../../../math/dependence/columns';
import { recordGrowDistances } from '../../foci/growDistances';
import { joinJudgements, judgeEqual } from '../judge';
import { defineCase, type KernelCases } from '../kernelCase';
import { floatsOf, garbage, recorded } from '../recorded';
import { adversarialMatrix, COLUMN_KINDS, type ColumnKind } from './adversarialColumns';
import { keptDistances } from './kept';

/** Without the column beside which all squares of the others vanish. */
const everyKind = (Object.keys(COLUMN_KINDS) as ColumnKind[]).filter((kind) => kind !== 'hugeScale');

/** The distances after every column that is added, column after column. */
function growthCase(n: number, kinds = everyKind, isTimed = false) {
  return defineCase({
    name: `${kinds.length} columns one after the other, n = ${n}`,
    // The first stage only writes.
    work: isTimed
      ? { bytes: 4 * n * n * (2 * kinds.length - 1), operations: 3 * n * n * kinds.length }
      : undefined,
    draw: () => prepareColumns(adversarialMatrix(n, n, kinds, 0.1)),
    async compute(gpu, { values }) {
      return recorded(gpu, (list, scope) => {
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
    },
    judge(stages, prepared) {
      return joinJudgements(
        stages.map((words, last) => {
          const taken = Array.from({ length: last + 1 }, (_, column) => column);
          return judgeEqual(floatsOf(words), keptDistances(prepared, taken));
        }),
      );
    },
  });
}

export const growthCases: KernelCases = {
  kernel: 'growDistances',
  shaders: ['foci/growDistances'],
  tolerance: 'exact',
  cases: [
    ...[2, 3, 63, 64, 65, 130].map((n) => growthCase(n)),
    growthCase(500, ['normal', 'activation'], true),
  ],
};
