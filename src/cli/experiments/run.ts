/** Computes the cells of an experiment, and draws its figure once all are done: `lethe run --help` lists the options. */

import { availableParallelism } from 'node:os';
import {
  cellsOf,
  differenceOf,
  type ExperimentPlan,
  type PlannedCell,
  planExperiment,
} from '../../lab/figures/plan';
import { say } from '../../words/say';
import { InputError } from '../commandError';
import { type ExitCode, exitCodes } from '../exitCodes';
import { claimFolder } from '../folder/claimFolder';
import { makeFolder } from '../folder/files';
import { showLine, timeLeft } from '../progress';
import { sentenceOf } from '../sentenceOf';
import type { Stop } from '../stop';
import { doneKeys, readPlan, writeCell, writePlan } from './cellFolder';
import { openCellRunner } from './cellRunner';
import { collectCells } from './collectCells';
import { writeFigure } from './figure';
import { forkCells } from './forkCells';
import type { RunSpec } from './options';
import { type CellsJob, runCells } from './runCells';

/**
 * Runs the command.
 * @throws InputError where the folder is of another experiment or another version of the lab, or where cells are done and nobody said to go on
 */
export function runExperiment(spec: RunSpec, stop: Stop): Promise<ExitCode> {
  return computePlan(planExperiment(spec.experiment, spec), spec, stop);
}

/** Computes the cells of a plan that its folder lacks. */
export async function computePlan(
  plan: ExperimentPlan,
  spec: Pick<RunSpec, 'out' | 'jobs' | 'shard' | 'resume' | 'redis'>,
  stop: Stop,
): Promise<ExitCode> {
  const { out, jobs, shard, redis } = spec;
  await beginFolder(out, plan, spec.resume);
  const all = cellsOf(plan);
  const mine = all.filter((_, i) => i % shard.of === shard.index - 1);
  const done = await doneKeys(out);
  const left = mine.filter(({ key }) => !done.has(key));
  const line = showLine();
  let failed = 0;
  let told = -1;
  const job: CellsJob = {
    signal: stop.signal,
    onDone: (cell, result) => writeCell(out, cell, result),
    onFailed(cell, error) {
      failed += 1;
      const reason = sentenceOf(error, 'run') ?? String(error);
      line.aside(say('cli.experiments.cellFailed', { cell: cell.key.slice(0, 12), reason }));
    },
    onProgress({ ended, count, remainingMs }) {
      const words = () =>
        say('cli.experiments.progress', {
          ...{ done: ended - failed, failed, count },
          left: timeLeft(remainingMs),
        });
      if (ended === told) return line.often(words);
      told = ended;
      line.now(words());
    },
  };
  const claim = await claimFolder(out, {
    signal: stop.signal,
    onWait: (sentence) => console.error(sentence),
  });
  try {
    const own = { ...job, signal: AbortSignal.any([stop.signal, claim.lost]) };
    if (redis !== null) await collectCells(redis, plan, left, own);
    else await computeHere(plan, left, jobs, own);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    line.aside(say('cli.experiments.stopped', { folder: out }));
    return stop.exitCode();
  } finally {
    line.end();
    await claim.release();
  }
  if (failed > 0) return exitCodes.failed;
  const missing = await countMissing(out, all);
  if (missing > 0) {
    console.log(say('cli.experiments.partDone', { folder: out, count: missing }));
    return exitCodes.done;
  }
  await writeFigure(out, out);
  return exitCodes.done;
}

/** In as many processes as are asked for: one less to start where there is nothing to share. */
async function computeHere(
  plan: ExperimentPlan,
  cells: readonly PlannedCell[],
  jobs: number | null,
  job: CellsJob,
): Promise<void> {
  const count = Math.min(jobs ?? availableParallelism(), cells.length);
  const runners =
    count === 1
      ? [await openCellRunner(plan.backend)]
      : Array.from({ length: count }, () => forkCells(plan.backend));
  try {
    await runCells(plan.experiment, cells, runners, job);
  } finally {
    for (const runner of runners) runner.close();
  }
}

async function countMissing(folder: string, cells: readonly { readonly key: string }[]): Promise<number> {
  const done = await doneKeys(folder);
  return cells.filter(({ key }) => !done.has(key)).length;
}

async function beginFolder(folder: string, plan: ExperimentPlan, resume: boolean): Promise<void> {
  await makeFolder(folder);
  const present = await readPlan(folder);
  if (present === null) return writePlan(folder, plan);
  const differing = differenceOf(present, plan);
  if (differing !== null) throw new InputError('cli.experiments.otherPlan', [{ folder, differing }]);
  const done = (await doneKeys(folder)).size;
  if (!resume && done > 0) throw new InputError('cli.experiments.doneAlready', [{ folder, done }]);
}
