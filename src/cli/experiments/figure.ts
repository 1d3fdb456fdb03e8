/** Makes the table and the picture of an experiment whose cells are done. */

import { join } from 'node:path';
import { csvOf } from '../../lab/figures/csv';
import { cellsOf, type ExperimentPlan } from '../../lab/figures/plan';
import { say } from '../../words/say';
import { InputError } from '../commandError';
import { type ExitCode, exitCodes } from '../exitCodes';
import { makeFolder, replaceFile } from '../folder/files';
import { readCells, readPlan } from './cellFolder';
import type { FigureSpec } from './options';

/** Runs the command. @throws InputError where the folder has no experiment, another one, or a cell is missing */
export async function runFigure({ experiment, from, out }: FigureSpec): Promise<ExitCode> {
  const plan = await knownPlan(from);
  if (plan.experiment !== experiment) {
    throw new InputError('cli.experiments.otherExperiment', [
      { folder: from, here: plan.experiment, experiment },
    ]);
  }
  await writeFigure(from, out);
  return exitCodes.done;
}

/** @throws InputError where there is none */
export async function knownPlan(folder: string): Promise<ExperimentPlan> {
  const plan = await readPlan(folder);
  if (plan === null) throw new InputError('cli.experiments.noPlan', [{ folder }]);
  return plan;
}

/** Writes NAME.csv, NAME-times.csv where times are told, and NAME.svg. */
export async function writeFigure(from: string, out: string): Promise<void> {
  const plan = await knownPlan(from);
  const cells = await readCells(from, cellsOf(plan));
  const [{ makeFigure }, { parseHTML }] = await Promise.all([
    import('../../lab/figures/makeFigure'),
    import('linkedom'),
  ]);
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const { rows, times, picture } = makeFigure(plan.experiment, cells, document);
  await makeFolder(out);
  const file = (name: string) => join(out, `${plan.experiment}${name}`);
  await replaceFile(file('.csv'), csvOf(rows));
  if (times.length > 0) await replaceFile(file('-times.csv'), csvOf(times));
  await replaceFile(file('.svg'), picture);
  console.log(say('cli.experiments.written', { table: file('.csv'), picture: file('.svg') }));
}
