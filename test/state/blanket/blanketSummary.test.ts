import { describe, expect, test } from 'vitest';
import {
  type BlanketMethod,
  foundShares,
  median,
  spread,
  summariseBlankets,
} from '../../../src/state/blanket/blanketSummary';
import type { BlanketRun } from '../../../src/state/contract';

const run = (
  method: BlanketMethod,
  seed: number,
  found: readonly number[],
  rates: readonly [truePositive: number, falsePositive: number],
  durationMs: number,
): BlanketRun => ({
  method,
  seed,
  found,
  truePositiveRate: rates[0],
  falsePositiveRate: rates[1],
  durationMs,
});

const runs = [
  run('L-FOCI', 1, [5, 2, 0], [0.5, 0.5], 8),
  run('L-CODEC + test', 1, [2, 3, 4, 5], [1, 0], 300),
  run('L-FOCI', 2, [2, 3, 4, 5], [1, 0], 2),
  run('L-CODEC + test', 2, [], [0, 0], 100),
  run('L-FOCI', 3, [4], [0.25, 0], 4),
];

describe('summariseBlankets', () => {
  test('gives each method its own mean, deviation and median, in the order of the runs', () => {
    const [foci, test] = summariseBlankets(runs);
    expect(foci).toMatchObject({ method: 'L-FOCI', runs: 3, medianMs: 4 });
    expect(foci?.truePositiveRate.mean).toBeCloseTo(1.75 / 3, 12);
    // Squared distances from 7/12: 1/144, 25/144, 16/144; half of their sum is 7/48.
    expect(foci?.truePositiveRate.deviation).toBeCloseTo(Math.sqrt(7 / 48), 12);
    expect(foci?.falsePositiveRate.mean).toBeCloseTo(0.5 / 3, 12);
    expect(test).toEqual({
      method: 'L-CODEC + test',
      runs: 2,
      truePositiveRate: { mean: 0.5, deviation: Math.SQRT1_2 },
      falsePositiveRate: { mean: 0, deviation: 0 },
      medianMs: 200,
    });
  });
  test('is empty before the first run', () => {
    expect(summariseBlankets([])).toEqual([]);
  });
});

describe('spread and median', () => {
  test('one value has no deviation', () => {
    expect(spread([0.25])).toEqual({ mean: 0.25, deviation: null });
  });
  test('the median sorts by size, not by text', () => {
    expect(median([100, 9, 20])).toBe(20);
    expect(median([1, 100, 3, 20])).toBe(11.5);
  });
  test('nothing has neither', () => {
    expect(() => spread([])).toThrow('got 0');
    expect(() => median([])).toThrow('got 0');
  });
});

describe('foundShares', () => {
  test('counts each variable over the runs of a method', () => {
    const rows = foundShares(runs);
    expect(rows.map(({ feature }) => feature)).toEqual(['r1', 'r2', 'r3', 'r4', 'r5', 'r6']);
    expect(rows.map(({ shares }) => shares['L-FOCI'])).toEqual([1 / 3, 0, 2 / 3, 1 / 3, 2 / 3, 2 / 3]);
    expect(rows.map(({ shares }) => shares['L-CODEC + test'])).toEqual([0, 0, 0.5, 0.5, 0.5, 0.5]);
  });
});
