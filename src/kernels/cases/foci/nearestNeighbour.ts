import type { Gpu } from '../../../gpu/device';
import { type PreparedColumns, prepareColumns } from '../../../math/dependence/columns';
import { nearestNeighboursFloat32 } from '../../../math/dependence/nearestNeighbour';
import { recordNearestNeighbour, strideOf } from '../../foci/nearestNeighbour';
import { joinJudgements, judgeEqual } from '../judge';
import { defineCase, type KernelCases } from '../kernelCase';
import { garbage, recorded } from '../recorded';
import { adversarialMatrix, COLUMN_KINDS, type ColumnKind } from './adversarialColumns';
import { keptDistances, rowMajor } from './kept';

export interface SearchSettings {
  readonly pairsPerDispatch?: number;
  readonly stopFlag?: number;
}

/** Neighbours of every row for every column as candidate, n x stride. */
export async function neighboursOnGpu(
  gpu: Gpu,
  prepared: PreparedColumns,
  chosen: readonly number[],
  { pairsPerDispatch = 1e9, stopFlag = 0 }: SearchSettings = {},
): Promise<Uint32Array> {
  const { rows: n, columns: p } = prepared;
  const [neighbours] = await recorded(gpu, (list, scope) => {
    const buffers = {
      selection: scope.upload('selection', new Uint32Array([stopFlag, 1, 0, 0])),
      distances: scope.upload('distances', keptDistances(prepared, chosen)),
      rowMajor: scope.upload('rows', rowMajor(prepared)),
      neighbours: garbage(scope, n * strideOf(p)),
    };
    recordNearestNeighbour(list, buffers, n, p, pairsPerDispatch);
    return [buffers.neighbours];
  });
  return neighbours!;
}

interface Problem {
  readonly name: string;
  readonly columns: readonly ColumnKind[];
  readonly n: number;
  readonly repeatedShare?: number;
  readonly seed?: number;
  readonly chosen: readonly (readonly number[])[];
  readonly isTimed?: boolean;
}

function searchCase(problem: Problem) {
  const { name, columns, n, repeatedShare = 0, seed = n, chosen, isTimed } = problem;
  const p = columns.length;
  return defineCase({
    name,
    // A difference, its square, a sum and a comparison for each pair and candidate.
    work: isTimed ? { bytes: 4 * n * (n + 2 * strideOf(p)), operations: 4 * n * n * p } : undefined,
    draw: () => prepareColumns(adversarialMatrix(seed, n, columns, repeatedShare)),
    async compute(gpu, prepared) {
      const found: Uint32Array[] = [];
      for (const kept of chosen) found.push(await neighboursOnGpu(gpu, prepared, kept));
      return found;
    },
    judge(found, prepared) {
      return joinJudgements(
        chosen.flatMap((kept, k) =>
          columns.map((_, c) =>
            judgeEqual(
              Array.from({ length: n }, (_, i) => found[k]![i * strideOf(p) + c]!),
              nearestNeighboursFloat32(prepared, [...kept, c]),
            ),
          ),
        ),
      );
    },
  });
}

const everyKind = Object.keys(COLUMN_KINDS) as ColumnKind[];
/** Without the column beside which all squares of the others vanish, and with whole numbers, whose sums tie in many ways. */
const comparableKinds: ColumnKind[] = [
  ...everyKind.filter((kind) => kind !== 'hugeScale'),
  'threeLevels',
  'threeLevels',
];

const mixes = [
  ['every kind of column', everyKind, 0.1],
  ['comparable columns', comparableKinds, 0],
  ['comparable columns, repeated rows', comparableKinds, 0.4],
] as const;
const keptKinds = ['normal', 'mostlyZero', 'threeLevels', 'tinyScale', 'manyScales'] as const;

const problems: readonly Problem[] = [
  ...[2, 3, 8, 9, 10, 16, 17, 18, 63, 64, 65, 130].flatMap((n) =>
    mixes.map(
      ([name, columns, repeatedShare]): Problem => ({
        name: `${name}, n = ${n}`,
        columns,
        n,
        repeatedShare,
        chosen: [...keptKinds.map((kind) => [columns.indexOf(kind)]), [1, 3, 6]],
      }),
    ),
  ),
  ...[1, 4, 63, 65, 110].map(
    (p): Problem => ({
      name: `n = 130, p = ${p}`,
      columns: Array.from({ length: p }, (_, c): ColumnKind => (c % 3 ? 'normal' : 'mostlyZero')),
      n: 130,
      seed: p,
      chosen: [[0]],
    }),
  ),
  {
    name: 'near ties that a later column decides, n = 600',
    columns: ['activation', 'activation', 'normal'],
    n: 600,
    seed: 1,
    chosen: [[0, 1]],
  },
  {
    name: 'n = 500, p = 20',
    columns: Array.from({ length: 20 }, (): ColumnKind => 'normal'),
    n: 500,
    chosen: [[0]],
    isTimed: true,
  },
];

export const neighbourCases: KernelCases = {
  kernel: 'nearestNeighbour',
  shaders: ['foci/nearestNeighbour'],
  tolerance: 'exact',
  cases: problems.map(searchCase),
};
