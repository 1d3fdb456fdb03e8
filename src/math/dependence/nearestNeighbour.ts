/**
 * Nearest neighbours by direct differences: N(i) = argmin over j other than i of sum over columns of (x_i - x_j)^2,
 * the lowest j among equals. Never from |a|^2 + |b|^2 - 2ab: that form loses the distance of near points.
 *
 * Both functions are judges, not engines: n^2 distances each, written from the rule
 * (docs/decisions/0001-one-arithmetic-for-foci.md), the first in float64, the second in the float32 of rules 1 to 3.
 */

import type { Matrix } from '../linear/matrix';
import type { PreparedColumns } from './columns';
import { squaredDistanceGrowth } from './squaredDistance';

/**
 * The nearest other row of every row, in float64. Over one column the distance is |d|, over more the sum of squares.
 * @param x n x d
 * @returns n row indices
 * @throws RangeError when n < 2 or d < 1
 */
export function nearestNeighbours(x: Matrix): Uint32Array {
  const { rows, columns, values } = x;
  if (rows < 2) throw new RangeError(`nearestNeighbours needs n >= 2, got n=${rows}`);
  if (columns < 1) throw new RangeError(`nearestNeighbours needs d >= 1, got d=${columns}`);
  const distances = new Float64Array(rows);
  const nearest = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) distances[j] = distance(values, columns, i, j);
    nearest[i] = lowestArgmin(distances, i);
  }
  return nearest;
}

/** |d| over one column, the sum of squares over more. */
function distance(values: Float32Array | Float64Array, columns: number, i: number, j: number): number {
  if (columns === 1) return Math.abs(values[i]! - values[j]!);
  let sum = 0;
  for (let column = 0; column < columns; column++) {
    const difference = values[i * columns + column]! - values[j * columns + column]!;
    sum += difference * difference;
  }
  return sum;
}

/**
 * The nearest other row of every row over some of the prepared columns, by the float32 rule.
 * @param prepared the columns
 * @param chosen which of them, in the order in which their squares are added
 * @returns n row indices
 * @throws RangeError when no column is chosen
 */
export function nearestNeighboursFloat32(prepared: PreparedColumns, chosen: readonly number[]): Uint32Array {
  const { rows, values } = prepared;
  if (chosen.length === 0) throw new RangeError('nearestNeighboursFloat32 needs at least 1 column, got 0');
  const distances = new Float32Array(rows);
  const nearest = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) {
    distances.fill(0);
    for (const column of chosen) {
      const own = values.subarray(column * rows, (column + 1) * rows);
      for (let j = 0; j < rows; j++) {
        const difference = Math.fround(own[i]! - own[j]!);
        // Rounded as it is put in its place.
        distances[j]! += chosen.length === 1 ? Math.abs(difference) : squaredDistanceGrowth(difference);
      }
    }
    nearest[i] = lowestArgmin(distances, i);
  }
  return nearest;
}

/** The index of the least distance but for row i itself; a later row must be strictly nearer to be taken. */
function lowestArgmin(distances: Float32Array | Float64Array, i: number): number {
  let least = Number.POSITIVE_INFINITY;
  let nearest = -1;
  for (let j = 0; j < distances.length; j++) {
    if (distances[j]! < least && j !== i) {
      least = distances[j]!;
      nearest = j;
    }
  }
  return nearest;
}
