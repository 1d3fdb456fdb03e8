import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/math/random/random';
import { bandOf, spreadOf, studentQuantile } from '../../../src/math/yardstick/noiseBand';

describe('the noise band', () => {
  it('takes its quantiles from Student’s table', () => {
    const table = [
      [1, 12.7062],
      [2, 4.3027],
      [5, 2.5706],
      [15, 2.1314],
      [30, 2.0423],
      [120, 1.9799],
    ] as const;
    for (const [degrees, quantile] of table) expect(studentQuantile(0.975, degrees)).toBeCloseTo(quantile, 4);
    expect(studentQuantile(0.95, 10)).toBeCloseTo(1.8125, 4);
    expect(() => studentQuantile(0.975, 0)).toThrow(RangeError);
  });

  it('is t s sqrt(2)', () => {
    expect(spreadOf([1, 2, 3, 4])).toEqual({ mean: 2.5, deviation: Math.sqrt(5 / 3) });
    expect(bandOf([1, 2, 3, 4])).toBeCloseTo(3.182446 * Math.sqrt(5 / 3) * Math.SQRT2, 5);
    expect(() => spreadOf([1])).toThrow(RangeError);
  });

  it('holds the difference of two further normal numbers in 95 of 100 cases', () => {
    const random = createRandom(4, 'band');
    let inside = 0;
    for (let round = 0; round < 4000; round++) {
      const values = Array.from({ length: 16 }, () => random.normal());
      if (Math.abs(random.normal() - random.normal()) <= bandOf(values)) inside += 1;
    }
    // Three standard errors of a share of 0.95 in 4,000 rounds are 0.0103.
    expect(Math.abs(inside / 4000 - 0.95)).toBeLessThan(0.0103);
  });
});
