/**
 * Solves (H + lambda I) x = b for H = V C V', a sum of few rank-one terms (C diagonal), by the Woodbury identity in the form
 *   x = (b - V (lambda I + C G)^-1 C V' b) / lambda,   G = V' V,
 * which needs no inverse of C and holds for indefinite H as well: O(k p) time and memory for k terms.
 */

import { solveLinear } from '../linear/linearSolve';
import { dot, norm } from '../linear/vector';
import type { RankOne } from './secantHessian';

/** C G, the k x k matrix whose eigenvalues are the non-zero eigenvalues of V C V'. */
function reduced(terms: readonly RankOne[]): Float64Array {
  const k = terms.length;
  const matrix = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) matrix[i * k + j] = terms[i]!.scale * dot(terms[i]!.vector, terms[j]!.vector);
  }
  return matrix;
}

/**
 * The x of (sum_k scale_k v_k v_k' + damping I) x = rhs.
 * @throws RangeError when the damping is not positive, or the matrix is singular
 */
export function solveDamped(terms: readonly RankOne[], damping: number, rhs: Float64Array): Float64Array {
  if (!(damping > 0)) throw new RangeError(`solveDamped needs a positive damping, got ${damping}`);
  const active = terms.filter(({ scale }) => scale !== 0);
  const k = active.length;
  const system = reduced(active);
  for (let i = 0; i < k; i++) system[i * k + i]! += damping;
  const projections = Float64Array.from(active, ({ scale, vector }) => scale * dot(vector, rhs));
  const weights = solveLinear(system, projections);
  const solution = new Float64Array(rhs.length);
  for (let i = 0; i < rhs.length; i++) {
    let sum = rhs[i]!;
    for (let j = 0; j < k; j++) sum -= weights[j]! * active[j]!.vector[i]!;
    solution[i] = sum / damping;
  }
  return solution;
}

/** |(sum_k scale_k v_k v_k' + damping I) x - b| / |b|, by products alone: it shares nothing with the solve. 0 for b = 0. */
export function residualOfDamped(
  terms: readonly RankOne[],
  damping: number,
  x: Float64Array,
  rhs: Float64Array,
): number {
  const left = rhs.map((b, i) => damping * x[i]! - b);
  for (const { scale, vector } of terms) {
    const along = scale * dot(vector, x);
    for (let i = 0; i < left.length; i++) left[i]! += along * vector[i]!;
  }
  return norm(left) / norm(rhs) || 0;
}

/**
 * Smallest and largest eigenvalue of sum_k scale_k v_k v_k' for at most two terms, in a space of `size` dimensions (where
 * size exceeds the number of terms, 0 is an eigenvalue too).
 */
export function eigenvalueRange(
  terms: readonly RankOne[],
  size: number,
): [smallest: number, largest: number] {
  const active = terms.filter(({ scale }) => scale !== 0);
  if (active.length > 2)
    throw new RangeError(`eigenvalueRange takes at most two terms, got ${active.length}`);
  const matrix = reduced(active);
  const eigenvalues: number[] = [];
  if (active.length === 1) eigenvalues.push(matrix[0]!);
  if (active.length === 2) {
    const halfTrace = (matrix[0]! + matrix[3]!) / 2;
    const halfDifference = (matrix[0]! - matrix[3]!) / 2;
    const radius = Math.sqrt(Math.max(0, halfDifference ** 2 + matrix[1]! * matrix[2]!));
    eigenvalues.push(halfTrace - radius, halfTrace + radius);
  }
  if (active.length < size || size === 0) eigenvalues.push(0);
  return [Math.min(...eigenvalues), Math.max(...eigenvalues)];
}

/**
 * What the smallest eigenvalue of H + damping I is to reach: a tenth of lambda; of the weight decay, where lambda is 0. It bounds the step by
 * 10 |b| / lambda where H is indefinite (docs/decisions/0002-the-samples-own-curvature.md).
 */
export function eigenvalueFloor(lambda: number, weightDecay = 0): number {
  return (lambda > 0 ? lambda : weightDecay) / 10;
}

/**
 * The damping that keeps the smallest eigenvalue of H + (damping + weightDecay) I at or above the floor: lambda itself where H allows it, else as much
 * more as is missing.
 */
export function sufficientDamping(
  terms: readonly RankOne[],
  lambda: number,
  size: number,
  weightDecay = 0,
): number {
  const [smallest] = eigenvalueRange(terms, size);
  return Math.max(lambda, eigenvalueFloor(lambda, weightDecay) - weightDecay - smallest);
}
