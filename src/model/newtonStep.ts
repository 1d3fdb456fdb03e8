/**
 * Newton's method for logistic regression, in float64: the step d of (H + mu I) d = -dF/dW, H by exact products over all samples, by conjugate gradients
 * (J. Nocedal and S. Wright, Numerical Optimization, 2006, chapter 7). F is strongly convex: the system is never indefinite, and no damping is added.
 */

import { conjugateGradients, mostIterations } from '../math/linear/conjugateGradients';
import { norm } from '../math/linear/vector';
import type { RegressionPoint } from '../math/network/logisticRegression';
import type { Job } from './job';
import type { Regression } from './logisticRegression';

export interface NewtonStep {
  /** d, class by class. */
  readonly step: Float64Array;
  /** |(H + mu I) d + dF/dW| / |dF/dW|. */
  readonly residual: number;
  /** Smallest and largest eigenvalue of H + mu I that were met; null where the gradient is 0. */
  readonly eigenvalues: readonly [smallest: number, largest: number] | null;
  readonly products: number;
}

/** Products with H at most: far more than are ever needed. */
const mostProducts = 2000;

/**
 * Solves for a step.
 * @param point of the objective, where the step begins
 * @param tolerance the relative residual to stop at
 * @throws AbortError when cancelled
 */
export async function newtonStep(
  regression: Regression,
  point: RegressionPoint,
  tolerance: number,
  { signal, onProgress }: Job = {},
): Promise<NewtonStep> {
  const rhs = point.gradient.map((value) => -value);
  const { solution, residual, ritz, iterations } = await conjugateGradients(
    (vector) => regression.multiply(point, vector, signal),
    rhs,
    {
      damping: regression.decay,
      tolerance,
      maxIterations: Math.min(mostProducts, mostIterations(rhs.length)),
      signal,
      onProgress: (_, left) => onProgress?.(shareDone(left, tolerance)),
    },
  );
  return { step: solution, residual, eigenvalues: ritz, products: iterations };
}

/** How far a residual that falls by a factor at a time has come. */
function shareDone(left: number, tolerance: number): number {
  return Math.max(0, Math.min(1, Math.log(left) / Math.log(tolerance)));
}

/** The tolerance that leaves a residual of an absolute size. */
export function toleranceFor(point: RegressionPoint, residual: number): number {
  return Math.max(1e-12, Math.min(0.1, residual / (norm(point.gradient) || 1)));
}
