/**
 * The smallest difference of two values that differ, without sorting them all: as many buckets of equal width as there are values, in which few stand
 * together, and insertion for the rest. Rounding is monotone, so the buckets follow each other as the values do.
 */

/** A bucket with more values than that is sorted by the engine; insertion is quicker for fewer. */
const FEW = 24;

/**
 * @param values finite; left as they are
 * @returns the smallest non-zero difference of two neighbours in ascending order, rounded to float64; 0 where all are equal
 */
export function smallestGap(values: Float64Array): number {
  const n = values.length;
  const { least, scale } = spread(values);
  if (scale === 0) return 0;
  const sorted = Number.isFinite(scale) ? inBuckets(values, least, scale) : values.slice().sort();
  for (let k = 1; k < n; k++) {
    const value = sorted[k]!;
    let hole = k;
    while (hole > 0 && sorted[hole - 1]! > value) {
      sorted[hole] = sorted[hole - 1]!;
      hole -= 1;
    }
    sorted[hole] = value;
  }
  return leastStep(sorted);
}

/** The least value, and buckets for a unit of value: 0 where all are equal, not finite where the values all but overflow or all but agree. */
function spread(values: Float64Array): { least: number; scale: number } {
  let least = values[0]!;
  let most = least;
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (most === least) return { least, scale: 0 };
  const width = most - least;
  return { least, scale: width < Number.POSITIVE_INFINITY ? (values.length - 1) / width : width };
}

/** The values bucket by bucket; in a bucket as they come, unless it is crowded. */
function inBuckets(values: Float64Array, least: number, scale: number): Float64Array {
  const n = values.length;
  const places = new Uint32Array(n);
  const ends = new Uint32Array(n + 1);
  for (let i = 0; i < n; i++) {
    const place = Math.floor((values[i]! - least) * scale);
    places[i] = place;
    ends[place + 1]! += 1;
  }
  for (let k = 1; k <= n; k++) ends[k]! += ends[k - 1]!;
  const sorted = new Float64Array(n);
  for (let i = 0; i < n; i++) sorted[ends[places[i]!]!++] = values[i]!;
  // Now each entry of `ends` but the last is where its bucket ends.
  for (let bucket = 0, start = 0; bucket < n; bucket++) {
    const end = ends[bucket]!;
    if (end - start > FEW) sorted.subarray(start, end).sort();
    start = end;
  }
  return sorted;
}

function leastStep(sorted: Float64Array): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let k = 1; k < sorted.length; k++) {
    const gap = sorted[k]! - sorted[k - 1]!;
    if (gap > 0 && gap < smallest) smallest = gap;
  }
  return Number.isFinite(smallest) ? smallest : 0;
}
