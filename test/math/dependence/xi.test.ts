import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xi } from '../../../src/math/dependence/xi';
import { createRandom } from '../../../src/math/random/random';

describe('xi', () => {
  it('gives the fraction counted by hand, rows of equal x in their order', () => {
    // In order of x the y are 2, 1, 1, 3: r = 3 2 2 4, jumps 1 + 0 + 2; l of 1 1 2 3 = 4 4 2 1, spread 0 + 0 + 4 + 3.
    expect(xi([4, 0, 1, 1], [3, 2, 1, 1])).toEqual({ value: 2 / 14, num: 14 - 4 * 3, den: 14 });
    expect(xi([0, 0, 1], [1, 2, 3]).num).not.toBe(xi([0, 0, 1], [2, 1, 3]).num);
  });

  it('is 1 - 3 / (n + 1) for an increasing y without ties', () => {
    const x = Array.from({ length: 50 }, (_, i) => i);
    expect(xi(x, x.map(Math.sqrt)).value).toBeCloseTo(1 - 3 / 51, 14);
  });

  it('says 0 / 0 for a constant y', () => {
    expect(xi([1, 2, 3], [4, 4, 4]).value).toBeNaN();
  });

  it('does not change under increasing maps of both and permutations of the rows', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 80 }), (seed, n) => {
        const random = createRandom(seed, 'xi');
        const x = Array.from({ length: n }, () => random.normal());
        const y = Array.from({ length: n }, () => random.integer(6));
        const order = random.shuffle(Array.from({ length: n }, (_, i) => i));
        const mapped = xi(
          order.map((i) => Math.exp(x[i]!)),
          order.map((i) => y[i]! ** 3 - 7),
        );
        expect(mapped).toEqual(xi(x, y));
      }),
    );
  });

  it('refuses bad input', () => {
    expect(() => xi([1, 2], [1, 2, 3])).toThrow('x has 2 entries but y has 3');
    expect(() => xi([1, Number.NaN], [1, 2])).toThrow('x[1] = NaN');
    expect(() => xi([1, 2], [1, -Infinity])).toThrow('y[1] = -Infinity');
    expect(() => xi([1], [1])).toThrow('n=1');
  });
});
