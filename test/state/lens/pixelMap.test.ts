import { describe, expect, test } from 'vitest';
import { pixelSensitivity } from '../../../src/math/dependence/pixelSensitivity';
import { createRandom } from '../../../src/math/random/random';
import {
  chanceDeviation,
  heatLevels,
  heatOf,
  heatShare,
  isChance,
  pixelMap,
  standOut,
} from '../../../src/state/lens/pixelMap';

describe('pixelMap', () => {
  test('finds the row and the column of the largest value', () => {
    const map = pixelMap(Float64Array.from([0, -0.1, 0.2, 0.1, 0.7, 0.3]), [2, 3, 1]);
    expect(map).toEqual({
      height: 2,
      width: 3,
      values: [0, -0.1, 0.2, 0.1, 0.7, 0.3],
      top: { row: 1, column: 1, value: 0.7 },
    });
  });
  test('takes the largest channel of each pixel', () => {
    const map = pixelMap(Float64Array.from([0.1, 0.4, 0.2, 0.3, 0, 0.1]), [1, 2, 3]);
    expect(map?.values).toEqual([0.4, 0.3]);
    expect(map?.top).toEqual({ row: 0, column: 0, value: 0.4 });
  });
  test('is nothing where the loss did not vary', () => {
    expect(pixelMap(new Float64Array(4).fill(Number.NaN), [2, 2, 1])).toBeNull();
  });
  test('refuses a shape of another size', () => {
    expect(() => pixelMap(new Float64Array(5), [2, 3, 1])).toThrow('2 x 3 x 1 sensitivities, got 5');
  });
});

describe('heatLevels', () => {
  test('have every pixel once, with its colour to a fortieth, in no more parts than an image has many pixels', () => {
    const map = pixelMap(
      Float64Array.from({ length: 4096 }, (_, i) => i / 4096),
      [64, 64, 1],
    )!;
    const levels = heatLevels(map);
    expect(levels.length).toBeLessThanOrEqual(41);
    const pixels = levels.flatMap((each) => each.pixels);
    expect(new Set(pixels).size).toBe(4096);
    expect(pixels).toHaveLength(4096);
    for (const { level, pixels: within } of levels)
      for (const pixel of within)
        expect(Math.abs(heatShare(level) - heatOf(map.values[pixel]!, map.top.value))).toBeLessThan(1 / 79);
  });
});

describe('isChance', () => {
  test('is what a Poisson count of the expected mean reaches in more than 5 % of cases', () => {
    // 1 - e^-1 (1 + 1) = 0.264; with 3: 0.080; with 4: 0.019.
    expect([0, 1, 2, 3, 4].map((count) => isChance({ count, expected: 1 }))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(isChance({ count: 1, expected: 0.01 })).toBe(false);
  });
});

describe('heatOf', () => {
  test.each([
    [-0.2, 0.5, 0],
    [0, 0.5, 0],
    [0.125, 0.5, 0.25],
    [0.5, 0.5, 1],
    [-0.1, -0.1, 0],
    [0, 0, 0],
  ])('%d of %d', (value, largest, heat) => {
    expect(heatOf(value, largest)).toBe(heat);
  });
});

describe('chance', () => {
  test('is as wide as xi of pixels that tell nothing really is', () => {
    const [rows, columns] = [400, 2000];
    const random = createRandom(1, 'idle pixels');
    const values = Float64Array.from({ length: rows * columns }, () => random.normal());
    const losses = Float64Array.from({ length: rows }, () => random.normal());
    const idle = pixelSensitivity({ rows, columns, values }, losses);
    const deviation = Math.sqrt(idle.reduce((sum, xi) => sum + xi * xi, 0) / columns);
    // The deviation over 2000 columns has a relative error of 1 / sqrt(4000) = 0.016; four times that is allowed.
    expect(Math.abs(deviation / chanceDeviation(rows) - 1)).toBeLessThan(0.064);
    const { count, expected } = standOut(idle, rows);
    expect(expected).toBeCloseTo(2.7, 12);
    expect(count).toBeLessThan(12);
  });
  test('counts what lies above three deviations', () => {
    const deviation = Math.sqrt(0.4 / 1000);
    expect(standOut(Float64Array.from([3.01, 2.99, -5, 9].map((x) => x * deviation)), 1000).count).toBe(2);
  });
});
