import { describe, expect, test } from 'vitest';
import { chartCsv } from '../../../src/state/charts/chartCsv';
import { chartSource } from '../../../src/state/charts/chartSource';
import { charts } from '../../../src/state/charts/charts';
import type { ChartSource, Plot } from '../../../src/state/charts/plot';
import { thinRows } from '../../../src/state/charts/thinRows';
import type { Metrics, ReportSummary, RetrainingComparison } from '../../../src/state/contract';
import type { LabState } from '../../../src/state/labState';

/** Only what the charts read. */
const metrics = (residualAccuracy: number, forgetAccuracy: number | null = null) =>
  ({
    residualAccuracy,
    residualLoss: 1 - residualAccuracy,
    validationLoss: 1.1 - residualAccuracy,
    forgetLoss: forgetAccuracy === null ? null : 2,
    residualGradientNorm: residualAccuracy / 20,
    decayedGradientNorm: residualAccuracy / 10,
    validationAccuracy: residualAccuracy - 0.1,
    forgetAccuracy,
    distanceToOriginal: 1 - residualAccuracy,
    membership: { loss: { auc: residualAccuracy / 2 }, entropy: { auc: residualAccuracy / 4 } },
  }) as Metrics;

/** As whole as every metric asks for. */
const whole = (residualAccuracy: number, forgetAccuracy: number | null = null): Metrics => ({
  ...metrics(residualAccuracy, forgetAccuracy),
  membership: attacks,
  classes: { residual: [], validation: [], forget: [] },
});
const attack = { auc: 0.5, accuracy: 0.5, threshold: 1, forgetShare: null };
const attacks = { loss: attack, entropy: attack } as unknown as Metrics['membership'];

function report(id: number, before: number, after: number, samples = 1): ReportSummary {
  return {
    id,
    samples: Array.from({ length: samples }, (_, i) => i),
    slicesByLayer: { 'dense.1': 2, output: id },
    stepNorm: id / 10,
    noiseNorm: null,
    distanceBound: null,
    sample: {
      lossBefore: id + (samples - 1) / 2,
      lossAfter: id + (samples - 1) / 2 + 0.5,
      gradientNormBefore: id * 2,
      gradientNormAfter: id * 3,
    },
    before: metrics(before, 0.75),
    after: metrics(after, 0.25),
  } as unknown as ReportSummary;
}

const source: ChartSource = {
  path: [report(1, 0.9, 0.8), report(4, 0.8, 0.7, 3)],
  original: metrics(0.95),
  comparisons: [],
  rejected: [],
  certificate: null,
};
const rowsOf = (id: string, from: ChartSource) => charts.find((chart) => chart.id === id)?.rows(from);

