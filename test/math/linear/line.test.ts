import { expect, it } from 'vitest';
import { fitLine } from '../../../src/math/linear/line';

it('fits a line through points on it, without an error', () => {
  const line = fitLine([1, 2, 4, 8].map((x) => [x, 3 - 2 * x] as const));
  expect(line.slope).toBeCloseTo(-2, 12);
  expect(line.intercept).toBeCloseTo(3, 12);
  expect(line.slopeError).toBeCloseTo(0, 12);
});

it('has the error that is counted by hand', () => {
  // x = 0, 1, 2; y = 0, 2, 1: b = 1/2, a = 1/2, residuals -1/2, 1, -1/2, so se = sqrt(1.5 / 1 / 2).
  const line = fitLine([
    [0, 0],
    [1, 2],
    [2, 1],
  ]);
  expect(line.slope).toBeCloseTo(0.5, 12);
  expect(line.slopeError).toBeCloseTo(Math.sqrt(0.75), 12);
});

it('refuses two points', () => {
  expect(() =>
    fitLine([
      [0, 0],
      [1, 1],
    ]),
  ).toThrow(RangeError);
});
