import { describe, expect, it } from 'vitest';
import { cosine, exponential, logarithm, sine, square } from '../../src/math/elementary';
import { createRandom } from '../../src/math/random/random';

/** Numbers of a fixed point with 200 bits behind it: the series below are right to far more than a double holds. */
const POINT = 200n;
const ONE = 1n << POINT;

function toFixed(x: number): bigint {
  let [value, exponent] = [x, 0n];
  while (!Number.isInteger(value)) {
    value *= 2;
    exponent += 1n;
  }
  return (BigInt(value) << POINT) >> exponent;
}

/** The sum of terms x^(k0), -x^(k0 + 2) / ..., as the sine (k0 = 1) and the cosine (k0 = 0) have them; or all of one sign, as e^x has them. */
function series(x: bigint, first: bigint, step: bigint, sign: bigint): bigint {
  let term = first === 0n ? ONE : x;
  let sum = term;
  for (let k = first + step; term !== 0n && k < 400n; k += step) {
    for (let i = 0n; i < step; i++) term = (term * x) / ONE / (k - i);
    term *= sign;
    sum += term;
  }
  return sum;
}

/** By how many units in its last place a double is off. */
function error(found: number, exact: bigint): number {
  const unit = toFixed(2 ** (Math.floor(Math.log2(Math.abs(found))) - 52));
  return Number(((toFixed(found) - exact) * 1000n) / unit) / 1000;
}

const random = createRandom(3, 'elementary');
const numbers = (count: number, from: number, to: number) =>
  Array.from({ length: count }, () => from + (to - from) * random.uniform());
const worst = (values: number[], of: (x: number) => number) =>
  Math.max(...values.map((x) => Math.abs(of(x))));

describe('the elementary functions', () => {
  it('are within a unit in the last place of what their series give', () => {
    const angles = [...numbers(200, -30, 30), ...numbers(100, -0.01, 0.01), Math.PI / 2, Math.PI, 11];
    expect(worst(angles, (x) => error(sine(x), series(toFixed(x), 1n, 2n, -1n)))).toBeLessThan(1);
    expect(worst(angles, (x) => error(cosine(x), series(toFixed(x), 0n, 2n, -1n)))).toBeLessThan(1);
    const powers = numbers(200, -20, 20);
    expect(worst(powers, (x) => error(exponential(x), series(toFixed(x), 0n, 1n, 1n)))).toBeLessThan(1);
  });

  it('undo each other where one is the inverse, and have the bits of V8, where what was saved before comes from', () => {
    for (const x of [...numbers(5000, 0, 1), ...numbers(5000, 0, 1e6), 1, 1 + 1e-9, 2 ** -1022, 5e300]) {
      expect(logarithm(x)).toBe(Math.log(x));
    }
    for (const x of [...numbers(5000, -3, 3), 0, -0.4, 700, -700]) expect(exponential(x)).toBe(Math.exp(x));
    expect(square(3.5)).toBe(12.25);
  });

  it('take the quarters of a turn as they come', () => {
    const turns = [0, 1, 2, 3, 4, 5, -1, -2, -3].map((quarter) => (quarter * Math.PI) / 2);
    expect(turns.map((x) => Math.round(sine(x)) + 0)).toEqual([0, 1, 0, -1, 0, 1, -1, 0, 1]);
    expect(turns.map((x) => Math.round(cosine(x)) + 0)).toEqual([1, 0, -1, 0, 1, 0, 0, -1, 0]);
  });

  it('refuse what they are not made for, and say the number', () => {
    expect(() => sine(2 ** 20)).toThrow('sine needs an angle below 1048576 in size, got 1048576');
    expect(() => cosine(Number.NaN)).toThrow('got NaN');
    expect(() => exponential(701)).toThrow('got 701');
    expect(() => logarithm(0)).toThrow('got 0');
  });
});
