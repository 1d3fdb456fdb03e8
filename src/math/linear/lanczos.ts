/**
 * The extreme eigenvalues of a symmetric matrix A that is only known by its products A v, by Lanczos' method with full
 * reorthogonalisation (Golub and Van Loan, section 10.1 and 10.3.1): with V = (v_1, ..., v_m) orthonormal and v_1 at random,
 *   beta_j v_(j+1) = A v_j - alpha_j v_j - beta_(j-1) v_(j-1),   V' A V = T = tridiagonal(alpha, beta).
 * The extreme eigenvalues of T approach those of A from inside. For an eigenvector s of T, |A V s - theta V s| = beta_m |s_m|: some
 * eigenvalue of A is within that distance of theta.
 */

import { createRandom } from '../random/random';
import { extremeEigenvector, type Tridiagonal, tridiagonalEigenvalue } from './tridiagonal';
import { dot, norm } from './vector';

export interface LanczosSettings {
  /** Seed of the first vector. */
  readonly seed: number;
  /** Products at most (default 80). */
  readonly maxIterations?: number;
  /** Stops when both residuals beta_m |s_m| are at most this part of the largest eigenvalue's size (default 1e-8). */
  readonly tolerance?: number;
}

export interface ExtremeEigenvalues {
  readonly smallest: number;
  readonly largest: number;
  /** Products that were computed. */
  readonly iterations: number;
  /** The larger one of the two residuals. */
  readonly residual: number;
}

/**
 * Estimates the smallest and the largest eigenvalue: never outside the spectrum, but for rounding. A space that A maps into itself ends
 * the iteration: the first vector being random, such a space holds all distinct eigenvalues.
 * @param multiply v -> A v; must leave v as it is
 * @throws RangeError when size or maxIterations is not a whole number from 1, or a product has another length or is not finite
 */
export async function extremeEigenvalues(
  multiply: (vector: Float64Array) => Float64Array | Promise<Float64Array>,
  size: number,
  { seed, maxIterations = 80, tolerance = 1e-8 }: LanczosSettings,
): Promise<ExtremeEigenvalues> {
  for (const count of [size, maxIterations]) {
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(
        `Lanczos' method needs size and maxIterations from 1, got ${size} and ${maxIterations}`,
      );
    }
  }
  const basis = [startVector(size, seed)];
  const diagonal: number[] = [];
  const offDiagonal: number[] = [];
  for (;;) {
    const newest = basis.at(-1)!;
    const product = (await multiply(newest)).slice();
    refuseBadProduct(product, size);
    diagonal.push(dot(newest, product));
    orthogonalise(product, basis);
    const beta = norm(product);
    const { smallest, largest, lastComponent } = extremesOf({ diagonal, offDiagonal });
    const residual = beta * lastComponent;
    const iterations = diagonal.length;
    const isConverged = residual <= tolerance * Math.max(Math.abs(smallest), Math.abs(largest));
    if (isConverged || iterations >= Math.min(size, maxIterations)) {
      return { smallest, largest, iterations, residual };
    }
    offDiagonal.push(beta);
    basis.push(product.map((entry) => entry / beta));
  }
}

function startVector(size: number, seed: number): Float64Array {
  const random = createRandom(seed, 'first vector of Lanczos');
  const vector = Float64Array.from({ length: size }, () => random.normal());
  const length = norm(vector);
  return vector.map((entry) => entry / length);
}

/** @throws RangeError when a product has another length than the vector, or is not finite */
export function refuseBadProduct(product: Float64Array, size: number): void {
  if (product.length !== size) {
    throw new RangeError(`Lanczos' method needs products of ${size} entries, got ${product.length}`);
  }
  const bad = product.findIndex((entry) => !Number.isFinite(entry));
  if (bad >= 0) {
    throw new RangeError(
      `entry ${bad} of a product of the matrix is ${product[bad]}: the matrix is not finite`,
    );
  }
}

/** Subtracts from the vector what lies in the space of the basis; twice, which is enough for orthogonality to rounding. */
export function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) {
      const part = dot(vector, direction);
      for (let i = 0; i < vector.length; i++) vector[i]! -= part * direction[i]!;
    }
  }
}

/** The extreme eigenvalues of T, and the larger last component of their unit eigenvectors, without sign. */
function extremesOf(matrix: Tridiagonal) {
  const smallest = tridiagonalEigenvalue(matrix, 0);
  const largest = tridiagonalEigenvalue(matrix, matrix.diagonal.length - 1);
  const lastComponent = Math.max(
    Math.abs(extremeEigenvector(matrix, 'smallest', smallest).at(-1)!),
    Math.abs(extremeEigenvector(matrix, 'largest', largest).at(-1)!),
  );
  return { smallest, largest, lastComponent };
}
