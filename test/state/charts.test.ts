import { describe, expect, test } from 'vitest';
import { charts, decimate } from '../../src/state/charts';
import type { Metrics, RemovalReport } from '../../src/state/contract';

const metrics = (residualAccuracy: number): Metrics => ({
  residualAccuracy,
  residualLoss: 0.1,
  residualGradientNorm: residualAccuracy / 10,
  validationAccuracy: residualAccuracy - 0.1,
  validationLoss: 0.2,
  forgetAccuracy: null,
});

/** Only what the charts read. */
function report(number: number, before: number, after: number): RemovalReport {
  const sample = {
    lossBefore: number,
    lossAfter: number + 0.5,
    gradientNormBefore: number * 2,
    gradientNormAfter: number * 3,
  };
  return { number, sample, before: metrics(before), after: metrics(after) } as RemovalReport;
}

const reports = [report(1, 0.9, 0.8), report(2, 0.8, 0.7)];
const rowsOf = (id: string, ...from: Parameters<(typeof charts)[number]['rows']>) =>
  charts.find((chart) => chart.id === id)?.rows(...from);

describe('chart rows', () => {
  test('of the model begin with the original model', () => {
    expect(rowsOf('accuracy', reports, metrics(0.7))).toEqual([
      { removal: 0, residual: 0.9, validation: 0.9 - 0.1 },
      { removal: 1, residual: 0.8, validation: 0.8 - 0.1 },
      { removal: 2, residual: 0.7, validation: 0.7 - 0.1 },
    ]);
    expect(rowsOf('residualGradient', reports, null)?.map(({ residual }) => residual)).toEqual([
      0.9 / 10,
      0.8 / 10,
      0.7 / 10,
    ]);
  });
  test('before the first removal are the model in use, or nothing', () => {
    expect(rowsOf('residualGradient', [], metrics(0.9))).toEqual([{ removal: 0, residual: 0.9 / 10 }]);
    expect(rowsOf('residualGradient', [], null)).toEqual([]);
  });
  test('of the samples are one per removal, before and after', () => {
    expect(rowsOf('sampleLoss', reports, metrics(0.7))).toEqual([
      { removal: 1, before: 1, after: 1.5 },
      { removal: 2, before: 2, after: 2.5 },
    ]);
    expect(rowsOf('sampleGradient', reports, null)).toEqual([
      { removal: 1, before: 2, after: 3 },
      { removal: 2, before: 4, after: 6 },
    ]);
  });
});

describe('decimate', () => {
  const rows = Array.from({ length: 2501 }, (_, i) => i);
  test('leaves what fits alone', () => {
    expect(decimate(rows, 2501)).toBe(rows);
  });
  test('keeps first and last, and spaces the rest evenly', () => {
    const thinned = decimate(rows, 1001);
    expect(thinned).toHaveLength(1001);
    expect(thinned.slice(0, 3)).toEqual([0, 3, 5]);
    expect(thinned.at(-1)).toBe(2500);
    expect(new Set(thinned).size).toBe(1001);
  });
  test('refuses a limit without room for both ends', () => {
    expect(() => decimate(rows, 1)).toThrow('limit=1');
  });
});
