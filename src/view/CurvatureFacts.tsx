import './CurvatureFacts.css';
import { Fragment, type ReactNode } from 'react';
import { largestDenseBlock, type RemovalReport, type SecantReport } from '../state/contract';
import { formats } from './format';
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

function facts({ curvature, update, backend }: RemovalReport): [string, ReactNode][] {
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
    ['Solver residual', <Residual key="residual" curvature={curvature} backend={backend} />],
  ];
}

function Damping({ asked, used }: { asked: number; used: number }) {
  if (asked === used) return <Value value={used} />;
  return (
    <span className="warned">
      raised from <Value value={asked} /> to <Value value={used} />: H′ + λI was not, or hardly, positive
      definite
    </span>
  );
}

function Secant({ secant }: { secant: SecantReport }) {
  if (!secant.used) {
    return (
      <span className="warned">
        left out: s′y <Value value={secant.curvature} /> is not clearly positive
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

function Residual({ curvature, backend }: Pick<RemovalReport, 'curvature' | 'backend'>) {
  const { solveResidual, parameters } = curvature;
  if (solveResidual !== null) return <Value value={solveResidual} />;
  return <span className="soft">not checked: {whyNotChecked(backend, parameters)}</span>;
}

/** The check has the GPU write out the whole matrix of the block. */
function whyNotChecked(backend: RemovalReport['backend'], parameters: number): string {
  if (backend !== 'webgpu') return 'that takes WebGPU';
  if (parameters <= largestDenseBlock) return 'the gradient is zero';
  return `the block has over ${formats.whole(largestDenseBlock)} parameters`;
}
