import { Fragment, type ReactNode } from 'react';
import type { CurvatureReport, RankOneReport, RemovalReport, UpdateReport } from '../../state/contract';
import { type CurvatureGauge, logPlace, readGauge } from '../../state/removal/curvatureGauge';
import type { Code } from '../../words/catalogue';
import { formats, say } from '../../words/say';
import { Defined } from '../design/Defined';
import { type Term, termDefinition } from '../design/definitions';
import { choiceWords } from '../design/explain';
import reportStyles from '../design/Report.module.css';
import type { TabProps } from '../design/reportTab';
import { Value } from '../design/Value';
import { Words } from '../design/Words';
import styles from './CurvatureTab.module.css';

/** What the Hessian was, and what it did to the step: three gauges, and the facts behind them. */
export function CurvatureTab({ report }: TabProps) {
  const { curvature, update } = report;
  if (curvature === null) return null;
  const gauge = readGauge(curvature, update);
  return (
    <div className={reportStyles.columns}>
      <section className={styles.gauges} aria-label={say('page.removal.curvature.gauge')}>
        <p className={styles.verdict}>{gauge.verdict}</p>
        <EigenvalueGauge gauge={gauge} />
        <LengthGauge update={update} />
        <AngleGauge gauge={gauge} />
      </section>
      <section aria-label={say('page.removal.curvature.title')}>
        <h3>{choiceWords('curvature', curvature.name).label}</h3>
        <dl className="facts">
          {facts(curvature, report).map(([name, fact]) => (
            <Fragment key={name}>
              <dt>
                <NameOfFact name={name} />
              </dt>
              <dd>{fact}</dd>
            </Fragment>
          ))}
        </dl>
      </section>
    </div>
  );
}

/** Eigenvalues of H′ + λI on a logarithmic scale, with λ itself as a mark. */
function EigenvalueGauge({ gauge: { eigenvalues } }: { gauge: CurvatureGauge }) {
  const [smallest, largest] = eigenvalues;
  // What is not positive has no place on the scale: it begins at its end.
  const low = 10 ** Math.floor(Math.log10(smallest > 0 ? Math.min(0.1, smallest) : 0.1));
  const high = 10 ** Math.ceil(Math.log10(Math.max(1000, largest)));
  const place = (value: number) => logPlace(value, low, high) * 100;
  const left = place(smallest);
  return (
    <figure className={styles.gauge}>
      <figcaption>
        <h3>{say('page.removal.curvature.eigenvalues')}</h3>
        <span>
          <Words
            code="page.removal.curvature.range"
            parts={{ smallest: <Value value={smallest} />, largest: <Value value={largest} /> }}
          />
        </span>
      </figcaption>
      <div className={styles.track}>
        <span className={styles.range} style={{ left: `${left}%`, width: `${place(largest) - left}%` }} />
        <span
          className={styles.mark}
          style={{ left: `${place(1)}%` }}
          title={say('page.removal.curvature.one')}
        />
      </div>
      <p className={`${styles.scale} soft`}>
        <span>{lambdas(low)}</span>
        <span>{lambdas(high)}</span>
      </p>
    </figure>
  );
}

/** A power of ten, in units of lambda. */
function lambdas(power: number): string {
  return say('page.removal.curvature.lambdas', { value: formats.powerOfTen(Math.round(Math.log10(power))) });
}

/** Step and noise by their lengths. */
function LengthGauge({ update: { stepNorm, noise } }: { update: UpdateReport }) {
  const longest = Math.max(stepNorm, noise?.norm ?? 0) || 1;
  return (
    <figure className={styles.gauge}>
      <figcaption>
        <h3>{say('page.removal.curvature.lengths')}</h3>
      </figcaption>
      <div className={styles.lengths}>
        <span>{say('page.removal.curvature.step')}</span>
        <span className={styles.track}>
          <span className={styles.range} style={{ width: `${(100 * stepNorm) / longest}%` }} />
        </span>
        <Value value={stepNorm} />
        <span>{say('page.removal.curvature.noise')}</span>
        <span className={styles.track}>
          <span
            className={`${styles.range} ${styles.noise}`}
            style={{ width: `${(100 * (noise?.norm ?? 0)) / longest}%` }}
          />
        </span>
        {noise === null ? (
          <span className="soft">{say('page.removal.curvature.noNoise')}</span>
        ) : (
          <Value value={noise.norm} />
        )}
      </div>
    </figure>
  );
}

/** The angle from the plain gradient to the step, on a quarter or half of a circle. */
function AngleGauge({ gauge: { angle } }: { gauge: CurvatureGauge }) {
  const radians = (angle * Math.PI) / 180;
  const [x, y] = [24 + 22 * Math.cos(radians), 26 - 22 * Math.sin(radians)];
  return (
    <figure className={`${styles.gauge} ${styles.angle}`}>
      <svg viewBox="0 0 48 28" width="72" height="42" aria-hidden="true">
        <path d="M46 26A22 22 0 0 0 2 26" />
        <path className={styles.gradient} d="M24 26H46" />
        <path className={styles.step} d={`M24 26L${x} ${y}`} />
      </svg>
      <figcaption>
        <h3>{say('page.removal.curvature.angle')}</h3>
        <Value value={angle} as="degrees" />
      </figcaption>
    </figure>
  );
}

