/** Labels drawn from class probabilities: the smallest k with u < p_0 + ... + p_k, u uniform in [0, 1). */

import { countRows } from '../network/rows';
import type { Random } from './random';

/**
 * One label per row, from one random number each.
 * @param probabilities rows x classes, row-major, each row adding up to 1
 * @throws RangeError when the probabilities are no whole number of rows
 */
export function drawLabels(
  probabilities: Float32Array | Float64Array,
  classes: number,
  random: Random,
): Uint8Array {
  return Uint8Array.from({ length: countRows(probabilities, classes) }, (_, row) => {
    let left = random.uniform();
    for (let k = 0; k < classes - 1; k++) {
      left -= probabilities[row * classes + k]!;
      if (left < 0) return k;
    }
    return classes - 1;
  });
}
