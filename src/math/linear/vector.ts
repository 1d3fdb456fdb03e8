/** Inner product of two vectors of one length. */
export function dot(a: Float32Array | Float64Array, b: Float32Array | Float64Array): number {
  if (a.length !== b.length)
    throw new RangeError(`dot needs vectors of one length, got ${a.length} and ${b.length}`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Euclidean norm. */
export function norm(a: Float32Array | Float64Array): number {
  return Math.sqrt(dot(a, a));
}

/** a - b, entry by entry, in float64. */
export function subtract(a: Float32Array | Float64Array, b: Float32Array | Float64Array): Float64Array {
  if (a.length !== b.length)
    throw new RangeError(`subtract needs vectors of one length, got ${a.length} and ${b.length}`);
  const difference = new Float64Array(a.length);
  for (let i = 0; i < difference.length; i++) difference[i] = a[i]! - b[i]!;
  return difference;
}

/** The largest entry; NaN where one is, -Infinity of none. */
export function largestOf(a: Float32Array | Float64Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, a[i]!);
  return largest;
}
