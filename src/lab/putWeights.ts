/** Weights come on the bench, and a session begins with them. */

import type { Dataset } from '../data/dataset';
import { openSession } from '../engine/session';
import type { Architecture } from '../model/architectures';
import type { TrainingCard } from '../model/checkpoint';
import type { Job } from '../model/job';
import type { Network } from '../model/network';
import type { TrainedWeights } from '../model/training';
import { clearHistory, makeBench, type TrainedBench } from './bench';
import type { WeightsOrigin } from './protocol';
import {
  loadingJob,
  nameSession,
  presentBench,
  presentMachine,
  putOnBench,
  trainedBench,
  type Workbench,
} from './workbench';

/** Weights, and how they came to be. */
export interface Trained {
  readonly weights: TrainedWeights;
  readonly card: TrainingCard;
  readonly origin: WeightsOrigin;
}

/** What weights are put on the bench for. */
export interface Place {
  readonly dataset: Dataset;
  readonly architecture: Architecture;
}

/** Weights for a network; null: there are none, and the model waits for its training. */
export type FindWeights = (network: Network) => Promise<Trained | null>;

/**
 * Puts weights on the bench, once their history is known; a failure leaves the bench as it was.
 * @param recall gives the session its history
 */
export async function putWeights(
  workbench: Workbench,
  { dataset, architecture }: Place,
  job: Job,
  find: FindWeights,
  recall: (trained: TrainedBench) => Promise<void>,
): Promise<void> {
  const { compute } = presentMachine(workbench);
  const next = await makeBench(compute, dataset, architecture, async (network) => {
    const found = await find(network);
    if (!found) return null;
    const { weights, card, origin } = found;
    const session = await openSession(compute, dataset, network, weights, card, job);
    const trained: TrainedBench = {
      id: nameSession(workbench, session),
      session,
      card,
      origin,
      comparisons: [],
    };
    await recall(trained);
    return trained;
  });
  await putOnBench(workbench, next);
}

/** Puts weights on the bench, with the removals that were saved of them. */
export async function putTrained(
  workbench: Workbench,
  place: Place,
  signal: AbortSignal,
  find: FindWeights,
): Promise<void> {
  const job = loadingJob(workbench, 'the model', signal);
  await putWeights(workbench, place, job, find, async (trained) => {
    workbench.restored = (await workbench.autosave.restore(trained, job)) ?? workbench.restored;
  });
}

/** Puts weights on the bench whose history starts anew. */
export async function putAnew(
  workbench: Workbench,
  place: Place,
  signal: AbortSignal,
  make: (network: Network) => Promise<Trained>,
): Promise<void> {
  await putWeights(workbench, place, loadingJob(workbench, 'the model', signal), make, async () => {});
  await workbench.autosave.discard(trainedBench(workbench));
}

/** Back to the original model, without any history. */
export async function discardHistory(workbench: Workbench, signal: AbortSignal): Promise<void> {
  const before = trainedBench(workbench);
  const id = nameSession(workbench, before.session);
  const job = loadingJob(workbench, 'the original model', signal);
  const trained = await clearHistory(before, id, job);
  await putOnBench(workbench, { ...presentBench(workbench), trained });
  await workbench.autosave.discard(trained);
}
