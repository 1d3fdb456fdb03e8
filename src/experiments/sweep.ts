/** A sweep: removals by every combination of some settings. Its cells are curves, as those of the paper's figures. */

import * as v from 'valibot';
import { defaultSettings } from '../engine/parameters';
import { say } from '../words/say';
import { canonicalJson } from './cellKey';
import type { CurveSpec } from './curve';
import { curveFigure, reduceCurve, reduceCurveTimes } from './curveFigures';
import { defineExperiment, type Json } from './experiment';

const value = v.union([v.number(), v.string(), v.null()]);
const settingNames = Object.keys(defaultSettings).filter((name) => name !== 'seed' && name !== 'noise');

export const sweepSchema = v.strictObject({
  /** The id of a data source, or the path of files. */
  data: v.string(),
  limit: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))), null),
  /** The id of an architecture. */
  model: v.string(),
  /** What the training has in place of the architecture's own; absent: the weights that ship. */
  training: v.optional(v.record(v.string(), v.union([v.number(), v.string()]))),
  /** Samples that are removed, one at a time. */
  removals: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The class that they are of; absent: of all, at random. */
  class: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** The model is measured after every so many. */
  every: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** And retrained then. */
  retrain: v.optional(v.boolean(), false),
  /** For each setting its values: every combination is a cell. */
  grid: v.objectWithRest(
    {
      seed: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.minLength(1)),
      epsilon: v.optional(v.pipe(v.array(v.nullable(v.number())), v.minLength(1))),
      delta: v.optional(v.pipe(v.array(v.number()), v.minLength(1))),
    },
    v.pipe(v.array(value), v.minLength(1)),
  ),
});

export type SweepSpec = v.InferOutput<typeof sweepSchema>;

/** Names in the grid that are no settings of a removal; empty: all are. */
export function strangeNames({ grid }: SweepSpec): string[] {
  const known = [...settingNames, 'seed', 'epsilon', 'delta'];
  return Object.keys(grid).filter((name) => !known.includes(name));
}

type Point = Readonly<Record<string, number | string | null>>;

/** The cells of a sweep: every combination, those of one kind under each seed. */
export function sweepCells(sweep: SweepSpec): CurveSpec[] {
  const { data, limit, model, training, removals, every, retrain } = sweep;
  return combinations(sweep.grid).map(({ seed, epsilon = null, delta = 0.01, ...settings }) => ({
    kind: kindOf({ ...settings, ...(epsilon === null ? {} : { epsilon, delta }) }),
    model: { data, limit, model, training: training ?? ('shipped' as const) },
    settings,
    noise: epsilon === null ? null : { epsilon: Number(epsilon), delta: Number(delta) },
    draw:
      sweep.class === undefined
        ? { kind: 'random' as const, count: removals, seed: Number(seed) }
        : { kind: 'class' as const, label: sweep.class, limit: removals },
    seed: Number(seed),
    every,
    retrains: retrain,
  }));
}

function combinations(grid: SweepSpec['grid']): Point[] {
  let points: Point[] = [{}];
  for (const [name, values] of Object.entries(grid)) {
    points = points.flatMap((point) => (values ?? []).map((one) => ({ ...point, [name]: one })));
  }
  return points;
}

const kindOf = (settings: Point) =>
  Object.entries(settings)
    .map(([name, one]) => `${name} ${canonicalJson(one as Json)}`)
    .join(', ')
    .replaceAll('"', '') || say('experiments.defaults');

export const sweepRow = defineExperiment<CurveSpec>({
  data: null,
  // Its cells are those of the file.
  cells: () => [],
  reduce: reduceCurve,
  reduceTimes: reduceCurveTimes,
  draw: (rows) =>
    curveFigure(say('experiments.sweepTitle'), rows, [
      'residual_accuracy',
      'validation_accuracy',
      'gradient_norm_after',
      'distance',
    ]),
});