describe('chart rows', () => {
  test('of the model begin with the original model, and stand at how many samples are gone', () => {
    expect(rowsOf('accuracy', source)).toEqual([
      { removed: 0, residual: 0.95, validation: 0.95 - 0.1 },
      { removed: 1, residual: 0.8, validation: 0.8 - 0.1, forget: 0.25, forgetBefore: 0.75 },
      { removed: 4, residual: 0.7, validation: 0.7 - 0.1, forget: 0.25, forgetBefore: 0.75 },
    ]);
    expect(rowsOf('distance', source)?.map(({ distance }) => distance)).toEqual([1 - 0.95, 1 - 0.8, 1 - 0.7]);
    expect(rowsOf('membership', source)?.at(-1)).toEqual({ removed: 4, loss: 0.35, entropy: 0.175 });
  });
  test('count the samples that are gone, whatever the numbers of the removals', () => {
    const path = [report(7, 0.9, 0.8, 2), report(9, 0.8, 0.7, 3)];
    const comparisons = [{ id: 9, retrained: metrics(0.6) } as RetrainingComparison];
    const rows = rowsOf('accuracy', { ...source, path, comparisons });
    expect(rows?.map(({ removed }) => removed)).toEqual([0, 2, 5]);
    expect(rows?.map(({ forgetBefore }) => forgetBefore)).toEqual([undefined, 0.75, 0.75]);
    expect(rows?.map(({ residualRetrained }) => residualRetrained)).toEqual([undefined, undefined, 0.6]);
    expect(rowsOf('sampleLoss', { ...source, path })?.map(({ removed }) => removed)).toEqual([2, 5]);
  });
  test('before the first removal are the original model, or nothing', () => {
    const nothing = { path: [], comparisons: [], rejected: [], certificate: null };
    expect(rowsOf('residualGradient', { ...nothing, original: metrics(0.9) })).toEqual([
      { removed: 0, residual: 0.9 / 10 },
    ]);
    expect(rowsOf('residualGradient', { ...nothing, original: null })).toEqual([]);
    const older = { ...metrics(0.9), decayedGradientNorm: null };
    expect(rowsOf('residualGradient', { ...nothing, original: older })).toEqual([
      { removed: 0, withoutDecay: 0.9 / 20 },
    ]);
  });
  test('have the retrained model\u2019s number beside the states that were compared', () => {
    const compared = { id: 4, retrained: metrics(0.6) } as RetrainingComparison;
    const elsewhere = { id: 2, retrained: metrics(0.1) } as RetrainingComparison;
    const rows = rowsOf('accuracy', { ...source, comparisons: [compared, elsewhere] });
    expect(rows?.map(({ residualRetrained }) => residualRetrained)).toEqual([undefined, undefined, 0.6]);
    expect(rows?.at(-1)).not.toHaveProperty('forgetRetrained');
  });
  test('of the samples are one per removal, before and after; of a batch, the mean', () => {
    expect(rowsOf('sampleLoss', source)).toEqual([
      { removed: 1, before: 1, after: 1.5 },
      { removed: 4, before: 5, after: 5.5 },
    ]);
    expect(rowsOf('sampleGradient', source)).toEqual([
      { removed: 1, before: 2, after: 3 },
      { removed: 4, before: 8, after: 12 },
    ]);
  });
  test('have a number for every series of their chart, and no other', () => {
    const full: ChartSource = {
      ...source,
      comparisons: [
        { id: 1, unlearned: whole(0.8), retrained: whole(0.6, 0.5), original: null, floor: null },
      ] as unknown as RetrainingComparison[],
    };
    for (const chart of charts) {
      const rows = chart.rows(full);
      if (chart.isRare && rows.length === 0) continue;
      const drawn = new Set(rows.flatMap((row) => Object.keys(row)));
      const usual = (chart.seriesOf?.(full) ?? chart.series).filter(({ isRare }) => !isRare);
      expect([...drawn].sort()).toEqual(['removed', ...usual.map(({ key }) => key)].sort());
    }
  });
});

describe('charts of what removals took', () => {
  test('count the slices of each layer, the layer of the most first, and of many layers the rest in one line', () => {
    const chart = charts.find(({ id }) => id === 'slices')!;
    expect(chart.seriesOf!(source).map(({ key, name, style }) => [key, name, style])).toEqual([
      ['output', 'output', 'after'],
      ['dense.1', 'dense.1', 'other'],
    ]);
    expect(chart.rows(source)).toEqual([
      { removed: 1, output: 1, 'dense.1': 2 },
      { removed: 4, output: 4, 'dense.1': 2 },
    ]);
    const layers = Object.fromEntries('abcdefgh'.split('').map((layer, i) => [layer, 8 - i]));
    const many = { ...source, path: [{ ...report(1, 0.9, 0.8), slicesByLayer: layers }] };
    expect(chart.seriesOf!(many).map(({ key }) => key)).toEqual([...'abcdef', 'otherLayers']);
    expect(chart.rows(many)).toEqual([{ a: 8, b: 7, c: 6, d: 5, e: 4, f: 3, otherLayers: 3, removed: 1 }]);
  });
  test('have the step and its noise, and the bound, where there are any', () => {
    const path = [
      { ...report(1, 0.9, 0.8), noiseNorm: 3 },
      { ...report(2, 0.8, 0.7), distanceBound: 0.5 },
    ];
    expect(rowsOf('noise', { ...source, path })).toEqual([
      { removed: 1, step: 0.1, noise: 3 },
      { removed: 2, step: 0.2 },
    ]);
    expect(rowsOf('bound', { ...source, path })).toEqual([{ removed: 2, bound: 0.5 }]);
    expect(rowsOf('bound', source)).toEqual([]);
  });
  test('have what releases use up of what is allowed, where something is certified', () => {
    const path = [
      { ...report(1, 0.9, 0.8), distanceBound: 4 },
      { ...report(2, 0.8, 0.7), distanceBound: null },
    ];
    const certificate = { allowed: 9, originalBound: 0, released: [{ state: 1, bound: 3 }] };
    expect(rowsOf('budget', { ...source, path })).toEqual([]);
    expect(rowsOf('budget', { ...source, path, certificate })).toEqual([
      { removed: 0, together: 3, used: 3, allowed: 9 },
      { removed: 1, together: 5, released: 3, used: 3, allowed: 9 },
      { removed: 2, used: 3, allowed: 9 },
    ]);
  });
  test('have losses of the model, and of what was removed', () => {
    expect(rowsOf('losses', source)?.[1]).toEqual({
      removed: 1,
      residual: 1 - 0.8,
      validation: 1.1 - 0.8,
      forget: 2,
    });
  });
});

