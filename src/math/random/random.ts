import { logarithm } from '../elementary';
/**
 * The lab's one source of randomness: a small, fast, seeded generator (sfc32, Chris Doty-Humphrey, PractRand),
 * seeded through the finaliser of MurmurHash3. Streams with different labels are independent, so adding a
 * consumer never changes the numbers that another one sees.
 */

export interface Random {
  /** The next 32 random bits, 0 to 2^32 - 1. */
  bits(): number;
  /** Uniform in [0, 1), with 32 random bits. */
  uniform(): number;
  /** Standard normal (Marsaglia's polar method). */
  normal(): number;
  /** Uniform integer in [0, bound), without modulo bias. */
  integer(bound: number): number;
  /** Shuffles in place (Fisher-Yates) and returns its argument. */
  shuffle<T extends { length: number; [index: number]: number }>(values: T): T;
}

function mix(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * A generator for one seed and one purpose.
 * @param seed a non-negative safe integer
 * @param label names the stream ("shuffle", "certification noise"); another label gives an independent stream
 * @throws RangeError when the seed is not a non-negative safe integer
 */
export function createRandom(seed: number, label = ''): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`a seed is a whole number from 0 to 2^53 - 1, got ${seed}`);
  }
  let labelHash = 0x9e3779b9;
  for (let i = 0; i < label.length; i++) labelHash = mix(labelHash ^ label.charCodeAt(i));
  let a = mix(seed >>> 0);
  let b = mix(Math.floor(seed / 2 ** 32) ^ 0x6a09e667);
  let c = labelHash;
  let counter = 1;

  const bits = () => {
    const result = (a + b + counter) >>> 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result;
  };
  for (let i = 0; i < 15; i++) bits();

  const uniform = () => bits() / 2 ** 32;

  let spare = 0;
  let hasSpare = false;
  const normal = () => {
    if (hasSpare) {
      hasSpare = false;
      return spare;
    }
    let u: number;
    let v: number;
    let squaredRadius: number;
    do {
      u = 2 * uniform() - 1;
      v = 2 * uniform() - 1;
      squaredRadius = u * u + v * v;
    } while (squaredRadius >= 1 || squaredRadius === 0);
    const scale = Math.sqrt((-2 * logarithm(squaredRadius)) / squaredRadius);
    spare = v * scale;
    hasSpare = true;
    return u * scale;
  };

  const integer = (bound: number) => {
    if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32) {
      throw new RangeError(`integer needs a bound from 1 to 2^32, got ${bound}`);
    }
    const limit = 2 ** 32 - (2 ** 32 % bound);
    let value = bits();
    while (value >= limit) value = bits();
    return value % bound;
  };

  const shuffle = <T extends { length: number; [index: number]: number }>(values: T): T => {
    for (let i = values.length - 1; i > 0; i--) {
      const j = integer(i + 1);
      const moved = values[i]!;
      values[i] = values[j]!;
      values[j] = moved;
    }
    return values;
  };

  return { bits, uniform, normal, integer, shuffle };
}
