import { describe, expect, test } from 'vitest';
import { createElasticDistortion } from '../../../src/data/made/elasticDistortion';
import { rasterise } from '../../../src/data/made/rasterise';
import { smoothStroke } from '../../../src/data/made/smoothStroke';
import { STROKE_SKELETONS } from '../../../src/data/made/strokeSkeletons';
import { createRandom } from '../../../src/math/random/random';

describe('stroke skeletons', () => {
  test.each(STROKE_SKELETONS.map((ways, digit) => ({ ways, digit })))(
    'ways of writing $digit',
    ({ ways }) => {
      expect(ways.length).toBeGreaterThanOrEqual(3);
      expect(ways.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
      expect(new Set(ways.map(({ way }) => way)).size).toBe(ways.length);
      for (const { x, y } of ways.flatMap(({ strokes }) => strokes.flat())) {
        expect(x).toBeGreaterThanOrEqual(-0.05);
        expect(x).toBeLessThanOrEqual(1.05);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(1);
      }
    },
  );

  test('there are ten digits, and corners are read from their mark', () => {
    expect(STROKE_SKELETONS).toHaveLength(10);
    const plainSeven = STROKE_SKELETONS[7]![0]!.strokes[0]!;
    expect(plainSeven.filter(({ isCorner }) => isCorner)).toEqual([{ x: 0.9, y: 0.03, isCorner: true }]);
  });
});

describe('smooth strokes', () => {
  const at = (x: number, y: number, isCorner = false) => ({ x, y, isCorner });

  test('the curve passes through its control points, six steps apart', () => {
    const line = smoothStroke([at(0, 0), at(1, 0), at(1, 1), at(0, 1)]);
    expect(line).toHaveLength(2 * 19);
    expect([0, 6, 12, 18].map((i) => [line[2 * i], line[2 * i + 1]])).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ]);
  });

  test('half-way between the inner points it is (9 (p1 + p2) - p0 - p3) / 16', () => {
    const line = smoothStroke([at(0, 0), at(1, 0), at(1, 1), at(0, 1)]);
    expect(line[2 * 9]).toBeCloseTo(18 / 16, 12);
    expect(line[2 * 9 + 1]).toBeCloseTo(8 / 16, 12);
  });

  test('a curve is smooth at a point, and turns on the spot at a corner', () => {
    const leaving = (isCorner: boolean) => {
      const line = smoothStroke([at(0, 0), at(1, 0, isCorner), at(1, 1)]);
      return (line[14]! - line[12]!) / (line[15]! - line[13]!);
    };
    expect(leaving(false)).toBeGreaterThan(0.1);
    expect(leaving(true)).toBeCloseTo(0, 12);
  });

  test('one point is no stroke', () => {
    expect(() => smoothStroke([at(0, 0)])).toThrow('2 or more controls, got 1');
  });
});

describe('elastic distortion', () => {
  test('has the root mean square displacement asked for, and moves neighbours together', () => {
    let sumOfSquares = 0;
    let count = 0;
    for (let seed = 0; seed < 400; seed++) {
      const line = Float64Array.of(0.2, 0.3, 0.2001, 0.3, 0.9, 0.8);
      const before = line.slice();
      createElasticDistortion(createRandom(seed, 'elastic'), 0.05)(line);
      line.forEach((value, i) => {
        sumOfSquares += (value - before[i]!) ** 2;
        count++;
      });
      expect(Math.abs(line[2]! - line[0]! - 0.0001)).toBeLessThan(0.0003);
    }
    // 400 seeds x 2 independent places x 2 axes: the standard error of the mean square is about 5%.
    expect(Math.sqrt(sumOfSquares / count)).toBeGreaterThan(0.05 * 0.9);
    expect(Math.sqrt(sumOfSquares / count)).toBeLessThan(0.05 * 1.1);
  });
});

describe('ink of a pen', () => {
  const penStroke = (radius: number, ...line: number[]) => ({
    line: Float64Array.from(line),
    radii: new Float64Array(line.length / 2).fill(radius),
  });

  test('a horizontal stroke has full ink within its radius, a ramp at its edge, none beyond', () => {
    const ink = new Float32Array(9 * 9);
    rasterise(ink, 9, [penStroke(1, 2.5, 4.5, 6.5, 4.5)], 2);
    const column = (x: number) => Array.from({ length: 9 }, (_, row) => ink[row * 9 + x]);
    expect(column(4)).toEqual([0, 0, 0, 0.5, 1, 0.5, 0, 0, 0]);
    expect(Array.from(ink.subarray(4 * 9, 5 * 9))).toEqual([0, 0.5, 1, 1, 1, 1, 1, 0.5, 0]);
  });

  test('crossing strokes keep the larger value, and a stroke off the page is cut', () => {
    const ink = new Float32Array(5 * 5);
    rasterise(ink, 5, [penStroke(0.5, -3, 2.5, 9, 2.5), penStroke(0.5, 2.5, -3, 2.5, 9)], 1);
    expect(Math.max(...ink)).toBe(1);
    expect(ink.filter((value) => value === 1)).toHaveLength(9);
    expect(ink.reduce((sum, value) => sum + value, 0)).toBe(9);
  });

  test('a single dot, drawn as a segment of no length, is round', () => {
    const ink = new Float32Array(5 * 5);
    rasterise(ink, 5, [penStroke(1, 2.5, 2.5, 2.5, 2.5)], 2);
    expect(Array.from(ink.subarray(10, 15))).toEqual([0, 0.5, 1, 0.5, 0]);
    expect(Array.from({ length: 5 }, (_, row) => ink[row * 5 + 2])).toEqual([0, 0.5, 1, 0.5, 0]);
  });
});
