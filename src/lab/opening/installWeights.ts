/** Weights come to be the open model, and a session begins with them. */

import type { Dataset } from '../../data/dataset';
import { openSession } from '../../engine/session';
import type { Architecture } from '../../model/architectures';
import type { TrainingCard } from '../../model/checkpoint';
import type { Job } from '../../model/job';
import type { Network } from '../../model/network';
import type { TrainedWeights } from '../../model/training';
import {
  type Host,
  install,
  loadingJob,
  nameSession,
  presentMachine,
  presentModel,
  trainedModel,
} from '../host';
import type { WeightsOrigin } from '../protocol';
import { clearHistory, openNetwork, type TrainedModel } from './openedModel';

/** Weights, and how they came to be. */
export interface Trained {
  readonly weights: TrainedWeights;
  readonly card: TrainingCard;
  readonly origin: WeightsOrigin;
}

/** What weights are installed for. */
export interface Place {
  readonly dataset: Dataset;
  readonly architecture: Architecture;
}

/** Weights for a network; null: there are none, and the model waits for its training. */
export type FindWeights = (network: Network) => Promise<Trained | null>;

/**
 * Installs weights, once their history is known; a failure leaves the open model as it was.
 * @param recall gives the session its history
 */
export async function installWeights(
  host: Host,
  { dataset, architecture }: Place,
  job: Job,
  find: FindWeights,
  recall: (trained: TrainedModel) => Promise<void>,
): Promise<void> {
  const { compute } = presentMachine(host);
  const next = await openNetwork(compute, dataset, architecture, async (network) => {
    const found = await find(network);
    if (!found) return null;
    const { weights, card, origin } = found;
    const session = await openSession(compute, dataset, network, weights, card, job);
    const trained: TrainedModel = {
      id: nameSession(host, session),
      session,
      card,
      origin,
      comparisons: [],
    };
    await recall(trained);
    return trained;
  });
  job.signal?.throwIfAborted();
  install(host, next);
}

/** Installs weights, with the removals that were saved of them. */
export async function installTrained(
  host: Host,
  place: Place,
  signal: AbortSignal,
  find: FindWeights,
): Promise<void> {
  const job = loadingJob(host, 'model', signal);
  await installWeights(host, place, job, find, async (trained) => {
    const restored = await host.autosave.restore(trained, job);
    if (restored) host.restored = [restored];
  });
}

/** Installs weights whose history starts anew. */
export async function installAnew(
  host: Host,
  place: Place,
  signal: AbortSignal,
  make: (network: Network) => Promise<Trained>,
): Promise<void> {
  await installWeights(host, place, loadingJob(host, 'model', signal), make, async () => {});
  await host.autosave.discard(trainedModel(host));
}

/** Back to the original model, without any history. */
export async function discardHistory(host: Host, signal: AbortSignal): Promise<void> {
  const before = trainedModel(host);
  const id = nameSession(host, before.session);
  const job = loadingJob(host, 'original', signal);
  const trained = await clearHistory(before, id, job);
  install(host, { ...presentModel(host), trained });
  await host.autosave.discard(trained);
}
