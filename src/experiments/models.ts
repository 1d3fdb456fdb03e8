/** The models that cells begin from: those that ship, or trained in the cell's process, once for all cells that ask for the same. */

import type { Dataset } from '../data/dataset';
import { createStates } from '../engine/history';
import { openSession, type Session } from '../engine/session';
import { findArchitecture } from '../model/architectures';
import type { Compute } from '../model/compute';
import { createNetworkFor } from '../model/network';
import { prepareNetwork } from '../model/prepareNetwork';
import { type TrainedWeights, train } from '../model/training';
import type { TrainingRecord, TrainingRequest } from '../model/trainingRequest';
import { canonicalJson } from './cellKey';
import type { DataChoice, Json } from './experiment';

/** `shipped`: the weights that ship for the data; they are trained as the model's own training says where none do. */
export type TrainingChoice = 'shipped' | Partial<TrainingRequest>;

export type ModelChoice = DataChoice & {
  /** The id of an architecture. */
  readonly model: string;
  readonly training: TrainingChoice;
};

/** Weights that ship, and how they were trained. */
export interface ShippedModel {
  readonly weights: TrainedWeights;
  readonly card: TrainingRecord;
}

export interface ModelSource {
  /** Gives a session that begins with the model to some work, and frees what it holds. */
  readonly withSession: <T>(choice: ModelChoice, work: (session: Session) => Promise<T>) => Promise<T>;
}

/** @param findShipped the weights that ship for data and model; null: none do */
export function openModels(
  compute: Compute,
  loadData: (choice: DataChoice) => Promise<Dataset>,
  findShipped: (dataset: Dataset, model: string) => Promise<ShippedModel | null>,
  signal?: AbortSignal,
): ModelSource {
  const known = new Map<string, Promise<ShippedModel>>();

  async function makeWeights(choice: ModelChoice): Promise<ShippedModel> {
    const { model, training } = choice;
    const dataset = await loadData(choice);
    const shipped = training === 'shipped' ? await findShipped(dataset, model) : null;
    if (shipped) return shipped;
    const architecture = findArchitecture(model);
    const card: TrainingRequest = { ...architecture.training, ...(training === 'shipped' ? {} : training) };
    const network = createNetworkFor(architecture, dataset);
    try {
      await prepareNetwork(compute, network.graph);
      return { weights: await train(network, dataset, card, { signal }), card };
    } finally {
      network.dispose();
    }
  }

  return {
    async withSession(choice, work) {
      const key = canonicalJson(choice as unknown as Json);
      const made = known.get(key) ?? makeWeights(choice);
      known.set(key, made);
      made.catch(() => known.delete(key));
      const { weights, card } = await made;
      const dataset = await loadData(choice);
      const architecture = findArchitecture(choice.model);
      const network = createNetworkFor(architecture, dataset);
      try {
        await prepareNetwork(compute, network.graph);
        const states = createStates(0);
        return await work(await openSession(compute, dataset, network, weights, card, { signal }, states));
      } finally {
        network.dispose();
      }
    },
  };
}
