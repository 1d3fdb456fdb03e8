import { engineDigest } from '../../experiments/cellKey';
import { cellsOf } from '../../lab/figures/plan';
import { say } from '../../words/say';
import { type ExitCode, exitCodes } from '../exitCodes';
import { doneKeys } from './cellFolder';
import { openQueue } from './cellQueue';
import { countCells } from './collectCells';
import { knownPlan } from './figure';
import type { StatusSpec } from './options';

/** Prints how far a folder is, or what lies on a Redis. @throws InputError where the folder holds no experiment */
export async function runStatus({ folder, redis, backend }: StatusSpec): Promise<ExitCode> {
  if (folder !== null) {
    const plan = await knownPlan(folder);
    const cells = cellsOf(plan);
    const done = await doneKeys(folder);
    const count = cells.filter(({ key }) => done.has(key)).length;
    console.log(
      say('cli.experiments.folderStatus', { experiment: plan.experiment, done: count, count: cells.length }),
    );
  }
  if (redis !== null) {
    const queue = await openQueue(redis, { engine: engineDigest, backend });
    try {
      const { shares, ...counts } = await countCells(queue);
      console.log(say('cli.experiments.redisStatus', counts));
      for (const share of shares) console.log(say('cli.experiments.cellStatus', { share }));
    } finally {
      await queue.close();
    }
  }
  return exitCodes.done;
}
