/**
 * Gram matrices of rows about a common centre:  K_ij = (a_i - c)' (b_j - c) / s^2
 * with c the column means of the rows that the scale is fitted to, and s^2 the mean of their squared distances from c: K of those rows with
 * themselves has the trace n.
 */

import type { Matrix } from './matrix';

/** A centre and a scale for rows. */
export interface RowScale {
  readonly centre: Float64Array;
  /** s; 1 where all rows are the same. */
  readonly spread: number;
}

/** @throws RangeError where there are no rows */
export function fitRowScale({ rows, columns, values }: Matrix): RowScale {
  if (rows === 0) throw new RangeError('the centre of rows needs at least one row, got 0');
  const centre = new Float64Array(columns);
  for (let i = 0; i < rows; i++) for (let k = 0; k < columns; k++) centre[k]! += values[i * columns + k]!;
  for (let k = 0; k < columns; k++) centre[k]! /= rows;
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < columns; k++) sum += (values[i * columns + k]! - centre[k]!) ** 2;
  }
  return { centre, spread: sum > 0 ? Math.sqrt(sum / rows) : 1 };
}

/** Rows about their centre, in units of their spread. */
export function scaleRows({ rows, columns, values }: Matrix, { centre, spread }: RowScale): Matrix {
  const scaled = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < columns; k++) {
      scaled[i * columns + k] = (values[i * columns + k]! - centre[k]!) / spread;
    }
  }
  return { rows, columns, values: scaled };
}

/**
 * The inner products of every row of `left` with every row of `right`, left.rows x right.rows.
 * @throws RangeError where their rows have different lengths
 */
export function gramMatrix(left: Matrix, right: Matrix): Matrix {
  if (left.columns !== right.columns) {
    throw new RangeError(`gramMatrix needs rows of one length, got ${left.columns} and ${right.columns}`);
  }
  const { columns } = left;
  const values = new Float64Array(left.rows * right.rows);
  for (let i = 0; i < left.rows; i++) {
    const a = left.values.subarray(i * columns, (i + 1) * columns);
    for (let j = 0; j < right.rows; j++) {
      const at = j * columns;
      let sum = 0;
      for (let k = 0; k < columns; k++) sum += a[k]! * right.values[at + k]!;
      values[i * right.rows + j] = sum;
    }
  }
  return { rows: left.rows, columns: right.rows, values };
}
