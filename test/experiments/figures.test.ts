import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { drawFigure } from '../../src/experiments/drawFigure';
import type { DoneCell } from '../../src/experiments/experiment';
import { experiments } from '../../src/experiments/table';

const { document } = parseHTML('<!doctype html><html><body></body></html>');

it('draws a logarithm with numbers that people write', () => {
  const points = [0.1, 1, 10].map((y, x) => ({ x, y, low: y / 2, high: 2 * y }));
  const panel = {
    x: { label: 'x' },
    y: { label: 'y', scale: 'log' as const },
    series: [{ name: 'a', points }],
  };
  const picture = drawFigure({ title: 'Of <this> & that', panels: [panel] }, document);
  expect(picture).toContain('Of &lt;this> &amp; that');
  expect(picture).toMatch(/>0\.1</);
  expect(picture).not.toMatch(/>\d+m</);
});

it('Figure 11: a training without a batch of one is made once, and stands for every kind', () => {
  const { cells, reduce, data } = experiments.fig11;
  const specs = cells('small', data!.small) as readonly { kind: string; removed: number; seed: number }[];
  expect(specs.filter(({ removed, seed }) => removed === 19 && seed === 1).map(({ kind }) => kind)).toEqual([
    'keep',
    'frozen',
    'join',
  ]);
  expect(specs.filter(({ removed, seed }) => removed === 18 && seed === 1)).toHaveLength(1);
  const done = specs.map((spec) => ({
    spec,
    rows: [
      {
        ...spec,
        last_batch: (660 - spec.removed) % 64,
        validation_accuracy: spec.kind === 'keep' ? 0.1 : 0.5,
      },
    ],
    times: [],
  }));
  const rows = reduce(done as unknown as readonly DoneCell[]);
  const at = (removed: number) =>
    rows
      .filter((row) => row.removed === removed)
      .map(({ kind, validation_accuracy }) => [kind, validation_accuracy]);
  expect(Object.fromEntries(at(19))).toEqual({ keep: 0.1, frozen: 0.5, join: 0.5 });
  expect(Object.fromEntries(at(18))).toEqual({ keep: 0.1, frozen: 0.1, join: 0.1 });
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
