/**
 * One Newton removal on a block of parameters (equations 13 and 14 of Mehta et al., CVPR 2022):
 *   H' = (n H_full - H_sample) / (n - 1)
 *   w' = w + (H' + lambda I)^-1 g / (n - 1)
 * with g the gradient of the removed sample's loss at w. Everything here is restricted to the block; parameters outside it stay
 * as they are (equation 15).
 */

import { eigenvalueRange, solveDamped, sufficientDamping } from './dampedSolve';
import { solveLinear } from './linearSolve';
import { type RankOne, removeSample, writeOut } from './secantHessian';

export interface NewtonProblem {
  /** Hessian of the mean training loss, and of the sample's loss. */
  readonly full: RankOne;
  readonly sample: RankOne;
  /** g, the gradient of the sample's loss. */
  readonly gradient: Float64Array;
  /** n, training samples before the removal. */
  readonly sampleCount: number;
  /** lambda. */
  readonly damping: number;
  readonly solver: 'woodbury' | 'dense';
}

export interface NewtonStep {
  /** w' - w on the block. */
  readonly step: Float64Array;
  /** H' as a sum of rank-one terms. */
  readonly hessian: readonly RankOne[];
  /** lambda as used: raised where H' + lambda I has an eigenvalue below lambda / 10. */
  readonly dampingUsed: number;
  /** Smallest and largest eigenvalue of H' + dampingUsed I. */
  readonly eigenvalues: readonly [number, number];
}

/** Blocks up to this size are also solved densely, where asked for: 2,048 unknowns take some seconds and 32 MB. */
export const largestDenseBlock = 2048;

/**
 * The damped Newton step. Both solvers give the same step to rounding: `woodbury` in O(p) time and memory, `dense` in
 * O(p^3) and O(p^2), for comparison.
 * @throws RangeError when n < 2, the damping is not positive, or the block is too large for the dense solver
 */
export function newtonStep(problem: NewtonProblem): NewtonStep {
  const { full, sample, gradient, sampleCount, damping, solver } = problem;
  const size = gradient.length;
  const hessian = removeSample(full, sample, sampleCount);
  const dampingUsed = sufficientDamping(hessian, damping, size);
  const rhs = gradient.map((g) => g / (sampleCount - 1));
  if (solver === 'dense' && size > largestDenseBlock) {
    throw new RangeError(
      `the dense solver takes blocks up to ${largestDenseBlock} parameters, and this selection has ${size}: use woodbury, which gives the same step`,
    );
  }
  const step =
    solver === 'dense'
      ? solveLinear(writeOut(hessian, dampingUsed, size), rhs)
      : solveDamped(hessian, dampingUsed, rhs);
  const [smallest, largest] = eigenvalueRange(hessian, size);
  return { step, hessian, dampingUsed, eigenvalues: [smallest + dampingUsed, largest + dampingUsed] };
}
