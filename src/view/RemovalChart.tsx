import { memo, useMemo, useState } from 'react';
import type { Chart, ChartSeries } from '../state/charts';
import { ChartPlot } from './ChartPlot';
import { ChartTable } from './ChartTable';
import { useInTurn } from './useInTurn';
import { useLab } from './useLab';

interface Props {
  readonly chart: Chart;
  /** Place in the order in which the charts draw. */
  readonly turn: number;
}

/** One chart over removals, as a picture or as its numbers. */
export const RemovalChart = memo(function RemovalChart({ chart, turn }: Props) {
  const [asTable, setAsTable] = useState(false);
  const lab = useInTurn(
    useLab((state) => state.lab),
    turn + 1,
  );
  const rows = useMemo(() => (lab === null ? [] : chart.rows(lab.reports, lab.metrics)), [chart, lab]);
  return (
    <figure className="panel chart" data-chart={chart.id} aria-label={chart.title}>
      <header>
        <h2>{chart.title}</h2>
        <button type="button" className="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          Table
        </button>
      </header>
      {asTable ? (
        <ChartTable chart={chart} rows={rows} />
      ) : (
        <>
          <Keys series={chart.series} />
          <ChartPlot chart={chart} rows={rows} />
        </>
      )}
    </figure>
  );
});

function Keys({ series }: { series: readonly ChartSeries[] }) {
  if (series.length < 2) return <div className="chart-keys" />;
  return (
    <div className="chart-keys">
      {series.map(({ key, label, style }) => (
        <span key={key} className={style}>
          <i />
          {label}
        </span>
      ))}
    </div>
  );
}
