import { describe, expect, it } from 'vitest';
import {
  BULLSEYE_BLANKET,
  blanketByTests,
  drawBullseye,
  findBullseyeBlanket,
} from '../../../src/math/dependence/bullseye';
import { createRandom } from '../../../src/math/random/random';
import golden from '../../golden/bullseye.json';

describe('drawBullseye', () => {
  const { y, radii, points } = drawBullseye(4000, 7);
  const column = (j: number) => Float64Array.from({ length: 4000 }, (_, i) => radii.values[i * 6 + j]!);
  const noiseOf = (child: Float64Array, ...parents: Float64Array[]) =>
    child.map((value, i) => value - parents.reduce((sum, parent) => sum + parent[i]!, 0) / parents.length);

  it('draws r1 from two rings, half of it from each', () => {
    const r1 = column(0);
    const inner = r1.filter((r) => r >= 0.25 && r < 0.5).length;
    expect(r1.every((r) => (r >= 0.25 && r < 0.5) || (r >= 0.75 && r < 1))).toBe(true);
    expect(Math.abs(inner - 2000)).toBeLessThan(5 * Math.sqrt(1000));
  });

  it('makes every other variable the mean of its parents with uniform noise', () => {
    const [r1, r2, r3, r4, r5, r6] = [0, 1, 2, 3, 4, 5].map(column) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const noises = [
      noiseOf(r2, r1),
      noiseOf(r3, r1),
      noiseOf(r4, r3),
      noiseOf(r5, r2, r4),
      noiseOf(y, r3, r5),
      noiseOf(r6, r4, y),
    ];
    for (const noise of noises) {
      expect(Math.max(...noise.map(Math.abs))).toBeLessThanOrEqual(0.075 + 1e-12);
      const variance = noise.reduce((sum, e) => sum + e * e, 0) / noise.length;
      // The variance of a uniform variable is eps^2 / 3, that of its square 4 eps^4 / 45.
      expect(Math.abs(variance / (0.075 ** 2 / 3) - 1)).toBeLessThan(5 * Math.sqrt(0.8 / noise.length));
    }
  });

  it('puts every feature at its radius, in directions that cancel', () => {
    points.forEach(({ values }, feature) => {
      const sum = [0, 0, 0];
      for (let i = 0; i < 4000; i++) {
        const point = values.subarray(3 * i, 3 * i + 3);
        expect(Math.hypot(...point)).toBeCloseTo(Math.abs(radii.values[i * 6 + feature]!), 12);
        point.forEach((coordinate, k) => {
          sum[k]! += coordinate;
        });
      }
      for (const total of sum) expect(Math.abs(total / 4000)).toBeLessThan(5 * (0.4 / Math.sqrt(4000)));
    });
  });

  it('has the moments of the golden data, once both are standardised', () => {
    // Kurtosis of the radii: bimodal, far below 3. The golden columns are standardised already.
    for (let j = 0; j < 6; j++) {
      const expected = kurtosis(golden.radius.map((row) => row[j]!));
      expect(Math.abs(kurtosis([...column(j)]) - expected)).toBeLessThan(0.08);
    }
  });

  it('refuses sizes and widths out of range', () => {
    expect(() => drawBullseye(1, 1)).toThrow('at least 2 samples, got 1');
    expect(() => drawBullseye(10, 1, 0)).toThrow('positive eps, got 0');
  });
});

function kurtosis(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const moment = (power: number) =>
    values.reduce((sum, value) => sum + (value - mean) ** power, 0) / values.length;
  return moment(4) / moment(2) ** 2;
}

describe('findBullseyeBlanket', () => {
  it('scores what was found against the graph', () => {
    const result = findBullseyeBlanket('L-FOCI', 1000, 1);
    const hits = result.found.filter((column) => BULLSEYE_BLANKET.includes(column)).length;
    expect(result.truePositiveRate).toBe(hits / 4);
    expect(result.falsePositiveRate).toBe((result.found.length - hits) / 2);
  });

  it('finds most of the blanket by L-FOCI over ten data sets', () => {
    const results = Array.from({ length: 10 }, (_, seed) => findBullseyeBlanket('L-FOCI', 1000, seed));
    const mean = (rate: 'truePositiveRate' | 'falsePositiveRate') =>
      results.reduce((sum, result) => sum + result[rate], 0) / results.length;
    expect(mean('truePositiveRate')).toBeGreaterThan(0.7);
    expect(mean('falsePositiveRate')).toBeLessThan(mean('truePositiveRate'));
  });
});

describe('blanketByTests', () => {
  it('finds the blanket of a graph whose dependences are strong', () => {
    // y has the parents 0 and 1 and nothing to do with 2; 3 is a grandparent, by way of 0.
    const { radii } = drawBullseye(400, 3);
    const random = createRandom(3, 'graph');
    const draws = Float64Array.from({ length: 400 * 3 }, () => random.uniform());
    const values = new Float64Array(400 * 4);
    const y = new Float64Array(400);
    const uniform = (i: number, j: number) => draws[i * 3 + j]!;
    for (let i = 0; i < 400; i++) {
      const grandparent = radii.values[i * 6]!;
      const first = grandparent + uniform(i, 0);
      values.set([first, uniform(i, 1), uniform(i, 2), grandparent], i * 4);
      y[i] = Math.sin(3 * first) + 2 * uniform(i, 1);
    }
    expect(blanketByTests(y, { rows: 400, columns: 4, values }, { seed: 1, permutations: 99 })).toEqual([
      0, 1,
    ]);
  });

  it('refuses more columns than it can try subsets of', () => {
    const wide = { rows: 2, columns: 13, values: new Float64Array(26) };
    expect(() => blanketByTests([1, 2], wide, { seed: 1 })).toThrow('at most 12 columns, got 13');
  });

  it('refuses a level that is no probability', () => {
    const { y, radii } = drawBullseye(10, 1);
    expect(() => blanketByTests(y, radii, { seed: 1, level: Number.NaN })).toThrow(
      'between 0 and 1, got NaN',
    );
    expect(() => blanketByTests(y, radii, { seed: 1, level: 1 })).toThrow('got 1');
  });
});
