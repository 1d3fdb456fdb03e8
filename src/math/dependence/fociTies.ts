/**
 * FOCI on discrete columns with its ties counted exactly: where several rows are equally near over the chosen columns and the candidate, min(R_i, R_M(i)) is averaged over all
 * of them, which is what a random choice among them (Azadkia and Chatterjee) gives on average. Every tied row is visited: the cost that L-FOCI's noise avoids (Figures 3 and 9 of
 * "Deep Unlearning via Randomized Conditionally Independent Hessians"). codecTies.ts is its first step.
 */

import type { Matrix } from '../linear/matrix';
import { prepareColumns } from './columns';
import type { FociOptions, FociTrace } from './fociTrace';
import { startSelection } from './forwardSelection';
import { type Ranks, rank } from './ranks';

export interface TiedFoci extends FociTrace {
  /** How many nearest rows were visited in all. */
  readonly visits: number;
}

/**
 * Forward selection with ties averaged, n^2 pairs per candidate and step.
 * @param y n values
 * @param x n x p
 * @throws RangeError when y and x differ in length, n < 2, or an entry is not finite
 */
export function fociOverTies(y: ArrayLike<number>, x: Matrix, options: FociOptions = {}): TiedFoci {
  if (y.length !== x.rows) throw new RangeError(`y has ${y.length} entries but x has ${x.rows} rows`);
  const { rows, columns, values, constantColumns } = prepareColumns(x);
  const ranks = rank(y);
  const selection = startSelection(ranks, columns, constantColumns, options);
  const kept = new Float64Array(rows * rows);
  const scores = new Float64Array(columns);
  let visits = 0;
  while (selection.stop === undefined) {
    for (let column = 0; column < columns; column++) {
      if (!selection.isCandidate(column)) continue;
      const found = scoreOverTies(values.subarray(column * rows, (column + 1) * rows), kept, ranks);
      scores[column] = found.score;
      visits += found.visits;
    }
    const { best, taken } = selection.judge(scores);
    if (taken && selection.stop === undefined) addTo(kept, values.subarray(best * rows, (best + 1) * rows));
  }
  return { ...selection.trace(), visits };
}

function addTo(kept: Float64Array, column: Float32Array): void {
  const n = column.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) kept[i * n + j]! += (column[i]! - column[j]!) ** 2;
  }
}

function scoreOverTies(column: Float32Array, kept: Float64Array, { atMost }: Ranks) {
  const n = column.length;
  let score = 0;
  let visits = 0;
  for (let i = 0; i < n; i++) {
    let least = Number.POSITIVE_INFINITY;
    let [sum, tied] = [0, 0];
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      const distance = kept[i * n + j]! + (column[i]! - column[j]!) ** 2;
      if (distance > least) continue;
      if (distance < least) [least, sum, tied] = [distance, 0, 0];
      sum += Math.min(atMost[i]!, atMost[j]!);
      tied += 1;
    }
    score += sum / tied;
    visits += tied;
  }
  return { score, visits };
}
