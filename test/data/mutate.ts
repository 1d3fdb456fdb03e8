import type { Random } from '../../src/math/random/random';
import { join } from './tarFile';

/**
 * The bytes with one to three things wrong: cut, extended, bits flipped, bytes or four-byte numbers replaced (often by
 * extremes, as sizes and counts are), a stretch removed, repeated or overwritten.
 */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let mutated: Uint8Array = bytes.slice();
  for (let change = random.integer(3); change >= 0; change--) {
    mutated = changes[random.integer(changes.length)]!(mutated, random);
  }
  return mutated;
}

const EXTREMES = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

const changes: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  (bytes, random) => bytes.slice(0, random.integer(bytes.length + 1)),
  (bytes, random) => bytes.slice(0, Math.max(0, bytes.length - 1 - random.integer(16))),
  (bytes, random) => join([bytes, randomBytes(random, 1 + random.integer(64))]),
  (bytes, random) => {
    const at = place(bytes, random);
    if (at < bytes.length) bytes[at]! ^= 1 << random.integer(8);
    return bytes;
  },
  (bytes, random) => {
    const at = place(bytes, random);
    if (at < bytes.length) bytes[at] = random.integer(256);
    return bytes;
  },
  (bytes, random) => {
    const at = place(bytes, random);
    const value = EXTREMES[random.integer(EXTREMES.length)]!;
    if (at + 4 <= bytes.length) new DataView(bytes.buffer).setUint32(at, value, random.integer(2) === 0);
    return bytes;
  },
  (bytes, random) => {
    const [from, to] = stretch(bytes, random);
    return join([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  (bytes, random) => {
    const [from, to] = stretch(bytes, random);
    return join([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  (bytes, random) => {
    const [from, to] = stretch(bytes, random);
    bytes.set(randomBytes(random, to - from), from);
    return bytes;
  },
];

/** Somewhere; every other time near the beginning or the end, where headers and directories are. */
function place(bytes: Uint8Array, random: Random): number {
  const near = Math.min(bytes.length, 64);
  switch (random.integer(4)) {
    case 0:
      return random.integer(near + 1);
    case 1:
      return Math.max(0, bytes.length - 1 - random.integer(near + 1));
    default:
      return random.integer(bytes.length + 1);
  }
}

function stretch(bytes: Uint8Array, random: Random): [from: number, to: number] {
  const from = place(bytes, random);
  return [from, Math.min(bytes.length, from + 1 + random.integer(100))];
}

function randomBytes(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.integer(256));
}
