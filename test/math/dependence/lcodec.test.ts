import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codec } from '../../../src/math/dependence/codec';
import { codecOverTies } from '../../../src/math/dependence/codecTies';
import { foci } from '../../../src/math/dependence/foci';
import { addTieBreakingNoise, lcodec } from '../../../src/math/dependence/lcodec';
import { lfoci } from '../../../src/math/dependence/lfoci';
import { type Matrix, matrix } from '../../../src/math/linear/matrix';
import { createRandom } from '../../../src/math/random/random';

function column(values: ArrayLike<number>): Matrix {
  return matrix(values.length, 1, Float64Array.from(values));
}

/** Columns with 70% zeros; y depends on three of them. */
function rectified(seed: number): { y: Float64Array; x: Matrix } {
  const random = createRandom(seed, 'rectified');
  const values = Float32Array.from({ length: 500 * 12 }, () => Math.max(0, random.normal() - 0.5244));
  const entry = (i: number, j: number) => values[i * 12 + j]!;
  const y = Float64Array.from(
    { length: 500 },
    (_, i) => 4 * entry(i, 3) + 3 * entry(i, 5) + 2.5 * entry(i, 7) + 0.02 * random.normal(),
  );
  return { y, x: matrix(500, 12, values) };
}

describe('addTieBreakingNoise', () => {
  it('parts equal values and keeps the order of different ones', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 80 }),
        (seed, draws) => {
          fc.pre(new Set(draws).size > 1);
          const noisy = addTieBreakingNoise(column(draws), seed).values;
          expect(new Set(noisy).size).toBe(draws.length);
          draws.forEach((a, i) => {
            draws.forEach((b, j) => {
              if (a < b) expect(noisy[i]).toBeLessThan(noisy[j]!);
            });
          });
        },
      ),
    );
  });

  it('has a sixteenth of the smallest non-zero gap of each column as its deviation', () => {
    const rows = 20_000;
    const values = Float64Array.from({ length: 2 * rows }, (_, k) => (k % 2 === 0 ? k % 3 : 0.5 * (k % 5)));
    const noisy = addTieBreakingNoise(matrix(rows, 2, values), 5).values;
    for (const [j, gap] of [1, 0.5].entries()) {
      let squares = 0;
      for (let i = 0; i < rows; i++) squares += (noisy[2 * i + j]! - values[2 * i + j]!) ** 2;
      const relativeVariance = squares / rows / (gap / 16) ** 2;
      expect(Math.abs(relativeVariance - 1)).toBeLessThan(5 * Math.sqrt(2 / rows));
    }
  });

  it('leaves a column that does not vary as it is, and repeats itself for one seed', () => {
    const x = matrix(3, 2, Float64Array.of(7, 1, 7, 1, 7, 2));
    const noisy = addTieBreakingNoise(x, 1).values;
    expect([noisy[0], noisy[2], noisy[4]]).toEqual([7, 7, 7]);
    expect(addTieBreakingNoise(x, 1)).toEqual(addTieBreakingNoise(x, 1));
    expect(addTieBreakingNoise(x, 1)).not.toEqual(addTieBreakingNoise(x, 2));
  });

  it('refuses what is not finite, and bad seeds', () => {
    expect(() => addTieBreakingNoise(column([1, Number.NaN]), 1)).toThrow('x[1] = NaN');
    expect(() => addTieBreakingNoise(column([1, 2]), -1)).toThrow('got -1');
  });
});

describe('lcodec', () => {
  const random = createRandom(2, 'lcodec');
  const z = Array.from({ length: 400 }, () => random.integer(4));
  const noise = Array.from({ length: 400 }, () => random.normal());

  it('equals CODEC where nothing ties and the noise is far below all distances that matter', () => {
    const distinct = Array.from({ length: 60 }, (_, i) => i ** 2);
    const y = random.shuffle(distinct.slice());
    expect(lcodec(y, column(distinct), undefined, 1)).toEqual(codec(y, column(distinct)));
  });

  it('averages over seeds to the exact treatment of ties in z', () => {
    const y = z.map((level, i) => level + noise[i]!);
    const seeds = 40;
    const values = Array.from({ length: seeds }, (_, seed) => lcodec(y, column(z), undefined, seed).value);
    const mean = values.reduce((sum, value) => sum + value, 0) / seeds;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (seeds - 1));
    expect(Math.abs(mean - codecOverTies(y, z).value)).toBeLessThan(4 * (deviation / Math.sqrt(seeds)));
  });

  it('is not defined where z or y does not vary, and does not crash', () => {
    const dead = column(new Float64Array(400).fill(2));
    expect(lcodec(noise, dead, undefined, 1)).toEqual({ value: Number.NaN, num: 0, den: 0 });
    expect(lcodec(noise, dead, column(z), 1).value).toBeNaN();
    expect(lcodec(dead.values, column(z), undefined, 1).value).toBeNaN();
    expect(lcodec(noise, column(z), dead, 1).value).not.toBeNaN();
  });
});

describe('codecOverTies', () => {
  it('averages by hand', () => {
    // z = 0 0 0 1, y = 1 2 3 4: means of minima 1, 1.5, 1.5, 2 (row 3 sees three rows at distance 1: 1 2 3).
    const { value, visits } = codecOverTies([1, 2, 3, 4], [0, 0, 0, 1]);
    expect(value).toBeCloseTo((4 * 6 - 30) / 10, 14);
    expect(visits).toBe(2 + 2 + 2 + 3);
  });

  it('equals CODEC where nothing ties', () => {
    const random = createRandom(6, 'no ties');
    const z = Array.from({ length: 200 }, () => random.normal());
    const y = z.map((value) => value ** 2 + random.normal());
    expect(codecOverTies(y, z)).toEqual({ value: codec(y, column(z)).value, visits: 200 });
  });
});

describe('lfoci', () => {
  it('begins with what y depends on among columns of many zeros, more often than FOCI', () => {
    const isRight = (selected: readonly number[]) =>
      selected
        .slice(0, 3)
        .sort((a, b) => a - b)
        .join() === '3,5,7';
    let randomised = 0;
    let plain = 0;
    for (let seed = 0; seed < 40; seed++) {
      const { y, x } = rectified(seed);
      if (isRight(lfoci(y, x, seed).selected)) randomised += 1;
      if (isRight(foci(y, x).selected)) plain += 1;
    }
    expect(randomised).toBeGreaterThan(35);
    expect(plain).toBeLessThan(randomised / 2);
  });

  it('never selects a dead column', () => {
    const { y, x } = rectified(1);
    const values = x.values.map((value, k) => (k % 12 === 5 ? 0.25 : value));
    const trace = lfoci(y, { ...x, values }, 1, { noGain: 'continue' });
    expect(trace.constantColumns).toEqual([5]);
    expect(trace.selected.length).toBe(11);
    expect(trace.selected).not.toContain(5);
  });

  it('refuses lengths that differ', () => {
    expect(() => lfoci([1, 2], column([1, 2, 3]), 1)).toThrow('y has 2 entries but x has 3 rows');
  });
});
