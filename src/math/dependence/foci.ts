/**
 * FOCI, Feature Ordering by Conditional Independence (Azadkia and Chatterjee), in the form that L-FOCI takes (Algorithm 2
 * of "Deep Unlearning via Randomized Conditionally Independent Hessians"): forward selection of the column with the largest
 * T(y, column | chosen), until T <= 0.
 *
 * Exact and fast: every integer is the one that fociBrute.ts counts (docs/decisions/0001-one-arithmetic-for-foci.md), from sorted
 * columns in the first step, from kept distances and pruned searches later.
 *
 * Where columns hold many equal values, lfoci.ts (the same on randomised data) is the one to use: it says why.
 */

import type { Matrix } from '../linear/matrix';
import { finish } from '../linear/pieces';
import { type PreparedColumns, prepareColumns } from './columns';
import type { FociOptions, FociStep, FociTrace } from './fociTrace';
import { startSelection } from './forwardSelection';
import { type Ranks, rank } from './ranks';
import { type SearchBeside, searchPlainly } from './searchBeside';
import { searchInVectors } from './searchInVectors';
import { scoreSingleColumn } from './singleColumnScore';
import { MOST_SORTED, sortColumn, sortOrder } from './sortOrder';

/** Kept distances take 4 n^2 bytes: 256 MiB at this n. */
export const MOST_ROWS = 8192;

/** Told of every step as it is decided; may throw to cancel the selection. */
export type OnStep = (step: FociStep, index: number) => void;

/**
 * Forward selection of the columns of x that y depends on.
 * @param y n values
 * @param x n x p
 * @param options see FociOptions
 * @param onStep told of every step; what it throws ends the selection and reaches the caller
 * @returns the chosen columns with their T, every candidate's T of every step, and why it stopped; nothing is chosen where y or
 *   all of x does not vary
 * @throws RangeError when y and x differ in length, n < 2, n > 8192 (65 536 for the `cheap` variant), or an entry is not finite
 */
export function foci(y: ArrayLike<number>, x: Matrix, options: FociOptions = {}, onStep?: OnStep): FociTrace {
  return finish(fociInPieces(y, x, options, onStep));
}

/**
 * The same with a pause after each candidate, so that a caller may stop it.
 * @throws RangeError as `foci` does
 */
export function* fociInPieces(
  y: ArrayLike<number>,
  x: Matrix,
  options: FociOptions = {},
  onStep?: OnStep,
): Generator<void, FociTrace> {
  if (y.length !== x.rows) throw new RangeError(`y has ${y.length} entries but x has ${x.rows} rows`);
  const ranks = rank(y);
  const columns = prepareColumns(x);
  const mostRows = options.variant === 'cheap' ? MOST_SORTED : MOST_ROWS;
  if (columns.rows > mostRows) {
    throw new RangeError(`foci takes at most ${mostRows} rows, got n=${columns.rows}`);
  }
  const selection = startSelection(ranks, columns.columns, columns.constantColumns, options);
  const scorer = createScorer(ranks, columns);
  let index = 0;
  while (selection.stop === undefined) {
    const step = selection.judge(yield* scorer.score(selection.isCandidate));
    onStep?.(step, index++);
    if (step.taken && selection.stop === undefined) scorer.take(step.best);
  }
  return selection.trace();
}

/** Counts the scores of one step after another. */
interface Scorer {
  score(isCandidate: (column: number) => boolean): Generator<void, Float64Array>;
  take(column: number): void;
}

function createScorer(ranks: Ranks, columns: PreparedColumns): Scorer {
  const { rows, values } = columns;
  const entries = (column: number) => values.subarray(column * rows, (column + 1) * rows);
  const orders: Uint16Array[] = [];
  const order = (column: number): Uint16Array => {
    orders[column] ??= sortOrder(entries(column));
    return orders[column];
  };
  const scores = new Float64Array(columns.columns);
  const problem = { ranks, columns, order };
  let beside: SearchBeside | undefined;

  return {
    *score(isCandidate) {
      if (beside !== undefined) {
        yield* beside.score(isCandidate, scores);
        return scores;
      }
      for (let column = 0; column < columns.columns; column++) {
        if (!isCandidate(column)) continue;
        const { sorted, order: rowsInOrder } = sortColumn(entries(column), order(column));
        scores[column] = scoreSingleColumn(sorted, rowsInOrder, ranks.atMost);
        yield;
      }
      return scores;
    },
    take(column) {
      beside ??= searchInVectors(problem) ?? searchPlainly(problem);
      beside.add(column);
    },
  };
}
