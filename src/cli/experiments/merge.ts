/** Joins folders of one experiment, as shards leave them. */

import { join } from 'node:path';
import { cellsOf, differenceOf } from '../../lab/figures/plan';
import { say } from '../../words/say';
import { InputError } from '../commandError';
import { type ExitCode, exitCodes } from '../exitCodes';
import { makeFolder, readOptional, replaceFile } from '../folder/files';
import { doneKeys, readPlan, writePlan } from './cellFolder';
import { knownPlan, writeFigure } from './figure';
import type { MergeSpec } from './options';

/**
 * Runs the command. Cells that lie in several folders must have given the same rows.
 * @throws InputError where the folders are not of one experiment by one version of the lab, or two disagree on a cell
 */
export async function runMerge({ folders, out }: MergeSpec): Promise<ExitCode> {
  const plan = await knownPlan(folders[0]!);
  for (const folder of folders) {
    const differing = differenceOf(plan, await knownPlan(folder));
    if (differing !== null)
      throw new InputError('cli.experiments.mixed', [{ folder, first: folders[0]!, differing }]);
  }
  await makeFolder(out);
  const present = await readPlan(out);
  const differing = present && differenceOf(plan, present);
  if (differing) throw new InputError('cli.experiments.otherPlan', [{ folder: out, differing }]);
  await writePlan(out, plan);
  for (const folder of folders) await addCells(folder, out);
  const cells = cellsOf(plan);
  const done = await doneKeys(out);
  const missing = cells.filter(({ key }) => !done.has(key)).length;
  if (missing > 0) {
    console.log(say('cli.experiments.partDone', { folder: out, count: missing }));
    return exitCodes.done;
  }
  await writeFigure(out, out);
  return exitCodes.done;
}

async function addCells(folder: string, out: string): Promise<void> {
  for (const key of await doneKeys(folder)) {
    const name = `${key}.json`;
    const rows = await readOptional(join(folder, 'cells', name));
    const present = await readOptional(join(out, 'cells', name));
    if (rows === null) continue;
    if (present !== null && !present.equals(rows)) {
      throw new InputError('cli.experiments.disagree', [{ cell: key, folder, out }]);
    }
    const times = await readOptional(join(folder, 'times', name));
    if (present !== null) continue;
    if (times !== null) await replaceFile(join(out, 'times', name), times);
    await replaceFile(join(out, 'cells', name), rows);
  }
}
