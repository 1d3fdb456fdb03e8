/**
 * The product A x of a square matrix, row-major, and a vector, in float64.
 * @throws RangeError when the matrix is not size x size for a vector of `size` entries
 */
export function multiplyVector(matrix: Float32Array | Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  if (matrix.length !== size * size) {
    throw new RangeError(
      `multiplyVector needs ${size * size} matrix entries for a vector of ${size}, got ${matrix.length}`,
    );
  }
  const product = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[i * size + j]! * vector[j]!;
    product[i] = sum;
  }
  return product;
}
