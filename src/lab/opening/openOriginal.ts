import type { Dataset } from '../../data/dataset';
import type { States } from '../../engine/history';
import { openSession } from '../../engine/session';
import { sessionKey } from '../../engine/sessionKey';
import type { Compute } from '../../model/compute';
import type { Job } from '../../model/job';
import type { Original } from './findOriginal';
import { checkFit } from './openCheckpoint';
import { type OpenedModel, openNetwork, type TrainedModel } from './openedModel';

/** A trained model that is open. */
export type OpenedOriginal = OpenedModel & { readonly trained: TrainedModel };

/**
 * Opens original weights for a program, which has one model open: a session begins with them.
 * @param recall gives the session its history
 * @param states where the weights of its states are held; absent: as many as fit
 * @throws CheckpointError where the weights are not those of the model; AbortError when cancelled
 */
export async function openOriginal(
  { compute, dataset }: { readonly compute: Compute; readonly dataset: Dataset },
  { architecture, trained: { weights, card, origin } }: Original,
  job: Job,
  recall: (trained: TrainedModel) => Promise<void>,
  states?: States,
): Promise<OpenedOriginal> {
  const opened = await openNetwork(compute, dataset, architecture, async (network) => {
    checkFit(weights.parameters.length, network);
    const session = await openSession(compute, dataset, network, weights, card, job, states);
    const trained: TrainedModel = { id: sessionKey(session), session, card, origin, comparisons: [] };
    await recall(trained);
    return trained;
  });
  return opened as OpenedOriginal;
}
