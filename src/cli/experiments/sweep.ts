/** Computes a sweep on this machine: `lethe sweep --help` lists the options. */

import * as v from 'valibot';
import { engineDigest } from '../../experiments/cellKey';
import { strangeNames, sweepSchema } from '../../experiments/sweep';
import type { ExperimentPlan } from '../../lab/figures/plan';
import { parseOptional } from '../../model/schema/parse';
import { InputError } from '../commandError';
import type { ExitCode } from '../exitCodes';
import { readOptional } from '../folder/files';
import type { Stop } from '../stop';
import type { SweepRun } from './options';
import { computePlan } from './run';

/** Runs the command. @throws InputError where the file is no sweep, saying where */
export async function runSweep(spec: SweepRun, stop: Stop): Promise<ExitCode> {
  return computePlan(await readSweep(spec), spec, stop);
}

/** The plan of a sweep's file. @throws InputError as runSweep does */
export async function readSweep({
  file,
  backend,
}: Pick<SweepRun, 'file' | 'backend'>): Promise<ExperimentPlan> {
  const text = await readOptional(file);
  if (text === null) throw new InputError('cli.experiments.noSweep', [{ file }]);
  const read = v.safeParse(sweepSchema, parseOptional(text.toString()));
  if (!read.success) {
    const [issue] = read.issues;
    const at = v.getDotPath(issue) ?? '';
    throw new InputError('cli.experiments.sweepWrong', [{ file, at, problem: issue.message }]);
  }
  const strange = strangeNames(read.output);
  if (strange.length > 0)
    throw new InputError('cli.experiments.sweepStrange', [{ file, names: strange.join(', ') }]);
  return {
    experiment: 'sweep',
    scale: 'small',
    data: null,
    sweep: read.output,
    backend,
    engine: engineDigest,
  };
}
