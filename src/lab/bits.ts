/** A set of indices as a bitmap: one bit an index, so that 60,000 samples cross a thread as 7.5 kB whatever the set is. */

/**
 * The bitmap of a set: ceil(count / 8) bytes; index i is bit i % 8 of byte floor(i / 8).
 * @throws RangeError where an index is not below `count`
 */
export function packBits(indices: Iterable<number>, count: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(count / 8));
  for (const index of indices) {
    if (!(index >= 0 && index < count)) {
      throw new RangeError(`packBits needs indices below ${count}, got ${index}`);
    }
    bits[index >> 3]! |= 1 << (index & 7);
  }
  return bits;
}

/** Whether the set has the index; an index beyond its end it has not. */
export function hasBit(bits: Uint8Array, index: number): boolean {
  return ((bits[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
}

/** The indices of the set, by rising size. */
export function listBits(bits: Uint8Array): number[] {
  const indices: number[] = [];
  for (let index = 0; index < bits.length * 8; index++) if (hasBit(bits, index)) indices.push(index);
  return indices;
}
