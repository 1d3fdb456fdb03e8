import './ChartFigure.css';
import { useState } from 'react';
import type { ChartSeries, Plot, PlotRow } from '../state/charts';
import { ChartPlot, type PlaceAxis } from './ChartPlot';
import { ChartTable } from './ChartTable';

interface Props {
  readonly chart: Plot;
  readonly axis: PlaceAxis;
  readonly last?: number | undefined;
  readonly rows: readonly PlotRow[];
}

/** A chart with its title, as a picture or as its numbers. */
export function ChartFigure({ chart, axis, last, rows }: Props) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="panel chart" data-chart={chart.id} aria-label={chart.title}>
      <header>
        <h2>{chart.title}</h2>
        <button type="button" className="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          Table
        </button>
      </header>
      {asTable ? (
        <ChartTable chart={chart} axis={axis} rows={rows} />
      ) : (
        <>
          <Keys series={chart.series} />
          <ChartPlot chart={chart} axis={axis} last={last} rows={rows} />
        </>
      )}
    </figure>
  );
}

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
