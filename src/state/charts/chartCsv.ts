import { type Plot, type PlotRow, seriesName } from './plot';

/** Commas, quotes and line ends need quotes around a cell (RFC 4180). */
const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * A chart's numbers as a table of comma-separated values: all rows, none thinned out, in full precision. Shares are from 0 to 1; a cell without a number is empty.
 * @param place the key of the first column, and what stands above it
 */
export function chartCsv(
  { series }: Plot,
  place: { readonly key: string; readonly heading: string },
  rows: readonly PlotRow[],
): string {
  const head = [place.heading, ...series.map(seriesName)].map(cell);
  const lines = rows.map((row) => [place.key, ...series.map(({ key }) => key)].map((key) => row[key] ?? ''));
  return [head, ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}
