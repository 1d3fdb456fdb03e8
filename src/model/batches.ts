/** How a set of images is cut into batches. */

/** Images [from, to) of a set. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  /** Whether it is the last piece of its group. */
  readonly endsGroup: boolean;
}

/** Cuts a set into pieces of `rows` images, of which the last may be shorter; all of them are one group. */
export function cutIntoPieces(count: number, rows: number): Piece[] {
  return cutRange(0, count, rows);
}

/**
 * Cuts a set into groups that hold `groupSize` included images each, the last one those that are left, and each group into pieces of at most
 * `rows` images. Images that are not included stand in the groups of their neighbours.
 * @param included one entry per image: 1 counts towards the size of a group, 0 does not
 */
export function cutIntoGroups(included: Uint8Array, groupSize: number, rows: number): Piece[] {
  const starts = [0];
  let inGroup = 0;
  included.forEach((one, i) => {
    if (one === 0) return;
    if (inGroup === groupSize) {
      starts.push(i);
      inGroup = 0;
    }
    inGroup += 1;
  });
  return starts.flatMap((start, k) => cutRange(start, starts[k + 1] ?? included.length, rows));
}

function cutRange(start: number, end: number, rows: number): Piece[] {
  const pieces: Piece[] = [];
  for (let from = start; from < end; from += rows) {
    const to = Math.min(from + rows, end);
    pieces.push({ from, to, endsGroup: to === end });
  }
  return pieces;
}
