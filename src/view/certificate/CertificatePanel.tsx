import {
  certificateNames,
  editTerm,
  fixCertificate,
  release,
  releaseMeter,
  takeOffer,
  termComplaint,
  termsOf,
  termText,
} from '../../state/certificate/certificate';
import { type CertificateNumber, certificateNumbers, type FixedCertificate } from '../../state/contract';
import { setSetting } from '../../state/settings/changeSettings';
import { showTab } from '../../state/settings/tabs';
import { rowWords } from '../../words/rowWords';
import { formats, say, sayMessage } from '../../words/say';
import { Defined } from '../design/Defined';
import formStyles from '../design/Form.module.css';
import { TextField } from '../design/TextField';
import { useLab, useLabStore } from '../design/useLab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './CertificatePanel.module.css';

const notCovered = ['original', 'session', 'earlier', 'elsewhere'] as const;

/** A certificate: its terms before anything is removed; then the meter, and releases. */
export function CertificatePanel() {
  const certificate = useLab((state) => state.lab?.certificate ?? null);
  if (certificate === null) return <p className={styles.certificate}>{say('page.certificate.untrained')}</p>;
  const { refused, fixed } = certificate;
  return (
    <div className={styles.certificate}>
      {refused !== null && <p role="status">{sayMessage(refused)}</p>}
      {fixed === null && refused === null && <Terms />}
      {fixed !== null && <Fixed fixed={fixed} />}
      <section aria-label={say('page.certificate.certified.title')}>
        <h3>{say('page.certificate.certified.title')}</h3>
        <p>{say('page.certificate.certified.about')}</p>
        <p className="soft">{say('page.certificate.certified.why')}</p>
      </section>
      <section aria-label={say('page.certificate.notCovered.title')}>
        <h3>{say('page.certificate.notCovered.title')}</h3>
        <ul>
          {notCovered.map((item) => (
            <li key={item}>{say(`page.certificate.notCovered.${item}`)}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}

/** The form of the terms. */
function Terms() {
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null);
  const isWhole = useLab((state) => termsOf(state) !== null);
  return (
    <form
      className={styles.terms}
      aria-label={say('page.certificate.terms')}
      onSubmit={(event) => {
        event.preventDefault();
        void fixCertificate(store);
      }}
    >
      <h3>{say('page.certificate.terms')}</h3>
      <p className="soft">{say('page.certificate.termsAbout')}</p>
      <div className={formStyles.fields}>
        {certificateNames.map((name) => (
          <Term key={name} name={name} />
        ))}
      </div>
      <button type="submit" className="primary" disabled={busy || !isWhole}>
        {say('page.certificate.fix')}
      </button>
    </form>
  );
}

function Term({ name }: { name: CertificateNumber }) {
  const store = useLabStore();
  const text = useLab((state) => termText(state, name));
  const { label, explanation } = rowWords('engine.numbers', certificateNumbers[name].words);
  return (
    <TextField
      label={label}
      explanation={explanation}
      text={text}
      complaint={termComplaint(name, text)}
      inputMode="decimal"
      onText={(typed) => editTerm(store, name, typed)}
    />
  );
}

function Fixed({ fixed }: { fixed: FixedCertificate }) {
  return (
    <section aria-label={say('page.certificate.meter.title')}>
      <h3>
        <Defined definition={{ about: say('page.certificate.certified.why'), better: null }}>
          {say('page.certificate.meter.title')}
        </Defined>
      </h3>
      <dl className="facts">
        <dt>
          <Defined definition={{ about: say('page.certificate.termsAbout'), better: null }}>
            {say('page.certificate.fixed')}
          </Defined>
        </dt>
        <dd>
          {say('page.certificate.fixedTerms', {
            epsilon: fixed.epsilon,
            delta: fixed.delta,
            sigma: fixed.sigma,
          })}
        </dd>
        <dt>{say('page.certificate.left')}</dt>
        <dd>
          {say('page.certificate.leftOf', { left: fixed.releases - fixed.made, releases: fixed.releases })}
        </dd>
      </dl>
      <Meter fixed={fixed} />
      <NewtonHint />
      <ReleaseButton fixed={fixed} />
      <Offers fixed={fixed} />
    </section>
  );
}

/** r now against Delta. */
function Meter({ fixed }: { fixed: FixedCertificate }) {
  const meter = releaseMeter(fixed);
  if (meter === null) return <p>{say('page.certificate.meter.unknown')}</p>;
  const { bound, together, allowed, says } = meter;
  const isOver = says !== 'within';
  const { made } = fixed;
  return (
    <>
      <meter
        aria-label={say('page.certificate.meter.title')}
        min={0}
        max={allowed}
        value={Math.min(together, allowed)}
        aria-valuetext={say('page.certificate.meter.spoken', {
          bound: formats.number(together),
          allowed: formats.number(allowed),
        })}
        className={isOver ? styles.over : undefined}
      />
      <p className={isOver ? 'warned' : undefined} role="status">
        <Words
          code={`page.certificate.meter.${says}`}
          parts={{ bound: <Value value={bound} />, allowed: <Value value={allowed} /> }}
        />
        {made > 0 && ' '}
        {made > 0 && (
          <Words
            code="page.certificate.meter.together"
            values={{ made }}
            parts={{ together: <Value value={together} /> }}
          />
        )}
      </p>
    </>
  );
}

/** The method that keeps the meter low, where another one is chosen. */
function NewtonHint() {
  const store = useLabStore();
  const isNewton = useLab(({ settings }) => settings.method === 'newton');
  if (isNewton) return null;
  return (
    <p className={styles.line}>
      <span className="soft">{say('page.certificate.newtonAbout')}</span>
      <button
        type="button"
        onClick={() => {
          setSetting(store, 'method', 'newton');
          showTab(store, 'certificate');
        }}
      >
        {say('page.certificate.newton')}
      </button>
    </p>
  );
}

function ReleaseButton({ fixed: { together, allowed, made, releases } }: { fixed: FixedCertificate }) {
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null);
  const isLeft = made < releases;
  const isNear = together !== null && together <= allowed;
  const reason = isLeft
    ? isNear
      ? null
      : say('page.certificate.tooFar')
    : say('engine.certificate.noneLeft', { releases });
  return (
    <p className={styles.line}>
      <button
        type="button"
        className="primary"
        disabled={busy || reason !== null}
        onClick={() => void release(store)}
      >
        {say('page.certificate.release')}
      </button>
      <span className="soft">{reason ?? say('page.certificate.releaseAbout')}</span>
    </p>
  );
}

/** What can be done where the model is too far for a release, and how long it takes. */
function Offers({ fixed: { offers } }: { fixed: FixedCertificate }) {
  const store = useLabStore();
  const busy = useLab((state) => state.job !== null);
  if (offers.length === 0) return null;
  return (
    <ul aria-label={say('page.certificate.offers.title')}>
      {offers.map((offer) => {
        const time = offer.ms === null ? null : formats.duration(offer.ms);
        return (
          <li key={offer.kind} className={styles.line}>
            <button type="button" disabled={busy} onClick={() => void takeOffer(store, offer)}>
              {offer.kind === 'newton'
                ? say('page.certificate.offers.newton', { steps: offer.steps })
                : say('page.certificate.offers.retraining')}
            </button>
            <span className="soft">
              {time === null
                ? say('page.certificate.offers.unknown')
                : say(
                    offer.isMeasured ? 'page.certificate.offers.measured' : 'page.certificate.offers.about',
                    {
                      time,
                    },
                  )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
