/**
 * L-CODEC: CODEC on randomised data (equation 8 of "Deep Unlearning via Randomized Conditionally Independent Hessians"): a little
 * Gaussian noise on every variable, so that no two rows tie and the nearest neighbour is unique.
 *
 * The paper asks for noise that is small beside the distances in the data. Here its standard deviation is, column by column, one
 * sixteenth of the smallest non-zero gap between two values of that column: equal values part, different ones keep their order (that
 * would take a difference of more than 11 standard deviations). A column that does not vary has no gap, gets no noise and stays what
 * it is: without information.
 */

import { refuseNonFinite } from '../linear/finite';
import type { Matrix } from '../linear/matrix';
import { createRandom, type Random } from '../random/random';
import { type Coefficient, codec, coefficient, requireRows } from './codec';
import { smallestGap } from './smallestGap';

/** Standard deviation of the noise, as a share of the smallest non-zero gap. */
const SHARE_OF_GAP = 1 / 16;

/**
 * A copy with tie-breaking noise, in float64.
 * @param x n x p
 * @param seed fixes the noise
 * @param label names the stream: give each variable its own
 * @returns n x p; columns that do not vary are unchanged. Where a gap is near the last place of float64 the noise rounds away
 * @throws RangeError when an entry is not finite or the seed is not a whole number
 */
export function addTieBreakingNoise(x: Matrix, seed: number, label = 'tie-breaking noise'): Matrix {
  refuseNonFinite('x', x.values);
  const random = createRandom(seed, label);
  const values = Float64Array.from(x.values);
  for (let column = 0; column < x.columns; column++) addNoise(values, column, x.columns, random);
  return { rows: x.rows, columns: x.columns, values };
}

/**
 * T(Y, Z), or T(Y, Z | X), of the randomised data.
 * @param y n values
 * @param z n x d
 * @param x n x e, or undefined for the unconditional coefficient
 * @param seed fixes the noise
 * @returns as `codec`; not defined (0 / 0, NaN) where y or all of z does not vary
 * @throws RangeError as `codec`, or when the seed is not a whole number
 */
export function lcodec(y: ArrayLike<number>, z: Matrix, x: Matrix | undefined, seed: number): Coefficient {
  requireRows('z', z, y.length);
  refuseNonFinite('y', y);
  const own: Matrix = { rows: y.length, columns: 1, values: Float64Array.from(y) };
  if (isConstant(z) || isConstant(own)) return coefficient(0, 0);
  return codec(
    addTieBreakingNoise(own, seed, 'noise of y').values,
    addTieBreakingNoise(z, seed, 'noise of z'),
    x === undefined ? undefined : addTieBreakingNoise(x, seed, 'noise of x'),
  );
}

/** Whether every row equals the first. */
function isConstant({ columns, values }: Matrix): boolean {
  return values.every((value, k) => value === values[k % columns]);
}

function addNoise(values: Float64Array, column: number, stride: number, random: Random): void {
  const entries = new Float64Array(values.length / stride);
  for (let i = 0; i < entries.length; i++) entries[i] = values[i * stride + column]!;
  const gap = smallestGap(entries);
  if (gap === 0) return;
  const deviation = gap * SHARE_OF_GAP;
  for (let i = 0; i < entries.length; i++) {
    values[i * stride + column] = entries[i]! + deviation * random.normal();
  }
}
