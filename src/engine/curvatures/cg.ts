import { conjugateGradients, mostIterations } from '../../math/linear/conjugateGradients';
import { eigenvalueFloor } from '../../math/removal/dampedSolve';
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
 * Solves (H' + wd I + lambda I) d = b by conjugate gradients on exact Hessian-vector products: no matrix, so for blocks of any size. Where a direction of
 * negative curvature is met, lambda is raised until none has less than lambda / 10.
 */
export const cg = solveByProducts(hessianVector);

/** The same with the Gauss-Newton matrix for H': it has no direction of negative curvature, and lambda stays. */
export const ggn = solveByProducts(gaussNewtonVector);

/** v -> (H + weightDecay I) v. */
export function withDecay(
  multiply: (vector: Float64Array) => Promise<Float64Array>,
  weightDecay: number,
): (vector: Float64Array) => Promise<Float64Array> {
  if (weightDecay === 0) return multiply;
  return async (vector) => (await multiply(vector)).map((value, i) => value + weightDecay * vector[i]!);
}

function solveByProducts(multiply: VectorProduct): SolveCurvature {
  return (problem, job) =>
    withHessianSet(problem, job, async (downstream) => {
      const { request, rhs, weightDecay } = problem;
      const product = openBlockProduct(problem, downstream, job, multiply);
      const { solution, dampingUsed, iterations, residual, ritz } = await conjugateGradients(
        withDecay(product, weightDecay),
        rhs,
        {
          damping: request.damping,
          floor: eigenvalueFloor(request.damping, weightDecay),
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
          eigenvalues: ritz ?? [dampingUsed + weightDecay, dampingUsed + weightDecay],
          solveResidual: residual,
        },
      };
    });
}
