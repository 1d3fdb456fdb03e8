/**
 * Cells on a Redis, for workers on as many machines as one likes, by BullMQ. A job's id is the address of its cell, so that a cell is there once; the queue has the name of engine and
 * backend, so that no worker of another version takes it. A worker holds a lock of ten seconds that it renews; only with that may it give the answer, so a worker that was taken for dead
 * cannot give a second one. The answers stay on the Redis, and one process puts them into the folder (docs/decisions/0025-experiments-are-cells.md).
 */

import type { Job, Queue, Worker } from 'bullmq';
import type { CellResult, CellSpec } from '../../experiments/experiment';
import type { ExperimentId } from '../../experiments/ids';
import type { ExperimentPlan } from '../../lab/figures/plan';
import { OptionError } from '../commandError';

/** What a job holds. */
export interface CellJob {
  readonly experiment: ExperimentId;
  readonly spec: CellSpec;
}

export type CellQueue = Queue<CellJob, CellResult>;
export type QueuedCell = Job<CellJob, CellResult>;
export type CellWorker = Worker<CellJob, CellResult>;

const lockMs = 10_000;
/** A cell whose computing failed is tried again after a second, two, and four. */
const attempts = 4;
/** A cell whose worker died goes back as often as it takes. */
const mostStalls = 1_000_000;

/** The library, which is the user's to install. @throws OptionError that says how */
async function loadBullmq() {
  try {
    return await import('bullmq');
  } catch (cause) {
    throw new OptionError('cli.experiments.noBullmq', [], { cause });
  }
}

/** The queue of cells for one version of the lab. */
export const queueName = ({ engine, backend }: Pick<ExperimentPlan, 'engine' | 'backend'>) =>
  `lethe-${backend}-${engine.slice(0, 16)}`;

/** Opens the queue of a version. @param url as in redis://host:6379 */
export async function openQueue(
  url: string,
  plan: Pick<ExperimentPlan, 'engine' | 'backend'>,
): Promise<CellQueue> {
  const { Queue } = await loadBullmq();
  return new Queue<CellJob, CellResult>(queueName(plan), {
    connection: { url },
    defaultJobOptions: { attempts, backoff: { type: 'exponential', delay: 1000 } },
  });
}

/** Takes cells of a version, so many at a time, until it is closed. */
export async function openWorker(
  url: string,
  plan: Pick<ExperimentPlan, 'engine' | 'backend'>,
  concurrency: number,
  compute: (job: QueuedCell, signal: AbortSignal | undefined) => Promise<CellResult>,
): Promise<CellWorker> {
  const { Worker } = await loadBullmq();
  return new Worker<CellJob, CellResult>(queueName(plan), (job, _token, signal) => compute(job, signal), {
    connection: { url, maxRetriesPerRequest: null },
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs / 2,
    maxStalledCount: mostStalls,
  });
}
