import type { ReactNode } from 'react';
import { recoveredBar, recoveredSentence, yardstickSentence } from '../../state/compare/recoveredWords';
import type { RetrainingComparison } from '../../state/contract';
import { formats, say } from '../../words/say';
import { Defined } from '../design/Defined';
import { useLab } from '../design/useLab';
import { Value } from '../design/Value';
import styles from './RecoveredPart.module.css';
import retrainingTabStyles from './RetrainingTab.module.css';

/** What stands first in a comparison: how much of what coupled retraining does was done. */
export function RecoveredPart({ comparison }: { comparison: RetrainingComparison }) {
  const isBatchNormalised = useLab(({ lab }) => lab?.model.isBatchNormalised ?? false);
  if (comparison.unlearned.forgetLoss === null) return null;
  const sentence = recoveredSentence(comparison);
  const bar = recoveredBar(comparison);
  const title = say('page.compare.recovered.title');
  return (
    <section className={styles.recovered} aria-label={title}>
      <h3>{title}</h3>
      {sentence !== null && <p className={styles.share}>{sentence}</p>}
      {bar && <Bar marks={bar} />}
      <p className={`soft ${retrainingTabStyles.about}`}>
        {yardstickSentence(comparison, isBatchNormalised)}
      </p>
      {comparison.recovered && <Shares comparison={comparison} recovered={comparison.recovered} />}
    </section>
  );
}

type Marks = NonNullable<ReturnType<typeof recoveredBar>>;

/** From the original's loss to the retrained model's, and how far unlearning went of it or beyond; each mark has its name. */
function Bar({ marks }: { marks: Marks }) {
  const [original, unlearned, retrained] = ['original', 'unlearned', 'retrained'].map(
    (name) => marks.find(({ model }) => model === name)!.at,
  ) as [number, number, number];
  const texts = marks.map(({ model, loss }) =>
    say(`page.compare.recovered.${model}`, { loss: formats.number(loss) }),
  );
  const isPast = (unlearned - retrained) * (retrained - original) > 0;
  return (
    <>
      <div className={styles.bar} role="img" aria-label={texts.join(', ')}>
        {marks.map(({ model, at }, i) => (
          <span
            key={model}
            className={styles.name}
            data-model={model}
            // Names that would meet stand below one another.
            data-lower={model === 'retrained' && Math.abs(retrained - original) < 0.6}
            style={{ left: `${100 * at}%`, transform: `translateX(${-100 * at}%)` }}
          >
            {texts[i]}
          </span>
        ))}
        <div className={styles.track}>
          <b style={between(original, isPast ? retrained : unlearned)} />
          {isPast && <b className={styles.past} style={between(retrained, unlearned)} />}
          {marks.map(({ model, at }) => (
            <i key={model} data-model={model} style={{ left: `${100 * at}%` }} />
          ))}
        </div>
      </div>
      <p className={`soft ${retrainingTabStyles.about}`}>
        {say(`page.compare.recovered.${isPast ? 'barPast' : 'bar'}`)}
      </p>
    </>
  );
}

/** A stretch of the bar between two places. */
function between(one: number, other: number) {
  return { left: `${100 * Math.min(one, other)}%`, width: `${100 * Math.abs(one - other)}%` };
}

interface SharesProps {
  readonly comparison: RetrainingComparison;
  readonly recovered: NonNullable<RetrainingComparison['recovered']>;
}

/** Every reading of what was recovered, a row each; beside it what a sample of no influence gives. */
function Shares({ comparison: { floor }, recovered }: SharesProps) {
  const { loss, margin, validation, weights } = recovered;
  return (
    <table>
      <thead>
        <tr>
          {(['reading', 'value', 'floor'] as const).map((name) => (
            <th key={name} scope="col">
              {say(`page.compare.recovered.columns.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row name="loss" value={<Share share={loss.share} />} floor={<Value value={loss.floor} />} />
        <Row name="margin" value={<Share share={margin.share} />} floor={<Value value={margin.floor} />} />
        <Row name="validation" value={<Maybe value={validation.loss} />} floor={null} />
        <Row
          name="cosine"
          value={<Maybe value={weights.cosine} />}
          floor={<Maybe value={floor?.cosine ?? null} />}
        />
        <Row name="distanceLeft" value={<Maybe value={weights.distanceLeft} />} floor={null} />
      </tbody>
    </table>
  );
}

type RowName = 'loss' | 'margin' | 'validation' | 'cosine' | 'distanceLeft';

function Row({ name, value, floor }: { name: RowName; value: ReactNode; floor: ReactNode }) {
  return (
    <tr>
      <th scope="row">
        <Defined definition={{ about: say(`page.compare.recovered.rows.${name}.about`), better: null }}>
          {say(`page.compare.recovered.rows.${name}.name`)}
        </Defined>
      </th>
      <td>{value}</td>
      <td>{floor}</td>
    </tr>
  );
}

function Share({ share }: { share: number | null }) {
  return share === null ? say('page.compare.recovered.undefined') : <Value value={share} as="percent" />;
}

function Maybe({ value }: { value: number | null }) {
  return value === null ? say('page.compare.recovered.undefined') : <Value value={value} />;
}
