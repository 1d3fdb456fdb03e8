/**
 * The samples nearest to a set: the distance of a candidate x from a set S is  min over s in S of |x - s|,  Euclidean.
 */

import type { Matrix } from '../linear/matrix';

/**
 * Squared distance of every candidate from the set, candidate by candidate.
 * @throws RangeError where the set is empty, or the rows have different lengths
 */
export function* distancesToSet(candidates: Matrix, set: Matrix): Generator<void, Float64Array> {
  const { columns } = candidates;
  if (set.rows === 0) throw new RangeError('distances to a set need at least one row in it, got 0');
  if (set.columns !== columns) {
    throw new RangeError(`distancesToSet needs rows of one length, got ${columns} and ${set.columns}`);
  }
  const nearest = new Float64Array(candidates.rows).fill(Infinity);
  for (let i = 0; i < candidates.rows; i++) {
    for (let s = 0; s < set.rows; s++) {
      let sum = 0;
      for (let k = 0; k < columns && sum < nearest[i]!; k++) {
        sum += (candidates.values[i * columns + k]! - set.values[s * columns + k]!) ** 2;
      }
      if (sum < nearest[i]!) nearest[i] = sum;
    }
    yield;
  }
  return nearest;
}

/** The places of the smallest values, the smallest first; of equals the earlier one. */
export function smallestPlaces(values: ArrayLike<number>, count: number): number[] {
  const places = Array.from({ length: values.length }, (_, i) => i);
  return places.sort((a, b) => values[a]! - values[b]! || a - b).slice(0, count);
}
