import type { ReactNode } from 'react';
import { measureComeback } from '../../state/compare/retraining';
import type { Comeback, RetrainingComparison } from '../../state/contract';
import type { Format } from '../../words/format';
import { formats, say } from '../../words/say';
import { useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { OfferToMeasure } from './OfferToMeasure';
import partStyles from './Part.module.css';

/** Whether what was removed comes back: measured when asked, beside a comparison with retraining. */
export function ComebackPart({ id, comparison }: { id: number; comparison: RetrainingComparison }) {
  const hasRemoved = comparison.unlearned.forgetLoss !== null;
  if (!hasRemoved) return null;
  const { comeback } = comparison;
  const title = say('page.comeback.title');
  return (
    <section className={partStyles.part} aria-label={title}>
      <h3>{title}</h3>
      {comeback ? <Readings comeback={comeback} /> : <NotMeasured id={id} of={comparison.id} />}
    </section>
  );
}

function NotMeasured({ id, of }: { id: number; of: number }) {
  const store = useLabStore();
  return (
    <OfferToMeasure
      id={id}
      about={say('page.comeback.about')}
      button={say('page.comeback.button')}
      buttonAbout={say('page.comeback.buttonAbout')}
      onMeasure={() => void measureComeback(store, of)}
    />
  );
}

function Readings({ comeback: { relearning, probes, neighbours } }: { comeback: Comeback }) {
  return (
    <>
      <Relearning relearning={relearning} />
      <Layers probes={probes} />
      <Neighbours neighbours={neighbours} />
    </>
  );
}

interface PartProps {
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}

function Part({ title, about, children }: PartProps) {
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      <p className="soft">{about}</p>
      {children}
    </section>
  );
}

function Head({ names }: { names: readonly string[] }) {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Relearning({ relearning: { limit, ...models } }: Pick<Comeback, 'relearning'>) {
  return (
    <Part
      title={say('page.comeback.relearning.title')}
      about={say('page.comeback.relearning.about', { limit })}
    >
      <table>
        <Head
          names={[
            say('page.comeback.relearning.model'),
            say('page.comeback.relearning.before'),
            say('page.comeback.relearning.lowest'),
            say('page.comeback.relearning.epochs'),
          ]}
        />
        <tbody>
          {(['unlearned', 'retrained'] as const).map((name) => {
            const { epochs, lossBefore, lossLowest } = models[name];
            return (
              <tr key={name}>
                <th scope="row">{say(`page.comeback.${name}`)}</th>
                <Cell value={lossBefore} />
                <Cell value={lossLowest} />
                {epochs === null ? (
                  <td>{say('page.comeback.relearning.over', { limit })}</td>
                ) : (
                  <Cell value={epochs} as="epochs" />
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Part>
  );
}

function Layers({ probes: { fitted, tried, layers } }: Pick<Comeback, 'probes'>) {
  const counts = { fitted: formats.whole(fitted), tried: formats.whole(tried) };
  return (
    <Part title={say('page.comeback.layers.title')} about={say('page.comeback.layers.about', counts)}>
      {layers.length === 0 ? (
        <p>{say('page.comeback.layers.none')}</p>
      ) : (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col" rowSpan={2}>
                  {say('page.comeback.layers.layer')}
                </th>
                <th scope="colgroup" colSpan={3}>
                  {say('page.comeback.layers.removed')}
                </th>
                <th scope="col" rowSpan={2}>
                  {say('page.comeback.layers.heldOut')}
                </th>
                <th scope="colgroup" colSpan={3}>
                  {say('page.comeback.layers.ckaHead')}
                </th>
              </tr>
              <tr>
                {(['original', 'unlearned', 'retrained'] as const).map((name) => (
                  <th key={name} scope="col">
                    {say(`page.comeback.${name}`)}
                  </th>
                ))}
                <th scope="col">{say('page.comeback.layers.toOriginal')}</th>
                <th scope="col">{say('page.comeback.layers.toRetrained')}</th>
                <th scope="col">{say('page.comeback.layers.between')}</th>
              </tr>
            </thead>
            <tbody>
              {layers.map(({ layer, probe, cka }) => (
                <tr key={layer}>
                  <th scope="row">{layer}</th>
                  <Cell value={probe.original.forgetAccuracy} as="share" />
                  <Cell value={probe.unlearned.forgetAccuracy} as="share" />
                  <Cell value={probe.retrained.forgetAccuracy} as="share" />
                  <Cell value={probe.unlearned.heldOutAccuracy} as="share" />
                  <Cell value={cka.unlearnedToOriginal} />
                  <Cell value={cka.unlearnedToRetrained} />
                  <Cell value={cka.retrainedToOriginal} />
                </tr>
              ))}
            </tbody>
          </table>
          <p className="soft">{say('page.comeback.layers.cka')}</p>
        </>
      )}
    </Part>
  );
}

/** The rows of the table of neighbours, and where each stands in what was measured. */
const groups = [
  { part: 'training', group: 'nearest', label: 'page.comeback.neighbours.trainingNearest' },
  { part: 'training', group: 'control', label: 'page.comeback.neighbours.trainingControl' },
  { part: 'validation', group: 'nearest', label: 'page.comeback.neighbours.validationNearest' },
  { part: 'validation', group: 'control', label: 'page.comeback.neighbours.validationControl' },
] as const;

function Neighbours({ neighbours }: Pick<Comeback, 'neighbours'>) {
  const rows = groups.flatMap(({ part, group, label }) => {
    const found = neighbours[part];
    return found ? [{ label: say(label, { count: formats.whole(found.count) }), ...found[group] }] : [];
  });
  return (
    <Part title={say('page.comeback.neighbours.title')} about={say('page.comeback.neighbours.about')}>
      {rows.length === 0 ? (
        <p>{say('page.comeback.neighbours.none')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {say('page.comeback.neighbours.group')}
              </th>
              <th scope="colgroup" colSpan={2}>
                {say('page.comeback.neighbours.loss')}
              </th>
              <th scope="colgroup" colSpan={2}>
                {say('page.comeback.neighbours.accuracy')}
              </th>
            </tr>
            <tr>
              {['loss', 'accuracy'].flatMap((what) =>
                (['unlearned', 'retrained'] as const).map((name) => (
                  <th key={`${what} ${name}`} scope="col">
                    {say(`page.comeback.${name}`)}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, original, unlearned, retrained }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <Cell value={unlearned.loss - original.loss} as="difference" />
                <Cell value={retrained.loss - original.loss} as="difference" />
                <Cell value={unlearned.accuracy - original.accuracy} as="points" />
                <Cell value={retrained.accuracy - original.accuracy} as="points" />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  );
}

function Cell({ value, as = 'number' }: { value: number | null; as?: Format }) {
  return <td>{value === null ? null : <Value value={value} as={as} />}</td>;
}