type FactName =
  Extract<Code, `page.removal.curvature.facts.${string}`> extends `page.removal.curvature.facts.${infer Name}`
    ? Name
    : never;

/** The words of the glossary that facts are about. */
const terms: Partial<Record<FactName, Term>> = {
  block: 'slice',
  damping: 'damping',
  measuredOn: 'hessian',
  full: 'secant',
  cosine: 'gradient',
  sigma: 'noise',
};

function NameOfFact({ name }: { name: FactName }) {
  const words = say(`page.removal.curvature.facts.${name}`);
  const term = terms[name];
  return term === undefined ? words : <Defined definition={termDefinition(term)}>{words}</Defined>;
}

function facts(curvature: CurvatureReport, { update, neglected }: RemovalReport): [FactName, ReactNode][] {
  const { name, parameters, hessianSamples, products, differenceError, full, sample } = curvature;
  const rows: [FactName, ReactNode | false][] = [
    [
      'block',
      <Words
        key="block"
        code="page.removal.curvature.parameters"
        parts={{ count: <Value value={parameters} as="whole" /> }}
      />,
    ],
    ['decay', <Decay key="decay" curvature={curvature} neglected={neglected} />],
    ['damping', <Damping key="damping" curvature={curvature} />],
    ['measuredOn', hessianSamples !== null && <Samples key="samples" count={hessianSamples} />],
    ['products', products !== null && <Value key="products" value={products} as="whole" />],
    ['differenceError', name === 'block-fd' && <DifferenceError key="difference" error={differenceError} />],
    ['full', full !== null && <RankOne key="full" hessian={full} />],
    ['sample', sample !== null && <RankOne key="sample" hessian={sample} />],
    ['cosine', <Value key="cosine" value={curvature.cosineToGradient} />],
    ['sigma', update.noise !== null && <Sigma key="noise" noise={update.noise} />],
    ['residual', <Residual key="residual" curvature={curvature} />],
  ];
  return rows.filter((row): row is [FactName, ReactNode] => row[1] !== false);
}

/** The decay in the step; why there is none, where it is known. */
function Decay(props: { curvature: CurvatureReport; neglected: RemovalReport['neglected'] }) {
  const { weightDecay } = props.curvature;
  if (weightDecay > 0) return <Value value={weightDecay} />;
  const isUnknown = props.neglected !== null && props.neglected.weightDecay === null;
  return (
    <span className="soft">
      {say(isUnknown ? 'page.removal.curvature.decayUnknown' : 'page.removal.curvature.noDecay')}
    </span>
  );
}

function Damping({ curvature: { damping, dampingUsed } }: { curvature: CurvatureReport }) {
  if (damping === dampingUsed) return <Value value={dampingUsed} />;
  return (
    <span className="warned">
      <Words
        code="page.removal.curvature.raised"
        parts={{ from: <Value value={damping} />, to: <Value value={dampingUsed} /> }}
      />
    </span>
  );
}

function Samples({ count }: { count: number }) {
  return (
    <Words
      code="page.removal.curvature.trainingSamples"
      parts={{ count: <Value value={count} as="whole" /> }}
    />
  );
}

/** From this relative error on a Hessian by differences is hardly one. */
const largeError = 0.1;

function DifferenceError({ error }: { error: number | null }) {
  if (error === null) return <span className="soft">{say('page.removal.curvature.noError')}</span>;
  return (
    <span className={error > largeError ? 'warned' : ''}>
      <Words
        code={error > largeError ? 'page.removal.curvature.largeError' : 'page.removal.curvature.error'}
        parts={{ error: <Value value={error} /> }}
      />
    </span>
  );
}

function RankOne({ hessian: { curvature, eigenvalue, used } }: { hessian: RankOneReport }) {
  if (!used) {
    return (
      <span className="warned">
        {curvature === null ? (
          say('page.removal.curvature.leftOut')
        ) : (
          <Words
            code="page.removal.curvature.leftOutBecause"
            parts={{ curvature: <Value value={curvature} /> }}
          />
        )}
      </span>
    );
  }
  const ofHessian = { eigenvalue: <Value value={eigenvalue} /> };
  if (curvature === null) return <Words code="page.removal.curvature.eigenvalue" parts={ofHessian} />;
  return (
    <Words
      code="page.removal.curvature.secant"
      parts={{ curvature: <Value value={curvature} />, ...ofHessian }}
    />
  );
}

function Sigma({ noise }: { noise: NonNullable<UpdateReport['noise']> }) {
  return <Words code="page.removal.curvature.sigma" parts={{ sigma: <Value value={noise.sigma} /> }} />;
}

/** Reports of earlier versions have none where the GPU did not write out the matrix. */
function Residual({ curvature: { solveResidual } }: { curvature: CurvatureReport }) {
  if (solveResidual !== null) return <Value value={solveResidual} />;
  return <span className="soft">{say('page.removal.curvature.notMeasured')}</span>;
}
