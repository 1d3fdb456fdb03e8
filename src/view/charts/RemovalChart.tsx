import { memo, useMemo } from 'react';
import { chartSource } from '../../state/charts/chartSource';
import type { Chart } from '../../state/charts/charts';
import { formats, say } from '../../words/say';
import { ChartFigure } from '../design/ChartFigure';
import type { PlaceAxis } from '../design/ChartPlot';
import { useInTurn } from '../design/useInTurn';
import { useLab } from '../design/useLab';

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

/** One chart over removals. */
export const RemovalChart = memo(function RemovalChart({ chart, turn }: Props) {
  const source = useInTurn(useLab(chartSource), turn + 1);
  const rows = useMemo(() => (source === null ? [] : chart.rows(source)), [chart, source]);
  return <ChartFigure chart={chart} axis={removals} rows={rows} />;
});
