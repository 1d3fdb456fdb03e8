import type { Plot, PlotRow } from '../../state/charts/charts';
import type { PlaceAxis } from './ChartPlot';
import { Value } from './Value';

interface Props {
  readonly chart: Plot;
  readonly axis: PlaceAxis;
  readonly rows: readonly PlotRow[];
}

/** The numbers behind a chart. */
export function ChartTable({ chart, axis, rows }: Props) {
  const as = chart.unit === 'share' ? 'share' : 'number';
  return (
    <div className="chart-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{axis.heading}</th>
            {chart.series.map(({ key, label }) => (
              <th key={key} scope="col" className="number">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const place = row[axis.key]!;
            return (
              <tr key={place}>
                <td>{axis.short(place)}</td>
                {chart.series.map(({ key }) => (
                  <td key={key} className="number">
                    {row[key] !== undefined && <Value value={row[key]} as={as} />}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
