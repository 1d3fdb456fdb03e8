/**
 * Solves (H + lambda I) x = b for a symmetric H that is only known by its products H v, by conjugate gradients in Lanczos' form (Y. Saad,
 * Iterative Methods for Sparse Linear Systems, 2003, sections 6.6 and 6.7; J. Nocedal and S. Wright, Numerical Optimization, 2006, chapter 5):
 *   V' H V = T = tridiagonal(alpha, beta),   v_1 = b / |b|,   (T + lambda I) y = |b| e_1,   x = V y,   |b - A x| = beta_m |y_m|.
 * These are the iterates of the usual recurrence. The basis V does not depend on lambda, so the damping may be raised at any
 * step without a product being lost.
 *
 * Negative curvature (as in chapter 7 of Nocedal and Wright): the smallest eigenvalue of T + lambda I is the smallest p' (H + lambda I) p / |p|^2
 * of all directions p so far. Where it is below the floor, lambda is raised by what is missing. A direction that has no part
 * in b stays unseen, and does not matter to x.
 */

import { eigenvalueFloor } from '../removal/dampedSolve';
import { orthogonalise, refuseBadProduct } from './lanczos';
import { countEigenvaluesBelow, solveShifted, tridiagonalEigenvalue } from './tridiagonal';
import { dot, norm } from './vector';

export interface ConjugateGradientsOptions {
  /** lambda; 0 where H itself is positive definite, and then `floor` says how much. */
  readonly damping: number;
  /** What p' (H + lambda I) p / |p|^2 must reach in every direction that is met; eigenvalueFloor(lambda) unless given. */
  readonly floor?: number | undefined;
  /** Stops where |A x - b| / |b| is at most this; 1e-6 unless given. */
  readonly tolerance?: number | undefined;
  /** Products with H at most; one more checks the solution. */
  readonly maxIterations: number;
  readonly signal?: AbortSignal | undefined;
  /** Hears after every product how many there were, and the relative residual. */
  readonly onProgress?: ((iterations: number, residual: number) => void) | undefined;
}

export interface ConjugateGradientsSolution {
  readonly solution: Float64Array;
  /** lambda as used: raised where negative curvature asked for it. */
  readonly dampingUsed: number;
  /** Products with H, the one that checks the solution included. */
  readonly iterations: number;
  /** |A x - b| / |b| with A = H + dampingUsed I, from a product with x itself. */
  readonly residual: number;
  /** Ritz values: estimates of the smallest and the largest eigenvalue of A, from inside; null where b is 0. */
  readonly ritz: readonly [smallest: number, largest: number] | null;
  /** Whether the residual is within the tolerance. */
  readonly converged: boolean;
}

type Multiply = (vector: Float64Array) => Float64Array | Promise<Float64Array>;

/** Entries that the basis may have: 1 GiB. */
const largestBasis = 2 ** 27;

/** Products at most for so many unknowns: all directions there are, or as many as the memory of the basis holds. */
export function mostIterations(size: number): number {
  return Math.max(1, Math.min(size, Math.floor(largestBasis / size)));
}

/**
 * The x of (H + lambda I) x = b. Keeps one vector per product.
 * @param multiply v -> H v, without the damping; must leave v as it is
 * @throws RangeError when the damping is negative or the floor not positive, maxIterations is not a whole number from 1, the basis would not fit, or a product
 *   has another length than b or is not finite
 * @throws AbortError when the signal says stop
 */
