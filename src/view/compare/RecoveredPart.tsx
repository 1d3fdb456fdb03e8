import './RecoveredPart.css';
import type { ReactNode } from 'react';
import { recoveredBar, recoveredSentence } from '../../state/compare/recoveredWords';
import type { RetrainingComparison } from '../../state/contract';
import { formats, say } from '../../words/say';
import { Value } from '../design/Value';

/** What stands first in a comparison: how much of what coupled retraining does was done. */
export function RecoveredPart({ comparison }: { comparison: RetrainingComparison }) {
  const sentence = recoveredSentence(comparison);
  const bar = recoveredBar(comparison);
  const title = say('page.compare.recovered.title');
  return (
    <section className="recovered" aria-label={title}>
      <h3>{title}</h3>
      {sentence !== null && <p>{sentence}</p>}
      {bar && <Bar marks={bar} />}
      <p className="soft about-reading">{say(`engine.retrainingOrders.${comparison.order}.about`)}</p>
      {comparison.recovered && <Shares comparison={comparison} recovered={comparison.recovered} />}
    </section>
  );
}

function Bar({ marks }: { marks: NonNullable<ReturnType<typeof recoveredBar>> }) {
  const texts = marks.map(({ model, loss }) =>
    say(`page.compare.recovered.${model}`, { loss: formats.number(loss) }),
  );
  return (
    <>
      <div className="recovered-bar" role="img" aria-label={texts.join(', ')}>
        {marks.map(({ model, at }) => (
          <i key={model} data-model={model} style={{ left: `${100 * at}%` }} />
        ))}
      </div>
      <p className="soft about-reading">{say('page.compare.recovered.bar', { models: texts.join(' · ') })}</p>
    </>
  );
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
    <tr title={say(`page.compare.recovered.rows.${name}.about`)}>
      <th scope="row">{say(`page.compare.recovered.rows.${name}.name`)}</th>
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
