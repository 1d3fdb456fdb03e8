/** A dense matrix in row-major order: entry (i, j) is values[i * columns + j]. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array | Float64Array;
}

/**
 * Wraps row-major values as a matrix.
 * @throws RangeError when the number of values is not rows * columns
 */
export function matrix(rows: number, columns: number, values: Float32Array | Float64Array): Matrix {
  if (values.length !== rows * columns) {
    throw new RangeError(
      `a ${rows} x ${columns} matrix needs ${rows * columns} values, got ${values.length}`,
    );
  }
  return { rows, columns, values };
}
