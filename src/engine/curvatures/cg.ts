import { conjugateGradients, mostIterations } from '../../math/linear/conjugateGradients';
import { gaussNewtonVector } from '../../model/gaussNewtonVector';
import { hessianVector } from '../../model/hessianVector';
import type { SolveCurvature } from './curvature';
import { openBlockProduct, type VectorProduct, withHessianSet } from './hessianSet';

/** Products at most. Where they do not reach the tolerance, the report's residual says how far they came. */
const maxProducts = 250;

/** Relative residual at which a solve by products ends: products in float32 are not exacter. */
export const productTolerance = 1e-5;

/** How far a solve has come on the way to the tolerance, 0 to 1, where so much of the residual is left. */
export function solveProgress(left: number): number {
  return Math.min(1, Math.log(left) / Math.log(productTolerance));
}

/**
 * Solves (H' + lambda I) d = b by conjugate gradients on exact Hessian-vector products: no matrix, so for blocks of any size. Where a direction of
 * negative curvature is met, lambda is raised until none has less than lambda / 10.
 */
export const cg = solveByProducts(hessianVector);

/** The same with the Gauss-Newton matrix for H': it has no direction of negative curvature, and lambda stays. */
export const ggn = solveByProducts(gaussNewtonVector);

function solveByProducts(multiply: VectorProduct): SolveCurvature {
  return (problem, job) =>
    withHessianSet(problem, job, async (downstream) => {
      const { request, rhs } = problem;
      const { solution, dampingUsed, iterations, residual, ritz } = await conjugateGradients(
        openBlockProduct(problem, downstream, job, multiply),
        rhs,
        {
          damping: request.damping,
          tolerance: productTolerance,
          maxIterations: Math.min(maxProducts, mostIterations(rhs.length)),
          signal: job.signal,
          onProgress: (_, left) => job.onProgress?.(solveProgress(left)),
        },
      );
      return {
        step: solution,
        facts: {
          hessianSamples: downstream.count,
          products: iterations,
          dampingUsed,
          eigenvalues: ritz ?? [dampingUsed, dampingUsed],
          solveResidual: residual,
        },
      };
    });
}
