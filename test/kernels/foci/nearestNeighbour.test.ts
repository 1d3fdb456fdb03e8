import { describe, expect, it } from 'vitest';
import { recordNearestNeighbour, strideOf } from '../../../src/kernels/foci/nearestNeighbour';
import { type PreparedColumns, prepareColumns } from '../../../src/math/dependence/columns';
import { nearestNeighboursFloat32 } from '../../../src/math/dependence/nearestNeighbour';
import { squaredDistanceGrowth } from '../../../src/math/dependence/squaredDistance';
import { adversarialMatrix, COLUMN_KINDS, type ColumnKind } from '../../support/adversarialColumns';
import { withGpu } from '../../support/gpu';
import { GARBAGE, garbage, recorded } from '../recorded';

const kinds = Object.keys(COLUMN_KINDS) as ColumnKind[];
/** Without the column beside which all squares of the others vanish, and with whole numbers, whose sums tie in many ways. */
const comparableKinds: ColumnKind[] = [
  ...kinds.filter((kind) => kind !== 'hugeScale'),
  'threeLevels',
  'threeLevels',
];

/** What stands on the diagonal of the kept distances. */
const FARTHEST = 2 ** 127 * (2 - 2 ** -23);

/** Kept squared distances over the chosen columns, n x n, by the rule. */
function keptDistances({ rows: n, values }: PreparedColumns, chosen: readonly number[]): Float32Array {
  return Float32Array.from({ length: n * n }, (_, pair) => {
    if (pair % (n + 1) === 0) return FARTHEST;
    return chosen.reduce((sum, column) => {
      const a = values[column * n + Math.floor(pair / n)]!;
      const b = values[column * n + (pair % n)]!;
      return Math.fround(sum + squaredDistanceGrowth(Math.fround(a - b)));
    }, 0);
  });
}

function rowMajor({ rows, columns, values }: PreparedColumns): Float32Array {
  const stride = strideOf(columns);
  const turned = new Float32Array(rows * stride);
  for (let k = 0; k < values.length; k++) turned[(k % rows) * stride + Math.floor(k / rows)] = values[k]!;
  return turned;
}

interface Settings {
  readonly pairsPerDispatch?: number;
  readonly stopFlag?: number;
}

/** Neighbours of every row for every column as candidate, n x stride. */
async function neighboursOnGpu(
  prepared: PreparedColumns,
  chosen: readonly number[],
  { pairsPerDispatch = 1e9, stopFlag = 0 }: Settings = {},
): Promise<Uint32Array> {
  const { rows: n, columns: p } = prepared;
  let result: Uint32Array = new Uint32Array();
  await withGpu(async (gpu) => {
    const read = await recorded(gpu, (list, scope) => {
      const buffers = {
        selection: scope.upload('selection', new Uint32Array([stopFlag, 1, 0, 0])),
        distances: scope.upload('distances', keptDistances(prepared, chosen)),
        rowMajor: scope.upload('rows', rowMajor(prepared)),
        neighbours: garbage(scope, n * strideOf(p)),
      };
      recordNearestNeighbour(list, buffers, n, p, pairsPerDispatch);
      return [buffers.neighbours];
    });
    result = read[0]!;
  });
  return result;
}

function expectOracle(neighbours: Uint32Array, prepared: PreparedColumns, chosen: readonly number[]) {
  const { rows: n, columns: p } = prepared;
  for (let c = 0; c < p; c++) {
    const found = Array.from({ length: n }, (_, i) => neighbours[i * strideOf(p) + c]);
    expect(found, `candidate ${c} beside ${chosen.join()}`).toEqual([
      ...nearestNeighboursFloat32(prepared, [...chosen, c]),
    ]);
  }
}

describe('neighbours over several columns', () => {
  it.each([2, 3, 8, 9, 10, 16, 17, 18, 63, 64, 65, 200])(
    'are those of the oracle on every kind of column: n = %i',
    async (n) => {
      for (const [columns, repeatedShare] of [
        [kinds, 0.1],
        [comparableKinds, 0],
        [comparableKinds, 0.4],
      ] as const) {
        const prepared = prepareColumns(adversarialMatrix(n, n, columns, repeatedShare));
        const chosenSets = (['normal', 'mostlyZero', 'threeLevels', 'tinyScale', 'manyScales'] as const).map(
          (kind) => [columns.indexOf(kind)],
        );
        for (const chosen of [...chosenSets, [1, 3, 6]]) {
          expectOracle(await neighboursOnGpu(prepared, chosen), prepared, chosen);
        }
      }
    },
  );

  it.each([1, 4, 63, 65, 110])('for so many candidates: p = %i', async (p) => {
    const columns = Array.from({ length: p }, (_, c): ColumnKind => (c % 3 ? 'normal' : 'mostlyZero'));
    const prepared = prepareColumns(adversarialMatrix(p, 130, columns, 0));
    expectOracle(await neighboursOnGpu(prepared, [0]), prepared, [0]);
  });

  it('at n = 1000, where a column that comes later decides between near ties', async () => {
    const prepared = prepareColumns(adversarialMatrix(1, 1000, ['activation', 'activation', 'normal'], 0));
    expectOracle(await neighboursOnGpu(prepared, [0, 1]), prepared, [0, 1]);
  });

  it('are the same in many short dispatches', async () => {
    const prepared = prepareColumns(adversarialMatrix(5, 130, ['normal', 'threeLevels', 'activation'], 0));
    const whole = await neighboursOnGpu(prepared, [0]);
    const settings = { pairsPerDispatch: 130 * 4 * 7 };
    expect(await neighboursOnGpu(prepared, [0], settings)).toEqual(whole);
  });

  it('are left alone once the stop flag is up', async () => {
    const prepared = prepareColumns(adversarialMatrix(5, 20, ['normal', 'normal'], 0));
    const neighbours = await neighboursOnGpu(prepared, [0], { stopFlag: 1 });
    expect(new Set(neighbours)).toEqual(new Set([GARBAGE]));
  });
});
