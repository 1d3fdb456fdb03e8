import './MetricsTable.css';
import type { Metrics, RemovalReport } from '../state/contract';
import type { Format } from './format';
import { Value } from './Value';

interface Line {
  readonly name: string;
  readonly label: string;
  readonly as: Format;
  readonly before: number | null;
  readonly after: number | null;
}

function sampleLines({ sample }: RemovalReport): Line[] {
  return [
    {
      name: 'sampleLoss',
      label: 'Sample loss',
      as: 'number',
      before: sample.lossBefore,
      after: sample.lossAfter,
    },
    {
      name: 'sampleGradientNorm',
      label: 'Sample gradient',
      as: 'number',
      before: sample.gradientNormBefore,
      after: sample.gradientNormAfter,
    },
  ];
}

const metricLabels: Record<keyof Metrics, { label: string; as: Format }> = {
  residualAccuracy: { label: 'Residual accuracy', as: 'share' },
  validationAccuracy: { label: 'Validation accuracy', as: 'share' },
  forgetAccuracy: { label: 'Forget accuracy', as: 'share' },
  residualLoss: { label: 'Residual loss', as: 'number' },
  validationLoss: { label: 'Validation loss', as: 'number' },
  residualGradientNorm: { label: 'Residual gradient', as: 'number' },
};

const metricNames = Object.keys(metricLabels) as (keyof Metrics)[];

function modelLines({ before, after }: RemovalReport): Line[] {
  return metricNames.map((name) => ({
    name,
    ...metricLabels[name],
    before: before[name],
    after: after[name],
  }));
}

/** What the removal did to the sample and to the model: each number before and after, and the difference. */
export function MetricsTable({ report }: { report: RemovalReport }) {
  return (
    <table className="metrics">
      <thead>
        <tr>
          <th scope="col">Before and after</th>
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
      <Lines lines={sampleLines(report)} />
      <Lines lines={modelLines(report)} />
    </table>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <tbody>
      {lines.map((line) => (
        <MetricRow key={line.name} line={line} />
      ))}
    </tbody>
  );
}

function MetricRow({ line: { name, label, as, before, after } }: { line: Line }) {
  return (
    <tr data-number={name}>
      <th scope="row">{label}</th>
      <td className="number soft">{before === null ? 'none' : <Value value={before} as={as} />}</td>
      <td className="number">{after === null ? 'none' : <Value value={after} as={as} />}</td>
      <td className="number">
        {before !== null && after !== null && (
          <Value value={after - before} as={as === 'share' ? 'points' : 'difference'} />
        )}
      </td>
    </tr>
  );
}
