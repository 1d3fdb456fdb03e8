/**
 * Nearest neighbours by direct differences: N(i) = argmin over j other than i of sum over columns of (x_i - x_j)^2,
 * the lowest j among equals. Never from |a|^2 + |b|^2 - 2ab: that form loses the distance of near points.
 *
 * Both functions are judges, not engines: n^2 distances each, written from the rule
 * (docs/decisions/0001-one-arithmetic-for-foci.md), the first in float64, the second in the float32 of rules 1 to 3.
 */
import type { PreparedColumns } from './columns';
import type { Matrix } from './matrix';
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
  if (columns === 1) return nearestRows(rows, (i, j) => Math.abs(values[i]! - values[j]!));
  return nearestRows(rows, (i, j) => {
    let distance = 0;
    for (let column = 0; column < columns; column++) {
      const difference = values[i * columns + column]! - values[j * columns + column]!;
      distance += difference * difference;
    }
    return distance;
  });
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
  const [first, ...others] = chosen;
  if (first === undefined) throw new RangeError('nearestNeighboursFloat32 needs at least 1 column, got 0');
  const difference = (column: number, i: number, j: number) =>
    Math.fround(values[column * rows + i]! - values[column * rows + j]!);
  if (others.length === 0) return nearestRows(rows, (i, j) => Math.abs(difference(first, i, j)));
  return nearestRows(rows, (i, j) => {
    let distance = squaredDistanceGrowth(difference(first, i, j));
    for (const column of others) {
      distance = Math.fround(distance + squaredDistanceGrowth(difference(column, i, j)));
    }
    return distance;
  });
}

/** Lowest index among the nearest: a later row must be strictly nearer to be taken. */
function nearestRows(rows: number, distance: (i: number, j: number) => number): Uint32Array {
  const nearest = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < rows; j++) {
      if (j === i) continue;
      const candidate = distance(i, j);
      if (candidate < least) {
        least = candidate;
        nearest[i] = j;
      }
    }
  }
  return nearest;
}
