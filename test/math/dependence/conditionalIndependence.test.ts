import { describe, expect, it } from 'vitest';
import { conditionalIndependenceTest } from '../../../src/math/dependence/conditionalIndependence';
import { type Matrix, matrix } from '../../../src/math/linear/matrix';
import { createRandom } from '../../../src/math/random/random';

/** x -> z and x -> y; z -> y only where `direct` is not 0. */
function drawChain(
  seed: number,
  rows: number,
  direct: number,
): { y: Float64Array; z: Float64Array; x: Matrix } {
  const random = createRandom(seed, 'chain');
  const x = Float64Array.from({ length: rows }, () => random.normal());
  const z = x.map((value) => value + 0.5 * random.normal());
  const y = x.map((value, i) => value ** 2 + direct * z[i]! + 0.5 * random.normal());
  return { y, z, x: matrix(rows, 1, x) };
}

describe('conditionalIndependenceTest', () => {
  it('sees the dependence that x explains only while x is not given', () => {
    const { y, z, x } = drawChain(1, 400, 0);
    expect(conditionalIndependenceTest(y, z, undefined, { seed: 1 }).pValue).toBe(1 / 200);
    expect(conditionalIndependenceTest(y, z, x, { seed: 1 }).pValue).toBeGreaterThan(0.05);
  });

  it('sees the dependence that x does not explain', () => {
    const { y, z, x } = drawChain(1, 400, 2);
    expect(conditionalIndependenceTest(y, z, x, { seed: 1 })).toMatchObject({
      pValue: 1 / 200,
      permutations: 199,
    });
  });

  it.each(['given', 'not given'])(
    'is right about independence in 95 of 100 data sets, x %s',
    (given) => {
      let rejected = 0;
      for (let seed = 0; seed < 200; seed++) {
        const { y, z, x } = drawChain(seed, 100, 0);
        const fresh = createRandom(seed, 'fresh');
        const unrelated = z.map(() => fresh.normal());
        const options = { seed, permutations: 39 };
        const result =
          given === 'given'
            ? conditionalIndependenceTest(y, z, x, options)
            : conditionalIndependenceTest(y, unrelated, undefined, options);
        if (result.pValue <= 0.05) rejected += 1;
      }
      // 200 draws at 5%: mean 10, deviation 3.1; local permutations are only nearly exact.
      expect(rejected).toBeLessThanOrEqual(10 + 4 * 3.1);
      expect(rejected).toBeGreaterThan(0);
    },
    60_000,
  );

  it('keeps its p-value between 1 / (1 + B) and 1, repeats itself, and reports what it did', () => {
    const { y, z, x } = drawChain(3, 60, 0);
    const options = { seed: 9, permutations: 19, neighbours: 7 };
    const result = conditionalIndependenceTest(y, z, x, options);
    expect(result).toMatchObject(options);
    expect(result).toEqual(conditionalIndependenceTest(y, z, x, options));
    expect((result.pValue * 20) % 1).toBeCloseTo(0, 10);
    expect(conditionalIndependenceTest(y, z, x, { ...options, neighbours: 1 }).pValue).toBe(1);
  });

  it('finds no sign of dependence where z or y does not vary, and survives a dead x', () => {
    const { y, z } = drawChain(2, 50, 2);
    const dead = new Float64Array(50).fill(3);
    const undefinedResult = { statistic: Number.NaN, pValue: 1 };
    expect(conditionalIndependenceTest(y, dead, undefined, { seed: 1 })).toMatchObject(undefinedResult);
    expect(conditionalIndependenceTest(dead, z, undefined, { seed: 1 })).toMatchObject(undefinedResult);
    const deadX = matrix(50, 1, dead);
    expect(conditionalIndependenceTest(y, z, deadX, { seed: 1 })).toEqual(
      conditionalIndependenceTest(y, z, undefined, { seed: 1 }),
    );
  });

  it('refuses bad input', () => {
    const { y, z, x } = drawChain(1, 10, 0);
    expect(() => conditionalIndependenceTest(y, z.slice(1), x, { seed: 1 })).toThrow(
      'y has 10 entries but z has 9',
    );
    expect(() => conditionalIndependenceTest(y, z, { ...x, rows: 9 }, { seed: 1 })).toThrow('x has 9 rows');
    expect(() => conditionalIndependenceTest(y, z, x, { seed: 1, permutations: 0 })).toThrow('permutations');
    expect(() => conditionalIndependenceTest(y, z, x, { seed: 1, neighbours: 1.5 })).toThrow('got 1.5');
    expect(() => conditionalIndependenceTest([1, Number.NaN], [1, 2], undefined, { seed: 1 })).toThrow(
      'y[1] = NaN',
    );
  });
});
