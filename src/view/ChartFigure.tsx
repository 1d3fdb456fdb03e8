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
        <ChartTable
          chart={hasRetrained(chart.series, rows) ? chart : withoutRings(chart)}
          axis={axis}
          rows={rows}
        />
      ) : (
        <>
          <Keys series={chart.series} rows={rows} />
          <ChartPlot chart={chart} axis={axis} last={last} rows={rows} />
        </>
      )}
    </figure>
  );
}

function Keys({ series, rows }: { series: readonly ChartSeries[]; rows: readonly PlotRow[] }) {
  const lines = series.filter(({ of }) => of === undefined);
  const isCompared = hasRetrained(series, rows);
  return (
    <div className="chart-keys">
      {lines.length > 1 &&
        lines.map(({ key, label, style }) => (
          <span key={key} className={style}>
            <i />
            {label}
          </span>
        ))}
      {isCompared && (
        <span className="ring">
          <i />
          retrained
        </span>
      )}
    </div>
  );
}

const withoutRings = (chart: Plot): Plot => ({
  ...chart,
  series: chart.series.filter(({ of }) => of === undefined),
});

/** Whether a number of a retrained model is among the rows. */
function hasRetrained(series: readonly ChartSeries[], rows: readonly PlotRow[]): boolean {
  return series.some(({ key, of }) => of === 'retrained' && rows.some((row) => row[key] !== undefined));
}
