/** Class probabilities of many samples at once: p_k = exp(z_k) / sum_j exp(z_j), row by row, in float64. */

import { softmax } from './crossEntropy';

/**
 * The softmax of every row.
 * @param logits rows x classes, row-major
 * @returns probabilities in the same layout
 * @throws RangeError when the logits are no whole number of rows
 */
export function softmaxRows(logits: Float32Array | Float64Array, classes: number): Float64Array {
  const probabilities = new Float64Array(logits.length);
  for (let row = 0; row < countRows(logits, classes); row++) {
    probabilities.set(softmax(logits.subarray(row * classes, (row + 1) * classes)), row * classes);
  }
  return probabilities;
}

/**
 * The number of rows of a row-major matrix with one column per class.
 * @throws RangeError when there are no classes, or the values are no whole number of rows
 */
export function countRows(values: ArrayLike<number>, classes: number): number {
  if (!Number.isInteger(classes) || classes < 1) {
    throw new RangeError(`rows need at least one class, got ${classes}`);
  }
  if (values.length % classes !== 0) {
    throw new RangeError(`${values.length} values are no whole number of rows of ${classes} classes`);
  }
  return values.length / classes;
}
