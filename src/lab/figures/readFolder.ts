/** The folder of an experiment as its files, chosen on the page: read, and drawn again as the command line draws it. */

import type { DoneCell, Row } from '../../experiments/experiment';
import { SaidError } from '../../words/saidError';
import type { ChosenFile } from '../protocol/files';
import { parseCell } from './cellFile';
import { csvOf } from './csv';
import { type MadeFigure, makeFigure } from './makeFigure';
import { cellsOf, type ExperimentPlan, parsePlan } from './plan';

/** A figure that was drawn from files of a person. */
export interface ReadFigure extends MadeFigure {
  readonly plan: ExperimentPlan;
  /** How many cells it was made of. */
  readonly cells: number;
  /** The table as a file, and that of the times; null where none are told. */
  readonly csv: string;
  readonly timesCsv: string | null;
}

const planName = 'experiment.json';

/**
 * Reads the files of one folder that `lethe run` or `lethe merge` left; others in it are left alone.
 * @throws SaidError that names the file which is missing or damaged, or says how many folders there are
 */
export async function readExperiment(files: readonly ChosenFile[], document: Document): Promise<ReadFigure> {
  const plans = files.filter(({ path }) => path === planName || path.endsWith(`/${planName}`));
  if (plans.length !== 1) throw new SaidError('lab.experiments.folders', [{ count: plans.length }]);
  const [{ path, file }] = plans as [ChosenFile];
  const plan = parsePlan(await file.text());
  if (plan === null) throw new SaidError('lab.experiments.damaged', [{ file: path }]);
  const folder = path.slice(0, -planName.length);
  const cells = await readCells(plan, folder, new Map(files.map((one) => [one.path, one.file])));
  const made = makeFigure(plan.experiment, cells, document);
  const timesCsv = made.times.length === 0 ? null : csvOf(made.times);
  return { ...made, plan, cells: cells.length, csv: csvOf(made.rows), timesCsv };
}

async function readCells(
  plan: ExperimentPlan,
  folder: string,
  files: ReadonlyMap<string, Blob>,
): Promise<DoneCell[]> {
  const planned = cellsOf(plan);
  const missing = planned.filter(({ key }) => !files.has(`${folder}cells/${key}.json`)).length;
  if (missing > 0) throw new SaidError('lab.experiments.missing', [{ missing, count: planned.length }]);
  return Promise.all(
    planned.map(async ({ key, spec }) => {
      const read = (part: string) => readRows(files, `${folder}${part}/${key}.json`, key);
      return { spec, rows: await read('cells'), times: await read('times') };
    }),
  );
}

async function readRows(files: ReadonlyMap<string, Blob>, path: string, key: string): Promise<Row[]> {
  const text = await files.get(path)?.text();
  const rows = text === undefined ? null : parseCell(text, key);
  if (rows === null) throw new SaidError('lab.experiments.damaged', [{ file: path }]);
  return rows;
}
