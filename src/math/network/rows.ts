/** Row-major matrices with one row a sample and one column a class. */

type Vector = Float32Array | Float64Array;

/**
 * What a function makes of every row.
 * @param values rows x classes, row-major
 * @param of as many numbers as it is given
 * @returns its results in the same layout
 * @throws RangeError when the values are no whole number of rows
 */
export function mapRows(values: Vector, classes: number, of: (row: Vector) => Float64Array): Float64Array {
  const results = new Float64Array(values.length);
  for (let row = 0; row < countRows(values, classes); row++) {
    results.set(of(values.subarray(row * classes, (row + 1) * classes)), row * classes);
  }
  return results;
}

/**
 * The number of rows.
 * @throws RangeError when there are no classes, or the values are no whole number of rows
 */
export function countRows(values: ArrayLike<number>, classes: number): number {
  if (!Number.isInteger(classes) || classes < 1) {
    throw new RangeError(`rows need at least one class, got ${classes}`);
  }
  if (values.length % classes !== 0) {
    throw new RangeError(`${values.length} values are no whole number of rows of ${classes} classes`);
  }
  return values.length / classes;
}
