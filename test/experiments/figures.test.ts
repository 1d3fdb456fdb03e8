import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../src/engine/parameters';
import { whyNoNoise } from '../../src/engine/refuseNoise';
import type { RemovalSettings } from '../../src/engine/report';
import type { CurveSpec } from '../../src/experiments/curve';
import { drawFigure } from '../../src/experiments/drawFigure';
import type { DoneCell } from '../../src/experiments/experiment';
import { delta, epsilons } from '../../src/experiments/rows/table7b';
import { experiments } from '../../src/experiments/table';

const { document } = parseHTML('<!doctype html><html><body></body></html>');

it('draws a logarithm with numbers that people write', () => {
  const points = [1e-6, 0.1, 1, 10].map((y, x) => ({ x, y, low: y / 2, high: 2 * y }));
  const panel = {
    x: { label: 'x' },
    y: { label: 'y', scale: 'log' as const },
    series: [{ name: 'a', points }],
  };
  const large = { ...panel, series: [{ name: 'a', points: [10, 1e7].map((y, x) => ({ x, y })) }] };
  const picture = drawFigure({ title: 'Of <this> & that', panels: [panel, large] }, document);
  expect(picture).toContain('Of &lt;this> &amp; that');
  expect(picture).toMatch(/>0\.1</);
  expect(picture).toMatch(/>1e-6</);
  expect(picture).toMatch(/>1e7</);
  expect(picture).not.toMatch(/>\d+m</);
});

it('lays names that do not fit side by side on further lines', () => {
  const series = ['a', 'b', 'c'].map((letter) => ({ name: letter.repeat(50), points: [{ x: 1, y: 1 }] }));
  const panel = { x: { label: 'x' }, y: { label: 'y' }, series };
  const picture = drawFigure({ title: '', panels: [panel] }, document);
  const places = [...picture.matchAll(/<text x="36" y="(\d+)">([abc])/g)].map(([, y, name]) => [
    name,
    Number(y),
  ]);
  expect(places).toEqual([
    ['a', 40],
    ['b', 58],
    ['c', 76],
  ]);
});

it('joins no points that are no course, and shows the interval of each', () => {
  const points = [1, 2, 3].map((x) => ({ x, y: x, low: x - 0.5, high: x + 0.5 }));
  const panel = { x: { label: 'x' }, y: { label: 'y' }, series: [{ name: 'a', points, isScatter: true }] };
  const picture = drawFigure({ title: '', panels: [panel] }, document);
  expect(picture.match(/aria-label="line"/g)).toBeNull();
  expect(picture).toMatch(/aria-label="rule"[^>]*>(<line [^>]*>(<\/line>)?){3}</);
});

it('Beyond the paper: a picture of each curvature has rewinding beside, and every point its interval', () => {
  const { reduce, draw, reduceTimes } = experiments.recovered;
  const made = [
    { step: 'rewind', epochs: 1 },
    { step: 'algorithm1', selection: 'lfoci', curvature: 'secant', damping: 0.1 },
    { step: 'algorithm1', selection: 'full', curvature: 'cg', damping: 0.1 },
  ].flatMap((row) =>
    [0.2, 0.4].map((loss_share, seed) => ({ ...row, seed, loss_share, distance_left: 1, cost: 0.1 })),
  );
  const done = [{ spec: {}, rows: made, times: made }] as unknown as readonly DoneCell[];
  const { panels } = draw(reduce(done), reduceTimes!(done));
  const shares = panels.filter(({ y }) => /loss/.test(y.label));
  expect(shares.map(({ series }) => series.map(({ isScatter = false }) => isScatter))).toEqual([
    [false, true],
    [false, true],
  ]);
  const [point] = shares[0]!.series[1]!.points;
  expect(point).toMatchObject({ y: expect.closeTo(0.3, 12) });
  expect(Number(point!.low)).toBeLessThan(0.2);
});

it('Figure 5, right: bars of several runs have their intervals', () => {
  const { reduce, draw } = experiments['fig5-right'];
  const done = [0.9, 0.8].map((validation_accuracy, seed) => ({
    spec: { kind: 'cifar-net' },
    rows: [0, 4].map((removed) => ({ kind: 'cifar-net', seed, removed, validation_accuracy })),
    times: [],
  })) as unknown as readonly DoneCell[];
  const [, base, until] = draw(reduce(done), []).panels;
  const [bar] = base!.series[0]!.points;
  expect(bar).toMatchObject({ x: '', y: expect.closeTo(0.85, 12) });
  expect(Number(bar!.low)).toBeLessThan(0.8);
  expect(until!.series[0]!.points[0]).toMatchObject({ y: 4 });
});

