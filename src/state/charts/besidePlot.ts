/** One line of a chart for several runs: each by itself, or their mean and what lies between the least and the greatest. Plain tables. */

import { say } from '../../words/say';
import type { BesideLook } from './beside';
import {
  type Chart,
  type ChartRow,
  type ChartSeries,
  type ChartSource,
  type PlotRow,
  seriesStyles,
} from './plot';

/** A run with what it is called. */
export interface NamedSource {
  readonly name: string;
  readonly source: ChartSource;
}

/** So many lines can be told from each other: `before` is muted. */
export const mostLines = seriesStyles.length - 1;

/** The rows of a chart by the run that they are drawn from: a run that does not grow is read once. */
const known = new WeakMap<ChartSource, Map<string, readonly ChartRow[]>>();

function rowsOf(chart: Chart, source: ChartSource): readonly ChartRow[] {
  const own = known.get(source) ?? new Map<string, readonly ChartRow[]>();
  known.set(source, own);
  const rows = own.get(chart.id) ?? chart.rows(source);
  own.set(chart.id, rows);
  return rows;
}

/** The lines of a chart that some run has a number of, each once; those of retrained models are left out. */
export function linesOf(chart: Chart, runs: readonly NamedSource[]): readonly ChartSeries[] {
  const lines = new Map<string, ChartSeries>();
  for (const { source } of runs) {
    const rows = rowsOf(chart, source);
    for (const line of chart.seriesOf?.(source) ?? chart.series) {
      const isThere = line.of === undefined && rows.some((row) => row[line.key] !== undefined);
      if (isThere && !lines.has(line.key)) lines.set(line.key, line);
    }
  }
  return [...lines.values()];
}

export interface BesidePlot {
  readonly series: readonly ChartSeries[];
  readonly rows: readonly PlotRow[];
}

/**
 * One line of several runs.
 * @param line its key in the chart
 * @param look `lines` of more runs than can be told apart is `mean`
 */
export function besidePlot(
  chart: Chart,
  runs: readonly NamedSource[],
  line: string,
  look: BesideLook,
): BesidePlot {
  const rows = joinRows(chart, runs, line);
  if (look === 'mean' || runs.length > mostLines) return meanPlot(rows, runs.length);
  const series = runs.map(
    ({ name }, i): ChartSeries => ({
      key: runKey(i),
      name,
      label: 'page.charts.beside.title',
      style: seriesStyles[i]!,
    }),
  );
  return { series, rows };
}

const runKey = (i: number) => `run${i}`;

/** A row for each number of samples that some run has, with the number of each run there. */
function joinRows(chart: Chart, runs: readonly NamedSource[], line: string): PlotRow[] {
  const joined = new Map<number, Record<string, number>>();
  runs.forEach(({ source }, i) => {
    for (const row of rowsOf(chart, source)) {
      const value = row[line];
      if (value === undefined) continue;
      const there = joined.get(row.removed) ?? { removed: row.removed };
      there[runKey(i)] = value;
      joined.set(row.removed, there);
    }
  });
  return [...joined.values()].sort((a, b) => a.removed! - b.removed!);
}

/** The mean, the least and the greatest where every run has a number: elsewhere they would be of other runs. */
function meanPlot(joined: readonly PlotRow[], count: number): BesidePlot {
  const rows = joined.flatMap((row): PlotRow[] => {
    const values = Array.from({ length: count }, (_, i) => row[runKey(i)]);
    if (!values.every((value) => value !== undefined)) return [];
    const mean = values.reduce((sum, value) => sum + value / count, 0);
    return [{ removed: row.removed, mean, least: Math.min(...values), greatest: Math.max(...values) }];
  });
  const series = (['mean', 'least', 'greatest'] as const).map(
    (key): ChartSeries => ({
      key,
      name: key === 'mean' ? say('page.charts.beside.mean', { count }) : say(`page.charts.beside.${key}`),
      label: 'page.charts.beside.title',
      style: key === 'mean' ? 'after' : 'before',
    }),
  );
  return { series, rows };
}
