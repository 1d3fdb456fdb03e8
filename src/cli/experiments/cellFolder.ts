/**
 * The folder of an experiment: what it is in experiment.json, a file of rows for each cell by its address in cells/, and what was timed in times/, so that the rest is
 * equal from run to run. A cell's file is put in its place at one stroke: what was cut off leaves none.
 */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CellResult, DoneCell, Row } from '../../experiments/experiment';
import { cellText, parseCell } from '../../lab/figures/cellFile';
import { type ExperimentPlan, type PlannedCell, parsePlan, planText } from '../../lab/figures/plan';
import { InputError } from '../commandError';
import { codeOf, makeFolder, readOptional, replaceFile } from '../folder/files';

/**
 * The plan that a folder was begun with; null where it holds none.
 * @throws InputError where experiment.json is damaged, or is of another experiment than the lab has
 */
export async function readPlan(folder: string): Promise<ExperimentPlan | null> {
  const file = join(folder, 'experiment.json');
  const text = await readOptional(file);
  if (text === null) return null;
  const plan = parsePlan(text.toString());
  if (plan === null) throw new InputError('cli.experiments.damaged', [{ file }]);
  return plan;
}

/** Begins a folder. */
export async function writePlan(folder: string, plan: ExperimentPlan): Promise<void> {
  for (const name of ['cells', 'times']) await makeFolder(join(folder, name));
  await replaceFile(join(folder, 'experiment.json'), planText(plan));
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
  await replaceFile(join(folder, 'times', `${key}.json`), cellText({ key, rows: times }));
  await replaceFile(join(folder, 'cells', `${key}.json`), cellText({ key, spec, rows }));
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
  const rows = parseCell(text.toString(), key);
  if (rows === null) throw new InputError('cli.experiments.damaged', [{ file }]);
  return rows;
}
