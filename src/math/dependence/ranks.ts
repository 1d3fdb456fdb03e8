/**
 * Ranks with ties, as Azadkia and Chatterjee count them ("A simple measure of conditional dependence", section 2):
 * R_i = #{ j : y_j <= y_i },  L_i = #{ j : y_j >= y_i }.
 */
import { refuseNonFinite } from '../linear/finite';

export interface Ranks {
  /** R_i: how many y_j are at most y_i, itself included. */
  readonly atMost: Uint32Array;
  /** L_i: how many y_j are at least y_i, itself included. */
  readonly atLeast: Uint32Array;
  /** Sum over i of L_i squared. */
  readonly sumOfSquaredAtLeast: number;
  /** Sum over i of L_i (n - L_i): 0 exactly where y is constant. */
  readonly spread: number;
}

/**
 * Both counts for every entry, in the order of y, and the two sums that T is made of (exact integers up to
 * n = 200 000, where n^3 reaches 2^53).
 * @throws RangeError when y has fewer than 2 entries, or one that is not finite
 */
export function rank(y: ArrayLike<number>, name = 'y'): Ranks {
  const n = y.length;
  if (n < 2) throw new RangeError(`${name} needs at least 2 entries, got n=${n}`);
  refuseNonFinite(name, y);
  const sorted = Float64Array.from(y).sort();
  const atMost = new Uint32Array(n);
  const atLeast = new Uint32Array(n);
  let sumOfSquaredAtLeast = 0;
  let spread = 0;
  for (let i = 0; i < n; i++) {
    const value = y[i]!;
    const l = n - countWhere(sorted, (entry) => entry < value);
    atMost[i] = countWhere(sorted, (entry) => entry <= value);
    atLeast[i] = l;
    sumOfSquaredAtLeast += l * l;
    spread += l * (n - l);
  }
  return { atMost, atLeast, sumOfSquaredAtLeast, spread };
}

/** How many leading entries satisfy a condition that none satisfies after the first that does not. */
function countWhere(sorted: Float64Array, holds: (entry: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
