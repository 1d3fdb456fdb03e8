import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestGap } from '../../../src/math/dependence/smallestGap';
import { createRandom } from '../../../src/math/random/random';

/** By sorting all of them. */
function oracle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((value, k) => value - sorted[k]!);
  const least = Math.min(...gaps.filter((gap) => gap > 0));
  return Number.isFinite(least) ? least : 0;
}

const gap = (values: readonly number[]) => smallestGap(Float64Array.from(values));

describe('smallestGap', () => {
  it('is the least non-zero step in ascending order', () => {
    expect(gap([5, 1, 8, 1.25, 5])).toBe(0.25);
    expect(gap([3, 3, 3])).toBe(0);
    expect(gap([7])).toBe(0);
    expect(gap([0, -0, 1])).toBe(1);
  });

  it('finds it between two buckets and in one, whatever the values are like', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    const kinds = fc.oneof(
      fc.array(finite, { minLength: 1, maxLength: 60 }),
      fc.array(fc.constantFrom(0, -0, 1, 1 + 2 ** -52, 5e-324, -1e300, 1.7e308, -1.7e308), {
        minLength: 1,
        maxLength: 40,
      }),
      fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 200 }),
    );
    fc.assert(
      fc.property(kinds, (values) => {
        expect(gap(values)).toBe(oracle(values));
      }),
      { numRuns: 400 },
    );
  });

  it('finds it among many that stand close together and few far away', () => {
    const random = createRandom(1, 'crowded');
    const values = Array.from({ length: 1000 }, (_, k) => (k % 100 === 0 ? 1e6 : 1) * random.normal());
    const before = [...values];
    expect(gap(values)).toBe(oracle(values));
    expect(values).toEqual(before);
  });
});
