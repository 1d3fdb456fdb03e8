/**
 * Solves (G (x) A + lambda I) x = b for a small G (S x S) and a larger A (D x D), both symmetric (the blocks of K-FAC: J. Martens and
 * R. Grosse, "Optimizing neural networks with Kronecker-factored approximate curvature", ICML 2015). With G = Q' diag(gamma) Q and the
 * vectors as S rows of D entries,
 *   (gamma_k A + lambda I) z_k = row k of Q b,   x = Q' z:
 * one Cholesky solve of size D per eigenvalue of G, where the block itself has S D rows. The damping is exact: it is not split between the factors.
 */

import { choleskyFactor, refineSolution, solveCholesky } from './cholesky';
import { extremeEigenvalues } from './lanczos';
import { multiplyVector } from './matrixVector';
import type { Factorise } from './positiveShift';
import { type SymmetricEigen, symmetricEigen } from './symmetricEigen';

/** G (x) A: entry (s D + i, t D + j) is G_st A_ij. */
export interface KroneckerBlock {
  /** S, and D. */
  readonly units: number;
  readonly inputs: number;
  /** G, units x units, row-major. */
  readonly outputFactor: Float64Array;
  /** A, inputs x inputs, row-major. */
  readonly inputFactor: Float64Array;
}

export interface KroneckerSettings {
  /** Seed of Lanczos' first vectors. */
  readonly seed: number;
  /** choleskyFactor unless given. */
  readonly factorise?: Factorise | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface KroneckerSolution {
  readonly solution: Float64Array;
  /**
   * Smallest and largest eigenvalue of G (x) A + lambda I, from those of the factors: gamma_k alpha_j + lambda. Those of A are
   * Lanczos' estimates, from inside.
   */
  readonly eigenvalues: readonly [smallest: number, largest: number];
}

/** D at most: A alone then takes 128 MiB, and each factorisation some 20 billion products. */
const largestInputs = 4096;

/** Products with the inverse at most, for the smallest eigenvalue of A. */
const inverseIterations = 30;

/**
 * Refuses a layer whose A would be too large.
 * @param inputs D, the weights of one unit and its bias
 * @throws RangeError with both numbers
 */
export function refuseLargeInputs(inputs: number): void {
  if (inputs > largestInputs) {
    throw new RangeError(
      `Kronecker factors take up to ${largestInputs} parameters per unit, and this layer has ${inputs}: choose slices of another layer, or another Hessian`,
    );
  }
}

/**
 * The x of (G (x) A + damping I) x = rhs, in float64 but for the given factorisation.
 * @param rhs b, units x inputs: unit by unit
 * @throws RangeError when sizes do not fit, the damping is not positive, A is too large, or the matrix is not positive definite
 * @throws AbortError when the signal says stop
 */
export async function kroneckerSolve(
  block: KroneckerBlock,
  damping: number,
  rhs: Float64Array,
  { seed, factorise = choleskyFactor, signal }: KroneckerSettings,
): Promise<KroneckerSolution> {
  refuseMisfit(block, damping, rhs);
  const { units, inputs, inputFactor } = block;
  const eigen = symmetricEigen(block.outputFactor, units);
  const turned = turn(eigen.vectors, units, rhs);
  const solved = new Float64Array(rhs.length);
  let smallestInput = 0;
  for (let k = 0; k < units; k++) {
    signal?.throwIfAborted();
    const row = turned.subarray(k * inputs, (k + 1) * inputs);
    const matrix = dampedMultiple(inputFactor, inputs, eigen.values[k]!, damping);
    const factor = await factorise(matrix, inputs);
    if (!factor) throw new RangeError(describeIndefinite(eigen.values[k]!, damping));
    solved.set(refineSolution(matrix, factor, row, solveCholesky(factor, row)), k * inputs);
    if (k < units - 1) continue;
    const inverse = (vector: Float64Array) => solveCholesky(factor, vector);
    const settings = { seed, maxIterations: inverseIterations };
    const { largest } = await extremeEigenvalues(inverse, inputs, settings);
    smallestInput = eigen.values[k]! > 0 ? (1 / largest - damping) / eigen.values[k]! : 0;
  }
  const multiply = (vector: Float64Array) => multiplyVector(inputFactor, vector);
  const { largest } = await extremeEigenvalues(multiply, inputs, { seed });
  const solution = turnBack(eigen.vectors, units, solved);
  return { solution, eigenvalues: eigenvalueRange(eigen, [smallestInput, largest], damping) };
}

/** gamma A + lambda I. */
function dampedMultiple(a: Float64Array, size: number, gamma: number, damping: number): Float64Array {
  const matrix = a.map((entry) => gamma * entry);
  for (let i = 0; i < size; i++) matrix[i * size + i]! += damping;
  return matrix;
}

/** Q b: row k is the sum over s of Q_ks row s of b. */
function turn(q: Float64Array, units: number, b: Float64Array): Float64Array {
  const inputs = b.length / units;
  const turned = new Float64Array(b.length);
  for (let k = 0; k < units; k++)
    for (let s = 0; s < units; s++)
      for (let i = 0; i < inputs; i++) turned[k * inputs + i]! += q[k * units + s]! * b[s * inputs + i]!;
  return turned;
}

/** Q' b. */
function turnBack(q: Float64Array, units: number, b: Float64Array): Float64Array {
  const transposed = q.map((_, i) => q[(i % units) * units + Math.floor(i / units)]!);
  return turn(transposed, units, b);
}

/** The extremes of the products of an eigenvalue of G and one of A, damped. */
function eigenvalueRange(
  { values }: SymmetricEigen,
  alphas: readonly [number, number],
  damping: number,
): [number, number] {
  const products = [values[0]!, values.at(-1)!].flatMap((gamma) => alphas.map((alpha) => gamma * alpha));
  return [Math.min(...products) + damping, Math.max(...products) + damping];
}

function describeIndefinite(gamma: number, damping: number): string {
  return `G (x) A + ${damping} I is not positive definite where G has the eigenvalue ${gamma}: raise the damping`;
}

function refuseMisfit(
  { units, inputs, outputFactor, inputFactor }: KroneckerBlock,
  damping: number,
  rhs: Float64Array,
): void {
  refuseLargeInputs(inputs);
  if (!(damping > 0)) throw new RangeError(`kroneckerSolve needs a positive damping, got ${damping}`);
  const fits =
    outputFactor.length === units ** 2 && inputFactor.length === inputs ** 2 && rhs.length === units * inputs;
  if (!fits) {
    throw new RangeError(
      `${units} units with ${inputs} inputs need factors of ${units ** 2} and ${inputs ** 2} entries and a right-hand side of ${units * inputs}, got ${outputFactor.length}, ${inputFactor.length} and ${rhs.length}`,
    );
  }
}
