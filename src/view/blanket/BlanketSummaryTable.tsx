import { type BlanketSummary, type Spread, summariseBlankets } from '../../state/blanket/blanketSummary';
import type { BlanketRun } from '../../state/contract';
import { Value } from '../design/Value';

/** One line per method: how much of the blanket it found, how much that is not in it, and how long that took. */
export function BlanketSummaryTable({ runs }: { runs: readonly BlanketRun[] }) {
  if (runs.length === 0) {
    return <p className="blanket-none soft">Press Run to compare both methods.</p>;
  }
  return (
    <table className="blanket-summary">
      <caption className="heard">Mean and standard deviation over the repeats</caption>
      <thead>
        <tr>
          <th scope="col">Method</th>
          <th scope="col" className="number" title="Share of the true blanket that was found">
            True positives
          </th>
          <th scope="col" className="number" title="Share of the other variables that was found">
            False positives
          </th>
          <th scope="col" className="number">
            Median time
          </th>
        </tr>
      </thead>
      <tbody>
        {summariseBlankets(runs).map((summary) => (
          <SummaryRow key={summary.method} summary={summary} />
        ))}
      </tbody>
    </table>
  );
}

function SummaryRow({ summary }: { summary: BlanketSummary }) {
  const { method, truePositiveRate, falsePositiveRate, medianMs } = summary;
  return (
    <tr data-method={method}>
      <th scope="row">{method}</th>
      <td className="number">
        <SpreadValue spread={truePositiveRate} />
      </td>
      <td className="number">
        <SpreadValue spread={falsePositiveRate} />
      </td>
      <td className="number">
        <Value value={medianMs} as="duration" />
      </td>
    </tr>
  );
}

function SpreadValue({ spread: { mean, deviation } }: { spread: Spread }) {
  return (
    <>
      <Value value={mean} as="chance" />
      {deviation !== null && (
        <span className="soft">
          {' ± '}
          <Value value={deviation} as="chance" />
        </span>
      )}
    </>
  );
}
