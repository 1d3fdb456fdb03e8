import { expect, it } from 'vitest';
import { drawBullseye } from '../../../src/math/dependence/bullseye';
import { learnFeature } from '../../../src/math/dependence/learnedFeature';

/** Pearson's correlation. */
function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const mean = (v: ArrayLike<number>) => Array.from(v).reduce((sum, one) => sum + one, 0) / v.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

it('learns the radius of a point, of which no coordinate tells anything', () => {
  const { y, radii, points } = drawBullseye(1500, 1);
  const radius = Float64Array.from({ length: 1500 }, (_, i) => radii.values[i * 6 + 2]!);
  const first = Float64Array.from({ length: 1500 }, (_, i) => points[2]!.values[i * 3]!);
  expect(Math.abs(correlation(first, radius))).toBeLessThan(0.1);
  expect(correlation(learnFeature(y, points[2]!, 1), radius)).toBeGreaterThan(0.9);
});
