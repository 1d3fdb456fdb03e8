import './CurvatureFacts.css';
import { Fragment, type ReactNode } from 'react';
import type { RemovalReport, SecantReport } from '../state/contract';
import { Value } from './Value';

/** From this cosine on the step is, for all a person can see, the plain gradient. */
const sameDirection = 0.999;

/** The block, its curvature against the damping, the step, and the noise. */
export function CurvatureFacts({ report }: { report: RemovalReport }) {
  return (
    <>
      <h3>Curvature and step</h3>
      <dl className="facts">
        {facts(report).map(([name, fact]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </Fragment>
        ))}
      </dl>
    </>
  );
}

function facts({ curvature, update }: RemovalReport): [string, ReactNode][] {
  const [smallest, largest] = curvature.eigenvalues;
  const { dampingUsed, damping } = curvature;
  return [
    [
      'Block',
      <>
        <Value value={curvature.parameters} as="whole" /> parameters
      </>,
    ],
    [
      'Eigenvalues of H′ + λI',
      <>
        <Value value={smallest / dampingUsed} />λ to <Value value={largest / dampingUsed} />λ
      </>,
    ],
    ['Damping λ', <Damping key="damping" asked={damping} used={dampingUsed} />],
    ['Full secant', <Secant key="full" secant={curvature.full} />],
    ['Sample secant', <Secant key="sample" secant={curvature.sample} />],
    ['Step to gradient', <Cosine key="cosine" cosine={curvature.cosineToGradient} />],
    ['Step norm', <Value key="step" value={update.stepNorm} />],
    ['Noise norm', <Noise key="noise" update={update} />],
    ['Solver residual', <Residual key="residual" residual={curvature.solveResidual} />],
  ];
}

function Damping({ asked, used }: { asked: number; used: number }) {
  if (asked === used) return <Value value={used} />;
  return (
    <span className="warned">
      raised from <Value value={asked} /> to <Value value={used} />: H′ + λI was not positive definite
    </span>
  );
}

function Secant({ secant }: { secant: SecantReport }) {
  if (!secant.used) {
    return (
      <span className="warned">
        left out: s′y <Value value={secant.curvature} /> is not positive
      </span>
    );
  }
  return (
    <>
      s′y <Value value={secant.curvature} />, eigenvalue <Value value={secant.eigenvalue} />
    </>
  );
}

function Cosine({ cosine }: { cosine: number }) {
  return (
    <>
      cosine <Value value={cosine} />
      {cosine > sameDirection && <span className="soft">: the Hessian hardly turned it</span>}
    </>
  );
}

function Noise({ update: { noise, stepNorm } }: { update: RemovalReport['update'] }) {
  if (noise === null) return <span className="soft">off</span>;
  return (
    <span className={noise.norm > stepNorm ? 'warned' : ''}>
      <Value value={noise.norm} />, σ <Value value={noise.sigma} />
    </span>
  );
}

function Residual({ residual }: { residual: number | null }) {
  return residual === null ? <span className="soft">not checked</span> : <Value value={residual} />;
}
