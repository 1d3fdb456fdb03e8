import { type Plot, type PlotRow, seriesName } from '../../state/charts/plot';
import { say } from '../../words/say';
import type { PlaceAxis } from './ChartPlot';
import { type Column, Table } from './Table';
import { Value } from './Value';

interface Props {
  readonly chart: Plot;
  readonly axis: PlaceAxis;
  readonly rows: readonly PlotRow[];
}

/** The numbers behind a chart. */
export function ChartTable({ chart, axis, rows }: Props) {
  const as = chart.unit === 'share' ? 'share' : 'number';
  const places: Column<PlotRow> = {
    key: axis.key,
    heading: say(axis.heading),
    cell: (row) => axis.short(row[axis.key]!),
    by: (row) => row[axis.key],
  };
  const columns = chart.series.map(
    (series): Column<PlotRow> => ({
      key: series.key,
      heading: seriesName(series),
      isNumber: true,
      cell: (row) => row[series.key] !== undefined && <Value value={row[series.key]!} as={as} />,
      by: (row) => row[series.key],
    }),
  );
  return (
    <Table
      label={say(chart.title)}
      columns={[places, ...columns]}
      rows={rows}
      keyOf={(row) => row[axis.key]!}
      height="fill"
    />
  );
}
