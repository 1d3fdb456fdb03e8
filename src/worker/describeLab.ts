import type { Dataset } from '../data/dataset';
import { dataSources } from '../data/sources';
import { removedSamples, type Session } from '../engine/session';
import type { Architecture } from '../model/architectures';
import type { CheckpointCard, TrainingCard } from '../model/checkpoint';
import { measureMemory } from '../model/compute';
import type { Network } from '../model/network';
import { countSlices } from '../model/slices';
import type { Machine } from './machine';
import type { DataChoice, LabState, WeightsOrigin } from './protocol';

/** A data set and a model, and what was done with them. */
export interface Bench {
  readonly dataset: Dataset;
  readonly network: Network;
  /** null until the model is trained on this data. */
  readonly trained: {
    readonly session: Session;
    readonly card: TrainingCard;
    readonly origin: WeightsOrigin;
  } | null;
}

/** The data sets that a menu can offer: made by the lab, downloaded, and the user's own that are still in memory. */
function chooseable(kept: Iterable<Bench>, shipped: readonly CheckpointCard[]): DataChoice[] {
  const listed = dataSources.flatMap(({ id, name, description, kind, origin, licence, citation }) => {
    const shippedFor = shipped.find(({ data }) => data.id === id)?.data.trainingCount ?? null;
    return kind === 'files' ? [] : [{ id, name, description, kind, origin, licence, citation, shippedFor }];
  });
  const own = [...kept]
    .filter(({ dataset }) => !listed.some(({ id }) => id === dataset.id))
    .map(({ dataset: { id, name, origin, licence, citation } }) => ({
      id,
      name,
      description: origin,
      kind: 'kept' as const,
      origin,
      licence,
      citation,
      shippedFor: null,
    }));
  return [...listed, ...own.filter((choice, i) => own.findIndex(({ id }) => id === choice.id) === i)];
}

/**
 * The lab as the page shows it.
 * @param kept everything that was on the bench so far
 * @param models the models that can take the data on the bench
 * @param shipped the cards of the weights that ship with the lab
 */
export function describeLab(
  { compute, device }: Machine,
  { dataset, network, trained }: Bench,
  kept: Iterable<Bench>,
  models: readonly Architecture[],
  shipped: readonly CheckpointCard[],
): LabState {
  const { architecture } = network;
  const session = trained?.session;
  const {
    id,
    name,
    origin,
    licence,
    citation,
    notes = [],
    shape,
    classNames,
    training,
    validation,
  } = dataset;
  return {
    device,
    datasets: chooseable(kept, shipped),
    models: models.map((model) => ({ id: model.id, name: model.name, description: model.description })),
    dataset: {
      id,
      name,
      origin,
      licence,
      citation,
      notes,
      shape,
      classNames,
      trainingCount: training.count,
      validationCount: validation.count,
    },
    model: {
      id: architecture.id,
      name: architecture.name,
      layers: network.layers,
      sliceCount: countSlices(network.layers),
      parameterCount: network.parameterCount,
      training: trained?.card ?? null,
      weightsFrom: trained?.origin ?? null,
      defaultTraining: architecture.training,
    },
    metrics: session?.evaluation.metrics ?? null,
    scores: session ? { losses: session.evaluation.losses, predicted: session.evaluation.predicted } : null,
    removed: session ? removedSamples(session) : [],
    reports: session?.removals.map(({ report }) => report) ?? [],
    digest: session?.digest ?? '',
    memory: measureMemory(compute),
  };
}
