import type { Dataset } from '../../data/dataset';
import type { Compute } from '../../model/compute';
import type { Network } from '../../model/network';
import { completeTrained } from '../../model/training';
import type { TrainingRecord } from '../../model/trainingRequest';
import { createStates } from '../history';
import { openSession, type Session } from '../session';
import type { MemberWeights } from './memberStore';

/** What a model of an ensemble or of a noise band was made with. */
interface MemberLab {
  readonly compute: Compute;
  readonly dataset: Dataset;
  readonly network: Network;
}

/**
 * A session on a model that is no original of the lab. It never goes back, so it keeps no states.
 * @throws SaidError when the training of the model diverged; AbortError when cancelled
 */
export async function openMemberSession(
  { compute, dataset, network }: MemberLab,
  training: TrainingRecord,
  weights: MemberWeights,
  signal: AbortSignal | undefined,
): Promise<Session> {
  const unchecked = { ...weights, epochs: training.epochs, validationAccuracy: 0 };
  const trained = await completeTrained(network, dataset, training, unchecked, signal);
  return openSession(compute, dataset, network, trained, training, { signal }, createStates(0));
}
