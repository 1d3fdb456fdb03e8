import type { Chart, ChartRow } from '../state/charts';
import { Value } from './Value';

/** The numbers behind a chart. */
export function ChartTable({ chart, rows }: { chart: Chart; rows: readonly ChartRow[] }) {
  const as = chart.unit === 'share' ? 'share' : 'number';
  return (
    <div className="chart-table">
      <table>
        <thead>
          <tr>
            <th scope="col">Removal</th>
            {chart.series.map(({ key, label }) => (
              <th key={key} scope="col" className="number">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.removal}>
              <td>{row.removal === 0 ? 'original' : row.removal}</td>
              {chart.series.map(({ key }) => (
                <td key={key} className="number">
                  <Value value={row[key] ?? Number.NaN} as={as} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
