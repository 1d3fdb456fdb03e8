/**
 * The columns that FOCI works on: rule 1 of docs/decisions/0001-one-arithmetic-for-foci.md.
 *
 * One power of two scales the whole matrix, so that the widest column has a range in [1, 2) and no square overflows.
 * What lies below the smallest normal float32 is rounded to a multiple of it, so that no entry and no difference of
 * two entries is subnormal: hardware that flushes subnormals to zero sees the numbers that other hardware sees.
 */
import type { Matrix } from '../linear/matrix';

export interface PreparedColumns {
  readonly rows: number;
  readonly columns: number;
  /** Column-major: entry (i, j) is values[j * rows + i]. A column that does not vary is all zeros. */
  readonly values: Float32Array;
  /** Columns that do not vary, ascending. */
  readonly constantColumns: readonly number[];
}

/** 2^-126, the smallest normal float32. */
const SMALLEST_NORMAL = 2 ** -126;

/**
 * Rounds to float32, scales and transposes a matrix for FOCI.
 * @param x n x p, row-major
 * @param name the argument as its caller knows it, for error messages
 * @returns the p columns, and which of them do not vary after rounding and scaling
 * @throws RangeError when n < 2, p < 1, or an entry is NaN, infinite or beyond float32: with row, column and value
 */
export function prepareColumns(x: Matrix, name = 'x'): PreparedColumns {
  const { rows, columns } = x;
  if (rows < 2) throw new RangeError(`${name} needs at least 2 rows, got n=${rows}`);
  if (columns < 1) throw new RangeError(`${name} needs at least 1 column, got p=${columns}`);

  const values = transposeToFloat32(x, name);
  const scale = powerOfTwoScale(widestRange(values, rows, columns));
  const constantColumns: number[] = [];
  for (let column = 0; column < columns; column++) {
    const entries = values.subarray(column * rows, (column + 1) * rows);
    if (range(entries) > 0) scaleInPlace(entries, scale);
    if (range(entries) === 0) {
      entries.fill(0);
      constantColumns.push(column);
    }
  }
  return { rows, columns, values, constantColumns };
}

function transposeToFloat32(x: Matrix, name: string): Float32Array {
  const { rows, columns } = x;
  const transposed = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = x.values[i * columns + j]!;
      const rounded = Math.fround(value);
      if (!Number.isFinite(rounded)) {
        throw new RangeError(`${name} must be finite in float32, got ${value} in row ${i}, column ${j}`);
      }
      transposed[j * rows + i] = rounded;
    }
  }
  return transposed;
}

/** Largest minus smallest entry. */
function range(entries: Float32Array): number {
  let least = entries[0]!;
  let most = least;
  for (let i = 1; i < entries.length; i++) {
    const entry = entries[i]!;
    if (entry < least) least = entry;
    if (entry > most) most = entry;
  }
  return most - least;
}

function widestRange(values: Float32Array, rows: number, columns: number): number {
  let widest = 0;
  for (let column = 0; column < columns; column++) {
    widest = Math.max(widest, range(values.subarray(column * rows, (column + 1) * rows)));
  }
  return widest;
}

/** The power of two that brings a positive number into [1, 2); 1 for 0. */
function powerOfTwoScale(width: number): number {
  if (width === 0) return 1;
  let exponent = Math.floor(Math.log2(width));
  if (2 ** exponent > width) exponent -= 1;
  if (2 ** (exponent + 1) <= width) exponent += 1;
  return 2 ** -exponent;
}

/** The products are exact in float64; only what falls below the smallest normal number is rounded. */
function scaleInPlace(entries: Float32Array, scale: number): void {
  // Entries from 2^-102 up are multiples of 2^-126 as they are: the last place of such a float32 is 2^-125 or more.
  const finest = 2 ** -102;
  for (let i = 0; i < entries.length; i++) {
    const scaled = entries[i]! * scale;
    const isCoarse = Math.abs(scaled) >= finest;
    // Adding 0 turns -0 into 0.
    entries[i] = (isCoarse ? scaled : Math.round(scaled / SMALLEST_NORMAL) * SMALLEST_NORMAL) + 0;
  }
}
