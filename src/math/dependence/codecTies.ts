/**
 * CODEC of one discrete column with its ties counted exactly: where several rows are equally near to row i, min(R_i, R_M(i)) is averaged
 * over all of them, which is what a random choice among them (Azadkia and Chatterjee) gives on average. Every tied row is visited: on
 * n values of few levels that is a number of visits near n^2 / levels, the cost that L-CODEC's noise avoids (Figures 3 and 9 of "Deep
 * Unlearning via Randomized Conditionally Independent Hessians").
 */
import { refuseNonFinite } from '../linear/finite';
import { rank } from './ranks';

export interface TiedCodec {
  /** T(Y, Z); NaN where y is constant. */
  readonly value: number;
  /** How many nearest rows were visited in all; n where nothing ties. */
  readonly visits: number;
}

/**
 * T(Y, Z) averaged over ties.
 * @param y n values
 * @param z n values
 * @throws RangeError when lengths differ, n < 2, or an entry is not finite
 */
export function codecOverTies(y: ArrayLike<number>, z: ArrayLike<number>): TiedCodec {
  if (y.length !== z.length) throw new RangeError(`y has ${y.length} entries but z has ${z.length}`);
  refuseNonFinite('z', z);
  const { atMost, sumOfSquaredAtLeast, spread } = rank(y);
  const n = y.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => z[a]! - z[b]!);
  const sorted = Float64Array.from(order, (row) => z[row]!);
  let score = 0;
  let visits = 0;
  for (let at = 0; at < n; at++) {
    const own = atMost[order[at]!]!;
    const least = nearestDistance(sorted, at);
    let sum = 0;
    let tied = 0;
    for (let k = at - 1; k >= 0 && sorted[at]! - sorted[k]! === least; k--) {
      sum += Math.min(own, atMost[order[k]!]!);
      tied += 1;
    }
    for (let k = at + 1; k < n && sorted[k]! - sorted[at]! === least; k++) {
      sum += Math.min(own, atMost[order[k]!]!);
      tied += 1;
    }
    score += sum / tied;
    visits += tied;
  }
  return { value: (n * score - sumOfSquaredAtLeast) / spread, visits };
}

function nearestDistance(sorted: Float64Array, at: number): number {
  const toLeft = at > 0 ? sorted[at]! - sorted[at - 1]! : Number.POSITIVE_INFINITY;
  const toRight = at + 1 < sorted.length ? sorted[at + 1]! - sorted[at]! : Number.POSITIVE_INFINITY;
  return Math.min(toLeft, toRight);
}
