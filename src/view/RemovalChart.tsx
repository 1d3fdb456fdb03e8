import { memo, useMemo } from 'react';
import type { Chart } from '../state/charts';
import { ChartFigure } from './ChartFigure';
import type { PlaceAxis } from './ChartPlot';
import { useInTurn } from './useInTurn';
import { useLab } from './useLab';

interface Props {
  readonly chart: Chart;
  /** Place in the order in which the charts draw. */
  readonly turn: number;
}

const removals: PlaceAxis = {
  key: 'removal',
  label: 'removals',
  heading: 'Removal',
  name: (removal) => (removal === 0 ? 'original model' : `after removal ${removal}`),
  short: (removal) => (removal === 0 ? 'original' : String(removal)),
  empty: 'After the first removal',
};

/** One chart over removals. */
export const RemovalChart = memo(function RemovalChart({ chart, turn }: Props) {
  const lab = useInTurn(
    useLab((state) => state.lab),
    turn + 1,
  );
  const rows = useMemo(() => (lab === null ? [] : chart.rows(lab.reports, lab.metrics)), [chart, lab]);
  return <ChartFigure chart={chart} axis={removals} rows={rows} />;
});
