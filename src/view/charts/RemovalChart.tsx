import { memo, useCallback, useMemo, useState } from 'react';
import { type BesideRun, besideRuns } from '../../state/charts/beside';
import { besidePlot, linesOf, mostLines } from '../../state/charts/besidePlot';
import { chartSource } from '../../state/charts/chartSource';
import { pointAt } from '../../state/charts/chartsState';
import { type Chart, type ChartSource, namedFor, removedCounts } from '../../state/charts/plot';
import { thinRows } from '../../state/charts/thinRows';
import { formats, say } from '../../words/say';
import { ChartFigure } from '../design/ChartFigure';
import { mostPoints, type PlaceAxis } from '../design/ChartPlot';
import { useInTurn } from '../design/useInTurn';
import { useLab, useLabStore } from '../design/useLab';
import { LineChoice, RangeArea } from './BesideMarks';
import { PointedLine, RejectedKey, RejectedMarks, ViewedLine } from './ChartMarks';

const removals: PlaceAxis = {
  key: 'removed',
  label: 'page.charts.axis',
  heading: 'page.charts.heading',
  name: (removed) =>
    removed === 0 ? say('page.charts.originalModel') : say('page.charts.afterRemoval', { removed }),
  short: (removed) => (removed === 0 ? say('page.charts.original') : formats.whole(removed)),
  empty: 'page.charts.empty',
};

/** The same, where runs that are drawn together have no place in common. */
const together: PlaceAxis = { ...removals, empty: 'page.charts.beside.empty' };

const nothing: ChartSource = { path: [], original: null, comparisons: [], rejected: [], certificate: null };

/** One chart over removals; of several runs, where some are beside. */
export const RemovalChart = memo(function RemovalChart({ chart }: { chart: Chart }) {
  const source = useInTurn(useLab(chartSource)) ?? nothing;
  const others = useInTurn(useLab(besideRuns));
  return others.length > 0 ? (
    <BesideChart chart={chart} source={source} others={others} />
  ) : (
    <OwnChart chart={chart} source={source} />
  );
});

interface ChartProps {
  readonly chart: Chart;
  readonly source: ChartSource;
}

function OwnChart({ chart, source }: ChartProps) {
  const accuracyIs = useLab((state) => state.lab?.metrics?.accuracyIs);
  const rows = useMemo(() => chart.rows(source), [chart, source]);
  const plot = useMemo(
    () => namedFor({ ...chart, series: chart.seriesOf?.(source) ?? chart.series }, accuracyIs),
    [chart, source, accuracyIs],
  );
  const { marks, onPlace } = useHistoryMarks(source);
  const { rejected } = source;
  if (chart.isRare && rows.length === 0) return null;
  return (
    <ChartFigure
      chart={plot}
      axis={removals}
      rows={rows}
      keys={rejected.length > 0 && <RejectedKey count={rejected.length} />}
      onPlace={onPlace}
    >
      {marks}
    </ChartFigure>
  );
}

/** One line of the chart for every run. */
function BesideChart({ chart, source, others }: ChartProps & { readonly others: readonly BesideRun[] }) {
  const wantedLook = useLab((state) => state.besideAs);
  const [wanted, setWanted] = useState<string | null>(null);
  const runs = useMemo(() => [{ name: say('page.charts.beside.own'), source }, ...others], [source, others]);
  const lines = useMemo(() => linesOf(chart, runs), [chart, runs]);
  const line = lines.find(({ key }) => key === wanted) ?? lines[0] ?? null;
  const look = runs.length > mostLines ? 'mean' : wantedLook;
  const { series, rows } = useMemo(
    () => (line === null ? { series: [], rows: [] } : besidePlot(chart, runs, line.key, look)),
    [chart, runs, line, look],
  );
  const accuracyIs = useLab((state) => state.lab?.metrics?.accuracyIs);
  const plot = useMemo(() => namedFor({ ...chart, series }, accuracyIs), [chart, series, accuracyIs]);
  const { marks, onPlace } = useHistoryMarks(source);
  const drawn = useMemo(
    () => (
      <>
        {look === 'mean' && <RangeArea rows={thinRows(rows, mostPoints.large, series)} />}
        {marks}
      </>
    ),
    [look, rows, series, marks],
  );
  if (line === null) return null;
  return (
    <ChartFigure
      chart={plot}
      axis={together}
      rows={rows}
      keys={<LineChoice lines={lines} line={line.key} onLine={setWanted} />}
      onPlace={onPlace}
    >
      {drawn}
    </ChartFigure>
  );
}

/** What links a chart to the history: rejected removals, the removal under the pointer, and which one it is. */
function useHistoryMarks(source: ChartSource) {
  const store = useLabStore();
  const [places, ids] = useMemo(() => placesOf(source), [source]);
  const { rejected } = source;
  const marks = useMemo(
    () => (
      <>
        <RejectedMarks rejected={rejected} />
        <ViewedLine places={places} />
        <PointedLine places={places} />
      </>
    ),
    [rejected, places],
  );
  const onPlace = useCallback(
    (removed: number | null) => pointAt(store, removed === null ? null : (ids.get(removed) ?? null)),
    [store, ids],
  );
  return { marks, onPlace };
}

/** Where each removal stands on the axis, and which one stands at each place. */
function placesOf({ path, rejected }: ChartSource): [Map<number, number>, Map<number, number>] {
  const counts = removedCounts(path);
  const accepted = path.map(({ id }, i) => [id, counts[i]!] as const);
  const tried = rejected.map(({ id, removed }) => [id, removed] as const);
  return [new Map([[0, 0], ...accepted, ...tried]), new Map(accepted.map(([id, place]) => [place, id]))];
}
