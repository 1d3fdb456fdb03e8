/**
 * All eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's method (Golub and Van Loan, Matrix Computations, section 8.5): rotations
 * that make one off-diagonal entry 0 after another, until all are as small as rounding. Each sweep over the entries costs O(n^3), and the entries
 * fall quadratically: some six to ten sweeps.
 */

import { refuseNonFinite } from './finite';
import { norm } from './vector';

export interface SymmetricEigen {
  /** Ascending. */
  readonly values: Float64Array;
  /** Row k, of `size` entries, is the unit eigenvector of eigenvalue k. */
  readonly vectors: Float64Array;
}

const mostSweeps = 50;

/**
 * A = sum_k values[k] v_k v_k'.
 * @param matrix A, symmetric, size x size, row-major; left as it is
 * @throws RangeError when the matrix is not size x size or not finite
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  if (!Number.isInteger(size) || size < 1 || matrix.length !== size * size) {
    throw new RangeError(
      `symmetricEigen needs a square matrix of at least one row, got ${matrix.length} entries for ${size} rows`,
    );
  }
  refuseNonFinite('matrix', matrix);
  const a = matrix.slice();
  const rows = new Float64Array(size * size);
  for (let i = 0; i < size; i++) rows[i * size + i] = 1;
  const negligible = (Number.EPSILON * norm(a)) / size;
  let sweeps = 0;
  while (sweepOver(a, rows, size, negligible) && sweeps < mostSweeps) sweeps += 1;
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => a[i * size + i]! - a[j * size + j]!);
  const vectors = new Float64Array(size * size);
  order.forEach((row, k) => {
    vectors.set(rows.subarray(row * size, (row + 1) * size), k * size);
  });
  return { values: Float64Array.from(order, (i) => a[i * size + i]!), vectors };
}

/** Rotates every entry above the diagonal to 0 once, which disturbs the others; false where all were negligible. */
function sweepOver(a: Float64Array, rows: Float64Array, size: number, negligible: number): boolean {
  let rotated = false;
  for (let p = 0; p < size; p++) {
    for (let q = p + 1; q < size; q++) {
      if (Math.abs(a[p * size + q]!) <= negligible) continue;
      rotate(a, rows, size, p, q);
      rotated = true;
    }
  }
  return rotated;
}

/** A <- J' A J with the rotation J of axes p and q that makes A_pq 0; the rows <- J' rows. */
function rotate(a: Float64Array, rows: Float64Array, size: number, p: number, q: number): void {
  const ratio = (a[q * size + q]! - a[p * size + p]!) / (2 * a[p * size + q]!);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(ratio, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  const turn = (values: Float64Array, first: number, second: number) => {
    const x = values[first]!;
    const y = values[second]!;
    values[first] = cosine * x - sine * y;
    values[second] = sine * x + cosine * y;
  };
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q);
  for (let k = 0; k < size; k++) {
    turn(a, p * size + k, q * size + k);
    turn(rows, p * size + k, q * size + k);
  }
  a[p * size + q] = 0;
  a[q * size + p] = 0;
}
