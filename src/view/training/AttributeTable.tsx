import { Fragment } from 'react';
import type { AttributeAccuracies, GroupAccuracy } from '../../state/contract';
import { comparableTrainings, knowsAttributes } from '../../state/training/reversal';
import { hiddenWords } from '../../state/training/reversalChoice';
import { attributeName } from '../../words/names';
import { formats, say } from '../../words/say';
import { LookWait } from '../design/LookWait';
import { useLab } from '../design/useLab';
import { answerOf, useLook } from '../design/useLook';
import { Value } from '../design/Value';
import styles from './AttributeTable.module.css';

interface TableColumn {
  readonly key: string;
  readonly name: string;
  readonly accuracies: AttributeAccuracies;
}

/** Accuracy on held-out images, overall and with and without each attribute: of the model as it is, and of the trainings before it. */
export function AttributeTable() {
  const measured = useLab((state) => state.measured);
  const data = useLab(({ lab }) => lab?.data ?? '');
  const model = useLab(({ lab }) => lab?.model.id ?? '');
  const knows = useLab(knowsAttributes);
  const current = useLab(({ lab }) => lab?.history.current ?? 0);
  const session = useLab(({ lab }) => lab?.history.session ?? null);
  const reversal = useLab(({ lab }) => lab?.model.training?.reversal);
  const busy = useLab((state) => state.job !== null);
  const trainings = comparableTrainings(measured, { data, model });
  const isMeasured = current === 0 && trainings.some((one) => one.session === session);
  const look = useLook(
    knows && !isMeasured && !busy ? { model: { state: current }, question: { kind: 'attributes' } } : null,
  );
  if (!knows) return null;
  const present = answerOf(look);
  const columns: TableColumn[] = trainings.map((one) => ({
    key: one.session,
    name: hiddenWords(one.reversal),
    accuracies: one.accuracies,
  }));
  if (!isMeasured && present !== null) {
    const name = hiddenWords(reversal);
    columns.push({
      key: 'present',
      name: current === 0 ? name : say('page.training.attributes.afterRemovals', { name }),
      accuracies: present,
    });
  }
  return (
    <section className={styles.section} aria-label={say('page.training.attributes.title')}>
      <h3>{say('page.training.attributes.title')}</h3>
      <p className="soft">{say('page.training.attributes.about')}</p>
      {columns.length > 0 && <Accuracies columns={columns} />}
      {!isMeasured && present === null && !busy && <LookWait look={look} />}
    </section>
  );
}

function Accuracies({ columns }: { columns: readonly TableColumn[] }) {
  const [{ accuracies: first }] = columns as [TableColumn];
  return (
    <div className={styles.scroller}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {say('page.training.attributes.attribute')}
            </th>
            <th scope="col" rowSpan={2}>
              {say('page.training.attributes.images')}
            </th>
            {columns.map(({ key, name }) => (
              <th key={key} scope="colgroup" colSpan={2}>
                {name}
              </th>
            ))}
          </tr>
          <tr>
            {columns.map(({ key }) => (
              <Fragment key={key}>
                <th scope="col">{say('page.training.attributes.with')}</th>
                <th scope="col">{say('page.training.attributes.without')}</th>
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{say('page.training.attributes.all')}</th>
            <td>{formats.whole(first.count)}</td>
            {columns.map(({ key, accuracies }) => (
              <Share key={key} of={accuracies} isWide />
            ))}
          </tr>
          {first.attributes.map(({ attribute, with: having, without }, place) => (
            <tr key={attribute}>
              <th scope="row">{attributeName(attribute)}</th>
              <td>
                {say('page.training.attributes.counts', {
                  having: formats.whole(having.count),
                  without: formats.whole(without.count),
                })}
              </td>
              {columns.map(({ key, accuracies }) => (
                <Fragment key={key}>
                  <Share of={accuracies.attributes[place]!.with} />
                  <Share of={accuracies.attributes[place]!.without} />
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Share({ of: { accuracy }, isWide = false }: { of: GroupAccuracy; isWide?: boolean }) {
  return <td colSpan={isWide ? 2 : 1}>{accuracy === null ? '' : <Value value={accuracy} as="share" />}</td>;
}
