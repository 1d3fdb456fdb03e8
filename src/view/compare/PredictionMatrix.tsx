import type { LookAnswer, LookedModel } from '../../state/contract';
import { formats, say } from '../../words/say';
import { LookWait } from '../design/LookWait';
import { useClassNames } from '../design/useClassNames';
import { answerOf, useLook } from '../design/useLook';
import styles from './PredictionMatrix.module.css';

const question = { kind: 'predictions', set: 'validation' } as const;

interface Props {
  readonly model: LookedModel;
  /** From which the differences are; null: none are shown. */
  readonly from: LookedModel | null;
  readonly caption?: string;
}

/** What held-out images are taken for: the counts of one model, and by how many they differ from another's. */
export function PredictionMatrix({ model, from, caption }: Props) {
  const own = useLook({ model, question });
  const other = useLook(from && { model: from, question });
  const after = answerOf(own);
  const before = answerOf(other);
  if (after === null || (from !== null && before === null)) {
    return <LookWait look={after === null ? own : other} />;
  }
  return (
    <>
      {before !== null && (
        <p className="soft">
          {say('page.differences.matrix.about', {
            first: formats.chance(before.accuracy),
            second: formats.chance(after.accuracy),
          })}
        </p>
      )}
      <div className={styles.scroll}>
        <MatrixTable after={after} before={before} caption={caption} />
      </div>
    </>
  );
}

interface TableProps {
  readonly after: LookAnswer<'predictions'>;
  readonly before: LookAnswer<'predictions'> | null;
  readonly caption: string | undefined;
}

function MatrixTable({ after: { classes, counts }, before, caption }: TableProps) {
  const classNames = useClassNames();
  const each = Array.from({ length: classes }, (_, k) => k);
  return (
    <table className={styles.matrix}>
      {caption && <caption>{caption}</caption>}
      <thead>
        <tr>
          <th scope="col">{say('page.differences.matrix.corner')}</th>
          {each.map((taken) => (
            <th key={taken} scope="col" className="number">
              {classNames[taken] ?? taken}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {each.map((label) => {
          const row = counts.subarray(label * classes, (label + 1) * classes);
          const total = row.reduce((sum, count) => sum + count, 0);
          return (
            <tr key={label}>
              <th scope="row">{classNames[label] ?? label}</th>
              {each.map((taken) => (
                <MatrixCell
                  key={taken}
                  count={row[taken]!}
                  total={total}
                  before={before?.counts[label * classes + taken] ?? null}
                />
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function MatrixCell({ count, total, before }: { count: number; total: number; before: number | null }) {
  const change = before === null ? 0 : count - before;
  return (
    <td
      className="number"
      data-count={count}
      style={{ '--fill': `${Math.round((100 * count) / Math.max(1, total))}%` }}
    >
      {count > 0 && formats.whole(count)}
      {change !== 0 && (
        <b>
          {' '}
          {say('page.differences.matrix.change', {
            isMore: change > 0,
            count: formats.whole(Math.abs(change)),
          })}
        </b>
      )}
    </td>
  );
}
