/**
 * A later step of FOCI: the score of one candidate beside the chosen columns, S = sum over i of min(R_i, R_M(i)), M(i) the row
 * with the least v = f32(D + f32(d * d)), D the kept distance; the lowest row among equals.
 *
 * Exact without looking at all rows. The short list of row i runs in the order of (D, row) and v >= D, so the scan stops once D
 * alone exceeds the best v, or equals it where the best has no share of the candidate's own (then only higher rows follow). Where
 * the list ends first, the rows are searched outwards in the sorted order of the candidate, and v >= f32(d * d) stops that.
 */
import type { KeptDistances } from './keptDistances';
import type { SortedColumn } from './sortOrder';
import { squaredDistanceGrowth } from './squaredDistance';

/**
 * v in float64 exceeds the float32 v by less than 2^-21 of it, or by less than 2^-125 where a square was flushed: what lies beyond
 * the best by more than that needs no rounding to be turned down.
 */
const ROUNDING = 1 + 2 ** -20;
const FLUSHING = 2 ** -124;

/**
 * @param candidate the column to judge
 * @param kept distances over the chosen columns, with their lists
 * @param atMost R_i of every row
 * @returns the integer score
 */
export function scoreBeside(candidate: SortedColumn, kept: KeptDistances, atMost: Uint32Array): number {
  const { values } = candidate;
  const { rows, listLength, listDistances, listRows } = kept;
  let score = 0;
  for (let i = 0; i < rows; i++) {
    const value = values[i]!;
    const end = (i + 1) * listLength;
    let best = Number.POSITIVE_INFINITY;
    let bound = Number.POSITIVE_INFINITY;
    let bestKept = -1;
    let nearest = -1;
    let k = i * listLength;
    for (; k < end; k++) {
      const distance = listDistances[k]!;
      if (distance >= best && (distance > best || bestKept === distance)) break;
      const j = listRows[k]!;
      const difference = value - values[j]!;
      if (distance + difference * difference <= bound) {
        const total = Math.fround(distance + squaredDistanceGrowth(Math.fround(difference)));
        if (total < best || (total === best && j < nearest)) {
          best = total;
          bound = total * ROUNDING + FLUSHING;
          bestKept = distance;
          nearest = j;
        }
      }
    }
    if (k === end && listLength < rows - 1) {
      const last = listDistances[end - 1]!;
      const isDecided = last > best || (last === best && bestKept === last);
      if (!isDecided) nearest = searchOutwards(candidate, kept, i, best, nearest);
    }
    score += Math.min(atMost[i]!, atMost[nearest]!);
  }
  return score;
}

/** The nearest row by the candidate's sorted order, starting from the best one known. */
function searchOutwards(
  candidate: SortedColumn,
  kept: KeptDistances,
  i: number,
  best: number,
  nearest: number,
): number {
  const { sorted, order, position } = candidate;
  const { rows, distances } = kept;
  const start = position[i]!;
  const value = sorted[start]!;
  for (const direction of [-1, 1]) {
    for (let k = start + direction; k >= 0 && k < rows; k += direction) {
      const square = squaredDistanceGrowth(Math.fround(value - sorted[k]!));
      if (square > best) break;
      const j = order[k]!;
      const total = Math.fround(distances[i * rows + j]! + square);
      if (total < best || (total === best && j < nearest)) {
        best = total;
        nearest = j;
      }
    }
  }
  return nearest;
}
