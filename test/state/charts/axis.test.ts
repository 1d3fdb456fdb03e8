import { describe, expect, test } from 'vitest';
import { logAxis, numberAxis, shareAxis, tickText } from '../../../src/state/charts/axis';

const texts = ({ ticks, step }: ReturnType<typeof numberAxis>) => ticks.map((tick) => tickText(tick, step));

describe('the ticks of numbers', () => {
  test.each([
    [
      [0.3187, 0.3193],
      ['0.318', '0.320'],
    ],
    [
      [0, 2.5],
      ['0', '1', '2', '3'],
    ],
    [
      [0.1, 0.4],
      ['0.1', '0.2', '0.3', '0.4'],
    ],
    [
      [-3, 14],
      ['\u221210', '0', '10', '20'],
    ],
    [
      [120_000, 310_000],
      ['1e5', '2e5', '3e5', '4e5'],
    ],
    [
      [1.02e6, 1.05e6],
      ['1.02e6', '1.03e6', '1.04e6', '1.05e6'],
    ],
    [
      [2e-8, 7e-8],
      ['2e\u22128', '4e\u22128', '6e\u22128', '8e\u22128'],
    ],
    [[4], ['4.00', '4.02']],
    [[0], ['0', '0.5']],
    [[], ['0', '0.5', '1.0']],
  ] as const)('of %j', (values, expected) => {
    expect(texts(numberAxis(values))).toEqual(expected);
  });

  test.each([
    [[0.319, 0.3190001]],
    [[1e-7, 3]],
    [[99_999.5, 100_000.5]],
    [[7.123456e9, 7.123457e9]],
    [[-0.2, -0.2]],
  ])('of %j differ, are short, and hold the data', (values) => {
    const axis = numberAxis(values);
    const written = texts(axis);
    expect(new Set(written).size).toBe(written.length);
    expect(written.length).toBeGreaterThan(1);
    expect(Math.max(...written.map(({ length }) => length))).toBeLessThanOrEqual(8);
    expect(axis.domain[0]).toBeLessThanOrEqual(Math.min(...values));
    expect(axis.domain[1]).toBeGreaterThanOrEqual(Math.max(...values));
    for (const [i, text] of written.entries()) {
      expect(Math.abs(Number(text.replaceAll('\u2212', '-')) - axis.ticks[i]!)).toBeLessThan(axis.step / 1e6);
    }
  });
});

describe('the ticks of shares', () => {
  test('stay within all and nothing, and inside the domain', () => {
    const { domain, ticks } = shareAxis([0.93, 1]);
    expect(domain).toEqual([0.93 - 0.1 * (1 - 0.93), 1]);
    expect(ticks).toEqual([0.94, 0.96, 0.98, 1]);
  });
  test('leave room around a flat line', () => {
    const { domain, ticks } = shareAxis([0.9042]);
    expect(domain).toEqual([0.9042 - 0.005, 0.9042 + 0.005]);
    expect(ticks).toEqual([0.9, 0.902, 0.904, 0.906, 0.908]);
  });
  test.each([[[0, 1]], [[0.5, 0.574]], [[0.98, 0.9999]], [[0]], [[1]]])('of %j are two or more', (values) => {
    const { domain, ticks } = shareAxis(values);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(ticks[0]).toBeGreaterThanOrEqual(domain[0]);
    expect(ticks.at(-1)).toBeLessThanOrEqual(domain[1]);
  });
});

test('an axis of powers of ten ends at powers, has some of many, and leaves out what is not above 0', () => {
  expect(logAxis([0.02, 3])).toEqual({ domain: [0.01, 10], ticks: [0.01, 0.1, 1, 10], step: 0.01 });
  expect(logAxis([0, -1, 5])).toEqual({ domain: [1, 10], ticks: [1, 10], step: 1 });
  expect(logAxis([1e-6, 1e6]).ticks).toEqual([1e-6, 1e-3, 1, 1e3, 1e6]);
  expect(logAxis([])).toMatchObject({ domain: [1, 10] });
});
