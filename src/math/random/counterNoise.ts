/**
 * Gaussian noise by a counter-based generator: the value of entry i depends on the seed and on i alone, so that every backend, and every
 * invocation of a kernel, draws it for itself, and all draw the same bits.
 *
 * A hash of the counter gives 32 random bits for two entries; each takes 16 of them to a table of 65,536 normal quantiles,
 *   table[k] = deviation * quantile((k + 1/2) / 65536), scaled to a variance of exactly deviation^2.
 * A table instead of logarithm and cosine (Box and Muller), because these round differently on each device. Its values end at 4.3
 * deviations, which a normal variable passes once in 65,000 draws.
 */

import { createRandom } from './random';

const entries = 2 ** 16;

/** Two words that stand for a seed and a purpose. */
export type NoiseKey = readonly [number, number];

/** The key of a seed's stream; another label gives an independent stream. */
export function noiseKey(seed: number, label: string): NoiseKey {
  const random = createRandom(seed, label);
  return [random.integer(2 ** 32), random.integer(2 ** 32)];
}

/** Mixes all bits of a word: the permutation "triple32" of C. Wellons ("Hash Prospector"), of the least bias known. */
function mix(word: number): number {
  word = Math.imul(word ^ (word >>> 17), 0xed5ad4bb);
  word = Math.imul(word ^ (word >>> 11), 0xac4c1b51);
  word = Math.imul(word ^ (word >>> 15), 0x31848bab);
  return word ^ (word >>> 14);
}

/** The hash of the pair of entries that i belongs to. */
const pairBits = ([first, second]: NoiseKey, i: number) => mix(mix((i >>> 1) ^ first) + second);

/** The half of it that is entry i's. */
const halfOf = (bits: number, i: number) => ((i & 1) === 0 ? bits & 0xffff : bits >>> 16);

/** The place in the table of entry i. */
export const noisePlace = (key: NoiseKey, i: number): number => halfOf(pairBits(key, i), i);

/** The lower half of the quantiles for a deviation of 1, in float64; the same for every removal, so they are computed once. */
let lowerQuantiles: Float64Array | undefined;

function computeLowerQuantiles(): Float64Array {
  const quantiles = Float64Array.from({ length: entries / 2 }, (_, k) => normalQuantile((k + 0.5) / entries));
  const meanSquare = quantiles.reduce((sum, q) => sum + q * q, 0) / quantiles.length;
  return quantiles.map((q) => q / Math.sqrt(meanSquare));
}

/** Normal quantiles times the deviation, as float32. */
export function noiseTable(deviation: number): Float32Array {
  lowerQuantiles ??= computeLowerQuantiles();
  const table = new Float32Array(entries);
  lowerQuantiles.forEach((q, k) => {
    table[k] = deviation * q;
    table[entries - 1 - k] = -deviation * q;
  });
  return table;
}

/**
 * Noisy copies [from, from + rows) of an input, one a row: input + table[place of the entry], rounded to float32.
 * @param table see noiseTable
 */
export function noisyCopies(
  input: Float32Array,
  from: number,
  rows: number,
  table: Float32Array,
  key: NoiseKey,
): Float32Array {
  const size = input.length;
  const copies = new Float32Array(rows * size);
  const start = from * size;
  let bits = pairBits(key, start);
  let pixel = 0;
  for (let i = 0; i < copies.length; i++) {
    const entry = start + i;
    if ((entry & 1) === 0) bits = pairBits(key, entry);
    copies[i] = input[pixel]! + table[halfOf(bits, entry)]!;
    pixel += 1;
    if (pixel === size) pixel = 0;
  }
  return copies;
}

/** The lower normal quantile, 0 < p <= 1/2: M. Wichura, "Algorithm AS 241" (Applied Statistics 37, 1988), PPND16; relative error 1e-16. */
function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(centre.above, r)) / polynomial(centre.below, r);
  }
  const r = Math.sqrt(-Math.log(p));
  const { above, below, shift } = r <= 5 ? middle : tail;
  return -polynomial(above, r - shift) / polynomial(below, r - shift);
}

/** c[0] + c[1] x + c[2] x^2 + ... */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, c) => sum * x + c, 0);
}

const centre = {
  above: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  below: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
};
const middle = {
  shift: 1.6,
  above: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  below: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
};
const tail = {
  shift: 5,
  above: [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  below: [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
};
