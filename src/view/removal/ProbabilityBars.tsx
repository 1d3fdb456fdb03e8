import { useState } from 'react';
import type { SampleReport } from '../../state/contract';
import { likelyClasses } from '../../state/removal/likelyClasses';
import { say } from '../../words/say';
import barsStyles from '../design/Bars.module.css';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './ProbabilityBars.module.css';

interface Props {
  readonly sample: SampleReport;
  readonly classNames: readonly string[];
  /** The same under the retrained model, where there is one. */
  readonly retrained: ArrayLike<number> | null;
}

/** The class probabilities of the removed sample: a table whose cells are paired bars, before above after above retrained. Of many classes the likely ones come first, the others when they are asked for. */
export function ProbabilityBars({ sample, classNames, retrained }: Props) {
  const { probabilitiesBefore, probabilitiesAfter, label } = sample;
  const [areAll, setAreAll] = useState(false);
  const likely = likelyClasses(
    [probabilitiesBefore, probabilitiesAfter, ...(retrained ? [retrained] : [])],
    label,
  );
  const count = probabilitiesBefore.length;
  const hasSeveral = useLab((state) => state.lab?.metrics?.accuracyIs !== undefined);
  const shown = areAll ? probabilitiesBefore.map((_, index) => index) : likely;
  const table = (
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
          {retrained && (
            <span className={`${barsStyles.key} ${barsStyles.third}`}>
              {say('page.removal.probabilities.retrained')}
            </span>
          )}
        </h3>
      </caption>
      <thead className="heard">
        <tr>
          <th>{say('page.removal.probabilities.class')}</th>
          <th>{say('page.removal.probabilities.bars')}</th>
          <th>{say('page.removal.probabilities.beforeHead')}</th>
          <th>{say('page.removal.probabilities.afterHead')}</th>
          {retrained && <th>{say('page.removal.probabilities.retrainedHead')}</th>}
        </tr>
      </thead>
      <tbody>
        {shown.map((index) => (
          <ClassRow
            key={classNames[index] ?? index}
            name={classNames[index] ?? String(index)}
            isLabel={index === label}
            before={probabilitiesBefore[index] ?? Number.NaN}
            after={probabilitiesAfter[index] ?? Number.NaN}
            retrained={retrained && (retrained[index] ?? Number.NaN)}
          />
        ))}
      </tbody>
    </table>
  );
  if (likely.length === count && !hasSeveral) return table;
  return (
    <div className={styles.many}>
      {table}
      {hasSeveral && <p className="soft">{say('page.removal.probabilities.eachByItself')}</p>}
      {likely.length < count && (
        <button type="button" className="quiet" aria-expanded={areAll} onClick={() => setAreAll(!areAll)}>
          {areAll
            ? say('page.removal.probabilities.likely', { count: likely.length })
            : say('page.removal.probabilities.all', { count })}
        </button>
      )}
    </div>
  );
}

interface RowProps {
  readonly name: string;
  readonly isLabel: boolean;
  readonly before: number;
  readonly after: number;
  readonly retrained: number | null;
}

function ClassRow({ name, isLabel, before, after, retrained }: RowProps) {
  return (
    <tr className={isLabel ? styles.label : ''}>
      <th scope="row" title={isLabel ? say('page.removal.probabilities.label') : undefined}>
        {name}
      </th>
      <td className={styles.bars}>
        <span className={`${barsStyles.bar} ${barsStyles.before}`} style={{ width: `${before * 100}%` }} />
        <span className={`${barsStyles.bar} ${barsStyles.after}`} style={{ width: `${after * 100}%` }} />
        {retrained !== null && (
          <span
            className={`${barsStyles.bar} ${barsStyles.third}`}
            style={{ width: `${retrained * 100}%` }}
          />
        )}
      </td>
      <td className="number soft">
        <Value value={before} as="chance" />
      </td>
      <td className="number">
        <Value value={after} as="chance" />
      </td>
      {retrained !== null && (
        <td className="number">
          <Value value={retrained} as="chance" />
        </td>
      )}
    </tr>
  );
}
