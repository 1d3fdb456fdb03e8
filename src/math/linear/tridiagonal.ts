/**
 * Eigenvalues of a symmetric tridiagonal matrix T by bisection with Sturm counts: the number of negative pivots of T - x I,
 *   q_1 = d_1 - x,   q_i = d_i - x - e_{i-1}^2 / q_{i-1},
 * is the number of eigenvalues below x (Barth, Martin and Wilkinson 1967; Golub and Van Loan, section 8.4.1).
 */

export interface Tridiagonal {
  /** d_1 to d_n. */
  readonly diagonal: ArrayLike<number>;
  /** e_1 to e_(n-1): e_i stands in row i, column i + 1, and the other way round. */
  readonly offDiagonal: ArrayLike<number>;
}

/** How many eigenvalues are below x. */
export function countEigenvaluesBelow({ diagonal, offDiagonal }: Tridiagonal, x: number): number {
  let count = 0;
  let pivot = 1;
  for (let i = 0; i < diagonal.length; i++) {
    const coupling = i === 0 ? 0 : offDiagonal[i - 1]! ** 2 / pivot;
    pivot = awayFromZero(diagonal[i]! - x - coupling);
    if (pivot < 0) count += 1;
  }
  return count;
}

/** A pivot of 0 counts as a tiny negative one, so that the next pivot can be had. */
function awayFromZero(pivot: number): number {
  return Math.abs(pivot) < 2 ** -960 ? -(2 ** -960) : pivot;
}

/**
 * The eigenvalue with this index, 0 for the smallest, within a few rounding errors of T's size.
 * @throws RangeError when T has no such eigenvalue
 */
export function tridiagonalEigenvalue(matrix: Tridiagonal, index: number): number {
  const size = matrix.diagonal.length;
  if (!Number.isInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`a tridiagonal matrix of size ${size} has no eigenvalue ${index}`);
  }
  let [low, high] = gershgorinInterval(matrix);
  const width = 2 * Number.EPSILON * Math.max(Math.abs(low), Math.abs(high));
  while (high - low > width) {
    const middle = low + (high - low) / 2;
    if (countEigenvaluesBelow(matrix, middle) > index) high = middle;
    else low = middle;
  }
  return low + (high - low) / 2;
}

/** An interval that holds all eigenvalues (Gershgorin's discs). */
function gershgorinInterval({ diagonal, offDiagonal }: Tridiagonal): [low: number, high: number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < diagonal.length; i++) {
    const radius = Math.abs(offDiagonal[i - 1] ?? 0) + Math.abs(offDiagonal[i] ?? 0);
    low = Math.min(low, diagonal[i]! - radius);
    high = Math.max(high, diagonal[i]! + radius);
  }
  return [low, high];
}

/**
 * The unit eigenvector of the smallest or the largest eigenvalue, by inverse iteration from just outside the spectrum, where T less the
 * shift is definite and elimination needs no pivoting.
 * @param eigenvalue the smallest or the largest one
 */
export function extremeEigenvector(
  matrix: Tridiagonal,
  end: 'smallest' | 'largest',
  eigenvalue: number,
): Float64Array {
  const [low, high] = gershgorinInterval(matrix);
  const nudge = 8 * Number.EPSILON * Math.max(Math.abs(low), Math.abs(high));
  const shift = end === 'smallest' ? eigenvalue - nudge : eigenvalue + nudge;
  let vector = new Float64Array(matrix.diagonal.length).fill(1);
  for (let iteration = 0; iteration < 3; iteration++) {
    const solution = solveShifted(matrix, shift, vector);
    const length = Math.hypot(...solution);
    vector = solution.map((entry) => entry / length);
  }
  return vector;
}

/** The x of (T - shift I) x = rhs, by elimination without pivoting. */
export function solveShifted(
  { diagonal, offDiagonal }: Tridiagonal,
  shift: number,
  rhs: Float64Array,
): Float64Array<ArrayBuffer> {
  const size = rhs.length;
  const pivots = new Float64Array(size);
  const x = Float64Array.from(rhs);
  for (let i = 0; i < size; i++) {
    const factor = i === 0 ? 0 : offDiagonal[i - 1]! / pivots[i - 1]!;
    pivots[i] = awayFromZero(diagonal[i]! - shift - (i === 0 ? 0 : factor * offDiagonal[i - 1]!));
    if (i > 0) x[i]! -= factor * x[i - 1]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    const right = i === size - 1 ? 0 : offDiagonal[i]! * x[i + 1]!;
    x[i] = (x[i]! - right) / pivots[i]!;
  }
  return x;
}
