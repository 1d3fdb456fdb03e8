/**
 * One Newton removal on a block of parameters (equations 13 and 14 of Mehta et al., CVPR 2022), with Hessians of rank one:
 *   H' = (n H_full - m H_sample) / (n - m)
 *   w' = w + (H' + wd I + lambda I)^-1 m (g + wd w) / (n - m)
 * with g the gradient of the mean loss of the m removed samples at w, and wd the weight decay of the training (0: as published). Everything here is restricted to the block; parameters outside it stay
 * as they are (equation 15).
 */

import { solveLinear } from '../linear/linearSolve';
import { eigenvalueRange, solveDamped, sufficientDamping } from './dampedSolve';
import { countRest, type RankOne, removeSample, writeOut } from './secantHessian';

export type Solver = 'woodbury' | 'dense';

export interface NewtonProblem {
  /** Hessian of the mean training loss, and of the samples' mean loss. */
  readonly full: RankOne;
  readonly sample: RankOne;
  /** g, the gradient of the samples' mean loss. */
  readonly gradient: Float64Array;
  /** n, training samples before the removal. */
  readonly sampleCount: number;
  /** m; 1 where it is left out. */
  readonly removedCount?: number;
  /** lambda. */
  readonly damping: number;
  readonly solver: Solver;
  /** wd, and w on the block; without: no decay. */
  readonly decay?: { readonly weightDecay: number; readonly weights: Float64Array };
}

export interface DampedSolution {
  readonly step: Float64Array;
  /** lambda as used: raised where H + lambda I has an eigenvalue below lambda / 10. */
  readonly dampingUsed: number;
  /** Smallest and largest eigenvalue of H + wd I + dampingUsed I. */
  readonly eigenvalues: readonly [number, number];
}

export interface NewtonStep extends DampedSolution {
  /** H' as a sum of rank-one terms. */
  readonly hessian: readonly RankOne[];
}

/** Blocks up to this size are also solved densely, where asked for: 2,048 unknowns take some seconds and 32 MB. */
export const largestDenseBlock = 2048;

/**
 * The damped Newton step. Both solvers give the same step to rounding: `woodbury` in O(p) time and memory, `dense` in
 * O(p^3) and O(p^2), for comparison.
 * @throws RangeError when n <= m, damping and decay together are not positive, or the block is too large for the dense solver
 */
export function newtonStep(problem: NewtonProblem): NewtonStep {
  const { full, sample, gradient, sampleCount, removedCount = 1, damping, solver } = problem;
  const hessian = removeSample(full, sample, sampleCount, removedCount);
  const share = removedCount / countRest(sampleCount, removedCount);
  const { weightDecay = 0, weights } = problem.decay ?? {};
  const rhs = gradient.map((g, i) => (g + weightDecay * (weights?.[i] ?? 0)) * share);
  const dampingUsed = sufficientDamping(hessian, damping, gradient.length, weightDecay);
  return { hessian, ...solveTerms(hessian, dampingUsed, rhs, solver, weightDecay) };
}

/**
 * The step d of (H + weightDecay I + damping I) d = rhs for H of rank one or two, which must not be singular.
 * @throws RangeError when damping and decay together are not positive, or the block is too large for the dense solver
 */
export function solveTerms(
  hessian: readonly RankOne[],
  damping: number,
  rhs: Float64Array,
  solver: Solver,
  weightDecay = 0,
): DampedSolution {
  const size = rhs.length;
  const diagonal = damping + weightDecay;
  if (solver === 'dense' && size > largestDenseBlock) {
    throw new RangeError(
      `the dense solver takes blocks up to ${largestDenseBlock} parameters, and this selection has ${size}: use woodbury, which gives the same step`,
    );
  }
  const step =
    solver === 'dense'
      ? solveLinear(writeOut(hessian, diagonal, size), rhs)
      : solveDamped(hessian, diagonal, rhs);
  const [smallest, largest] = eigenvalueRange(hessian, size);
  return { step, dampingUsed: damping, eigenvalues: [smallest + diagonal, largest + diagonal] };
}
