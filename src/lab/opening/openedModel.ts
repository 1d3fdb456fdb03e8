import type { Dataset } from '../../data/dataset';
import { createStates, holdValues, releaseState } from '../../engine/history';
import { shareEpochStates } from '../../engine/rewind/epochStates';
import { goTo, openSession, type Session, standAt } from '../../engine/session';
import type { Architecture } from '../../model/architectures';
import type { TrainingCard } from '../../model/checkpoint';
import type { Compute } from '../../model/compute';
import type { Job } from '../../model/job';
import { createNetworkFor, type Network } from '../../model/network';
import { prepareNetwork } from '../../model/prepareNetwork';
import type { RetrainingComparison, WeightsOrigin } from '../protocol';

/** A trained model on its data, and what was done with it. */
export interface TrainedModel {
  /** Names the session to the page: another session, be it of the same weights, has another id. */
  readonly id: string;
  readonly session: Session;
  readonly card: TrainingCard;
  readonly origin: WeightsOrigin;
  /** States that were compared with a retrained model, one comparison each. */
  readonly comparisons: RetrainingComparison[];
}

/** A data set and a model on a device. */
export interface OpenedModel {
  readonly compute: Compute;
  readonly dataset: Dataset;
  readonly network: Network;
  /** null until the model is trained on this data. */
  readonly trained: TrainedModel | null;
}

/** Makes a network for a model, and throws it away again when what is done with it fails. */
export async function openNetwork(
  compute: Compute,
  dataset: Dataset,
  architecture: Architecture,
  work: (network: Network) => Promise<TrainedModel | null>,
): Promise<OpenedModel> {
  const network = createNetworkFor(architecture, dataset);
  try {
    await prepareNetwork(compute, network.graph);
    return { compute, dataset, network, trained: await work(network) };
  } catch (error) {
    network.dispose();
    throw error;
  }
}

/** The same model on another device: the weights and the history as they lie in memory, evaluated anew. */
export function reviveModel(opened: OpenedModel, compute: Compute, job: Job): Promise<OpenedModel> {
  const { dataset, trained } = opened;
  return openNetwork(compute, dataset, opened.network.architecture, async (network) => {
    if (!trained) return null;
    const { removals, nextOf, current, parameters, trained: weights, training, states } = trained.session;
    const { certificate, names } = trained.session;
    const session = await openSession(compute, dataset, network, weights, training, job, states);
    const held = states.held.get(current);
    const reports = removals.map(({ report }) => report);
    await standAt(session, reports, { id: current, parameters }, job);
    if (held) holdValues(states, current, held);
    else releaseState(states, current);
    for (const [from, to] of nextOf) session.nextOf.set(from, to);
    for (const [state, name] of names) session.names.set(state, name);
    session.certificate = certificate;
    return { ...trained, session };
  });
}

/** The original model, without any history. */
export async function clearHistory(trained: TrainedModel, id: string, job: Job): Promise<TrainedModel> {
  if (trained.session.current !== 0) await goTo(trained.session, 0, job);
  const session = {
    ...trained.session,
    removals: [],
    nextOf: new Map(),
    names: new Map(),
    recent: new Map(),
    states: createStates(),
    certificate: null,
  };
  shareEpochStates(trained.session, session);
  return { ...trained, id, session, comparisons: [] };
}
