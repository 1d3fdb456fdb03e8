import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { type ChartSeries, type Plot, type PlotRow, seriesName } from '../../state/charts/plot';
import { say } from '../../words/say';
import { ChartDialog } from './ChartDialog';
import styles from './ChartFigure.module.css';
import { ChartPlot, type PlaceAxis } from './ChartPlot';
import { ChartTable } from './ChartTable';
import { Defined } from './Defined';
import { metricDefinition } from './definitions';
import { PartBoundary } from './PartBoundary';
import { SeriesKey } from './SeriesMark';

interface Props {
  readonly chart: Plot;
  readonly axis: PlaceAxis;
  readonly last?: number | undefined;
  readonly rows: readonly PlotRow[];
  /** Drawn over the lines: see ChartPlot. */
  readonly children?: ReactNode;
  /** What else the keys name. */
  readonly keys?: ReactNode;
  onPlace?(place: number | null): void;
}

/** A chart with its title, as a picture or as its numbers. Where it cannot be drawn, it says so in its place. */
export function ChartFigure(props: Props) {
  return (
    <PartBoundary of={say(props.chart.title)}>
      <Figure {...props} />
    </PartBoundary>
  );
}

function Figure(props: Props) {
  const { chart: given, axis, last, rows, children, keys, onPlace } = props;
  const [asTable, setAsTable] = useState(false);
  const [isLarge, setIsLarge] = useState(false);
  // The very same while nothing changed: the plot is then not drawn anew.
  const chart = useMemo(() => withoutAbsent(given, rows), [given, rows]);
  const enlarge = useCallback(() => setIsLarge(true), []);
  const lines = chart.series.filter(({ of }) => of === undefined);
  const isCompared = hasRetrained(chart.series, rows);
  return (
    <figure className={`panel ${styles.chart}`} data-chart={chart.id} aria-label={say(chart.title)}>
      <header>
        <h2>
          <Title chart={chart} lines={lines} />
        </h2>
        {isCompared && lines.length > mostBeside && <RingKey />}
        <button type="button" className="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {say('page.charts.table')}
        </button>
        <button
          type="button"
          className="quiet"
          aria-label={say('page.charts.enlargeOf', { chart: say(chart.title) })}
          title={say('page.charts.enlarge')}
          onClick={enlarge}
        >
          <span aria-hidden="true">⤢</span>
        </button>
      </header>
      {asTable ? (
        <ChartTable chart={isCompared ? chart : { ...chart, series: lines }} axis={axis} rows={rows} />
      ) : (
        <>
          <ChartKeys series={lines} isCompared={isCompared}>
            {keys}
          </ChartKeys>
          <ChartPlot
            chart={chart}
            axis={axis}
            last={last}
            rows={rows}
            size="small"
            onPress={enlarge}
            {...(onPlace && { onPlace })}
          >
            {children}
          </ChartPlot>
        </>
      )}
      {isLarge && (
        <ChartDialog
          chart={chart}
          axis={axis}
          rows={rows}
          keys={
            <ChartKeys series={lines} isCompared={isCompared}>
              {keys}
            </ChartKeys>
          }
          onLeave={() => setIsLarge(false)}
        >
          {children}
        </ChartDialog>
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

interface KeysProps {
  readonly series: readonly ChartSeries[];
  readonly isCompared: boolean;
  readonly children: ReactNode;
}

function ChartKeys({ series, isCompared, children }: KeysProps) {
  return (
    <div className={styles.keys}>
      {series.length > 1 &&
        series.map((one) => (
          <span key={one.key}>
            <SeriesKey style={one.style} />
            <SeriesName series={one} />
          </span>
        ))}
      {isCompared && series.length <= mostBeside && <RingKey />}
      {children}
    </div>
  );
}

/** A chart of one line is named by its title: that explains what the line is. */
function Title({ chart, lines: [first, ...others] }: { chart: Plot; lines: readonly ChartSeries[] }) {
  const title = say(chart.title);
  return first && others.length === 0 ? <Explained of={first}>{title}</Explained> : title;
}

function SeriesName({ series }: { series: ChartSeries }) {
  return <Explained of={series}>{seriesName(series)}</Explained>;
}

function Explained({ of: { metric, accuracyIs }, children }: { of: ChartSeries; children: string }) {
  const definition = metric === undefined ? null : metricDefinition(metric, accuracyIs);
  return definition === null ? children : <Defined definition={definition}>{children}</Defined>;
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
