import { describe, expect, it } from 'vitest';
import {
  type NoiseKey,
  noiseKey,
  noisePlace,
  noiseTable,
  noisyCopies,
} from '../../../src/math/random/counterNoise';

const half = 2 ** 15;
const draws = 1e6;

/** The standard normal density. */
const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** P(0 < normal < x): density(x) (x + x^3/3 + x^5/15 + ...), whose terms are all positive. */
function probabilityUpTo(x: number): number {
  let term = x;
  let sum = 0;
  for (let odd = 3; term > 1e-18 * sum; odd += 2) {
    sum += term;
    term *= (x * x) / odd;
  }
  return density(x) * sum;
}

/** x with P(0 < normal < x) = p, by Newton's method; -x is the lower quantile of 1/2 - p. */
function quantileOf(p: number, start: number): number {
  let x = start;
  for (let step = 0; step < 6; step++) x -= (probabilityUpTo(x) - p) / density(x);
  return x;
}

function moment(values: Float32Array, power: number): number {
  return values.reduce((sum, value) => sum + value ** power, 0) / values.length;
}

/** Mean product of two rows of draws, which is about 0 within 1 / sqrt(count) if they are independent. */
function meanProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += a[i]! * b[i]!;
  return sum / b.length;
}

describe('noiseTable', () => {
  it('holds the quantiles of the normal distribution, scaled to their deviation', () => {
    const table = noiseTable(1);
    const quantiles = new Float64Array(half);
    let last = 0;
    for (let k = half - 1; k >= 0; k--) {
      last = quantileOf(0.5 - (k + 0.5) / (2 * half), last);
      quantiles[k] = -last;
    }
    const deviation = Math.sqrt(quantiles.reduce((sum, q) => sum + q * q, 0) / half);
    expect(Math.abs(deviation - 1)).toBeLessThan(1e-4);
    const errors = quantiles.map((quantile, k) => Math.abs((table[k]! * deviation) / quantile - 1));
    expect(Math.max(...errors)).toBeLessThan(2 ** -23);
  });

  it.each([
    [1 / 4, -0.6744897501960817],
    [0.025, -1.959963984540054],
  ])('has the known quantile of %f between two entries', (p, known) => {
    const table = noiseTable(1);
    const place = 2 * half * p - 0.5;
    const k = Math.floor(place);
    const between = table[k]! + (place - k) * (table[k + 1]! - table[k]!);
    expect(Math.abs(between / known - 1)).toBeLessThan(1e-4);
  });

  it.each([1e-3, 0.1, 1, 7])('is symmetric, rises, and has the variance of deviation %f', (deviation) => {
    const table = noiseTable(deviation);
    expect(table.length).toBe(2 * half);
    expect(table.toReversed().map((value) => -value)).toEqual(table);
    expect(table.toSorted()).toEqual(table);
    expect(new Set(table).size).toBe(2 * half);
    expect(Math.abs(moment(table, 2) / deviation ** 2 - 1)).toBeLessThan(1e-7);
  });
});

describe('noisyCopies', () => {
  const table = noiseTable(1);
  const noise = (key: NoiseKey, size = draws) => noisyCopies(new Float32Array(size), 0, 1, table, key);
  const key = noiseKey(1, 'test');

  it.each([0, 1, 2, 12345])('has the moments of a normal variable over a million draws (seed %i)', (seed) => {
    const values = noise(noiseKey(seed, 'test'));
    const within = (power: number, wanted: number, variance: number) =>
      expect(Math.abs(moment(values, power) - wanted)).toBeLessThan(4 * Math.sqrt(variance / draws));
    within(1, 0, 1);
    within(2, 1, 2);
    within(3, 0, 15);
    within(4, 3, 96);
  });

  it('places an entry by half of the published hash of its pair', () => {
    const word = (value: bigint) => value & 0xffffffffn;
    const triple32 = (value: bigint) => {
      let x = value;
      x = word((x ^ (x >> 17n)) * 0xed5ad4bbn);
      x = word((x ^ (x >> 11n)) * 0xac4c1b51n);
      x = word((x ^ (x >> 15n)) * 0x31848babn);
      return x ^ (x >> 14n);
    };
    const [first, second] = key.map(BigInt) as [bigint, bigint];
    for (const i of [0, 1, 2, 3, 1000, 1001, 65535, 3072000, 25165823]) {
      const hash = triple32(word(triple32((BigInt(i) >> 1n) ^ first) + second));
      expect(noisePlace(key, i)).toBe(Number(i % 2 === 0 ? hash & 0xffffn : hash >> 16n));
    }
  });

  it('takes every sixteenth of the table equally often, by both halves of a hash', () => {
    for (const parity of [0, 1]) {
      const counts = new Float64Array(16);
      for (let i = parity; i < draws; i += 2) counts[noisePlace(key, i) >> 12]! += 1;
      const expected = draws / 2 / 16;
      const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      expect(Math.abs(chiSquare - 15)).toBeLessThan(4 * Math.sqrt(30));
    }
  });

  it('has no correlation between entries near each other, or a row of pixels or a copy apart', () => {
    const values = noise(key);
    const squares = values.map((value) => (value * value - 1) / Math.SQRT2);
    for (const apart of [1, 2, 3, 28, 256, 784, 1024, 3072, 65536]) {
      const bar = 4 / Math.sqrt(draws - apart);
      expect(Math.abs(meanProduct(values.subarray(apart), values.subarray(0, -apart)))).toBeLessThan(bar);
      expect(Math.abs(meanProduct(squares.subarray(apart), squares.subarray(0, -apart)))).toBeLessThan(bar);
    }
  });

  it('has no correlation between the two entries of one hash', () => {
    const values = noise(key);
    const even = values.filter((_, i) => i % 2 === 0);
    const odd = values.filter((_, i) => i % 2 === 1);
    expect(Math.abs(meanProduct(even, odd))).toBeLessThan(4 / Math.sqrt(draws / 2));
  });

  it('has no correlation between seeds, neighbours and far ones, nor between labels', () => {
    const values = noise(key);
    for (const other of [noiseKey(2, 'test'), noiseKey(2 ** 40 + 1, 'test'), noiseKey(1, 'other')]) {
      expect(Math.abs(meanProduct(values, noise(other)))).toBeLessThan(4 / Math.sqrt(draws));
    }
  });

  it('gives an entry by its place alone: copies come out the same bits however they are split', () => {
    const input = Float32Array.from({ length: 37 }, (_, i) => Math.sin(i));
    const all = noisyCopies(input, 0, 50, table, key);
    for (const [from, rows] of [
      [0, 1],
      [1, 1],
      [7, 13],
      [20, 30],
    ] as const) {
      expect(noisyCopies(input, from, rows, table, key)).toEqual(all.slice(from * 37, (from + rows) * 37));
    }
    const [pixel, copy] = [11, 23];
    const entry = copy * 37 + pixel;
    expect(all[entry]).toBe(Math.fround(input[pixel]! + table[noisePlace(key, entry)]!));
    expect(noiseKey(1, 'test')).toEqual(key);
  });

  it('is in proportion to the deviation, copy by copy', () => {
    const wide = noisyCopies(new Float32Array(100), 3, 2, noiseTable(2), key);
    const narrow = noisyCopies(new Float32Array(100), 3, 2, noiseTable(0.5), key);
    expect(wide).toEqual(narrow.map((value) => 4 * value));
  });
});
