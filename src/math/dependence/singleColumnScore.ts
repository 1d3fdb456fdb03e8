/**
 * The first step of FOCI: the score of one column alone, S = sum over i of min(R_i, R_M(i)), from its sorted order.
 * The distance is |f32(a - b)| and the lowest row wins ties (rules 3 and 4 of docs/decisions/0001-one-arithmetic-for-foci.md). Rounding is
 * monotone, so the nearest rows lie next to row i in sorted order, and its ties further out as long as |d| stays equal.
 */

/**
 * @param sorted the column in ascending order
 * @param order the row of each sorted entry, lowest row first among equals
 * @param atMost R_i of every row
 * @returns the integer score
 */
export function scoreSingleColumn(sorted: Float32Array, order: Uint16Array, atMost: Uint32Array): number {
  const n = sorted.length;
  let score = 0;
  let start = 0;
  while (start < n) {
    let end = start + 1;
    while (end < n && sorted[end] === sorted[start]) end += 1;
    score +=
      end - start === 1
        ? Math.min(atMost[order[start]!]!, atMost[nearestOfSingle(sorted, order, start)]!)
        : scoreOfEquals(order, atMost, start, end);
    start = end;
  }
  return score;
}

/** Rows of equal value are at distance 0: the first is the neighbour of all the others, the second that of the first. */
function scoreOfEquals(order: Uint16Array, atMost: Uint32Array, start: number, end: number): number {
  const first = atMost[order[start]!]!;
  let score = Math.min(first, atMost[order[start + 1]!]!);
  for (let k = start + 1; k < end; k++) score += Math.min(first, atMost[order[k]!]!);
  return score;
}

/** The lowest row among the nearest of an entry that no other equals. */
function nearestOfSingle(sorted: Float32Array, order: Uint16Array, at: number): number {
  const n = sorted.length;
  const value = sorted[at]!;
  const toLeft = at > 0 ? Math.fround(value - sorted[at - 1]!) : Number.POSITIVE_INFINITY;
  const toRight = at + 1 < n ? Math.fround(sorted[at + 1]! - value) : Number.POSITIVE_INFINITY;
  const least = Math.min(toLeft, toRight);
  let nearest = n;
  for (let k = at - 1; k >= 0 && Math.fround(value - sorted[k]!) === least; k--) {
    nearest = Math.min(nearest, order[k]!);
  }
  for (let k = at + 1; k < n && Math.fround(sorted[k]! - value) === least; k++) {
    nearest = Math.min(nearest, order[k]!);
  }
  return nearest;
}
