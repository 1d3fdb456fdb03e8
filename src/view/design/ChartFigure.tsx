import { useState } from 'react';
import type { ChartSeries, Plot, PlotRow } from '../../state/charts/charts';
import { say } from '../../words/say';
import styles from './ChartFigure.module.css';
import { ChartPlot, type PlaceAxis } from './ChartPlot';
import { ChartTable } from './ChartTable';
import { SeriesKey } from './SeriesMark';

interface Props {
  readonly chart: Plot;
  readonly axis: PlaceAxis;
  readonly last?: number | undefined;
  readonly rows: readonly PlotRow[];
}

/** A chart with its title, as a picture or as its numbers. */
export function ChartFigure({ chart: given, axis, last, rows }: Props) {
  const [asTable, setAsTable] = useState(false);
  const chart = withoutAbsent(given, rows);
  const lines = chart.series.filter(({ of }) => of === undefined);
  const isCompared = hasRetrained(chart.series, rows);
  return (
    <figure className={`panel ${styles.chart}`} data-chart={chart.id} aria-label={say(chart.title)}>
      <header>
        <h2>{say(chart.title)}</h2>
        {isCompared && lines.length > mostBeside && <RingKey />}
        <button type="button" className="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {say('page.charts.table')}
        </button>
      </header>
      {asTable ? (
        <ChartTable chart={isCompared ? chart : { ...chart, series: lines }} axis={axis} rows={rows} />
      ) : (
        <>
          <Keys series={lines} isCompared={isCompared} />
          <ChartPlot chart={chart} axis={axis} last={last} rows={rows} />
        </>
      )}
    </figure>
  );
}

/** Without the rare series that no row has a number of. */
function withoutAbsent(chart: Plot, rows: readonly PlotRow[]): Plot {
  const isThere = ({ key, isRare }: ChartSeries) => !isRare || rows.some((row) => row[key] !== undefined);
  return { ...chart, series: chart.series.filter(isThere) };
}

/** Up to so many lines leave room for the ring beside their names; else it stands beside the title. */
const mostBeside = 2;

function Keys({ series, isCompared }: { series: readonly ChartSeries[]; isCompared: boolean }) {
  return (
    <div className={styles.keys}>
      {series.length > 1 &&
        series.map(({ key, label, style }) => (
          <span key={key} className={style}>
            <SeriesKey style={style} />
            {say(label)}
          </span>
        ))}
      {isCompared && series.length <= mostBeside && <RingKey />}
    </div>
  );
}

function RingKey() {
  return (
    <span className={styles.ring}>
      <i />
      {say('page.charts.retrained')}
    </span>
  );
}

/** Whether a number of a retrained model is among the rows. */
function hasRetrained(series: readonly ChartSeries[], rows: readonly PlotRow[]): boolean {
  return series.some(({ key, of }) => of === 'retrained' && rows.some((row) => row[key] !== undefined));
}
