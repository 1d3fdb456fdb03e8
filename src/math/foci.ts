/** Feature Ordering by Conditional Independence on the CPU. */
import { fociBrute } from './fociBrute';
import type { FociOptions, FociTrace } from './fociTrace';
import type { Matrix } from './matrix';

/**
 * Forward selection of the columns of x that y depends on.
 * @param y n values
 * @param x n x p
 * @throws RangeError when y and x differ in length, n < 2, or an entry is not finite
 */
export function foci(y: ArrayLike<number>, x: Matrix, options: FociOptions = {}): FociTrace {
  return fociBrute(y, x, options);
}
