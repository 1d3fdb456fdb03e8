import * as v from 'valibot';
import { expect, it } from 'vitest';
import { canonicalJson, cellKey } from '../../src/experiments/cellKey';
import type { CurveSpec } from '../../src/experiments/curve';
import { reducePaired } from '../../src/experiments/curveFigures';
import type { DoneCell } from '../../src/experiments/experiment';
import { pairedDifference, summariseRows } from '../../src/experiments/summary';
import { sweepCells, sweepSchema } from '../../src/experiments/sweep';

it('gives mean and 95% interval of each group, with two degrees of freedom for three runs', () => {
  const rows = [1, 2, 3].map((value) => ({ kind: 'a', value, other: value === 2 ? null : value }));
  const [summary] = summariseRows([...rows, { kind: 'b', value: 5, other: null }], {
    by: ['kind'],
    of: ['value', 'other'],
  });
  // t(0.975, 2) = 4.30265, s = 1.
  const half = 4.302652729911275 / Math.sqrt(3);
  expect(summary).toMatchObject({ kind: 'a', runs: 3, value: 2, other: 2 });
  expect(summary!.value_low).toBeCloseTo(2 - half, 6);
  expect(summary!.value_high).toBeCloseTo(2 + half, 6);
  const [, single] = summariseRows([...rows, { kind: 'b', value: 5, other: null }], {
    by: ['kind'],
    of: ['value', 'other'],
  });
  expect(single).toMatchObject({ runs: 1, value: 5, value_low: null, value_high: null, other: null });
});

it('pairs rows by their seeds: what differs between draws does not count', () => {
  const at = (add: number) => [10, 200, 3000].map((value, seed) => ({ seed, value: value + add }));
  const difference = pairedDifference(at(0), [...at(7)].reverse(), ['seed'], 'value');
  expect(difference).toMatchObject({ mean: 7, low: 7, high: 7 });
});

it('tells a kind from the reference by what differs under one seed, where draws differ more', () => {
  const cell = (kind: string, seed: number, accuracy: number) =>
    ({
      rows: [{ kind, seed, removed: 10, residual_accuracy: accuracy }],
      times: [],
    }) as unknown as DoneCell<CurveSpec>;
  const cells = [0.5, 0.9, 0.7].flatMap((accuracy, seed) => [
    cell('lfoci', seed, accuracy),
    cell('full', seed, accuracy - 0.02 - seed / 1000),
  ]);
  const [lfoci, full] = reducePaired(cells, 'lfoci', ['residual_accuracy']);
  expect(lfoci).toMatchObject({ kind: 'lfoci', residual_accuracy_less_reference: null });
  // Differences -0.020, -0.021 and -0.022: s = 0.001, t(0.975, 2) = 4.30265.
  expect(full!.residual_accuracy_less_reference).toBeCloseTo(-0.021, 12);
  expect(full!.residual_accuracy_less_reference_low).toBeCloseTo(-0.021 - 0.00430265 / Math.sqrt(3), 6);
});

it('gives equal specifications one address, in whatever order their members come', () => {
  const cell = { experiment: 'x', backend: 'wasm', engine: 'e' };
  const key = cellKey({ ...cell, spec: { a: 1, b: { c: [1, 'x'], d: null } } });
  expect(cellKey({ ...cell, spec: { b: { d: null, c: [1, 'x'] }, a: 1 } })).toBe(key);
  expect(cellKey({ ...cell, spec: { a: 1, b: { c: ['x', 1], d: null } } })).not.toBe(key);
  expect(cellKey({ ...cell, engine: 'f', spec: { a: 1, b: { c: [1, 'x'], d: null } } })).not.toBe(key);
  expect(canonicalJson({ b: 1, a: '"' })).toBe('{"a":"\\"","b":1}');
});

it('makes a cell of every combination, and one kind of those that differ by the seed alone', () => {
  const file = { data: 'digits', model: 'mnist-2nn', removals: 3, every: 1 };
  const grid = { damping: [0.1, 1], epsilon: [null, 0.5], seed: [1, 2, 3] };
  const cells = sweepCells(v.parse(sweepSchema, { ...file, grid }));
  expect(cells).toHaveLength(12);
  expect(new Set(cells.map(({ kind }) => kind)).size).toBe(4);
  expect(cells.filter(({ noise }) => noise?.epsilon === 0.5)).toHaveLength(6);
});
