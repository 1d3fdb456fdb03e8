/**
 * CODEC, the conditional dependence coefficient T of Azadkia and Chatterjee ("A simple measure of conditional dependence", section 2),
 * in float64 and with its fraction in whole numbers. With R, L as in ranks.ts, N(i) the nearest other row in X, M(i) that in (X, Z):
 *
 *   T(Y, Z)     = sum_i (n min(R_i, R_M(i)) - L_i^2) / sum_i L_i (n - L_i)
 *   T(Y, Z | X) = sum_i (min(R_i, R_M(i)) - min(R_i, R_N(i))) / sum_i (R_i - min(R_i, R_N(i)))
 *
 * Ties in Y by these counts; among equally near rows the lowest. In the limit T is 0 for independence and 1 where Y is a function
 * of Z (and X); on a sample it can be below 0.
 */
import type { Matrix } from '../linear/matrix';
import { nearestNeighbours } from './nearestNeighbour';
import { rank } from './ranks';

export interface Coefficient {
  /** num / den; NaN where that is 0 / 0. */
  readonly value: number;
  /** Exact integers, as long as n^3 stays below 2^53 (n up to 200 000). */
  readonly num: number;
  readonly den: number;
}

/**
 * T(Y, Z), or T(Y, Z | X) where x is given.
 * @param y n values
 * @param z n x d
 * @param x n x e; left out for the unconditional coefficient
 * @returns the coefficient; its value is NaN (0 / 0) where y is constant, or where the ranks of y are already determined by x
 * @throws RangeError when lengths differ, n < 2, or an entry is not finite
 */
export function codec(y: ArrayLike<number>, z: Matrix, x?: Matrix): Coefficient {
  requireRows('z', z, y.length);
  const ranks = rank(y);
  if (x === undefined) {
    const score = scoreOf(ranks.atMost, nearestNeighbours(z));
    return coefficient(y.length * score - ranks.sumOfSquaredAtLeast, ranks.spread);
  }
  requireRows('x', x, y.length);
  const completed = scoreOf(ranks.atMost, nearestNeighbours(x));
  const score = scoreOf(ranks.atMost, nearestNeighbours(joinColumns(x, z)));
  const most = ranks.atMost.reduce((sum, r) => sum + r, 0);
  return coefficient(score - completed, most - completed);
}

/** S = sum over i of min(R_i, R of i's neighbour). */
export function scoreOf(atMost: Uint32Array, neighbours: Uint32Array): number {
  let score = 0;
  for (let i = 0; i < atMost.length; i++) score += Math.min(atMost[i]!, atMost[neighbours[i]!]!);
  return score;
}

/** A fraction of whole numbers with its value. */
export function coefficient(num: number, den: number): Coefficient {
  return { value: num / den, num, den };
}

/** The columns of a followed by those of b, in float64. */
export function joinColumns(a: Matrix, b: Matrix): Matrix {
  const columns = a.columns + b.columns;
  const values = new Float64Array(a.rows * columns);
  for (let i = 0; i < a.rows; i++) {
    values.set(a.values.subarray(i * a.columns, (i + 1) * a.columns), i * columns);
    values.set(b.values.subarray(i * b.columns, (i + 1) * b.columns), i * columns + a.columns);
  }
  return { rows: a.rows, columns, values };
}

/**
 * Refuses a matrix that does not fit y.
 * @throws RangeError when the rows differ in number, there is no column, or an entry is not finite
 */
export function requireRows(name: string, x: Matrix, rows: number): void {
  if (x.rows !== rows) throw new RangeError(`y has ${rows} entries but ${name} has ${x.rows} rows`);
  if (x.columns < 1) throw new RangeError(`${name} needs at least 1 column, got ${x.columns}`);
  const bad = x.values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const row = Math.floor(bad / x.columns);
    throw new RangeError(
      `${name} must be finite, got ${x.values[bad]} in row ${row}, column ${bad % x.columns}`,
    );
  }
}
