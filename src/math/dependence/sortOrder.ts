/** Sorting permutation of float32 values by a radix sort: three passes of 11 bits, stable, no comparison. */

/** The most values that a 16-bit index can name. */
export const MOST_SORTED = 65_536;

const RADIX_BITS = 11;
const BUCKETS = 1 << RADIX_BITS;

/**
 * The order that sorts a column, lowest index first among equals.
 * @param column finite values without -0, at most 65 536
 * @returns row indices: column[order[0]] <= column[order[1]] <= ...
 * @throws RangeError when there are more values than a 16-bit index can name
 */
export function sortOrder(column: Float32Array): Uint16Array {
  const n = column.length;
  if (n > MOST_SORTED) throw new RangeError(`sortOrder takes at most ${MOST_SORTED} values, got n=${n}`);
  const keys = monotoneKeys(column);
  let order = new Uint16Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  let next = new Uint16Array(n);
  const starts = new Uint32Array(BUCKETS);
  for (let shift = 0; shift < 32; shift += RADIX_BITS) {
    countStarts(keys, shift, starts);
    for (let k = 0; k < n; k++) {
      const row = order[k]!;
      next[starts[(keys[row]! >>> shift) & (BUCKETS - 1)]!++] = row;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** Bit patterns that compare as unsigned integers the way the floats compare. */
function monotoneKeys(column: Float32Array): Uint32Array {
  const keys = new Uint32Array(column.slice().buffer);
  for (let i = 0; i < keys.length; i++) {
    const bits = keys[i]!;
    keys[i] = bits >>> 31 === 1 ? ~bits : bits | 0x8000_0000;
  }
  return keys;
}

/** Where each bucket begins: the number of keys with a smaller digit. */
function countStarts(keys: Uint32Array, shift: number, starts: Uint32Array): void {
  starts.fill(0);
  for (let i = 0; i < keys.length; i++) starts[(keys[i]! >>> shift) & (BUCKETS - 1)]!++;
  let before = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const count = starts[bucket]!;
    starts[bucket] = before;
    before += count;
  }
}

/** A column's entries, in their own order and sorted. */
export interface SortedColumn {
  readonly values: Float32Array;
  /** The row of each sorted entry. */
  readonly order: Uint16Array;
  /** values[order[k]] */
  readonly sorted: Float32Array;
  /** Where each row stands in `order`. */
  readonly position: Uint16Array;
}

/**
 * Sorts a column and keeps both views of it.
 * @param order its sorting permutation, where it is already known
 */
export function sortColumn(values: Float32Array, order = sortOrder(values)): SortedColumn {
  const n = values.length;
  const sorted = new Float32Array(n);
  const position = new Uint16Array(n);
  for (let k = 0; k < n; k++) {
    const row = order[k]!;
    sorted[k] = values[row]!;
    position[row] = k;
  }
  return { values, order, sorted, position };
}
