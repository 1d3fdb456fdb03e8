/**
 * The Jensen-Shannon divergence of two distributions in base 2 (J. Lin, "Divergence measures based on the Shannon entropy", IEEE
 * Transactions on Information Theory 1991):
 *   JS(p, q) = 1/2 sum_k p_k log2(2 p_k / (p_k + q_k)) + 1/2 sum_k q_k log2(2 q_k / (p_k + q_k)),   0 log 0 = 0
 * 0 for equal distributions, 1 for distributions that share no class; symmetric.
 */

import { countRows } from './rows';

type Vector = Float32Array | Float64Array;

/**
 * JS(p, q) in bits, 0 to 1.
 * @param p probabilities that add up to 1, as q
 * @throws RangeError when the lengths differ
 */
export function jensenShannon(p: Vector, q: Vector): number {
  if (p.length !== q.length) {
    throw new RangeError(`jensenShannon needs distributions of one length, got ${p.length} and ${q.length}`);
  }
  let sum = 0;
  for (let k = 0; k < p.length; k++) {
    const both = p[k]! + q[k]!;
    if (p[k]! > 0) sum += p[k]! * Math.log2((2 * p[k]!) / both);
    if (q[k]! > 0) sum += q[k]! * Math.log2((2 * q[k]!) / both);
  }
  return Math.min(1, Math.max(0, sum / 2));
}

/**
 * The mean over the rows of JS between two models' probabilities on the same images.
 * @param p rows x classes, row-major, as q
 * @throws RangeError when there are no rows, or the two have different sizes
 */
export function meanJensenShannon(p: Vector, q: Vector, classes: number): number {
  const rows = countRows(p, classes);
  if (q.length !== p.length) {
    throw new RangeError(
      `meanJensenShannon needs as many rows of each, got ${p.length} and ${q.length} values`,
    );
  }
  if (rows === 0) throw new RangeError('a mean divergence needs at least one row, got 0');
  let sum = 0;
  for (let begin = 0; begin < p.length; begin += classes) {
    sum += jensenShannon(p.subarray(begin, begin + classes), q.subarray(begin, begin + classes));
  }
  return sum / rows;
}
