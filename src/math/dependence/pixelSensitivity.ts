/**
 * How far the loss on a sample is a function of each of its pixels (Remark 2 of "Deep Unlearning via Randomized Conditionally
 * Independent Hessians"): xi(pixel_j, loss) over the m perturbed copies of the sample, by one radix sort per pixel.
 */

import type { Matrix } from '../linear/matrix';
import { requireRows } from './codec';
import { rank } from './ranks';
import { sortOrder } from './sortOrder';
import { xiOfOrder } from './xi';

/**
 * @param pixels m x p: the perturbed copies, one a row; compared as float32
 * @param losses m losses
 * @returns p coefficients; 0 where a pixel does not vary (it carries no information), NaN everywhere where the loss does not
 * @throws RangeError when lengths differ, m < 2 or m > 65 536, or an entry is not finite
 */
export function pixelSensitivity(pixels: Matrix, losses: ArrayLike<number>): Float64Array {
  const ranks = rank(losses, 'losses');
  requireRows('pixels', pixels, losses.length);
  const { rows, columns, values } = pixels;
  const sensitivity = new Float64Array(columns);
  const pixel = new Float32Array(rows);
  for (let j = 0; j < columns; j++) {
    // Adding 0 turns -0 into 0, which sorts before it.
    for (let i = 0; i < rows; i++) pixel[i] = values[i * columns + j]! + 0;
    const order = sortOrder(pixel);
    const varies = pixel[order[0]!] !== pixel[order[rows - 1]!];
    sensitivity[j] = varies || ranks.spread === 0 ? xiOfOrder(order, ranks).value : 0;
  }
  return sensitivity;
}
