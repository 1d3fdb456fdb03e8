/**
 * A = Q T Q' for a symmetric A: T tridiagonal, Q a product of reflections I - 2 u u' (Householder's method; Golub and Van Loan, Matrix Computations,
 * section 8.3.1), from the last row up. With it any number of systems (gamma A + lambda I) x = b cost O(n^2) each, and the eigenvalues of A are those of T.
 */

import { refuseNonFinite } from './finite';
import type { Tridiagonal } from './tridiagonal';
import { dot, norm } from './vector';

export interface Tridiagonalisation {
  readonly tridiagonal: Tridiagonal;
  /** Q' b. */
  readonly turn: (b: Float64Array) => Float64Array<ArrayBuffer>;
  /** Q y. */
  readonly turnBack: (y: Float64Array) => Float64Array<ArrayBuffer>;
}

/**
 * Pauses after each row, so that a caller may stop it. Takes 2/3 n^3 multiplications.
 * @param matrix A, size x size, row-major; only its lower triangle is read, and it is left as it is
 * @throws RangeError when the matrix is not size x size or not finite
 */
export function* tridiagonaliseInPieces(
  matrix: Float64Array,
  size: number,
): Generator<void, Tridiagonalisation> {
  if (!Number.isInteger(size) || size < 1 || matrix.length !== size * size) {
    throw new RangeError(
      `tridiagonaliseInPieces needs a square matrix of at least one row, got ${matrix.length} entries for ${size} rows`,
    );
  }
  refuseNonFinite('matrix', matrix);
  const a = matrix.slice();
  const diagonal = new Float64Array(size);
  const offDiagonal = new Float64Array(size - 1);
  const reflections: Float64Array[] = [];
  // What is left of A is a - v w' - w v': subtracted in the sweep that multiplies by the next u.
  let v = new Float64Array(size);
  let w = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    const row = a.subarray(i * size, i * size + i + 1);
    for (let k = 0; k <= i; k++) row[k]! -= v[i]! * w[k]! + w[i]! * v[k]!;
    diagonal[i] = row[i]!;
    if (i === 0) break;
    const { u, last } = reflect(row.subarray(0, i));
    offDiagonal[i - 1] = last;
    reflections.push(u);
    const product = updateAndMultiply(a, size, i, v, w, u);
    const along = dot(product, u);
    v = u;
    w = product.map((entry, k) => 2 * (entry - along * u[k]!));
    yield;
  }
  return {
    tridiagonal: { diagonal, offDiagonal },
    turn: (b) => mirrorAt(reflections, b.slice()),
    turnBack: (y) => mirrorAt(reflections.toReversed(), y.slice()),
  };
}

/** The unit vector u (or 0) with (I - 2 u u') x = last times the last axis; |last| = |x|. */
function reflect(x: Float64Array): { readonly u: Float64Array<ArrayBuffer>; readonly last: number } {
  const u = Float64Array.from(x);
  const length = norm(x);
  const end = x.length - 1;
  const last = x[end]! > 0 ? -length : length;
  u[end]! -= last;
  const scale = norm(u);
  return { u: scale > 0 ? u.map((entry) => entry / scale) : u, last };
}

/** a <- a - v w' - w v' in the lower triangle of the first `rows` rows, and the product of that symmetric matrix and u. */
function updateAndMultiply(
  a: Float64Array,
  size: number,
  rows: number,
  v: Float64Array,
  w: Float64Array,
  u: Float64Array,
): Float64Array<ArrayBuffer> {
  const product = new Float64Array(rows);
  for (let j = 0; j < rows; j++) {
    const first = j * size;
    const [vj, wj, uj] = [v[j]!, w[j]!, u[j]!];
    let sum = 0;
    for (let k = 0; k < j; k++) {
      const entry = a[first + k]! - vj * w[k]! - wj * v[k]!;
      a[first + k] = entry;
      sum += entry * u[k]!;
      product[k]! += entry * uj;
    }
    a[first + j]! -= 2 * vj * wj;
    product[j]! += sum + a[first + j]! * uj;
  }
  return product;
}

/** x reflected at one plane after another; each concerns the entries that its u has. */
function mirrorAt(
  reflections: readonly Float64Array[],
  x: Float64Array<ArrayBuffer>,
): Float64Array<ArrayBuffer> {
  for (const u of reflections) {
    const along = 2 * dot(u, x.subarray(0, u.length));
    for (let k = 0; k < u.length; k++) x[k]! -= along * u[k]!;
  }
  return x;
}
