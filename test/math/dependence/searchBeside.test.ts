/** Both searches beside chosen columns count what the rule says, step after step, on both sides of every size that they look at at once. */
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
import { nearestNeighboursFloat32 } from '../../../src/math/dependence/nearestNeighbour';
import { rank } from '../../../src/math/dependence/ranks';
import { CANDIDATES_AT_ONCE, ROWS_AT_ONCE } from '../../../src/math/dependence/rowLoops';
import { type BesideProblem, searchPlainly } from '../../../src/math/dependence/searchBeside';
import { searchInVectors } from '../../../src/math/dependence/searchInVectors';
import { sortOrder } from '../../../src/math/dependence/sortOrder';
import { finish } from '../../../src/math/linear/pieces';

const searches = { searchPlainly, searchInVectors };
const kind = fc.constantFrom(...(Object.keys(COLUMN_KINDS) as ColumnKind[]));
const problem = fc
  .record({
    seed: fc.nat(),
    rows: fc.oneof(
      fc.integer({ min: 2, max: 8 }),
      fc.constantFrom(ROWS_AT_ONCE - 1, ROWS_AT_ONCE, ROWS_AT_ONCE + 1, ROWS_AT_ONCE + 2, 64, 65, 66, 67),
      fc.integer({ min: 68, max: 300 }),
    ),
    kinds: fc.array(kind, { minLength: 2, maxLength: 2 * CANDIDATES_AT_ONCE + 1 }),
    repeatedShare: fc.constantFrom(0, 0.05, 0.5),
  })
  .map(({ seed, rows, kinds, repeatedShare }) => {
    const x = adversarialMatrix(seed, rows, kinds, repeatedShare);
    const columns = prepareColumns(x);
    const order = (column: number) => sortOrder(columns.values.subarray(column * rows, (column + 1) * rows));
    return { ranks: rank(adversarialResponse(seed, x)), columns, order };
  });

function scoresBeside(name: keyof typeof searches, problem: BesideProblem, chosen: readonly number[]) {
  const search = searches[name](problem);
  if (search === undefined) throw new Error(`${name} is not to be had on this machine`);
  const scores = new Float64Array(problem.columns.columns);
  return chosen.map((column, k) => {
    search.add(column);
    const isCandidate = (other: number) => isCandidateBeside(problem, chosen.slice(0, k + 1), other);
    finish(search.score(isCandidate, scores) as Generator<void, void>);
    return [...scores].map((score, other) => (isCandidate(other) ? score : undefined));
  });
}

const isCandidateBeside = ({ columns }: BesideProblem, chosen: readonly number[], column: number) =>
  !chosen.includes(column) && !columns.constantColumns.includes(column);

describe.each(Object.keys(searches) as (keyof typeof searches)[])('%s', (name) => {
  it('counts the scores of the rule beside one, two and three columns', () => {
    fc.assert(
      fc.property(problem, (problem) => {
        const { columns, ranks } = problem;
        const all = Array.from({ length: columns.columns }, (_, column) => column);
        const chosen = all.filter((column) => isCandidateBeside(problem, [], column)).slice(0, 3);
        const expected = chosen.map((_, k) =>
          all.map((column) => {
            const beside = chosen.slice(0, k + 1);
            if (!isCandidateBeside(problem, beside, column)) return undefined;
            return scoreOf(ranks.atMost, nearestNeighboursFloat32(columns, [...beside, column]));
          }),
        );
        expect(scoresBeside(name, problem, chosen)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });
});
