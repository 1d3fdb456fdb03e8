/**
 * Solves A x = b by Gaussian elimination with partial pivoting (Golub and Van Loan, algorithm 3.4.1), which also serves
 * indefinite matrices, where Cholesky fails.
 * @param matrix n x n, row-major; left as it is
 * @throws RangeError when the sizes do not fit or a pivot is 0
 */
export function solveLinear(matrix: Float64Array, rhs: Float64Array): Float64Array {
  const n = rhs.length;
  if (matrix.length !== n * n)
    throw new RangeError(`solveLinear needs ${n * n} matrix entries for ${n} unknowns, got ${matrix.length}`);
  const a = matrix.slice();
  const x = rhs.slice();
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(a[row * n + column]!) > Math.abs(a[pivot * n + column]!)) pivot = row;
    }
    if (a[pivot * n + column] === 0)
      throw new RangeError(`the matrix is singular: pivot ${column} of ${n} is 0`);
    if (pivot !== column) {
      const moved = a.slice(pivot * n, (pivot + 1) * n);
      a.copyWithin(pivot * n, column * n, (column + 1) * n);
      a.set(moved, column * n);
      [x[pivot], x[column]] = [x[column]!, x[pivot]!];
    }
    const diagonal = a[column * n + column]!;
    for (let row = column + 1; row < n; row++) {
      const factor = a[row * n + column]! / diagonal;
      if (factor === 0) continue;
      for (let j = column + 1; j < n; j++) a[row * n + j]! -= factor * a[column * n + j]!;
      x[row]! -= factor * x[column]!;
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = x[row]!;
    for (let j = row + 1; j < n; j++) sum -= a[row * n + j]! * x[j]!;
    x[row] = sum / a[row * n + row]!;
  }
  return x;
}
