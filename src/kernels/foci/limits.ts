/** What the kernels of FOCI are built for; a size past it is refused before anything is recorded. */

/** Rows: sums of min(R_i, R_j) then stay below 2^26, and one row's work is a small dispatch. */
export const MOST_ROWS = 8_192;
/** Columns among which one is chosen. */
export const MOST_COLUMNS = 4_096;

/** @throws RangeError when n is not from 2 to 8,192 or p not from 1 to 4,096 */
export function refuseSizes(kernel: string, n: number, p = 1): void {
  if (!Number.isInteger(n) || n < 2 || n > MOST_ROWS) {
    throw new RangeError(`${kernel} on the GPU needs n from 2 to ${MOST_ROWS} rows, got n=${n}`);
  }
  if (!Number.isInteger(p) || p < 1 || p > MOST_COLUMNS) {
    throw new RangeError(`${kernel} on the GPU needs p from 1 to ${MOST_COLUMNS} columns, got p=${p}`);
  }
}
