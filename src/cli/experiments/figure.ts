/** Makes the table and the picture of an experiment whose cells are done. */

import { join } from 'node:path';
import type { Row } from '../../experiments/experiment';
import { experiments } from '../../experiments/table';
import { say } from '../../words/say';
import { InputError } from '../commandError';
import { type ExitCode, exitCodes } from '../exitCodes';
import { makeFolder, replaceFile } from '../folder/files';
import { cellsOf, type ExperimentPlan, readCells, readPlan } from './cellFolder';
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
  const { reduce, reduceTimes, draw } = experiments[plan.experiment];
  const cells = await readCells(from, cellsOf(plan));
  const rows = reduce(cells);
  const times = reduceTimes?.(cells) ?? [];
  await makeFolder(out);
  const file = (name: string) => join(out, `${plan.experiment}${name}`);
  await replaceFile(file('.csv'), csvOf(rows));
  if (times.length > 0) await replaceFile(file('-times.csv'), csvOf(times));
  const [{ drawFigure }, { parseHTML }] = await Promise.all([
    import('../../experiments/drawFigure'),
    import('linkedom'),
  ]);
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  await replaceFile(file('.svg'), drawFigure(draw(rows, times), document));
  console.log(say('cli.experiments.written', { table: file('.csv'), picture: file('.svg') }));
}

/** A line for each row, with the columns of all rows in the order in which they come. */
function csvOf(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: Row[string] | undefined) => {
    const text = value === null || value === undefined ? '' : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}
