/**
 * A feature of points that is learned to tell a target: the prediction of y by ridge regression on the rectified projections of the points to random
 * directions with random offsets (A. Rahimi and B. Recht, "Random features for large-scale kernel machines", NeurIPS 2007),
 *   f(x) = sum_j w_j max(0, a_j x + b_j),  w = argmin |Phi w - y|^2 + lambda n |w|^2.
 */

import { choleskyFactor, solveCholesky } from '../linear/cholesky';
import type { Matrix } from '../linear/matrix';
import { createRandom } from '../random/random';

/** Projections, the constant among them. */
const width = 64;
const ridge = 1e-4;

/**
 * Learns a feature of the rows of `points` for y, and gives it for each row.
 * @throws RangeError when y and points differ in length
 */
export function learnFeature(y: ArrayLike<number>, points: Matrix, seed: number): Float64Array {
  const { rows, columns, values } = points;
  if (y.length !== rows) throw new RangeError(`y has ${y.length} entries but there are ${rows} points`);
  const random = createRandom(seed, 'learned feature');
  const directions = Float64Array.from({ length: width * columns }, () => random.normal());
  const offsets = Float64Array.from({ length: width }, () => random.normal());
  const phi = new Float64Array(rows * width);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) {
      let sum = offsets[j]!;
      for (let c = 0; c < columns; c++) sum += directions[j * columns + c]! * values[i * columns + c]!;
      phi[i * width + j] = j === 0 ? 1 : Math.max(0, sum);
    }
  }
  const gram = new Float64Array(width * width);
  const moment = new Float64Array(width);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) {
      const value = phi[i * width + j]!;
      moment[j]! += value * y[i]!;
      for (let k = 0; k < width; k++) gram[j * width + k]! += value * phi[i * width + k]!;
    }
  }
  for (let j = 0; j < width; j++) gram[j * width + j]! += ridge * rows;
  // Positive definite by the ridge.
  const weights = solveCholesky(choleskyFactor(gram, width)!, moment);
  return Float64Array.from({ length: rows }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += weights[j]! * phi[i * width + j]!;
    return sum;
  });
}
