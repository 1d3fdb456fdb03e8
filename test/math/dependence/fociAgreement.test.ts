/** The fast search counts the integers of the plain double loop, and both those of the rule, on data made to set them apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adversarialMatrix,
  adversarialResponse,
  COLUMN_KINDS,
  type ColumnKind,
} from '../../../src/kernels/cases/foci/adversarialColumns';
import { scoreOf } from '../../../src/math/dependence/codec';
import { prepareColumns } from '../../../src/math/dependence/columns';
import { foci } from '../../../src/math/dependence/foci';
import { fociBrute } from '../../../src/math/dependence/fociBrute';
import { fociOracle } from '../../../src/math/dependence/fociOracle';
import { addColumn, createKeptDistances } from '../../../src/math/dependence/keptDistances';
import { nearestNeighboursFloat32 } from '../../../src/math/dependence/nearestNeighbour';
import { scoreBeside } from '../../../src/math/dependence/prunedScore';
import { rank } from '../../../src/math/dependence/ranks';
import { scoreSingleColumn } from '../../../src/math/dependence/singleColumnScore';
import { sortColumn } from '../../../src/math/dependence/sortOrder';
import { matrix } from '../../../src/math/linear/matrix';
import { createRandom } from '../../../src/math/random/random';

const kind = fc.constantFrom(...(Object.keys(COLUMN_KINDS) as ColumnKind[]));
const problem = fc
  .record({
    seed: fc.nat(),
    // Both sides of the list lengths 32 and 64, and of the smallest sizes.
    rows: fc.oneof(
      fc.integer({ min: 2, max: 8 }),
      fc.constantFrom(32, 33, 34, 64, 65, 66),
      fc.integer({ min: 67, max: 200 }),
    ),
    kinds: fc.array(kind, { minLength: 1, maxLength: 7 }),
    repeatedShare: fc.constantFrom(0, 0.05, 0.5),
  })
  .map(({ seed, rows, kinds, repeatedShare }) => {
    const x = adversarialMatrix(seed, rows, kinds, repeatedShare);
    return { x, y: adversarialResponse(seed, x), kinds };
  });

describe('on whole numbers, which float32 and float64 add alike', () => {
  it('the fast search leaves the trace of the float64 oracle, ties and all', () => {
    const shape = fc.record({
      seed: fc.nat(),
      rows: fc.integer({ min: 2, max: 120 }),
      levels: fc.array(fc.constantFrom(1, 2, 3, 10, 1000), { minLength: 1, maxLength: 6 }),
      first: fc.constantFrom('keep' as const, 'none' as const),
      noGain: fc.constantFrom('stop' as const, 'continue' as const),
      maxSlices: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(shape, ({ seed, rows, levels, ...options }) => {
        const random = createRandom(seed, 'whole numbers');
        const p = levels.length;
        const x = matrix(
          rows,
          p,
          Float64Array.from({ length: rows * p }, (_, k) => random.integer(levels[k % p]!)),
        );
        const y = Array.from({ length: rows }, (_, i) => x.values[i * p]! + random.integer(4));
        expect(foci(y, x, options)).toEqual(fociOracle(y, x, options));
      }),
      { numRuns: 300 },
    );
  });
});

describe('on adversarial data', () => {
  it('the fast search and the double loop leave the same trace', () => {
    fc.assert(
      fc.property(problem, ({ x, y }) => {
        expect(foci(y, x, { noGain: 'continue' })).toEqual(fociBrute(y, x, { noGain: 'continue' }));
      }),
      { numRuns: 600 },
    );
  });

  it('every score of the double loop is the one of the rule', () => {
    fc.assert(
      fc.property(problem, ({ x, y }) => {
        const { atMost, sumOfSquaredAtLeast, spread } = rank(y);
        const prepared = prepareColumns(x);
        const trace = fociBrute(y, x, { noGain: 'continue' });
        const most = atMost.reduce((sum, r) => sum + r, 0);
        let completed = 0;
        trace.steps.forEach(({ best, candidates }, index) => {
          const chosen = trace.selected.slice(0, index);
          const score = (column: number) =>
            scoreOf(atMost, nearestNeighboursFloat32(prepared, [...chosen, column]));
          candidates.forEach((t, column) => {
            if (Number.isNaN(t)) return;
            const s = score(column);
            const expected =
              index === 0
                ? (y.length * s - sumOfSquaredAtLeast) / spread
                : (s - completed) / (most - completed);
            expect(t).toBe(expected);
          });
          completed = score(best);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('the lists may have any length', () => {
    fc.assert(
      fc.property(problem, fc.integer({ min: 1, max: 80 }), ({ x, y }, longestList) => {
        const prepared = prepareColumns(x);
        const entries = (j: number) => prepared.values.subarray(j * x.rows, (j + 1) * x.rows);
        const { atMost } = rank(y);
        const kept = createKeptDistances(x.rows, longestList);
        addColumn(kept, entries(0));
        for (let column = 1; column < x.columns; column++) {
          const expected = scoreOf(atMost, nearestNeighboursFloat32(prepared, [0, column]));
          expect(scoreBeside(sortColumn(entries(column)), kept, atMost)).toBe(expected);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a single column is scored by |d|', () => {
    fc.assert(
      fc.property(problem, ({ x, y }) => {
        const prepared = prepareColumns(x);
        const { atMost } = rank(y);
        for (let column = 0; column < x.columns; column++) {
          const own = sortColumn(prepared.values.subarray(column * x.rows, (column + 1) * x.rows));
          const expected = scoreOf(atMost, nearestNeighboursFloat32(prepared, [column]));
          expect(scoreSingleColumn(own.sorted, own.order, atMost)).toBe(expected);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a square that is flushed to 0 still wins', () => {
    // In units of 2^-63, whose square is the smallest normal float32: row 1 is at 1 + 1, row 2 at 1.44 + 0 from row 0.
    const unit = 2 ** -63;
    const x = matrix(4, 2, Float64Array.of(0, 0, unit, unit, 1.2 * unit, 0.99 * unit, 1, 1));
    const prepared = prepareColumns(x);
    expect([...nearestNeighboursFloat32(prepared, [0, 1])]).toEqual([2, 2, 1, 0]);
    const kept = createKeptDistances(4, 32);
    addColumn(kept, prepared.values.subarray(0, 4));
    const { atMost } = rank([4, 1, 2, 3]);
    expect(scoreBeside(sortColumn(prepared.values.subarray(4)), kept, atMost)).toBe(2 + 1 + 1 + 3);
  });
});
