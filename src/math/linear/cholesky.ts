/**
 * The Cholesky factorisation A = L L' of a symmetric positive definite matrix, L lower triangular with a positive diagonal
 * (Golub and Van Loan, Matrix Computations, section 4.2), and what is solved with it:
 *   L_ij = (A_ij - sum_{k < j} L_ik L_jk) / L_jj,   L_ii = sqrt(A_ii - sum_{k < i} L_ik^2)
 */

import { multiplyVector } from './matrixVector';

/** L, size x size, row-major, 0 above the diagonal: in float64 from the CPU, in float32 from the GPU. */
export type CholeskyFactor = Float32Array | Float64Array;

/**
 * L in float64. Rows are computed four at a time, so that what is read of the rows above serves four.
 * @param matrix A, size x size, row-major; only its lower triangle is read
 * @returns L, or null where a pivot is not positive: A is not positive definite
 * @throws RangeError when the matrix is not size x size
 */
export function choleskyFactor(matrix: Float32Array | Float64Array, size: number): Float64Array | null {
  if (!Number.isInteger(size) || size < 1 || matrix.length !== size * size) {
    throw new RangeError(
      `choleskyFactor needs a square matrix of at least one row, got ${matrix.length} entries for ${size} rows`,
    );
  }
  const factor = new Float64Array(size * size);
  for (let first = 0; first < size; first += 4) {
    const rows = Math.min(4, size - first);
    if (rows === 4) fillFourRows(matrix, factor, size, first);
    for (let i = first; i < first + rows; i++) {
      const from = rows === 4 ? first : 0;
      if (!finishRow(matrix, factor, size, i, from)) return null;
    }
  }
  return factor;
}

/** The entries left of column `first` of the four rows from `first` on. */
function fillFourRows(
  matrix: Float32Array | Float64Array,
  factor: Float64Array,
  size: number,
  first: number,
): void {
  const row0 = first * size;
  const row1 = row0 + size;
  const row2 = row1 + size;
  const row3 = row2 + size;
  for (let j = 0; j < first; j++) {
    const above = j * size;
    let sum0 = matrix[row0 + j]!;
    let sum1 = matrix[row1 + j]!;
    let sum2 = matrix[row2 + j]!;
    let sum3 = matrix[row3 + j]!;
    for (let k = 0; k < j; k++) {
      const entry = factor[above + k]!;
      sum0 -= factor[row0 + k]! * entry;
      sum1 -= factor[row1 + k]! * entry;
      sum2 -= factor[row2 + k]! * entry;
      sum3 -= factor[row3 + k]! * entry;
    }
    const pivot = factor[above + j]!;
    factor[row0 + j] = sum0 / pivot;
    factor[row1 + j] = sum1 / pivot;
    factor[row2 + j] = sum2 / pivot;
    factor[row3 + j] = sum3 / pivot;
  }
}

/** The entries of row i from column `from` up to the diagonal; false where the pivot is not positive. */
function finishRow(
  matrix: Float32Array | Float64Array,
  factor: Float64Array,
  size: number,
  i: number,
  from: number,
): boolean {
  const row = i * size;
  for (let j = from; j <= i; j++) {
    const above = j * size;
    let sum = matrix[row + j]!;
    for (let k = 0; k < j; k++) sum -= factor[row + k]! * factor[above + k]!;
    if (j < i) factor[row + j] = sum / factor[above + j]!;
    else if (sum > 0) factor[row + i] = Math.sqrt(sum);
    else return false;
  }
  return true;
}

/**
 * The x of L L' x = rhs in float64, by one forward and one backward substitution.
 * @throws RangeError when the factor does not fit the right-hand side
 */
export function solveCholesky(factor: CholeskyFactor, rhs: Float64Array): Float64Array {
  const size = rhs.length;
  if (factor.length !== size * size) {
    throw new RangeError(
      `solveCholesky needs ${size * size} factor entries for ${size} unknowns, got ${factor.length}`,
    );
  }
  const x = rhs.slice();
  for (let i = 0; i < size; i++) {
    let sum = x[i]!;
    for (let j = 0; j < i; j++) sum -= factor[i * size + j]! * x[j]!;
    x[i] = sum / factor[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    const value = x[i]! / factor[i * size + i]!;
    x[i] = value;
    for (let j = 0; j < i; j++) x[j]! -= factor[i * size + j]! * value;
  }
  return x;
}

/**
 * One step of iterative refinement (Golub and Van Loan, section 3.5.3): x + (L L')^-1 (rhs - A x), the residual in float64. It takes
 * most of the rounding of a float32 factor out of the solution.
 * @param matrix A, size x size, row-major
 * @param factor of A, of any precision
 * @param solution x, as solveCholesky gives it; left as it is
 */
export function refineSolution(
  matrix: Float32Array | Float64Array,
  factor: CholeskyFactor,
  rhs: Float64Array,
  solution: Float64Array,
): Float64Array {
  const product = multiplyVector(matrix, solution);
  const correction = solveCholesky(
    factor,
    rhs.map((value, i) => value - product[i]!),
  );
  return solution.map((value, i) => value + correction[i]!);
}
