/** What the charts have beside their lines while several runs are drawn. */

import { useXAxisScale, useYAxisScale } from 'recharts';
import { type ChartSeries, type PlotRow, seriesName } from '../../state/charts/plot';
import { say } from '../../words/say';
import styles from './BesideMarks.module.css';

/** The ground between the least and the greatest. */
export function RangeArea({ rows }: { rows: readonly PlotRow[] }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!x || !y || rows.length < 2) return null;
  const at = (row: PlotRow, key: string) => [Number(x(row.removed!)), Number(y(row[key]!))] as const;
  const corners = [
    ...rows.map((row) => at(row, 'greatest')),
    ...rows.toReversed().map((row) => at(row, 'least')),
  ];
  // Powers of ten have no place for what is not above 0.
  if (corners.some((corner) => !corner.every(Number.isFinite))) return null;
  const d = corners.map(([left, top], i) => `${i === 0 ? 'M' : 'L'}${left} ${top}`).join('');
  return <path className={styles.range} data-range={rows.length} d={`${d}Z`} />;
}

interface LineChoiceProps {
  readonly lines: readonly ChartSeries[];
  readonly line: string;
  onLine(line: string): void;
}

/** Which line of the chart is drawn of every run. */
export function LineChoice({ lines, line, onLine }: LineChoiceProps) {
  if (lines.length < 2) return null;
  return (
    <select
      className={styles.line}
      aria-label={say('page.charts.beside.line')}
      value={line}
      onChange={({ target }) => onLine(target.value)}
    >
      {lines.map((one) => (
        <option key={one.key} value={one.key}>
          {seriesName(one)}
        </option>
      ))}
    </select>
  );
}
