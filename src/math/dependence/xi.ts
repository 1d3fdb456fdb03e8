/**
 * Chatterjee's rank coefficient ("A new coefficient of correlation", equation 1.2). With the rows in ascending order of x,
 * r_i = #{ j : y_j <= y_(i) } and l_i = #{ j : y_j >= y_(i) }:
 *
 *   xi = 1 - n sum |r_(i+1) - r_i| / (2 sum l_i (n - l_i)),
 *
 * in the limit 0 where y is independent of x and 1 where it is a function of x. Rows of equal x stay in their order, where Chatterjee
 * draws their order at random: the same data give the same value.
 */

import { refuseNonFinite } from '../linear/finite';
import { type Coefficient, coefficient } from './codec';
import { type Ranks, rank } from './ranks';

/**
 * How far y is a function of x.
 * @param x n values
 * @param y n values
 * @returns the coefficient; its value is NaN (0 / 0) where y is constant
 * @throws RangeError when lengths differ, n < 2, or an entry is not finite
 */
export function xi(x: ArrayLike<number>, y: ArrayLike<number>): Coefficient {
  if (x.length !== y.length) throw new RangeError(`x has ${x.length} entries but y has ${y.length}`);
  refuseNonFinite('x', x);
  const ranks = rank(y);
  const order = Uint32Array.from({ length: x.length }, (_, i) => i).sort((a, b) => x[a]! - x[b]! || a - b);
  return xiOfOrder(order, ranks);
}

/**
 * The same from the rows in ascending order of x.
 * @param order row indices
 * @param ranks of y
 */
export function xiOfOrder(order: ArrayLike<number>, ranks: Ranks): Coefficient {
  const n = order.length;
  let jumps = 0;
  for (let k = 1; k < n; k++) {
    jumps += Math.abs(ranks.atMost[order[k]!]! - ranks.atMost[order[k - 1]!]!);
  }
  return coefficient(2 * ranks.spread - n * jumps, 2 * ranks.spread);
}
