import { type Plot, type PlotRow, seriesName } from '../../state/charts/charts';
import { say } from '../../words/say';
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
            <th scope="col">{say(axis.heading)}</th>
            {chart.series.map((series) => (
              <th key={series.key} scope="col" className="number">
                {seriesName(series)}
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
