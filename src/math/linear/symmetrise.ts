/**
 * (M + M') / 2 + damping I: the symmetric matrix next to M, with a damped diagonal.
 * @param matrix M, size x size, row-major; left as it is
 * @throws RangeError when the matrix is not size x size
 */
export function symmetrise(matrix: Float32Array | Float64Array, size: number, damping: number): Float64Array {
  if (matrix.length !== size * size) {
    throw new RangeError(`symmetrise needs ${size * size} entries for ${size} rows, got ${matrix.length}`);
  }
  const symmetric = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const mean = (matrix[i * size + j]! + matrix[j * size + i]!) / 2;
      symmetric[i * size + j] = i === j ? mean + damping : mean;
    }
  }
  return symmetric;
}
