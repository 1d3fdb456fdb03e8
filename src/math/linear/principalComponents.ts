/**
 * The first principal components of rows (K. Pearson, 1901): with centred rows X (n x d) and  C = X'X / n = V diag(l) V',  l falling, the coordinates of
 * row i are  (x_i' v_1, ..., x_i' v_k),  and the share of the variance that direction j explains is  l_j / trace C.
 *
 * The leading directions come by subspace iteration with Rayleigh and Ritz (Golub and Van Loan, section 8.2.4): Q <- orth(C Q), then the eigenvectors of
 * Q'CQ, for a few directions more than are wanted, until each residual |C v - l v| is at most `tolerance` trace C. A direction has no sign of its own: its
 * entry of the largest size is positive.
 */

import { createRandom } from '../random/random';
import type { Matrix } from './matrix';
import { symmetricEigen } from './symmetricEigen';
import { dot, norm } from './vector';

export interface PrincipalComponents {
  /** Column means, d. */
  readonly centre: Float64Array;
  /** Row j, of d entries, is the unit direction j. */
  readonly directions: readonly Float64Array[];
  /** The share of the variance that each explains; 0 where nothing varies. */
  readonly explained: readonly number[];
}

/** Directions that are iterated beside those that are wanted: they make the others converge faster. */
const guards = 6;
const mostIterations = 300;
const tolerance = 1e-9;
/** Rows between two pauses of the covariance. */
const rowsAtOnce = 64;

/**
 * Fits the components. Pauses, so that a caller may stop it.
 * @param count k, at most the number of columns
 * @throws RangeError where there are no rows, or more components than columns
 */
export function* principalComponentsInPieces(
  { rows, columns, values }: Matrix,
  count: number,
): Generator<void, PrincipalComponents> {
  if (rows === 0 || !Number.isInteger(count) || count < 1 || count > columns) {
    throw new RangeError(
      `principal components need rows, and 1 to ${columns} components, got ${rows} rows and ${count}`,
    );
  }
  const centre = new Float64Array(columns);
  for (let i = 0; i < rows; i++) for (let k = 0; k < columns; k++) centre[k]! += values[i * columns + k]!;
  for (let k = 0; k < columns; k++) centre[k]! /= rows;
  const covariance = yield* covarianceInPieces({ rows, columns, values }, centre);
  let trace = 0;
  for (let k = 0; k < columns; k++) trace += covariance[k * columns + k]!;
  const { directions, eigenvalues } = yield* leadingInPieces(covariance, columns, count, tolerance * trace);
  return {
    centre,
    directions: directions.map(withSign),
    explained: eigenvalues.map((value) => (trace > 0 ? Math.max(0, value) / trace : 0)),
  };
}

/** The coordinates of every row along the directions, row-major. */
export function projectRows(
  { rows, columns, values }: Matrix,
  { centre, directions }: Pick<PrincipalComponents, 'centre' | 'directions'>,
): Matrix {
  if (centre.length !== columns) {
    throw new RangeError(`projectRows needs rows of ${centre.length} entries, got ${columns}`);
  }
  const projected = new Float64Array(rows * directions.length);
  for (let i = 0; i < rows; i++) {
    directions.forEach((direction, j) => {
      let sum = 0;
      for (let k = 0; k < columns; k++) sum += (values[i * columns + k]! - centre[k]!) * direction[k]!;
      projected[i * directions.length + j] = sum;
    });
  }
  return { rows, columns: directions.length, values: projected };
}

function* covarianceInPieces(
  { rows, columns, values }: Matrix,
  centre: Float64Array,
): Generator<void, Float64Array> {
  const covariance = new Float64Array(columns * columns);
  const row = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < columns; k++) row[k] = values[i * columns + k]! - centre[k]!;
    for (let k = 0; k < columns; k++) {
      const left = row[k]!;
      if (left === 0) continue;
      for (let l = 0; l <= k; l++) covariance[k * columns + l]! += left * row[l]!;
    }
    if (i % rowsAtOnce === rowsAtOnce - 1) yield;
  }
  for (let k = 0; k < columns; k++) {
    for (let l = 0; l <= k; l++) {
      covariance[k * columns + l]! /= rows;
      covariance[l * columns + k] = covariance[k * columns + l]!;
    }
  }
  return covariance;
}

/** The eigenvectors of the largest eigenvalues of a positive semidefinite matrix. */
function* leadingInPieces(matrix: Float64Array, size: number, count: number, allowed: number) {
  const width = Math.min(size, count + guards);
  const random = createRandom(1, 'first directions of the components');
  let basis = orthonormal(
    Array.from({ length: width }, () => Float64Array.from({ length: size }, () => random.normal())),
  );
  for (let iteration = 1; ; iteration++) {
    const images = basis.map((vector) => multiply(matrix, vector));
    yield;
    const inner = Float64Array.from({ length: width * width }, (_, at) =>
      dot(basis[Math.floor(at / width)]!, images[at % width]!),
    );
    const { values, vectors } = symmetricEigen(inner, width);
    const falling = Array.from({ length: width }, (_, j) => width - 1 - j);
    const combine = (of: readonly Float64Array[]) =>
      falling.map((j) => combination(of, vectors.subarray(j * width, (j + 1) * width)));
    const directions = combine(basis);
    const turned = combine(images);
    const eigenvalues = falling.map((j) => values[j]!);
    const residual = Math.max(
      ...eigenvalues
        .slice(0, count)
        .map((value, j) => norm(turned[j]!.map((entry, k) => entry - value * directions[j]![k]!))),
    );
    if (residual <= allowed || width === size || iteration === mostIterations) {
      return { directions: directions.slice(0, count), eigenvalues: eigenvalues.slice(0, count) };
    }
    basis = orthonormal(turned);
  }
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return vector.map((_, k) => dot(matrix.subarray(k * size, (k + 1) * size), vector));
}

function combination(vectors: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(vectors[0]!.length);
  vectors.forEach((vector, j) => {
    for (let k = 0; k < sum.length; k++) sum[k]! += weights[j]! * vector[k]!;
  });
  return sum;
}

/** Gram and Schmidt, twice; a vector that lies in the space of the others gives way to one axis after another. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  let axis = 0;
  for (const vector of vectors) {
    let candidate = vector.slice();
    for (;;) {
      const before = norm(candidate);
      for (let pass = 0; pass < 2; pass++) {
        for (const direction of basis) {
          const part = dot(candidate, direction);
          for (let k = 0; k < candidate.length; k++) candidate[k]! -= part * direction[k]!;
        }
      }
      const length = norm(candidate);
      if (length > 1e-12 * before && length > 0) {
        basis.push(candidate.map((entry) => entry / length));
        break;
      }
      candidate = new Float64Array(vector.length);
      candidate[axis++] = 1;
    }
  }
  return basis;
}

function withSign(direction: Float64Array): Float64Array {
  let largest = 0;
  for (let k = 1; k < direction.length; k++) {
    if (Math.abs(direction[k]!) > Math.abs(direction[largest]!)) largest = k;
  }
  return direction[largest]! < 0 ? direction.map((entry) => -entry) : direction;
}
