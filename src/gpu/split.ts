/** Splits the work of a kernel so that no dispatch takes long: a slow one freezes the display or trips the driver's watchdog. */

import type { Gpu } from './device';

/**
 * Pairs of rows that one submission may look at: some 80 ms on slow hardware of its class. Software adapters look at 0.3 to 0.5 pairs a nanosecond,
 * the slowest of real GPUs at 10 or more. Longer ones freeze the display, trip the driver's watchdog and keep a cancel waiting.
 */
export function workPerSubmit({ software }: Pick<Gpu, 'software'>): number {
  return software ? 1.6e7 : 8e8;
}

export interface RowRange {
  readonly firstRow: number;
  readonly rows: number;
}

/**
 * Cuts rows into stretches of at most so much work, one row at the least.
 * @param workPerRow and `workPerDispatch`: in the same unit, pairs of rows for the kernels of FOCI
 */
export function splitRows(rows: number, workPerRow: number, workPerDispatch: number): RowRange[] {
  const stretch = Math.max(1, Math.min(rows, Math.floor(workPerDispatch / workPerRow)));
  const ranges: RowRange[] = [];
  for (let firstRow = 0; firstRow < rows; firstRow += stretch) {
    ranges.push({ firstRow, rows: Math.min(stretch, rows - firstRow) });
  }
  return ranges;
}
