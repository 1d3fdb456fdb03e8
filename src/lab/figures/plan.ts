/** What the folder of an experiment is: which cells it is to hold, and by which version of the lab they are computed. It stands in experiment.json. */

import * as v from 'valibot';
import { cellKey, engineDigest } from '../../experiments/cellKey';
import type { CellSpec, DataChoice, Scale } from '../../experiments/experiment';
import { scales } from '../../experiments/experiment';
import { type ExperimentId, experimentIds } from '../../experiments/ids';
import { type SweepSpec, sweepCells, sweepSchema } from '../../experiments/sweep';
import { experiments } from '../../experiments/table';
import { backendNames } from '../../model/provenance';
import { parseOptional } from '../../model/schema/parse';

/** What makes the cells of a folder what they are: equal plans, equal addresses. */
export interface ExperimentPlan {
  readonly experiment: ExperimentId;
  readonly scale: Scale;
  readonly data: DataChoice | null;
  /** The seeds from 1 on that are run; absent: all of the scale. */
  readonly runs?: number | undefined;
  /** Of a sweep: what its file says. */
  readonly sweep?: SweepSpec | undefined;
  readonly backend: (typeof backendNames)[number];
  /** SHA-256 of the engine that computes. */
  readonly engine: string;
}

/** A cell with its address. */
export interface PlannedCell {
  readonly key: string;
  readonly spec: CellSpec;
}

const planSchema = v.object({
  format: v.literal('lethe-experiment'),
  version: v.literal(1),
  experiment: v.picklist([...experimentIds, 'sweep']),
  scale: v.picklist(scales),
  data: v.nullable(v.object({ data: v.string(), limit: v.nullable(v.number()) })),
  runs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  sweep: v.optional(sweepSchema),
  backend: v.picklist(backendNames),
  engine: v.string(),
});

/** The plan of an experiment as this lab would compute it. */
export function planExperiment(
  experiment: ExperimentId,
  { scale, data, runs, backend }: Pick<ExperimentPlan, 'scale' | 'data' | 'runs' | 'backend'>,
): ExperimentPlan {
  const standard = experiments[experiment].data;
  return {
    experiment,
    scale,
    data: standard === null ? null : (data ?? standard[scale]),
    ...(runs === undefined ? {} : { runs }),
    backend,
    engine: engineDigest,
  };
}

/** The cells of a plan, with their addresses. */
export function cellsOf(plan: ExperimentPlan): PlannedCell[] {
  const { experiment, scale, data, runs, sweep, backend, engine } = plan;
  const all = sweep
    ? (sweepCells(sweep) as unknown as CellSpec[])
    : experiments[experiment].cells(scale, data);
  const specs = runs === undefined ? all : all.filter(({ seed }) => Number(seed) <= runs);
  return specs.map((spec) => ({ key: cellKey({ experiment, spec, backend, engine }), spec }));
}

/** The text of experiment.json. */
export function planText(plan: ExperimentPlan): string {
  return `${JSON.stringify({ format: 'lethe-experiment', version: 1, ...plan }, null, 2)}\n`;
}

/** The plan that a text of experiment.json has; null where that is damaged, or of an experiment that this lab lacks. */
export function parsePlan(text: string): ExperimentPlan | null {
  const read = v.safeParse(planSchema, parseOptional(text));
  if (!read.success) return null;
  const { format: _, version: __, ...plan } = read.output;
  return plan;
}

/** Says in what two plans differ; null where they are of one. */
export function differenceOf(one: ExperimentPlan, other: ExperimentPlan): string | null {
  const names = ['experiment', 'scale', 'data', 'runs', 'sweep', 'backend', 'engine'] as const;
  const differing = names.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
  const show = (plan: ExperimentPlan, name: (typeof names)[number]) =>
    name === 'engine' ? plan.engine.slice(0, 12) : JSON.stringify(plan[name]);
  return differing.length === 0
    ? null
    : differing.map((name) => `${name} ${show(one, name)} / ${show(other, name)}`).join(', ');
}
