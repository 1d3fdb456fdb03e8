/**
 * Solves (G (x) A + lambda I) x = b for a small G (S x S) and a larger A (D x D), both symmetric (the blocks of K-FAC: J. Martens and
 * R. Grosse, "Optimizing neural networks with Kronecker-factored approximate curvature", ICML 2015). With G = Q' diag(gamma) Q and the
 * vectors as S rows of D entries,
 *   (gamma_k A + lambda I) z_k = row k of Q b,   x = Q' z:
 * A is made tridiagonal once, and each eigenvalue of G then costs O(D^2), where the block itself has S D rows. The damping is exact: it is not split
 * between the factors.
 *
 * G and A are positive semidefinite but for rounding. Where that leaves G (x) A + lambda I without the eigenvalue that it must have at least, lambda is raised
 * by what is missing.
 */

import { eigenvalueFloor } from '../removal/dampedSolve';
import { type SymmetricEigen, symmetricEigen } from './symmetricEigen';
import { solveShifted, tridiagonalEigenvalue } from './tridiagonal';
import { tridiagonaliseInPieces } from './tridiagonalise';

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

export interface KroneckerSolution {
  readonly solution: Float64Array;
  /** lambda as used: raised where rounding asked for it. */
  readonly dampingUsed: number;
  /** Smallest and largest eigenvalue of G (x) A + (dampingUsed + weightDecay) I, from those of the factors. */
  readonly eigenvalues: readonly [smallest: number, largest: number];
}

/** D at most: A alone then takes 128 MiB, and making it tridiagonal some 46 billion multiplications. */
export const largestInputs = 4096;

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
 * The x of (G (x) A + lambda I) x = rhs, in float64. Pauses often, so that a caller may stop it.
 * @param damping lambda; the smallest eigenvalue reaches eigenvalueFloor(lambda, weightDecay)
 * @param rhs b, units x inputs: unit by unit
 * @param weightDecay stands on the diagonal beside lambda, and is never raised
 * @throws RangeError when sizes do not fit, damping and decay together are not positive, or A is too large
 */
export function* kroneckerSolveInPieces(
  block: KroneckerBlock,
  damping: number,
  rhs: Float64Array,
  weightDecay = 0,
): Generator<void, KroneckerSolution> {
  refuseMisfit(block, damping + weightDecay, rhs);
  const { units, inputs, inputFactor } = block;
  const eigen = symmetricEigen(block.outputFactor, units);
  const { tridiagonal, turn, turnBack } = yield* tridiagonaliseInPieces(inputFactor, inputs);
  const alphas = [tridiagonalEigenvalue(tridiagonal, 0), tridiagonalEigenvalue(tridiagonal, inputs - 1)];
  const [smallest, largest] = eigenvalueRange(eigen, alphas);
  const floor = eigenvalueFloor(damping, weightDecay);
  const dampingUsed = Math.max(damping, floor - weightDecay - smallest);
  const shift = dampingUsed + weightDecay;
  const solved = multiplyRows(eigen.vectors, units, rhs);
  for (let k = 0; k < units; k++) {
    yield;
    const row = solved.subarray(k * inputs, (k + 1) * inputs);
    const diagonal = Float64Array.from(tridiagonal.diagonal, (entry) => eigen.values[k]! * entry);
    const offDiagonal = Float64Array.from(tridiagonal.offDiagonal, (entry) => eigen.values[k]! * entry);
    row.set(turnBack(solveShifted({ diagonal, offDiagonal }, -shift, turn(row))));
  }
  const transposed = eigen.vectors.map((_, i) => eigen.vectors[(i % units) * units + Math.floor(i / units)]!);
  return {
    solution: multiplyRows(transposed, units, solved),
    dampingUsed,
    eigenvalues: [smallest + shift, largest + shift],
  };
}

/** Q b: row k is the sum over s of Q_ks row s of b. */
function multiplyRows(q: Float64Array, units: number, b: Float64Array): Float64Array {
  const inputs = b.length / units;
  const product = new Float64Array(b.length);
  for (let k = 0; k < units; k++)
    for (let s = 0; s < units; s++)
      for (let i = 0; i < inputs; i++) product[k * inputs + i]! += q[k * units + s]! * b[s * inputs + i]!;
  return product;
}

/** The extremes of the products of an eigenvalue of G and one of A. */
function eigenvalueRange({ values }: SymmetricEigen, alphas: readonly number[]): [number, number] {
  const products = [values[0]!, values.at(-1)!].flatMap((gamma) => alphas.map((alpha) => gamma * alpha));
  return [Math.min(...products), Math.max(...products)];
}

function refuseMisfit(
  { units, inputs, outputFactor, inputFactor }: KroneckerBlock,
  damping: number,
  rhs: Float64Array,
): void {
  refuseLargeInputs(inputs);
  if (!(damping > 0)) throw new RangeError(`kroneckerSolveInPieces needs a positive damping, got ${damping}`);
  const fits =
    outputFactor.length === units ** 2 && inputFactor.length === inputs ** 2 && rhs.length === units * inputs;
  if (!fits) {
    throw new RangeError(
      `${units} units with ${inputs} inputs need factors of ${units ** 2} and ${inputs ** 2} entries and a right-hand side of ${units * inputs}, got ${outputFactor.length}, ${inputFactor.length} and ${rhs.length}`,
    );
  }
}