test('the gap to retraining is a size beside the floor and the band, at the removals that were compared', () => {
  const floor = { metrics: whole(0.95 - 1 / 64) };
  const compared = { id: 4, unlearned: whole(0.75), retrained: whole(0.875), original: whole(0.95), floor };
  const elsewhere = { ...compared, id: 9 };
  const comparisons = [elsewhere, compared] as unknown as RetrainingComparison[];
  const [row, ...more] = rowsOf('gaps', { ...source, comparisons })!;
  expect(more).toEqual([]);
  expect(row).toEqual({ removed: 4, gap: 0.125, floor: expect.closeTo(1 / 64, 12) });
});

test('rejected removals stand where they were tried, and those of another branch do not', () => {
  const tried = (id: number, parent: number, accepted: boolean) =>
    ({ ...report(id, 0.9, 0.8, 2), parent, accepted }) as ReportSummary;
  const reports = [
    tried(1, 0, true),
    tried(2, 1, false),
    tried(3, 0, true),
    tried(4, 3, false),
    tried(5, 0, false),
  ];
  const lab = {
    history: { current: 1, session: 's' },
    comparisons: [],
    original: null,
  } as unknown as LabState;
  expect(chartSource({ lab, reports, shown: null })?.rejected).toEqual([
    { id: 2, removed: 2 },
    { id: 5, removed: 0 },
  ]);
});

describe('chartCsv', () => {
  test('writes every row in full precision, and quotes what needs it', () => {
    const chart: Plot = {
      id: 'x',
      title: 'page.charts.titles.losses',
      yLabel: 'page.charts.scales.loss',
      unit: 'number',
      series: [
        { key: 'a', label: 'page.charts.series.loss', style: 'after' },
        { key: 'b', name: 'one, "two"', label: 'page.charts.series.loss', style: 'other' },
      ],
    };
    const rows = [
      { removed: 0, a: 1 / 3 },
      { removed: 1, a: 2, b: -1e-9 },
    ];
    expect(chartCsv(chart, { key: 'removed', heading: 'Samples removed' }, rows).split('\r\n')).toEqual([
      'Samples removed,loss,"one, ""two"""',
      '0,0.3333333333333333,',
      '1,2,-1e-9',
      '',
    ]);
  });
});

describe('thinRows', () => {
  const [accuracy] = charts;
  const series = accuracy!.series;
  /** A long even path with a dip of one removal at `dip`. */
  const pathOf = (count: number, dip: number) =>
    Array.from({ length: count }, (_, removed) => ({ removed, residual: removed === dip ? 0.5 : 0.9 }));

  test('leaves what fits alone', () => {
    const rows = pathOf(1000, 500);
    expect(thinRows(rows, 1000, series)).toBe(rows);
  });
  test.each([1500, 2000, 5000])('never loses a dip or a peak of one of %i removals', (count) => {
    for (let dip = 0; dip < count; dip += 97) {
      const thinned = thinRows(pathOf(count, dip), 1000, series);
      expect(thinned.length).toBeLessThanOrEqual(1000);
      expect(thinned.some(({ residual }) => residual === 0.5)).toBe(true);
      const places = thinned.map(({ removed }) => removed);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect([places[0], places.at(-1)]).toEqual([0, count - 1]);
    }
  });
  test('never leaves out a removal that was compared with retraining', () => {
    const rows = pathOf(2001, 9).map((row) =>
      [742, 1503].includes(row.removed) ? { ...row, residualRetrained: 0.8 } : row,
    );
    const marked = thinRows(rows, 1000, series).filter((row) => 'residualRetrained' in row);
    expect(marked.map(({ removed }) => removed)).toEqual([742, 1503]);
  });
  test('refuses a limit without room for the extremes of every line', () => {
    expect(() => thinRows(pathOf(10, 1), 3, series)).toThrow('limit=3');
  });
});
