/**
 * The squared distances over the chosen columns, kept between the steps of FOCI and grown by one column per step, and for
 * every row the short list of its nearest others by that distance. All candidates of a step share the lists.
 */

/** 2^-126: a smaller square counts as 0 (squaredDistance.ts; spelt out here for the speed of the loop). */
const SMALLEST_NORMAL = 2 ** -126;

/** A key holds the bits of a distance above the 16 bits of a row, so that keys order as (distance, row). */
const ROW_SPAN = 65_536;

export interface KeptDistances {
  readonly rows: number;
  /** Row-major n x n; the diagonal is infinite, so that no row is its own neighbour. 4 n^2 bytes: 256 MiB at n = 8192. */
  readonly distances: Float32Array;
  /** Entries per list, at most n - 1. */
  readonly listLength: number;
  /** Entry k of row i at [i * listLength + k]: the k-th smallest (distance, row). */
  readonly listDistances: Float32Array;
  readonly listRows: Uint16Array;
}

/** Distances over no column at all, with room for lists of a given length. */
export function createKeptDistances(rows: number, longestList: number): KeptDistances {
  const distances = new Float32Array(rows * rows);
  for (let i = 0; i < rows; i++) distances[i * rows + i] = Number.POSITIVE_INFINITY;
  return { rows, distances, ...emptyLists(rows, longestList) };
}

/**
 * Adds a chosen column and lists the nearest rows anew.
 * @param kept changed in place
 * @param column its n prepared entries
 */
export function addColumn(kept: KeptDistances, column: Float32Array): void {
  const { rows, distances, listLength } = kept;
  const bits = new Uint32Array(distances.buffer);
  const keys = new Float64Array(4 * listLength);
  for (let i = 0; i < rows; i++) {
    const row = distances.subarray(i * rows, (i + 1) * rows);
    growRow(row, column, column[i]!);
    collectNearest(row, bits.subarray(i * rows, (i + 1) * rows), keys, listLength);
    sortFirst(keys, listLength);
    writeList(kept, i, keys);
  }
}

/** D = f32(D + f32(d * d)) for one row (rule 2). */
function growRow(row: Float32Array, column: Float32Array, value: number): void {
  for (let j = 0; j < row.length; j++) {
    const difference = Math.fround(value - column[j]!);
    const square = Math.fround(difference * difference);
    if (square >= SMALLEST_NORMAL) row[j] = Math.fround(row[j]! + square);
  }
}

/**
 * Leaves the keys of the `wanted` smallest (distance, row) in the front of `keys`, in any order. Rows come in ascending order, so a row as
 * far as the last one kept can never displace it: a strict comparison suffices.
 */
function collectNearest(row: Float32Array, rowBits: Uint32Array, keys: Float64Array, wanted: number): void {
  let count = 0;
  let limit = Number.POSITIVE_INFINITY;
  for (let j = 0; j < row.length; j++) {
    if (row[j]! < limit) {
      keys[count++] = rowBits[j]! * ROW_SPAN + j;
      if (count === keys.length) {
        const last = selectSmallest(keys, count, wanted);
        limit = row[rowOf(last)]!;
        count = wanted;
      }
    }
  }
  if (count > wanted) selectSmallest(keys, count, wanted);
}

/** Hoare's selection: brings the `wanted` smallest of the first `count` keys to the front; returns the largest of them. */
function selectSmallest(keys: Float64Array, count: number, wanted: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = keys[(low + high) >> 1]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (keys[left]! < pivot) left += 1;
      while (keys[right]! > pivot) right -= 1;
      if (left <= right) {
        const moved = keys[left]!;
        keys[left++] = keys[right]!;
        keys[right--] = moved;
      }
    }
    if (wanted - 1 <= right) high = right;
    else if (wanted - 1 >= left) low = left;
    else break;
  }
  return keys[wanted - 1]!;
}

/** The row in a key; the remainder operator is many times slower on numbers past 2^31. */
function rowOf(key: number): number {
  return key - Math.floor(key / ROW_SPAN) * ROW_SPAN;
}

/** Insertion sort of the first `count` keys. */
function sortFirst(keys: Float64Array, count: number): void {
  for (let k = 1; k < count; k++) {
    const key = keys[k]!;
    let hole = k;
    while (hole > 0 && keys[hole - 1]! > key) {
      keys[hole] = keys[hole - 1]!;
      hole -= 1;
    }
    keys[hole] = key;
  }
}

function writeList(kept: KeptDistances, i: number, keys: Float64Array): void {
  const { rows, distances, listLength, listDistances, listRows } = kept;
  for (let k = 0; k < listLength; k++) {
    const row = rowOf(keys[k]!);
    listRows[i * listLength + k] = row;
    listDistances[i * listLength + k] = distances[i * rows + row]!;
  }
}

/** The same distances with lists of another length, still to be filled by `addColumn`. */
export function withListLength(kept: KeptDistances, longestList: number): KeptDistances {
  return { rows: kept.rows, distances: kept.distances, ...emptyLists(kept.rows, longestList) };
}

function emptyLists(rows: number, longestList: number) {
  const listLength = Math.min(longestList, rows - 1);
  return {
    listLength,
    listDistances: new Float32Array(rows * listLength),
    listRows: new Uint16Array(rows * listLength),
  };
}
