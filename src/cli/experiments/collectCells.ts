import { setTimeout as pause } from 'node:timers/promises';
import type { ExperimentPlan, PlannedCell } from '../../lab/figures/plan';
import { type CellQueue, openQueue, type QueuedCell } from './cellQueue';
import type { CellsJob } from './runCells';

const lookMs = 500;

/**
 * Puts cells on a Redis, and gives what workers made of them, until none is left. It may be stopped and begun again: the answers wait.
 * @throws the signal's reason when that says stop
 */
export async function collectCells(
  url: string,
  plan: ExperimentPlan,
  cells: readonly PlannedCell[],
  { signal, onProgress, onDone, onFailed }: CellsJob,
): Promise<void> {
  const queue = await openQueue(url, plan);
  const open = new Map(cells.map((cell) => [cell.key, cell]));
  const began = performance.now();
  try {
    const { experiment } = plan;
    await queue.addBulk(
      cells.map(({ key, spec }) => ({ name: experiment, data: { experiment, spec }, opts: { jobId: key } })),
    );
    while (open.size > 0) {
      signal.throwIfAborted();
      let running = 0;
      for (const cell of [...open.values()]) {
        const job = (await queue.getJob(cell.key)) as QueuedCell | undefined;
        if (job?.finishedOn === undefined) {
          running += typeof job?.progress === 'number' ? job.progress : 0;
          continue;
        }
        if (job.returnvalue) await onDone(cell, job.returnvalue);
        else if ((await job.getState()) === 'failed') onFailed(cell, new Error(job.failedReason));
        else continue;
        open.delete(cell.key);
        await job.remove();
      }
      const ended = cells.length - open.size;
      const share = (ended + running) / cells.length;
      const spent = performance.now() - began;
      const remainingMs = share > 0 ? (spent * (1 - share)) / share : Number.POSITIVE_INFINITY;
      onProgress({ ended, count: cells.length, remainingMs });
      if (open.size > 0) await pause(lookMs, undefined, { signal });
    }
  } finally {
    await queue.close();
  }
}

/** How many cells of a version wait, are computed, are done and not collected, and failed. */
export async function countCells(queue: CellQueue) {
  const { waiting, active, completed, failed, delayed } = await queue.getJobCounts(
    'waiting',
    'active',
    'completed',
    'failed',
    'delayed',
  );
  const shares = (await queue.getActive()).map(({ progress }) =>
    typeof progress === 'number' ? progress : 0,
  );
  return {
    waiting: (waiting ?? 0) + (delayed ?? 0),
    active: active ?? 0,
    completed: completed ?? 0,
    failed: failed ?? 0,
    shares,
    workers: await queue.getWorkersCount(),
  };
}
