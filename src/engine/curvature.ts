import { writeOutOnGpu } from '../kernels/secantHessian';
import { largestDenseBlock, type NewtonStep, newtonStep } from '../math/newtonStep';
import { secantHessian } from '../math/secantHessian';
import { dot, norm } from '../math/vector';
import { gather } from '../model/slices';
import type { ForgottenSample } from './forgottenSample';
import type { CurvatureReport, RemovalRequest } from './report';
import { fullPair, samplePair } from './secantPairs';
import type { Session } from './session';

export interface Curvature {
  /** The damped Newton step on the block. */
  readonly step: Float64Array;
  readonly report: CurvatureReport;
}

/** Steps 3 and 4 of Algorithm 1: both Hessians of the block, equation 13, and the damped Newton step of equation 14. */
export async function solveCurvature(
  session: Session,
  { damping, solver }: Pick<RemovalRequest, 'damping' | 'solver'>,
  { input, label, before, sampleCount }: ForgottenSample,
  block: Uint32Array,
): Promise<Curvature> {
  const { network, parameters, trained } = session;
  const gradient = gather(before.gradient, block);
  const full = secantHessian(fullPair(trained, block));
  const sample = secantHessian(samplePair(network.graph, parameters, input, label, before.gradient, block));
  const newton = newtonStep({ full, sample, gradient, sampleCount, damping, solver });
  const { step, dampingUsed, eigenvalues } = newton;
  return {
    step,
    report: {
      parameters: block.length,
      sampleCount,
      full: reportSecant(full),
      sample: reportSecant(sample),
      damping,
      dampingUsed,
      eigenvalues,
      solveResidual: await checkStep(session, newton, gradient, sampleCount),
      cosineToGradient: dot(step, gradient) / (norm(step) * norm(gradient)) || 0,
    },
  };
}

function reportSecant({ curvature, scale, vector }: ReturnType<typeof secantHessian>) {
  return { curvature, eigenvalue: scale * dot(vector, vector), used: scale > 0 };
}

/**
 * Judges the step by the matrix itself, which the GPU writes out: |(H' + lambda I) d - g / (n - 1)| / |g / (n - 1)|.
 * @returns null off WebGPU, for blocks too large to write out, and where the gradient is 0
 */
async function checkStep(
  { compute: { gpu } }: Session,
  { hessian, dampingUsed, step }: NewtonStep,
  gradient: Float64Array,
  sampleCount: number,
): Promise<number | null> {
  const size = gradient.length;
  const rhsNorm = norm(gradient) / (sampleCount - 1);
  if (!gpu || size > largestDenseBlock || rhsNorm === 0) return null;
  const matrix = await writeOutOnGpu(gpu, hessian, dampingUsed);
  const residual = gradient.map(
    (g, i) => dot(matrix.subarray(i * size, (i + 1) * size), step) - g / (sampleCount - 1),
  );
  return norm(residual) / rhsNorm;
}
