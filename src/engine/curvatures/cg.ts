import { conjugateGradients } from '../../math/conjugateGradients';
import type { SolveCurvature } from './curvature';
import { openBlockProduct, takeHessianSet } from './hessianSet';

/** Products at most. Where they do not reach the tolerance, the report's residual says how far they came. */
const maxProducts = 250;

/** Relative residual at which the solve ends: products in float32 are not exacter. */
const tolerance = 1e-5;

/**
 * Solves (H' + lambda I) d = b by conjugate gradients on exact Hessian-vector products: no matrix, so for blocks of any size. Where a direction of
 * negative curvature is met, lambda is raised until none has less than lambda / 10.
 */
export const cg: SolveCurvature = async (problem, job) => {
  const { request, rhs } = problem;
  const set = takeHessianSet(problem);
  const { solution, dampingUsed, iterations, residual, ritz } = await conjugateGradients(
    openBlockProduct(problem, set, job),
    rhs,
    {
      damping: request.damping,
      tolerance,
      maxIterations: Math.min(maxProducts, rhs.length),
      signal: job.signal,
      onProgress: (_, left) => job.onProgress?.(Math.min(1, Math.log(left) / Math.log(tolerance))),
    },
  );
  return {
    step: solution,
    facts: {
      hessianSamples: set.count,
      products: iterations,
      dampingUsed,
      eigenvalues: ritz ?? [dampingUsed, dampingUsed],
      solveResidual: residual,
    },
  };
};
