/** The k nearest rows of every row, Euclidean, by looking at all pairs; of equal distances the earlier row. A row is no neighbour of itself. */

import type { Matrix } from '../linear/matrix';

export interface NearestRows {
  /** rows x k, the nearest first. */
  readonly indices: Uint32Array;
  /** Distances, not squared. */
  readonly distances: Float64Array;
}

/**
 * Pauses after each row, so that a caller may stop it.
 * @throws RangeError unless there are more rows than neighbours
 */
export function* nearestRowsInPieces(
  { rows, columns, values }: Matrix,
  count: number,
): Generator<void, NearestRows> {
  if (!Number.isInteger(count) || count < 1 || count >= rows) {
    throw new RangeError(`nearestRows needs 1 to ${rows - 1} neighbours of ${rows} rows, got ${count}`);
  }
  const indices = new Uint32Array(rows * count);
  const distances = new Float64Array(rows * count).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < rows; i++) {
    const own = distances.subarray(i * count, (i + 1) * count);
    const names = indices.subarray(i * count, (i + 1) * count);
    for (let j = 0; j < rows; j++) {
      if (j === i) continue;
      const limit = own[count - 1]!;
      let sum = 0;
      for (let k = 0; k < columns && sum < limit; k++) {
        sum += (values[i * columns + k]! - values[j * columns + k]!) ** 2;
      }
      if (sum < limit) insert(own, names, sum, j);
    }
    yield;
  }
  for (let at = 0; at < distances.length; at++) distances[at] = Math.sqrt(distances[at]!);
  return { indices, distances };
}

function insert(distances: Float64Array, names: Uint32Array, distance: number, name: number): void {
  let at = distances.length - 1;
  for (; at > 0 && distances[at - 1]! > distance; at--) {
    distances[at] = distances[at - 1]!;
    names[at] = names[at - 1]!;
  }
  distances[at] = distance;
  names[at] = name;
}
