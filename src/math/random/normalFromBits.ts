/**
 * Normal numbers out of random bits, by G. E. P. Box and M. E. Muller, "A note on the generation of random normal deviates", 1958:
 *   z_1 = sqrt(-2 ln u) cos(2 pi v),  z_2 = sqrt(-2 ln u) sin(2 pi v),
 * u and v uniform in (0, 1], of 53 bits each.
 */

/** 32-bit words for two normal numbers. */
export const wordsPerPair = 4;

/** A number of (0, 1] in steps of 2^-53. */
function uniform(high: number, low: number): number {
  return ((high >>> 5) * 2 ** 26 + (low >>> 6) + 1) / 2 ** 53;
}

/**
 * As many normal numbers as half the words.
 * @param bits 32 random bits each, four for each pair of numbers
 * @throws RangeError when the words are no fours
 */
export function normalFromBits(bits: Uint32Array): Float64Array<ArrayBuffer> {
  if (bits.length % wordsPerPair !== 0) {
    throw new RangeError(`normalFromBits needs words by fours, got ${bits.length}`);
  }
  const numbers = new Float64Array(bits.length / 2);
  for (let pair = 0; 2 * pair < numbers.length; pair++) {
    const at = pair * wordsPerPair;
    const radius = Math.sqrt(-2 * Math.log(uniform(bits[at]!, bits[at + 1]!)));
    const angle = 2 * Math.PI * uniform(bits[at + 2]!, bits[at + 3]!);
    numbers[2 * pair] = radius * Math.cos(angle);
    numbers[2 * pair + 1] = radius * Math.sin(angle);
  }
  return numbers;
}
