import { useId, useMemo, useState } from 'react';
import type { LookAnswer, LookedModel, RemovalReport } from '../../state/contract';
import { selectOnly } from '../../state/samples/selectSamples';
import { formats, say } from '../../words/say';
import { LookWait } from '../design/LookWait';
import type { TabProps } from '../design/reportTab';
import { SampleImage } from '../design/SampleImage';
import { useLab, useLabStore } from '../design/useLab';
import { answerOf, useLook } from '../design/useLook';
import { Value } from '../design/Value';
import styles from './Differences.module.css';

/** Two models that are compared, by their names in the catalogue. */
const pairs = ['beforeAfter', 'retrainedAfter', 'beforeRetrained'] as const;
type Pair = (typeof pairs)[number];

function modelsOf(pair: Pair, { id, parent }: RemovalReport): readonly [LookedModel, LookedModel] {
  const retrained = { state: id, retrained: true };
  switch (pair) {
    case 'beforeAfter':
      return [{ state: parent }, { state: id }];
    case 'retrainedAfter':
      return [retrained, { state: id }];
    case 'beforeRetrained':
      return [{ state: parent }, retrained];
    default:
      return pair satisfies never;
  }
}

/** Where two of the models before, after and retrained differ: in what they take images for, layer by layer, and on which images most. */
export default function Differences({ report }: TabProps) {
  const id = useId();
  const [wanted, setWanted] = useState<Pair>('beforeAfter');
  const hasRetrained = useLab(
    (state) => report.accepted && state.lab?.comparisons.some((one) => one.id === report.id) === true,
  );
  const pair = hasRetrained ? wanted : 'beforeAfter';
  const [one, other] = modelsOf(pair, report);
  return (
    <div className={styles.differences}>
      <div className={styles.choice}>
        <label htmlFor={id}>{say('page.differences.which')}</label>
        <select id={id} value={pair} onChange={({ target }) => setWanted(target.value as Pair)}>
          {pairs.map((name) => (
            <option key={name} value={name} disabled={name !== 'beforeAfter' && !hasRetrained}>
              {say(`page.differences.pairs.${name}`)}
            </option>
          ))}
        </select>
        {!hasRetrained && <p className="soft">{say('page.differences.noRetrained')}</p>}
      </div>
      <Layers one={one} other={other} />
      <Matrix one={one} other={other} />
      <Images one={one} other={other} />
    </div>
  );
}

interface PairProps {
  readonly one: LookedModel;
  readonly other: LookedModel;
}

function Layers({ one, other }: PairProps) {
  const look = useLook({ model: one, question: { kind: 'layers', other } });
  const layers = answerOf(look);
  return (
    <section aria-label={say('page.differences.layers.title')}>
      <h3>{say('page.differences.layers.title')}</h3>
      <p className="soft">{say('page.differences.layers.about')}</p>
      {layers === null ? (
        <LookWait look={look} />
      ) : (
        <table>
          <thead>
            <tr>
              {(['layer', 'distance', 'relative', 'changed', 'cka'] as const).map((head) => (
                <th key={head} scope="col" className={head === 'layer' ? undefined : 'number'}>
                  {say(`page.differences.layers.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {layers.map(({ layer, distance, norm, slices, changed, cka }) => (
              <tr key={layer}>
                <th scope="row">{layer}</th>
                <td className="number">
                  <Value value={distance} />
                </td>
                <td className="number">{norm > 0 && <Value value={distance / norm} />}</td>
                <td className="number">{say('page.differences.layers.of', { changed, slices })}</td>
                <td className="number">{cka !== null && <Value value={cka} as="t" />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** What held-out images are taken for: the counts under the second model, and by how many they differ from the first. */
function Matrix({ one, other }: PairProps) {
  const question = { kind: 'predictions', set: 'validation' } as const;
  const first = useLook({ model: one, question });
  const second = useLook({ model: other, question });
  const before = answerOf(first);
  const after = answerOf(second);
  return (
    <section aria-label={say('page.differences.matrix.title')}>
      <h3>{say('page.differences.matrix.title')}</h3>
      {before === null || after === null ? (
        <LookWait look={before === null ? first : second} />
      ) : (
        <>
          <p className="soft">
            {say('page.differences.matrix.about', {
              first: formats.chance(before.accuracy),
              second: formats.chance(after.accuracy),
            })}
          </p>
          <div className={styles.scroll}>
            <MatrixTable before={before} after={after} />
          </div>
        </>
      )}
    </section>
  );
}

interface MatrixProps {
  readonly before: LookAnswer<'predictions'>;
  readonly after: LookAnswer<'predictions'>;
}

function MatrixTable({ before, after }: MatrixProps) {
  const classNames = useLab((state) => state.lab?.dataset.classNames ?? []);
  const { classes, counts } = after;
  const each = Array.from({ length: classes }, (_, k) => k);
  const rows = each.map((label) => counts.subarray(label * classes, (label + 1) * classes));
  return (
    <table className={styles.matrix}>
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
          const total = rows[label]!.reduce((sum, count) => sum + count, 0);
          return (
            <tr key={label}>
              <th scope="row">{classNames[label] ?? label}</th>
              {each.map((taken) => {
                const count = rows[label]![taken]!;
                const change = count - before.counts[label * classes + taken]!;
                return (
                  <td
                    key={taken}
                    className="number"
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
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const imageCount = 12;

/** The training images whose margins differ most: the log odds of the label. */
function Images({ one, other }: PairProps) {
  const store = useLabStore();
  const question = { kind: 'sampleScores', score: 'margin' } as const;
  const first = useLook({ model: one, question });
  const second = useLook({ model: other, question });
  const before = answerOf(first);
  const after = answerOf(second);
  const most = useMemo(() => before && after && largestChanges(before, after, imageCount), [before, after]);
  return (
    <section aria-label={say('page.differences.images.title')}>
      <h3>{say('page.differences.images.title')}</h3>
      <p className="soft">{say('page.differences.images.about')}</p>
      {most === null ? (
        <LookWait look={before === null ? first : second} />
      ) : (
        <ol className={styles.images}>
          {most.map(({ sample, change }) => (
            <li key={sample}>
              <button
                type="button"
                className="quiet"
                aria-label={say('page.differences.images.select', { sample })}
                onClick={() => selectOnly(store, sample)}
              >
                <SampleImage index={sample} side={2.6} />
              </button>
              <span>{sample}</span> <Value value={change} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** The places of the largest differences without sign, the largest first. */
function largestChanges(before: Float32Array, after: Float32Array, count: number) {
  const changes = after.map((value, sample) => value - before[sample]!);
  const most: { sample: number; change: number }[] = [];
  changes.forEach((change, sample) => {
    const last = most.at(-1);
    if (change === 0 || (most.length === count && Math.abs(change) <= Math.abs(last!.change))) return;
    const place = most.findIndex((other) => Math.abs(other.change) < Math.abs(change));
    most.splice(place < 0 ? most.length : place, 0, { sample, change });
    most.length = Math.min(most.length, count);
  });
  return most;
}
