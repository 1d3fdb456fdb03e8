/**
 * The smallest shift tau >= 0 for which the smallest eigenvalue of A + tau I is at least a floor. Three steps:
 *   1. tau = max(0, floor - smallest eigenvalue by Lanczos' method), which errs by being too small;
 *   2. A + tau I is factorised, and where that fails, algorithm 3.3 of Nocedal and Wright (Numerical Optimization, 2006: Cholesky with added
 *      multiple of the identity) goes on from there, its beta being the floor: it adds beta, then twice as much as before;
 *   3. the factor gives the smallest eigenvalue again, more surely: 1 / largest eigenvalue of (L L')^-1, by Lanczos' method. Where
 *      tau turns out too small it is raised, where too large it is lowered if the factorisation then succeeds.
 */

import { type CholeskyFactor, choleskyFactor, solveCholesky } from '../linear/cholesky';
import { extremeEigenvalues } from '../linear/lanczos';
import { multiplyVector } from '../linear/matrixVector';

/** Factorises a matrix, row-major, or returns null where it is not positive definite: choleskyFactor, or the GPU's. */
export type Factorise = (
  matrix: Float64Array,
  size: number,
) => CholeskyFactor | null | Promise<CholeskyFactor | null>;

export interface PositiveShiftSettings {
  /** Seed of Lanczos' first vector. */
  readonly seed: number;
  /** choleskyFactor unless given. */
  readonly factorise?: Factorise;
  /** Products of A at most, see extremeEigenvalues. */
  readonly maxIterations?: number;
}

export interface PositiveShift {
  /** tau. */
  readonly shift: number;
  /** L of A + tau I. */
  readonly factor: CholeskyFactor;
  /** Smallest and largest eigenvalue of A itself, without the shift. */
  readonly eigenvalues: readonly [smallest: number, largest: number];
}

/** Part of the floor by which a shift may be off: less than that is not worth another factorisation. */
const slack = 0.01;

/** Products of the inverse at most; its largest eigenvalue, if it matters, stands out. */
const inverseIterations = 30;

/**
 * Computes tau, the factor and the extreme eigenvalues. In float64 the smallest eigenvalue of A + tau I is at least 0.99 floor; with a
 * float32 factor as far as that sees it, to about 1e-7 times the largest eigenvalue.
 * @param matrix A, symmetric, size x size, row-major; left as it is
 * @throws RangeError when the floor is not positive, or A is not size x size or not finite
 */
export async function positiveShift(
  matrix: Float64Array,
  size: number,
  floor: number,
  { seed, factorise = choleskyFactor, ...lanczos }: PositiveShiftSettings,
): Promise<PositiveShift> {
  if (!(floor > 0 && floor < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`positiveShift needs a positive floor, got ${floor}`);
  }
  const multiply = (vector: Float64Array) => multiplyVector(matrix, vector);
  const estimate = await extremeEigenvalues(multiply, size, { seed, ...lanczos });
  const attempt = (shift: number) => factoriseShifted(matrix, size, shift, factorise);
  const first = await raiseUntilPositive(attempt, Math.max(0, floor - estimate.smallest), floor);
  const left = await smallestEigenvalue(first.factor, size, seed);
  const smallest = Math.min(estimate.smallest, left - first.shift);
  const last = await correctShift(attempt, first, Math.max(0, floor - smallest), floor);
  return { ...last, eigenvalues: [smallest, estimate.largest] };
}

interface Shifted {
  readonly shift: number;
  /** L of A + shift I. */
  readonly factor: CholeskyFactor;
}

/** Factorises A + shift I for one shift. */
type Attempt = (shift: number) => Promise<Shifted | null>;

async function factoriseShifted(
  matrix: Float64Array,
  size: number,
  shift: number,
  factorise: Factorise,
): Promise<Shifted | null> {
  const shifted = matrix.slice();
  for (let i = 0; i < size; i++) shifted[i * size + i]! += shift;
  const factor = await factorise(shifted, size);
  return factor && { shift, factor };
}

/** The smallest eigenvalue of L L'. */
async function smallestEigenvalue(factor: CholeskyFactor, size: number, seed: number): Promise<number> {
  const solve = (vector: Float64Array) => solveCholesky(factor, vector);
  const { largest } = await extremeEigenvalues(solve, size, { seed, maxIterations: inverseIterations });
  return 1 / largest;
}

/** Algorithm 3.3 on A + from I. */
async function raiseUntilPositive(attempt: Attempt, from: number, beta: number): Promise<Shifted> {
  for (let added = 0; Number.isFinite(from + added); added = Math.max(2 * added, beta)) {
    const shifted = await attempt(from + added);
    if (shifted) return shifted;
  }
  throw new RangeError(
    'no shift of the diagonal makes this matrix positive definite: the factorisation always fails',
  );
}

/** The factor at the shift that is wanted, or the first one where they are as good as equal or the wanted one cannot be had. */
async function correctShift(
  attempt: Attempt,
  first: Shifted,
  wanted: number,
  floor: number,
): Promise<Shifted> {
  if (Math.abs(wanted - first.shift) <= slack * floor) return first;
  if (wanted > first.shift) return raiseUntilPositive(attempt, wanted, floor);
  return (await attempt(wanted)) ?? first;
}
