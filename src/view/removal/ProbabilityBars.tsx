import type { SampleReport } from '../../state/contract';
import { say } from '../../words/say';
import barsStyles from '../design/Bars.module.css';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './ProbabilityBars.module.css';

interface Props {
  readonly sample: SampleReport;
  readonly classNames: readonly string[];
}

/** The class probabilities of the removed sample: a table whose cells are paired bars, before above after. */
export function ProbabilityBars({ sample, classNames }: Props) {
  return (
    <table className={styles.table}>
      <caption>
        <h3>
          <Words
            code="page.removal.probabilities.title"
            parts={{
              before: (
                <span className={`${barsStyles.key} ${barsStyles.before}`}>
                  {say('page.removal.probabilities.before')}
                </span>
              ),
              after: (
                <span className={`${barsStyles.key} ${barsStyles.after}`}>
                  {say('page.removal.probabilities.after')}
                </span>
              ),
            }}
          />
        </h3>
      </caption>
      <thead className="heard">
        <tr>
          <th>{say('page.removal.probabilities.class')}</th>
          <th>{say('page.removal.probabilities.bars')}</th>
          <th>{say('page.removal.probabilities.beforeHead')}</th>
          <th>{say('page.removal.probabilities.afterHead')}</th>
        </tr>
      </thead>
      <tbody>
        {sample.probabilitiesBefore.map((before, index) => (
          <ClassRow
            key={classNames[index] ?? index}
            name={classNames[index] ?? String(index)}
            isLabel={index === sample.label}
            before={before}
            after={sample.probabilitiesAfter[index] ?? Number.NaN}
          />
        ))}
      </tbody>
    </table>
  );
}

function ClassRow(props: { name: string; isLabel: boolean; before: number; after: number }) {
  const { name, isLabel, before, after } = props;
  return (
    <tr className={isLabel ? styles.label : ''}>
      <th scope="row" title={isLabel ? say('page.removal.probabilities.label') : undefined}>
        {name}
      </th>
      <td className={styles.bars} aria-hidden="true">
        <span className={`${barsStyles.bar} ${barsStyles.before}`} style={{ width: `${before * 100}%` }} />
        <span className={`${barsStyles.bar} ${barsStyles.after}`} style={{ width: `${after * 100}%` }} />
      </td>
      <td className="number soft">
        <Value value={before} as="chance" />
      </td>
      <td className="number">
        <Value value={after} as="chance" />
      </td>
    </tr>
  );
}
