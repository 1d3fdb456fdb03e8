import type { ClassMetrics, Metrics } from '../../state/contract';
import { formats, say } from '../../words/say';
import barsStyles from '../design/Bars.module.css';
import { Defined } from '../design/Defined';
import type { TabProps } from '../design/reportTab';
import { useClassNames } from '../design/useClassNames';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './ClassesTab.module.css';

const sets = ['residual', 'validation', 'forget'] as const satisfies readonly (keyof Metrics['classes'])[];

/** Accuracy class by class, before and after, as bars with their numbers. */
export function ClassesTab({ report: { before, after } }: TabProps) {
  const classNames = useClassNames();
  return (
    <table className={styles.table}>
      <caption>
        <h3>
          <Words
            code="page.removal.classes.title"
            parts={{
              before: (
                <span className={`${barsStyles.key} ${barsStyles.before}`}>
                  {say('page.removal.classes.before')}
                </span>
              ),
              after: (
                <span className={`${barsStyles.key} ${barsStyles.after}`}>
                  {say('page.removal.classes.after')}
                </span>
              ),
            }}
          />
        </h3>
      </caption>
      <thead>
        <tr>
          <th scope="col">{say('page.removal.classes.class')}</th>
          {sets.map((name) => (
            <th key={name} scope="col">
              <Defined definition={{ about: say(`page.removal.classes.sets.${name}.about`), better: null }}>
                {say(`page.removal.classes.sets.${name}.label`)}
              </Defined>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {after.classes.validation.map((_, index) => (
          <tr key={classNames[index] ?? index} data-class={index}>
            <th scope="row">{classNames[index] ?? index}</th>
            {sets.map((name) => (
              <ClassCell key={name} before={before.classes[name][index]} after={after.classes[name][index]} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly before: ClassMetrics | undefined;
  readonly after: ClassMetrics | undefined;
}

/** One class in one set: two bars, the number after, and the change. */
function ClassCell({ before, after }: CellProps) {
  const first = before?.accuracy ?? null;
  const last = after?.accuracy ?? null;
  if (last === null) return <td className="soft">{say('page.removal.classes.none')}</td>;
  const words = say('page.removal.classes.about', {
    samples: formats.whole(after!.count),
    loss: formats.number(after!.loss ?? Number.NaN),
  });
  return (
    <td title={words}>
      <div className={styles.set}>
        <span className={styles.bars}>
          <span
            className={`${barsStyles.bar} ${barsStyles.before}`}
            style={{ width: `${(first ?? 0) * 100}%` }}
          />
          <span className={`${barsStyles.bar} ${barsStyles.after}`} style={{ width: `${last * 100}%` }} />
        </span>
        <Value value={last} as="chance" />
        <span className="soft">{first !== null && <Value value={last - first} as="points" />}</span>
      </div>
    </td>
  );
}
