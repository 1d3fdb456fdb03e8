/** Both searches of the GPU, among all pairs and through short lists, against the same oracle. */
import { describe, expect, it } from 'vitest';
import { prepareNearestListed } from '../../../src/kernels/foci/nearestListed';
import { prepareNearestNeighbour, strideOf } from '../../../src/kernels/foci/nearestNeighbour';
import { listCapacity, prepareShortLists } from '../../../src/kernels/foci/shortLists';
import { type PreparedColumns, prepareColumns } from '../../../src/math/dependence/columns';
import { nearestNeighboursFloat32 } from '../../../src/math/dependence/nearestNeighbour';
import { squaredDistanceGrowth } from '../../../src/math/dependence/squaredDistance';
import { matrix } from '../../../src/math/linear/matrix';
import { adversarialMatrix, COLUMN_KINDS, type ColumnKind } from '../../support/adversarialColumns';
import { withGpu } from '../../support/gpu';
import { GARBAGE, garbage, recorded } from '../recorded';

type Search = 'pairs' | 'shortLists';
const kinds = Object.keys(COLUMN_KINDS) as ColumnKind[];
/** Without the column beside which all squares of the others vanish, and with whole numbers, whose sums tie in many ways. */
const comparableKinds: ColumnKind[] = [
  ...kinds.filter((kind) => kind !== 'hugeScale'),
  'threeLevels',
  'threeLevels',
];
/** The least that the lists can aim at, so that they often end too early. */
const AIM = 8;

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
  search: Search,
  prepared: PreparedColumns,
  chosen: readonly number[],
  { pairsPerDispatch = 1e9, stopFlag = 0 }: Settings = {},
): Promise<Uint32Array> {
  const { rows: n, columns: p } = prepared;
  let result: Uint32Array = new Uint32Array();
  await withGpu(async (gpu) => {
    const pairs = await prepareNearestNeighbour(gpu);
    const lists = await prepareShortLists(gpu);
    const listed = await prepareNearestListed(gpu);
    const read = await recorded(gpu, (encoder, scope) => {
      const listWords = n * listCapacity(AIM);
      const buffers = {
        selection: scope.upload('selection', new Uint32Array([stopFlag, 1, 0, 0])),
        distances: scope.upload('distances', keptDistances(prepared, chosen)),
        rowMajor: scope.upload('rows', rowMajor(prepared)),
        neighbours: garbage(scope, n * strideOf(p)),
        lengths: garbage(scope, n),
        listedDistances: garbage(scope, listWords),
        listedRows: garbage(scope, listWords),
        orderedDistances: garbage(scope, listWords),
        orderedRows: garbage(scope, listWords),
      };
      if (search === 'pairs') pairs(encoder, scope, buffers, n, p, pairsPerDispatch);
      else {
        lists(encoder, scope, buffers, n, AIM, pairsPerDispatch);
        listed(encoder, scope, buffers, n, p, pairsPerDispatch);
      }
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

describe.each<Search>(['pairs', 'shortLists'])('neighbours over several columns, search: %s', (search) => {
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
          expectOracle(await neighboursOnGpu(search, prepared, chosen), prepared, chosen);
        }
      }
    },
  );

  it.each([1, 4, 63, 65, 110])('for so many candidates: p = %i', async (p) => {
    const columns = Array.from({ length: p }, (_, c): ColumnKind => (c % 3 ? 'normal' : 'mostlyZero'));
    const prepared = prepareColumns(adversarialMatrix(p, 130, columns, 0));
    expectOracle(await neighboursOnGpu(search, prepared, [0]), prepared, [0]);
  });

  it('at n = 1000, where a column that comes later decides between near ties', async () => {
    const prepared = prepareColumns(adversarialMatrix(1, 1000, ['activation', 'activation', 'normal'], 0));
    expectOracle(await neighboursOnGpu(search, prepared, [0, 1]), prepared, [0, 1]);
  });

  it('fall on the lowest row also where it stands behind the end of a short list', async () => {
    // For row 21, row 22 is at 0 + 1 and row 20 at 1 + 0; the list ends among the twenty rows at 1 + 25 that come before row 20.
    const rows = [...Array.from({ length: 20 }, () => [1, 5]), [1, 0], [0, 0], [0, 1]];
    const prepared = prepareColumns(matrix(23, 2, Float32Array.from(rows.flat())));
    const neighbours = await neighboursOnGpu(search, prepared, [0]);
    expect(neighbours[21 * strideOf(2) + 1]).toBe(20);
  });

  it('are the same in many short dispatches', async () => {
    const prepared = prepareColumns(adversarialMatrix(5, 130, ['normal', 'threeLevels', 'activation'], 0));
    const whole = await neighboursOnGpu(search, prepared, [0]);
    const settings = { pairsPerDispatch: 130 * 4 * 7 };
    expect(await neighboursOnGpu(search, prepared, [0], settings)).toEqual(whole);
  });

  it('are left alone once the stop flag is up', async () => {
    const prepared = prepareColumns(adversarialMatrix(5, 20, ['normal', 'normal'], 0));
    const neighbours = await neighboursOnGpu(search, prepared, [0], { stopFlag: 1 });
    expect(new Set(neighbours)).toEqual(new Set([GARBAGE]));
  });
});

describe('short lists', () => {
  async function listsOnGpu(distances: Float32Array, n: number, aim: number) {
    let result: Uint32Array[] = [];
    await withGpu(async (gpu) => {
      const lists = await prepareShortLists(gpu);
      result = await recorded(gpu, (encoder, scope) => {
        const words = n * listCapacity(aim);
        const buffers = {
          selection: scope.upload('selection', new Uint32Array(4)),
          distances: scope.upload('distances', distances),
          lengths: garbage(scope, n),
          listedDistances: garbage(scope, words),
          listedRows: garbage(scope, words),
          orderedDistances: garbage(scope, words),
          orderedRows: garbage(scope, words),
        };
        lists(encoder, scope, buffers, n, aim, 1e9);
        return [buffers.lengths, buffers.orderedRows, buffers.orderedDistances];
      });
    });
    const [lengths, rows, bits] = result as [Uint32Array, Uint32Array, Uint32Array];
    return { lengths, rows, distances: new Float32Array(bits.buffer) };
  }

  it.each<[ColumnKind, number]>([
    ['normal', 300],
    ['normal', 65],
    ['mostlyZero', 300],
    ['threeLevels', 64],
    ['hugeOffset', 9],
  ])('begin the order by distance, then row: %s, n = %i', async (kind, n) => {
    const kept = keptDistances(prepareColumns(adversarialMatrix(3, n, [kind], 0)), [0]);
    const { lengths, rows, distances } = await listsOnGpu(kept, n, 16);
    for (let i = 0; i < n; i++) {
      const order = Array.from({ length: n }, (_, j) => j)
        .filter((j) => j !== i)
        .sort((a, b) => kept[i * n + a]! - kept[i * n + b]! || a - b)
        .slice(0, lengths[i]!);
      const listed = order.map((_, k) => rows[k * n + i]);
      expect(listed, `row ${i}`).toEqual(order);
      expect(order.map((_, k) => distances[k * n + i])).toEqual(order.map((j) => kept[i * n + j]));
    }
  });

  it('hold about as many rows as they aim at, and where ties abound all they can', async () => {
    const normal = keptDistances(prepareColumns(adversarialMatrix(3, 500, ['normal'], 0)), [0]);
    const { lengths } = await listsOnGpu(normal, 500, 32);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(64);
    expect(lengths.reduce((sum, length) => sum + length, 0) / 500).toBeGreaterThan(24);
    const tied = await listsOnGpu(
      Float32Array.from(normal, (distance) => (distance === FARTHEST ? FARTHEST : 0)),
      500,
      32,
    );
    expect(new Set(tied.lengths)).toEqual(new Set([64]));
    const few = await listsOnGpu(
      Float32Array.from({ length: 25 }, (_, pair) => (pair % 6 === 0 ? FARTHEST : pair)),
      5,
      32,
    );
    expect(new Set(few.lengths)).toEqual(new Set([4]));
  });

  it('refuse an aim that their sample cannot hit', async () => {
    await expect(listsOnGpu(new Float32Array(4), 2, 12)).rejects.toThrow('got 12');
  });
});
