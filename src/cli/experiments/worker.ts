/** Computes cells that lie on a Redis: `lethe worker --help` lists the options. */

import { availableParallelism } from 'node:os';
import { engineDigest } from '../../experiments/cellKey';
import { say } from '../../words/say';
import { type ExitCode, exitCodes } from '../exitCodes';
import { sentenceOf } from '../sentenceOf';
import type { Stop } from '../stop';
import { openWorker, queueName } from './cellQueue';
import type { CellRunner } from './cellRunner';
import { forkCells } from './forkCells';
import type { WorkerSpec } from './options';

/** Runs the command, until it is stopped: what it was computing then goes back to the queue once its lock has run out. */
export async function runWorker({ redis, backend, jobs }: WorkerSpec, stop: Stop): Promise<ExitCode> {
  const version = { engine: engineDigest, backend };
  const count = jobs ?? availableParallelism();
  const all = Array.from({ length: count }, () => forkCells(backend));
  const free: CellRunner[] = [...all];
  const worker = await openWorker(redis, version, count, async (job, signal) => {
    // As many cells come at a time as there are processes.
    const runner = free.pop()!;
    const name = (job.id ?? '').slice(0, 12);
    console.log(say('cli.experiments.workerTook', { cell: name }));
    try {
      return await runner.run(job.data, {
        signal,
        onProgress: (fraction) => void job.updateProgress(Math.round(1000 * fraction) / 1000).catch(() => {}),
      });
    } finally {
      free.push(runner);
    }
  });
  worker.on('error', (error) =>
    console.error(say('cli.experiments.redisTrouble', { reason: error.message })),
  );
  worker.on('failed', (job, error) =>
    console.error(
      say('cli.experiments.cellFailed', {
        cell: (job?.id ?? '').slice(0, 12),
        reason: sentenceOf(error, 'worker') ?? String(error),
      }),
    ),
  );
  console.log(say('cli.experiments.workerReady', { queue: queueName(version), count }));
  await new Promise<void>((resolve) => {
    if (stop.signal.aborted) resolve();
    else stop.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await worker.close(true);
  for (const runner of all) runner.close();
  return stop.signal.aborted ? stop.exitCode() : exitCodes.done;
}