it.each(['fig6', 'fig7a'] as const)('%s: asks for no noise that the engine refuses', (name) => {
  const { cells, data } = experiments[name];
  const specs = (['small', 'paper'] as const).flatMap((scale) =>
    cells(scale, data![scale]),
  ) as unknown as readonly CurveSpec[];
  const noisy = specs.filter(({ noise }) => noise !== null);
  expect(noisy.length).toBeGreaterThan(0);
  for (const { settings, noise } of noisy) {
    expect(whyNoNoise({ ...defaultSettings, ...(settings as Partial<RemovalSettings>), noise })).toBeNull();
  }
});

it('Figure 11: a training without a batch of one is made once, and stands for every kind', () => {
  const { cells, reduce, data } = experiments.fig11;
  const specs = cells('small', data!.small) as readonly { kind: string; removed: number; seed: number }[];
  expect(specs.filter(({ removed, seed }) => removed === 31 && seed === 1).map(({ kind }) => kind)).toEqual([
    'keep',
    'frozen',
    'join',
  ]);
  expect(specs.filter(({ removed, seed }) => removed === 30 && seed === 1)).toHaveLength(1);
  const done = specs.map((spec) => ({
    spec,
    rows: [
      {
        ...spec,
        last_batch: (2400 - spec.removed) % 64,
        validation_accuracy: spec.kind === 'keep' ? 0.25 : 0.5,
      },
    ],
    times: [],
  }));
  const rows = reduce(done as unknown as readonly DoneCell[]);
  const at = (removed: number) =>
    rows
      .filter((row) => row.removed === removed)
      .map(({ kind, validation_accuracy }) => [kind, validation_accuracy]);
  expect(Object.fromEntries(at(31))).toEqual({ keep: 0.25, frozen: 0.5, join: 0.5 });
  expect(Object.fromEntries(at(30))).toEqual({ keep: 0.25, frozen: 0.25, join: 0.25 });
});

it('Lemma 1: the slope is that within each image, whose levels differ far more', () => {
  const { reduce } = experiments.lemma1;
  const levels = { '0/1': 1, '3/2': 1000, '7/0': 0.01 };
  const noise = [1.02, 0.97, 1.01];
  const rows = Object.entries(levels).flatMap(([image, level], i) =>
    [300, 600, 1200].map((n, j) => ({
      ...{ model: 'mnist-logistic-minimum', image, n },
      gap: (level / n) * noise[(i + j) % 3]!,
    })),
  );
  const done = [{ spec: {}, rows, times: [] }] as unknown as readonly DoneCell[];
  const slope = reduce(done).find((row) => row.model === 'mnist-logistic-minimum' && row.n === null)!;
  expect(slope.points).toBe(9);
  expect(Number(slope.slope)).toBeCloseTo(-1, 1);
  expect(Number(slope.slope_high) - Number(slope.slope_low)).toBeLessThan(0.2);
  expect(Math.abs(Number(slope.errors_from_minus_2))).toBeGreaterThan(10);
});

it('a logarithm ends an interval that reaches to 0 or below at the axis, not at the mean', () => {
  const points = [1, 2].map((x) => ({ x, y: 3, low: -1, high: 9 }));
  const panel = (scale: 'log' | 'linear') => ({
    ...{ x: { label: 'x' }, y: { label: 'y', scale } },
    series: [{ name: 'a', points, isScatter: true }],
  });
  const heights = (scale: 'log' | 'linear') => {
    const picture = drawFigure({ title: '', panels: [panel(scale)] }, document);
    const [, rules] = /aria-label="rule"[^>]*>(.*?)<\/g>/.exec(picture)!;
    return [...rules!.matchAll(/y1="([\d.]+)" y2="([\d.]+)"/g)].map(([, y1, y2]) =>
      Math.abs(Number(y1) - Number(y2)),
    );
  };
  // From 1 to 9 on an axis from 1 to 9 or 10: nearly all of it.
  expect(Math.min(...heights('log'))).toBeGreaterThan(200);
});

it('table7b: asks for no noise that the engine refuses, and without it too', () => {
  const { cells, data } = experiments.table7b;
  const specs = cells('small', data!.small);
  expect(specs.map(({ epsilon }) => epsilon)).toEqual([...epsilons, ...epsilons]);
  for (const epsilon of epsilons.filter((one) => one !== null)) {
    expect(whyNoNoise({ ...defaultSettings, noise: { epsilon, delta } })).toBeNull();
  }
});

it('shows shares that hardly differ on an axis of a point', () => {
  const points = [0, 1].map((x) => ({ x, y: 0.9 + x / 1e6 }));
  const panel = { x: { label: 'x' }, y: { label: 'y', isShare: true }, series: [{ name: 'a', points }] };
  const picture = drawFigure({ title: '', panels: [panel] }, document);
  const ticks = [...picture.matchAll(/>(8\d\.\d|9\d\.\d)\d*</g)].map(([, tick]) => Number(tick));
  expect(Math.max(...ticks) - Math.min(...ticks)).toBeGreaterThan(0.5);
});
