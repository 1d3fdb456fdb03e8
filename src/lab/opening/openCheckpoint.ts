/** Checkpoints come to be the open model. */

import type { Dataset } from '../../data/dataset';
import { findArchitecture } from '../../model/architectures';
import { CheckpointError, type DecodedCheckpoint } from '../../model/checkpoint';
import type { Network } from '../../model/network';
import { architectureOf } from '../../model/ownModel';
import type { TrainingRequest } from '../../model/trainingRequest';
import { message } from '../../words/say';
import type { Host } from '../host';
import type { WeightsOrigin } from '../protocol';
import { type FindWeights, installTrained } from './installWeights';

/** How a model that the user brought is trained further, unless they say otherwise: without anything that its own training need not have had. */
export const ownTraining: TrainingRequest = {
  ...findArchitecture('cifar-net').training,
  augmentation: 'none',
  weightDecay: 0,
};

/**
 * Opens a checkpoint, on the data that it belongs to.
 * @throws CheckpointError where those are not here
 */
export async function openCheckpoint(
  host: Host,
  decoded: DecodedCheckpoint,
  signal: AbortSignal,
): Promise<void> {
  const { data } = decoded.card;
  const dataset = await host.library.find(data.id, data.digest, signal);
  if (!dataset) {
    throw new CheckpointError('model.checkpoint.otherData', { count: data.trainingCount, data: data.name });
  }
  await installCheckpoint(host, dataset, decoded, 'checkpoint', signal);
  const { removedCount = 0 } = decoded.card;
  if (removedCount > 0) host.restored.push(message('lab.restored.unlearned', { count: removedCount }));
}

/** Opens the weights of a checkpoint, with the removals that were saved of them. */
export function installCheckpoint(
  host: Host,
  dataset: Dataset,
  decoded: DecodedCheckpoint,
  origin: WeightsOrigin,
  signal: AbortSignal,
): Promise<void> {
  const architecture = architectureOf(decoded, ownTraining);
  return installTrained(host, { dataset, architecture }, signal, weightsOf(decoded, origin));
}

/** The weights of a checkpoint, for a network that they fit. */
export function weightsOf({ weights, card }: DecodedCheckpoint, origin: WeightsOrigin): FindWeights {
  return async (network) => {
    checkFit(card.parameterCount, network);
    return { weights, card, origin };
  };
}

/** @throws CheckpointError where weights are not those of a network by their number */
export function checkFit(count: number, { architecture, parameterCount }: Network): void {
  if (parameterCount === count) return;
  throw new CheckpointError('model.checkpoint.otherModel', {
    count,
    model: architecture.name,
    parameterCount,
  });
}
