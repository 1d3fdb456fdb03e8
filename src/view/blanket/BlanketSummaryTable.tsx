import { type BlanketSummary, type Spread, summariseBlankets } from '../../state/blanket/blanketSummary';
import type { BlanketRun } from '../../state/contract';
import { say } from '../../words/say';
import { Defined } from '../design/Defined';
import { Value } from '../design/Value';
import blanketPageStyles from './BlanketPage.module.css';
import styles from './BlanketSummaryTable.module.css';

/** One line per method: how much of the blanket it found, how much that is not in it, and how long that took. */
export function BlanketSummaryTable({ runs }: { runs: readonly BlanketRun[] }) {
  if (runs.length === 0) {
    return <p className={`${blanketPageStyles.none} soft`}>{say('page.blanket.summary.empty')}</p>;
  }
  return (
    <table className={styles.summary}>
      <caption className="heard">{say('page.blanket.summary.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('page.blanket.summary.method')}</th>
          <th scope="col" className="number">
            <Defined definition={{ about: say('page.blanket.summary.truePositivesAbout'), better: null }}>
              {say('page.blanket.summary.truePositives')}
            </Defined>
          </th>
          <th scope="col" className="number">
            <Defined definition={{ about: say('page.blanket.summary.falsePositivesAbout'), better: null }}>
              {say('page.blanket.summary.falsePositives')}
            </Defined>
          </th>
          <th scope="col" className="number">
            {say('page.blanket.summary.time')}
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
