import { type ReactNode, useEffect } from 'react';
import type { AttackReport, EnsembleState } from '../../state/contract';
import { attackVerdict } from '../../state/ensemble/attackVerdict';
import { attackRemoved, estimateEnsemble, makeEnsemble, whyNoEnsemble } from '../../state/ensemble/ensemble';
import { goTo } from '../../state/history/moveInHistory';
import { formats, say } from '../../words/say';
import type { TabProps } from '../design/reportTab';
import { useLab, useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './AttackTab.module.css';
import { EnsembleForm } from './EnsembleForm';

/** Whether an attack on each sample tells that the model had it, and where the model on the screen stands. */
export function AttackTab({ report: { id } }: TabProps) {
  const reason = useLab(whyNoEnsemble);
  const ensemble = useLab((state) => state.ensemble);
  const isCurrent = useLab((state) => state.lab?.history.current === id);
  return (
    <section className={styles.attack} aria-label={say('page.ensemble.title')}>
      <p>{say('page.ensemble.about')}</p>
      {ensemble === null || reason !== null ? (
        reason !== null && <p className="soft">{reason}</p>
      ) : ensemble.from === null ? (
        <Offer ensemble={ensemble} />
      ) : isCurrent ? (
        <Present ensemble={ensemble} />
      ) : (
        <OtherState id={id} />
      )}
      {ensemble !== null && reason === null && <EnsembleForm key={ensemble.key} ensemble={ensemble} />}
    </section>
  );
}

/** What training the models takes, and the button that does. */
function Offer({ ensemble: { key, count, seed, made } }: { ensemble: EnsembleState }) {
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null || state.background !== null);
  const ms = useLab(({ ensembleMs }) => (ensembleMs?.key === key ? ensembleMs.ms : null));
  useEffect(() => {
    if (!busy && key !== undefined) void estimateEnsemble(store);
  }, [store, busy, key]);
  const isBeingMade = useLab(({ background }) => background?.ensemble === key);
  if (isBeingMade) return <p className="soft">{say('page.ensemble.beingMade')}</p>;
  return (
    <>
      <p>
        {say('page.ensemble.offer', { count, seed })}{' '}
        {ms === null
          ? say('page.ensemble.measuring')
          : say('page.ensemble.takes', { time: formats.remaining(ms) })}{' '}
        {made > 0 && say('page.ensemble.goesOn', { made, count })}
      </p>
      <button type="button" disabled={busy} onClick={() => void makeEnsemble(store)}>
        {say('page.ensemble.make')}
      </button>
      <OtherInBackground />
    </>
  );
}

function OtherState({ id }: { id: number }) {
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null);
  return (
    <>
      <p className="soft">{say('page.ensemble.ofState')}</p>
      <button type="button" disabled={busy} onClick={() => void goTo(store, id)}>
        {say('page.compare.goToState')}
      </button>
    </>
  );
}

function Present({ ensemble }: { ensemble: EnsembleState }) {
  const { attack, percentiles, count } = ensemble;
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null || state.background !== null);
  const isAttacked = useLab(({ background }) => background?.ensemble === ensemble.key);
  return (
    <>
      {percentiles.length === 0 && <p className="soft">{say('engine.refused.nothingToAttack')}</p>}
      {attack === null && isAttacked && <p className="soft">{say('page.ensemble.beingAttacked')}</p>}
      {attack === null ? (
        percentiles.length > 0 &&
        !isAttacked && (
          <>
            <button
              type="button"
              disabled={busy}
              title={say('page.ensemble.runAbout')}
              onClick={() => void attackRemoved(store)}
            >
              {say('page.ensemble.run')}
            </button>
            <p className="soft">{say('page.ensemble.cost', { count })}</p>
            <OtherInBackground />
          </>
        )
      ) : (
        <Result attack={attack} />
      )}
      {percentiles.length > 0 && <Percentiles percentiles={percentiles} />}
    </>
  );
}

