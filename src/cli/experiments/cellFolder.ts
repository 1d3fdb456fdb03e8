/**
 * The folder of an experiment: what it is in experiment.json, a file of rows for each cell by its address in cells/, and what was timed in times/, so that the rest is
 * equal from run to run. A cell's file is put in its place at one stroke: what was cut off leaves none.
 */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { cellKey, engineDigest } from '../../experiments/cellKey';
import type { CellResult, CellSpec, DataChoice, DoneCell, Row, Scale } from '../../experiments/experiment';
import { scales } from '../../experiments/experiment';
import { type ExperimentId, experimentIds } from '../../experiments/ids';
import { type SweepSpec, sweepCells, sweepSchema } from '../../experiments/sweep';
import { experiments } from '../../experiments/table';
import { parseOptional } from '../../model/schema/parse';
import { backends } from '../backends';
import { InputError } from '../commandError';
import { codeOf, makeFolder, readOptional, replaceFile } from '../folder/files';

/** What makes the cells of a folder what they are: equal plans, equal addresses. */
export interface ExperimentPlan {
  readonly experiment: ExperimentId;
  readonly scale: Scale;
  readonly data: DataChoice | null;
  /** Of a sweep: what its file says. */
  readonly sweep?: SweepSpec | undefined;
  readonly backend: (typeof backends)[number];
  /** SHA-256 of the engine that computes. */
  readonly engine: string;
}

/** A cell with its address. */
export interface PlannedCell {
  readonly key: string;
  readonly spec: CellSpec;
}

const dataSchema = v.nullable(v.object({ data: v.string(), limit: v.nullable(v.number()) }));
const planSchema = v.object({
  format: v.literal('lethe-experiment'),
  version: v.literal(1),
  experiment: v.picklist([...experimentIds, 'sweep']),
  scale: v.picklist(scales),
  data: dataSchema,
  sweep: v.optional(sweepSchema),
  backend: v.picklist(backends),
  engine: v.string(),
});
const rowsSchema = v.array(v.record(v.string(), v.nullable(v.union([v.number(), v.string()]))));
const cellSchema = v.object({ key: v.string(), rows: rowsSchema });

/** The plan of an experiment as this lab would compute it. */
export function planExperiment(
  experiment: ExperimentId,
  { scale, data, backend }: Pick<ExperimentPlan, 'scale' | 'data' | 'backend'>,
): ExperimentPlan {
  const standard = experiments[experiment].data;
  return {
    experiment,
    scale,
    data: standard === null ? null : (data ?? standard[scale]),
    backend,
    engine: engineDigest,
  };
}

/** The cells of a plan, with their addresses. */
export function cellsOf(plan: ExperimentPlan): PlannedCell[] {
  const { experiment, scale, data, sweep, backend, engine } = plan;
  const specs = sweep
    ? (sweepCells(sweep) as unknown as CellSpec[])
    : experiments[experiment].cells(scale, data);
  return specs.map((spec) => ({ key: cellKey({ experiment, spec, backend, engine }), spec }));
}

/**
 * The plan that a folder was begun with; null where it holds none.
 * @throws InputError where experiment.json is damaged, or is of another experiment than the lab has
 */
export async function readPlan(folder: string): Promise<ExperimentPlan | null> {
  const file = join(folder, 'experiment.json');
  const text = await readOptional(file);
  if (text === null) return null;
  const read = v.safeParse(planSchema, parseOptional(text.toString()));
  if (!read.success) throw new InputError('cli.experiments.damaged', [{ file }]);
  const { format: _, version: __, ...plan } = read.output;
  return plan;
}

/** Begins a folder. */
export async function writePlan(folder: string, plan: ExperimentPlan): Promise<void> {
  for (const name of ['cells', 'times']) await makeFolder(join(folder, name));
  const text = JSON.stringify({ format: 'lethe-experiment', version: 1, ...plan }, null, 2);
  await replaceFile(join(folder, 'experiment.json'), `${text}\n`);
}

/** Says in what two plans differ; null where they are of one. */
export function differenceOf(one: ExperimentPlan, other: ExperimentPlan): string | null {
  const names = ['experiment', 'scale', 'data', 'sweep', 'backend', 'engine'] as const;
  const differing = names.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
  const show = (plan: ExperimentPlan, name: (typeof names)[number]) =>
    name === 'engine' ? plan.engine.slice(0, 12) : JSON.stringify(plan[name]);
  return differing.length === 0
    ? null
    : differing.map((name) => `${name} ${show(one, name)} / ${show(other, name)}`).join(', ');
}

/** The addresses of the cells that are done. */
export async function doneKeys(folder: string): Promise<Set<string>> {
  try {
    const names = await readdir(join(folder, 'cells'));
    return new Set(
      names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length)),
    );
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return new Set();
    throw error;
  }
}

/** Puts what a cell gave into its place: the rows last, as they say that it is done. */
export async function writeCell(
  folder: string,
  { key, spec }: PlannedCell,
  { rows, times }: CellResult,
): Promise<void> {
  await replaceFile(join(folder, 'times', `${key}.json`), textOf({ key, rows: times }));
  await replaceFile(join(folder, 'cells', `${key}.json`), textOf({ key, spec, rows }));
}

/** A line for each row: differences of two runs are seen. */
function textOf({
  rows,
  ...head
}: {
  readonly key: string;
  readonly spec?: CellSpec;
  readonly rows: readonly Row[];
}): string {
  const lines = rows.map((row) => JSON.stringify(row)).join(',\n');
  return `{"head": ${JSON.stringify(head)},\n"rows": [\n${lines}\n]}\n`;
}

/**
 * What the cells gave, in their order.
 * @throws InputError that names a cell's file which is missing or damaged
 */
export async function readCells(folder: string, cells: readonly PlannedCell[]): Promise<DoneCell[]> {
  const done: DoneCell[] = [];
  for (const { key, spec } of cells) {
    const rows = await readRows(join(folder, 'cells', `${key}.json`), key);
    const times = await readRows(join(folder, 'times', `${key}.json`), key);
    done.push({ spec, rows, times });
  }
  return done;
}

async function readRows(file: string, key: string): Promise<Row[]> {
  const text = await readOptional(file);
  if (text === null) throw new InputError('cli.experiments.cellMissing', [{ file }]);
  const content = parseOptional(text.toString()) as { head?: { key?: unknown }; rows?: unknown } | undefined;
  const read = v.safeParse(cellSchema, { key: content?.head?.key, rows: content?.rows });
  if (!read.success || read.output.key !== key) throw new InputError('cli.experiments.damaged', [{ file }]);
  return read.output.rows;
}
