/**
 * The noise of a release: the one exception to «every number has a seed». It comes from the system's own source of random bits and is not kept, because
 * noise that can be drawn again can be taken off again.
 */

import { normalFromBits, wordsPerPair } from '../../math/random/normalFromBits';

/** What one call of crypto.getRandomValues gives at most. */
const mostWords = 65_536 / Uint32Array.BYTES_PER_ELEMENT;

/** So many independent normal numbers of mean 0 and deviation sigma. */
export function drawReleaseNoise(count: number, sigma: number): Float64Array {
  const noise = new Float64Array(count);
  const numbersAtOnce = mostWords / 2;
  for (let at = 0; at < count; at += numbersAtOnce) {
    const wanted = Math.min(numbersAtOnce, count - at);
    const bits = crypto.getRandomValues(new Uint32Array(Math.ceil(wanted / 2) * wordsPerPair));
    noise.set(normalFromBits(bits).subarray(0, wanted), at);
  }
  return noise.map((value) => sigma * value);
}
