import { memo, useCallback, useMemo } from 'react';
import { chartSource } from '../../state/charts/chartSource';
import { pointAt } from '../../state/charts/chartsState';
import { type Chart, type ChartSource, removedCounts } from '../../state/charts/plot';
import { formats, say } from '../../words/say';
import { ChartFigure } from '../design/ChartFigure';
import type { PlaceAxis } from '../design/ChartPlot';
import { useInTurn } from '../design/useInTurn';
import { useLab, useLabStore } from '../design/useLab';
import { PointedLine, RejectedKey, RejectedMarks } from './ChartMarks';

interface Props {
  readonly chart: Chart;
  /** Place in the order in which the charts draw. */
  readonly turn: number;
}

const removals: PlaceAxis = {
  key: 'removed',
  label: 'page.charts.axis',
  heading: 'page.charts.heading',
  name: (removed) =>
    removed === 0 ? say('page.charts.originalModel') : say('page.charts.afterRemoval', { removed }),
  short: (removed) => (removed === 0 ? say('page.charts.original') : formats.whole(removed)),
  empty: 'page.charts.empty',
};

const nothing: ChartSource = { path: [], original: null, comparisons: [], rejected: [] };

/** One chart over removals. */
export const RemovalChart = memo(function RemovalChart({ chart, turn }: Props) {
  const store = useLabStore();
  const source = useInTurn(useLab(chartSource), turn + 1) ?? nothing;
  const rows = useMemo(() => chart.rows(source), [chart, source]);
  const plot = useMemo(
    () => ({ ...chart, series: chart.seriesOf?.(source) ?? chart.series }),
    [chart, source],
  );
  const [places, ids] = useMemo(() => placesOf(source), [source]);
  const { rejected } = source;
  const marks = useMemo(
    () => (
      <>
        <RejectedMarks rejected={rejected} />
        <PointedLine places={places} />
      </>
    ),
    [rejected, places],
  );
  const onPlace = useCallback(
    (removed: number | null) => pointAt(store, removed === null ? null : (ids.get(removed) ?? null)),
    [store, ids],
  );
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
});

/** Where each removal stands on the axis, and which one stands at each place. */
function placesOf({ path, rejected }: ChartSource): [Map<number, number>, Map<number, number>] {
  const counts = removedCounts(path);
  const accepted = path.map(({ id }, i) => [id, counts[i]!] as const);
  const tried = rejected.map(({ id, removed }) => [id, removed] as const);
  return [new Map([...accepted, ...tried]), new Map(accepted.map(([id, place]) => [place, id]))];
}
