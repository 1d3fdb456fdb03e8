export interface MatmulShape {
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
  /** Whether a is stored inner x rows, and b columns x inner. */
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/**
 * op(a) op(b), rows x columns, in float64: C[i, j] = sum_k A[i, k] B[k, j]. The oracle of the matmul kernel.
 * @throws RangeError when the lengths do not fit the shape
 */
export function matmul(a: Float32Array, b: Float32Array, shape: MatmulShape): Float64Array {
  const { rows, columns, inner, transposeA, transposeB } = shape;
  if (a.length !== rows * inner || b.length !== inner * columns) {
    throw new RangeError(
      `matmul of ${rows} x ${inner} and ${inner} x ${columns} needs ${rows * inner} and ${inner * columns} entries, got ${a.length} and ${b.length}`,
    );
  }
  const product = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) {
        const left = a[transposeA ? k * rows + i : i * inner + k]!;
        const right = b[transposeB ? j * inner + k : k * columns + j]!;
        sum += left * right;
      }
      product[i * columns + j] = sum;
    }
  }
  return product;
}
