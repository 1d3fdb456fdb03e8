import './CurvatureTab.css';
import { Fragment, type ReactNode } from 'react';
import {
  type CurvatureReport,
  largestDenseBlock,
  type RankOneReport,
  type RemovalReport,
  type UpdateReport,
} from '../../state/contract';
import { type CurvatureGauge, logPlace, readGauge } from '../../state/removal/curvatureGauge';
import { isRankOne } from '../../state/settings/usedSettings';
import { choiceWords } from '../design/explain';
import { formats } from '../design/format';
import type { TabProps } from '../design/reportTab';
import { Value } from '../design/Value';

/** What the Hessian was, and what it did to the step: three gauges, and the facts behind them. */
export function CurvatureTab({ report }: TabProps) {
  const { curvature, update } = report;
  if (curvature === null) return null;
  const gauge = readGauge(curvature, update);
  return (
    <div className="report-columns">
      <section className="gauges" aria-label="Curvature gauge">
        <p className="verdict">{gauge.verdict}</p>
        <EigenvalueGauge gauge={gauge} />
        <LengthGauge update={update} />
        <AngleGauge gauge={gauge} />
      </section>
      <section aria-label="Curvature and step">
        <h3>{choiceWords('curvature', curvature.name).label}</h3>
        <dl className="facts">
          {facts(curvature, report).map(([name, fact]) => (
            <Fragment key={name}>
              <dt>{name}</dt>
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
    <figure className="gauge">
      <figcaption>
        <h3>Eigenvalues of H′ + λI</h3>
        <span>
          <Value value={smallest} />λ to <Value value={largest} />λ
        </span>
      </figcaption>
      <div className="track">
        <span className="range" style={{ left: `${left}%`, width: `${place(largest) - left}%` }} />
        <span className="mark" style={{ left: `${place(1)}%` }} title="λ: there the Hessian adds nothing" />
      </div>
      <p className="scale soft">
        <span>{powerOfTen(low)}λ</span>
        <span>{powerOfTen(high)}λ</span>
      </p>
    </figure>
  );
}

/** A power of ten without trailing digits. */
function powerOfTen(value: number): string {
  const exponent = Math.round(Math.log10(value));
  return Math.abs(exponent) < 5
    ? (10 ** exponent).toLocaleString('en', { maximumFractionDigits: 4 })
    : formats.power(exponent);
}

/** Step and noise by their lengths. */
function LengthGauge({ update: { stepNorm, noise } }: { update: UpdateReport }) {
  const longest = Math.max(stepNorm, noise?.norm ?? 0) || 1;
  return (
    <figure className="gauge">
      <figcaption>
        <h3>Step and noise</h3>
      </figcaption>
      <div className="lengths">
        <span>Step</span>
        <span className="track">
          <span className="range" style={{ width: `${(100 * stepNorm) / longest}%` }} />
        </span>
        <Value value={stepNorm} />
        <span>Noise</span>
        <span className="track">
          <span className="range noise" style={{ width: `${(100 * (noise?.norm ?? 0)) / longest}%` }} />
        </span>
        {noise === null ? <span className="soft">off</span> : <Value value={noise.norm} />}
      </div>
    </figure>
  );
}

/** The angle from the plain gradient to the step, on a quarter or half of a circle. */
function AngleGauge({ gauge: { angle } }: { gauge: CurvatureGauge }) {
  const radians = (angle * Math.PI) / 180;
  const [x, y] = [24 + 22 * Math.cos(radians), 26 - 22 * Math.sin(radians)];
  return (
    <figure className="gauge angle">
      <svg viewBox="0 0 48 28" width="72" height="42" aria-hidden="true">
        <path d="M46 26A22 22 0 0 0 2 26" />
        <path className="gradient" d="M24 26H46" />
        <path className="step" d={`M24 26L${x} ${y}`} />
      </svg>
      <figcaption>
        <h3>From the plain gradient to the step</h3>
        <Value value={angle} as="degrees" />
      </figcaption>
    </figure>
  );
}

function facts(curvature: CurvatureReport, { update, backend }: RemovalReport): [string, ReactNode][] {
  const { name, parameters, hessianSamples, products, differenceError, full, sample } = curvature;
  const rows: [string, ReactNode | false][] = [
    [
      'Block',
      <>
        <Value value={parameters} as="whole" /> parameters
      </>,
    ],
    ['Damping λ', <Damping key="damping" curvature={curvature} />],
    ['Hessian measured on', hessianSamples !== null && <Samples key="samples" count={hessianSamples} />],
    ['Products, columns', products !== null && <Value key="products" value={products} as="whole" />],
    [
      'Error of differences',
      name === 'block-fd' && <DifferenceError key="difference" error={differenceError} />,
    ],
    ['Training loss, rank one', full !== null && <RankOne key="full" hessian={full} />],
    ['Sample, rank one', sample !== null && <RankOne key="sample" hessian={sample} />],
    ['Cosine to the gradient', <Value key="cosine" value={curvature.cosineToGradient} />],
    ['Noise per parameter', update.noise !== null && <Sigma key="noise" noise={update.noise} />],
    ['Solver residual', <Residual key="residual" curvature={curvature} backend={backend} />],
  ];
  return rows.filter((row): row is [string, ReactNode] => row[1] !== false);
}

function Damping({ curvature: { damping, dampingUsed } }: { curvature: CurvatureReport }) {
  if (damping === dampingUsed) return <Value value={dampingUsed} />;
  return (
    <span className="warned">
      raised from <Value value={damping} /> to <Value value={dampingUsed} />: H′ + λI was not, or hardly,
      positive definite
    </span>
  );
}

function Samples({ count }: { count: number }) {
  return (
    <>
      <Value value={count} as="whole" /> training samples
    </>
  );
}

/** From this relative error on a Hessian by differences is hardly one. */
const largeError = 0.1;

function DifferenceError({ error }: { error: number | null }) {
  if (error === null) return <span className="soft">none: the Hessian is zero</span>;
  return (
    <span className={error > largeError ? 'warned' : ''}>
      <Value value={error} /> of the exact product
      {error > largeError && ': the differences step over kinks'}
    </span>
  );
}

function RankOne({ hessian: { curvature, eigenvalue, used } }: { hessian: RankOneReport }) {
  if (!used) {
    return (
      <span className="warned">
        left out{curvature !== null && ': s′y '}
        {curvature !== null && <Value value={curvature} />}
        {curvature !== null && ' is not clearly positive'}
      </span>
    );
  }
  return (
    <>
      {curvature !== null && (
        <>
          s′y <Value value={curvature} />,{' '}
        </>
      )}
      eigenvalue <Value value={eigenvalue} />
    </>
  );
}

function Sigma({ noise }: { noise: NonNullable<UpdateReport['noise']> }) {
  return (
    <>
      σ <Value value={noise.sigma} />
    </>
  );
}

function Residual(props: { curvature: CurvatureReport; backend: RemovalReport['backend'] }) {
  const { solveResidual, parameters, name } = props.curvature;
  if (solveResidual !== null) return <Value value={solveResidual} />;
  if (!isRankOne(name)) return <span className="soft">not measured</span>;
  return <span className="soft">not checked: {whyNotChecked(props.backend, parameters)}</span>;
}

/** The check has the GPU write out the whole matrix of the block. */
function whyNotChecked(backend: RemovalReport['backend'], parameters: number): string {
  if (backend !== 'webgpu') return 'that takes WebGPU';
  if (parameters <= largestDenseBlock) return 'the gradient is zero';
  return `the block has over ${formats.whole(largestDenseBlock)} parameters`;
}
