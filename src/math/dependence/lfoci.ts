/**
 * L-FOCI (Algorithm 2 of "Deep Unlearning via Randomized Conditionally Independent Hessians"): FOCI on randomised data. Where a column holds many
 * equal values (an activation after a rectifier) the nearest row is arbitrary, and FOCI's rule, the lowest index, makes one row the neighbour of
 * all that tie: its T says little. With noise below the smallest gap rows that tie find neighbours of their own, as far as the float32 of
 * FOCI can tell them apart: where the smallest gap is a float32 step, noise on values of that size rounds away, noise on zeros does not.
 */

import type { Matrix } from '../linear/matrix';
import { foci, type OnStep } from './foci';
import type { FociOptions, FociTrace } from './fociTrace';
import { addTieBreakingNoise } from './lcodec';

/** Data with tie-breaking noise, ready for `foci` on any path. */
export interface Randomised {
  readonly y: Float64Array;
  readonly x: Matrix;
}

/**
 * A copy of y and x with the noise of equation 8.
 * @throws RangeError when y and x differ in length, an entry is not finite, or the seed is not a whole number
 */
export function randomise(y: ArrayLike<number>, x: Matrix, seed: number): Randomised {
  if (y.length !== x.rows) throw new RangeError(`y has ${y.length} entries but x has ${x.rows} rows`);
  const own: Matrix = { rows: y.length, columns: 1, values: Float64Array.from(y) };
  return {
    y: Float64Array.from(addTieBreakingNoise(own, seed, 'noise of y').values),
    x: addTieBreakingNoise(x, seed, 'noise of x'),
  };
}

/**
 * Forward selection on a copy of the data with tie-breaking noise.
 * @param y n values
 * @param x n x p
 * @param seed fixes the noise
 * @param options as for `foci`
 * @param onStep as for `foci`
 * @throws RangeError as `foci`, or when the seed is not a whole number
 */
export function lfoci(
  y: ArrayLike<number>,
  x: Matrix,
  seed: number,
  options: FociOptions = {},
  onStep?: OnStep,
): FociTrace {
  const randomised = randomise(y, x, seed);
  return foci(randomised.y, randomised.x, options, onStep);
}
