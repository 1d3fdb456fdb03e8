import { useId, useMemo, useState } from 'react';
import type { LookedModel, RemovalReport } from '../../state/contract';
import { selectOnly } from '../../state/samples/selectSamples';
import { say } from '../../words/say';
import { LookWait } from '../design/LookWait';
import type { TabProps } from '../design/reportTab';
import { SampleImage } from '../design/SampleImage';
import { useLab, useLabStore } from '../design/useLab';
import { answerOf, useLook } from '../design/useLook';
import { Value } from '../design/Value';
import { AttackHistograms } from './AttackHistogram';
import styles from './Differences.module.css';
import { ModelLayers } from './ModelLayers';
import type { ModelPair } from './modelPair';
import { PredictionMatrix } from './PredictionMatrix';

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
      <Attack one={one} other={other} pair={pair} />
    </div>
  );
}

/** The models of a pair by what they are called. */
function namesOf(pair: Pair): readonly [string, string] {
  const before = say('page.differences.models.before');
  const after = say('page.differences.models.after');
  const retrained = say('page.differences.models.retrained');
  switch (pair) {
    case 'beforeAfter':
      return [before, after];
    case 'retrainedAfter':
      return [retrained, after];
    case 'beforeRetrained':
      return [before, retrained];
    default:
      return pair satisfies never;
  }
}

function Layers({ one, other }: ModelPair) {
  return (
    <div>
      <h3>{say('page.differences.layers.title')}</h3>
      <p className="soft">{say('page.differences.layers.about')}</p>
      <section
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be scrolled by keys too
        tabIndex={0}
        aria-label={say('page.differences.layers.title')}
      >
        <ModelLayers one={one} other={other} />
      </section>
    </div>
  );
}

function Matrix({ one, other }: ModelPair) {
  return (
    <section aria-label={say('page.differences.matrix.title')}>
      <h3>{say('page.differences.matrix.title')}</h3>
      <PredictionMatrix model={other} from={one} />
    </section>
  );
}

function Attack({ one, other, pair }: ModelPair & { readonly pair: Pair }) {
  const [first, second] = namesOf(pair);
  return (
    <section aria-label={say('page.differences.attack.title')}>
      <h3>{say('page.differences.attack.title')}</h3>
      <AttackHistograms
        models={[
          { name: first, model: one },
          { name: second, model: other },
        ]}
      />
    </section>
  );
}

const imageCount = 12;

/** The training images whose margins differ most: the log odds of the label. */
function Images({ one, other }: ModelPair) {
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
