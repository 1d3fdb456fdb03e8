/** Fewer rows than a chart has no room for, without losing what stands out. */

import type { ChartSeries, PlotRow } from './plot';

/** Rows with a number of one of these keys are never left out. */
const markedKeys = (series: readonly ChartSeries[]) =>
  series.filter(({ of, isMarked }) => of === 'retrained' || isMarked).map(({ key }) => key);

/**
 * About `limit` of the rows: the first and the last, of each stretch between them the rows with the least and the greatest number of every line, and all
 * rows with a mark of their own. So no dip and no peak is lost, however short it is.
 * @throws RangeError when limit leaves no room for both ends, and a least and a greatest of every line
 */
export function thinRows<T extends PlotRow>(
  rows: readonly T[],
  limit: number,
  series: readonly ChartSeries[],
): readonly T[] {
  const lines = series.filter(({ of }) => of === undefined).map(({ key }) => key);
  const stretches = Math.floor((limit - 2) / Math.max(1, 2 * lines.length));
  if (stretches < 1) throw new RangeError(`thinRows needs limit >= 2 + 2 per line, got limit=${limit}`);
  if (rows.length <= limit) return rows;
  const kept = new Set([0, rows.length - 1]);
  const marked = markedKeys(series);
  for (const [place, row] of rows.entries())
    if (marked.some((key) => row[key] !== undefined)) kept.add(place);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * rows.length) / stretches);
    const to = Math.floor(((stretch + 1) * rows.length) / stretches);
    for (const key of lines) for (const place of extremesOf(rows, key, from, to)) kept.add(place);
  }
  return [...kept].sort((a, b) => a - b).map((place) => rows[place]!);
}

/** Where a line is least and greatest from one place up to another; nowhere where it has no number. */
function extremesOf(rows: readonly PlotRow[], key: string, from: number, to: number): number[] {
  let least = -1;
  let greatest = -1;
  for (let place = from; place < to; place++) {
    const value = rows[place]![key];
    if (value === undefined || Number.isNaN(value)) continue;
    if (least < 0 || value < rows[least]![key]!) least = place;
    if (greatest < 0 || value > rows[greatest]![key]!) greatest = place;
  }
  return least < 0 ? [] : [least, greatest];
}
