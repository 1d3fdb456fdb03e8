import type { Metrics } from '../state/contract';
import type { Format } from './format';
import { Value } from './Value';

interface MetricRow {
  readonly key: keyof Metrics;
  readonly label: string;
  readonly as: Format;
  readonly differenceAs: Format;
}

const rows: readonly MetricRow[] = [
  { key: 'residualAccuracy', label: 'Residual accuracy', as: 'share', differenceAs: 'points' },
  { key: 'validationAccuracy', label: 'Validation accuracy', as: 'share', differenceAs: 'points' },
  { key: 'forgetAccuracy', label: 'Forget accuracy', as: 'share', differenceAs: 'points' },
  { key: 'residualLoss', label: 'Residual loss', as: 'number', differenceAs: 'signedNumber' },
  { key: 'validationLoss', label: 'Validation loss', as: 'number', differenceAs: 'signedNumber' },
  { key: 'residualGradientNorm', label: 'Residual gradient', as: 'number', differenceAs: 'signedNumber' },
];

/** What the removal did to the model: each metric before and after, and the difference. */
export function MetricsTable({ before, after }: { before: Metrics; after: Metrics }) {
  return (
    <table className="metrics">
      <thead>
        <tr>
          <th scope="col">The model</th>
          <th scope="col" className="number">
            before
          </th>
          <th scope="col" className="number">
            after
          </th>
          <th scope="col" className="number">
            change
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <MetricLine key={row.key} row={row} before={before[row.key]} after={after[row.key]} />
        ))}
      </tbody>
    </table>
  );
}

function MetricLine(props: { row: MetricRow; before: number | null; after: number | null }) {
  const { row, before, after } = props;
  return (
    <tr data-number={row.key}>
      <th scope="row">{row.label}</th>
      <td className="number soft">{before === null ? 'none yet' : <Value value={before} as={row.as} />}</td>
      <td className="number">{after === null ? 'none yet' : <Value value={after} as={row.as} />}</td>
      <td className="number">
        {before !== null && after !== null && <Value value={after - before} as={row.differenceAs} />}
      </td>
    </tr>
  );
}