/** Why nothing can be begun, while another ensemble is in the background. */
function OtherInBackground() {
  const isThere = useLab(({ background }) => background !== null);
  return isThere && <p className="soft">{say('lab.background.atWork')}</p>;
}

const curves = ['untouched', 'unlearned'] as const;

function Result({ attack }: { attack: AttackReport }) {
  const { models, unlearned, failed } = attack;
  const title = say('page.ensemble.result', { models });
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <p>
        <b>{say(`page.ensemble.verdict.${attackVerdict(attack)}`)}</b>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('page.ensemble.columns.what')}</th>
            <th scope="col">{say('page.ensemble.columns.auc')}</th>
            {unlearned.truePositives.map(({ falsePositiveRate }) => (
              <th key={falsePositiveRate} scope="col">
                {say('page.ensemble.columns.rate', { percent: formats.percent(falsePositiveRate) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {curves.map((name) => (
            <tr key={name} data-curve={name}>
              <th scope="row">{say(`page.ensemble.rows.${name}`)}</th>
              <td>
                <Bracketed interval={attack[name].auc} as="t" />
              </td>
              {attack[name].truePositives.map(({ falsePositiveRate, rate }) => (
                <td key={falsePositiveRate}>
                  <Bracketed interval={rate} as="chance" />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">
        {say('page.ensemble.auc')}{' '}
        {unlearned.skipped > 0 && say('page.ensemble.skipped', { count: unlearned.skipped })}{' '}
        {failed > 0 && say('page.ensemble.failed', { count: failed })}
      </p>
    </section>
  );
}

type Interval = NonNullable<AttackReport['unlearned']['auc']>;

function Bracketed({ interval, as }: { interval: Interval | null; as: 't' | 'chance' }): ReactNode {
  if (interval === null) return say('page.ensemble.tooFew');
  const { value, low, high } = interval;
  return (
    <Words
      code="page.ensemble.interval"
      parts={{
        value: <Value value={value} as={as} />,
        low: <Value value={low} as={as} />,
        high: <Value value={high} as={as} />,
      }}
    />
  );
}

/** Samples that are listed. */
const listed = 20;

function Percentiles({ percentiles }: Pick<EnsembleState, 'percentiles'>) {
  const title = say('page.ensemble.percentiles');
  const hasRetrained = percentiles.some(({ retrained }) => retrained !== null);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <p>{say('page.ensemble.percentilesAbout')}</p>
      {!hasRetrained && <p className="soft">{say('page.ensemble.notRetrained')}</p>}
      <table>
        <thead>
          <tr>
            {(['sample', 'memorised', 'unlearned', 'retrained'] as const).map((name) => (
              <th key={name} scope="col">
                {say(`page.ensemble.percentileColumns.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {percentiles.slice(0, listed).map((one) => (
            <PercentileRow key={one.sample} {...one} />
          ))}
        </tbody>
      </table>
      {percentiles.length > listed && (
        <p className="soft">{say('page.ensemble.morePercentiles', { count: percentiles.length - listed })}</p>
      )}
    </section>
  );
}

function PercentileRow({ sample, unlearned, retrained }: EnsembleState['percentiles'][number]) {
  const value = useLab(({ memorisation }) => memorisation?.values[sample] ?? Number.NaN);
  const error = useLab(({ memorisation }) => memorisation?.errors[sample] ?? Number.NaN);
  return (
    <tr>
      <th scope="row">{sample}</th>
      <td>
        {!Number.isNaN(value) && (
          <Words
            code="page.samples.selection.withError"
            parts={{ value: <Value value={value} as="t" />, error: <Value value={error} as="t" /> }}
          />
        )}
      </td>
      <td>{!Number.isNaN(unlearned) && <Value value={unlearned} as="tenths" />}</td>
      <td>{retrained !== null && <Value value={retrained} as="tenths" />}</td>
    </tr>
  );
}