export async function conjugateGradients(
  multiply: Multiply,
  rhs: Float64Array,
  options: ConjugateGradientsOptions,
): Promise<ConjugateGradientsSolution> {
  const { damping, floor = eigenvalueFloor(damping), tolerance = 1e-6, signal } = options;
  refuseBadOptions(rhs.length, { ...options, floor });
  const length = norm(rhs);
  if (length === 0) {
    const solution = new Float64Array(rhs.length);
    return { solution, dampingUsed: damping, iterations: 0, residual: 0, ritz: null, converged: true };
  }
  const space = await exploreSpace(multiply, rhs, { ...options, floor, tolerance });
  signal?.throwIfAborted();
  const { dampingUsed } = space;
  const solution = combine(space.basis, space.weights);
  const product = await multiply(solution);
  refuseBadProduct(product, rhs.length);
  const rest = rhs.map((value, i) => value - product[i]! - dampingUsed * solution[i]!);
  const residual = norm(rest) / length;
  return {
    solution,
    dampingUsed,
    iterations: space.basis.length + 1,
    residual,
    ritz: [
      tridiagonalEigenvalue(space, 0) + dampingUsed,
      tridiagonalEigenvalue(space, space.diagonal.length - 1) + dampingUsed,
    ],
    converged: residual <= tolerance,
  };
}

interface Space {
  /** V, vector by vector. */
  readonly basis: readonly Float64Array[];
  /** T. */
  readonly diagonal: readonly number[];
  readonly offDiagonal: readonly number[];
  readonly dampingUsed: number;
  /** y. */
  readonly weights: Float64Array;
}

/** Widens the space by a product after another until its y is good enough. */
async function exploreSpace(
  multiply: Multiply,
  rhs: Float64Array,
  options: ConjugateGradientsOptions & { readonly floor: number; readonly tolerance: number },
): Promise<Space> {
  const { floor, tolerance, maxIterations, signal, onProgress } = options;
  const length = norm(rhs);
  const basis = [rhs.map((entry) => entry / length)];
  const diagonal: number[] = [];
  const offDiagonal: number[] = [];
  let dampingUsed = options.damping;
  for (;;) {
    signal?.throwIfAborted();
    const newest = basis.at(-1)!;
    const product = (await multiply(newest)).slice();
    refuseBadProduct(product, rhs.length);
    diagonal.push(dot(newest, product));
    orthogonalise(product, basis);
    const beta = norm(product);
    const tridiagonal = { diagonal, offDiagonal };
    if (countEigenvaluesBelow(tridiagonal, floor - dampingUsed) > 0) {
      dampingUsed = Math.max(dampingUsed, floor - tridiagonalEigenvalue(tridiagonal, 0));
    }
    const start = new Float64Array(basis.length);
    start[0] = length;
    const weights = solveShifted(tridiagonal, -dampingUsed, start);
    const residual = (beta * Math.abs(weights.at(-1)!)) / length;
    onProgress?.(basis.length, residual);
    // Half the tolerance leaves room for rounding: the residual is computed again in the end, from the solution.
    if (residual <= tolerance / 2 || basis.length >= Math.min(maxIterations, rhs.length)) {
      return { basis, diagonal, offDiagonal, dampingUsed, weights };
    }
    offDiagonal.push(beta);
    basis.push(product.map((entry) => entry / beta));
  }
}

/** V y. */
function combine(basis: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(basis[0]!.length);
  basis.forEach((vector, k) => {
    for (let i = 0; i < sum.length; i++) sum[i]! += weights[k]! * vector[i]!;
  });
  return sum;
}

function refuseBadOptions(
  size: number,
  { damping, floor, maxIterations }: ConjugateGradientsOptions & { readonly floor: number },
): void {
  if (!(damping >= 0 && floor > 0)) {
    throw new RangeError(
      `conjugateGradients needs a damping from 0 and a positive floor, got ${damping} and ${floor}`,
    );
  }
  if (!Number.isInteger(maxIterations) || maxIterations < 1) {
    throw new RangeError(`conjugateGradients needs maxIterations from 1, got ${maxIterations}`);
  }
  const entries = size * Math.min(size, maxIterations);
  if (entries > largestBasis) {
    throw new RangeError(
      `conjugateGradients keeps up to ${largestBasis} numbers, and ${maxIterations} vectors of ${size} are ${entries}: allow fewer iterations, or choose a smaller block`,
    );
  }
}
