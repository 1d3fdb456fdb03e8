/**
 * FOCI by the plain incremental double loop: the distances over the chosen columns are kept, and every step looks at all
 * pairs of rows for every candidate. Follows docs/decisions/0001-one-arithmetic-for-foci.md word by word; the rival of the fast
 * search in foci.ts and the judge of its integers.
 */

import type { Matrix } from '../linear/matrix';
import { type PreparedColumns, prepareColumns } from './columns';
import type { FociOptions, FociTrace } from './fociTrace';
import { startSelection } from './forwardSelection';
import { type Ranks, rank } from './ranks';

/** 2^-126: a smaller square counts as 0 (squaredDistance.ts; spelt out here for the speed of the loop). */
const SMALLEST_NORMAL = 2 ** -126;

/**
 * Forward selection, n^2 pairs per candidate and step.
 * @param y n values
 * @param x n x p
 * @throws RangeError when y and x differ in length, n < 2, or an entry is not finite
 */
export function fociBrute(y: ArrayLike<number>, x: Matrix, options: FociOptions = {}): FociTrace {
  if (y.length !== x.rows) throw new RangeError(`y has ${y.length} entries but x has ${x.rows} rows`);
  const columns = prepareColumns(x);
  const ranks = rank(y);
  const selection = startSelection(ranks, columns.columns, columns.constantColumns, options);
  const scores = new Float64Array(columns.columns);
  let kept: Float32Array | undefined;
  while (selection.stop === undefined) {
    for (let column = 0; column < columns.columns; column++) {
      if (!selection.isCandidate(column)) continue;
      scores[column] =
        kept === undefined
          ? scoreFirst(entries(columns, column), ranks)
          : scoreNext(entries(columns, column), kept, ranks);
    }
    const step = selection.judge(scores);
    if (step.taken && selection.stop === undefined) {
      kept = addColumn(kept ?? new Float32Array(x.rows * x.rows), entries(columns, step.best));
    }
  }
  return selection.trace();
}

function entries(columns: PreparedColumns, column: number): Float32Array {
  return columns.values.subarray(column * columns.rows, (column + 1) * columns.rows);
}

/** Score of a single column: the distance is |d|. */
function scoreFirst(column: Float32Array, ranks: Ranks): number {
  const n = column.length;
  const { atMost } = ranks;
  let score = 0;
  for (let i = 0; i < n; i++) {
    let least = Number.POSITIVE_INFINITY;
    let nearest = -1;
    for (let j = 0; j < n; j++) {
      const distance = Math.abs(Math.fround(column[i]! - column[j]!));
      if (distance < least && j !== i) {
        least = distance;
        nearest = j;
      }
    }
    score += Math.min(atMost[i]!, atMost[nearest]!);
  }
  return score;
}

/** Score of a column beside the chosen ones, whose squared distances are kept (n x n). */
function scoreNext(column: Float32Array, kept: Float32Array, ranks: Ranks): number {
  const n = column.length;
  const { atMost } = ranks;
  let score = 0;
  for (let i = 0; i < n; i++) {
    let least = Number.POSITIVE_INFINITY;
    let nearest = -1;
    for (let j = 0; j < n; j++) {
      const difference = Math.fround(column[i]! - column[j]!);
      let square = Math.fround(difference * difference);
      if (square < SMALLEST_NORMAL) square = 0;
      const distance = Math.fround(kept[i * n + j]! + square);
      if (distance < least && j !== i) {
        least = distance;
        nearest = j;
      }
    }
    score += Math.min(atMost[i]!, atMost[nearest]!);
  }
  return score;
}

/** Adds the chosen column's squares to the kept distances. */
function addColumn(kept: Float32Array, column: Float32Array): Float32Array {
  const n = column.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const difference = Math.fround(column[i]! - column[j]!);
      const square = Math.fround(difference * difference);
      if (square >= SMALLEST_NORMAL) kept[i * n + j] = Math.fround(kept[i * n + j]! + square);
    }
  }
  return kept;
}
