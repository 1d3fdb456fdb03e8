import type { Dataset } from '../data/dataset';
import { dataSources } from '../data/sources';
import { removedSamples, type Session } from '../engine/session';
import { architectures } from '../model/architectures';
import type { TrainingCard } from '../model/checkpoint';
import { measureMemory } from '../model/compute';
import type { Network } from '../model/network';
import { countSlices } from '../model/slices';
import type { Machine } from './machine';
import type { Choice, LabState } from './protocol';

/** A data set and a model, and what was done with them. */
export interface Bench {
  readonly dataset: Dataset;
  readonly network: Network;
  /** null until the model is trained on this data. */
  readonly session: Session | null;
  readonly card: TrainingCard | null;
}

/** The data sets that a menu can offer: those that the lab makes, and the user's own that are still in memory. */
function chooseable(kept: Iterable<Bench>): Choice[] {
  const builtin = dataSources.filter(({ kind }) => kind === 'builtin');
  const own = [...kept].map(({ dataset: { id, name, origin } }) => ({ id, name, description: origin }));
  const choices = [...builtin, ...own].map(
    ({ id, name, description }) => [id, { id, name, description }] as const,
  );
  return [...new Map(choices.toReversed()).values()].toReversed();
}

/**
 * The lab as the page shows it.
 * @param kept everything that was on the bench so far
 */
export function describeLab(
  { compute, device }: Machine,
  { dataset, network, session, card }: Bench,
  kept: Iterable<Bench>,
): LabState {
  const { architecture } = network;
  return {
    device,
    datasets: chooseable(kept),
    models: architectures.map(({ id, name, description }) => ({ id, name, description })),
    dataset: {
      id: dataset.id,
      name: dataset.name,
      origin: dataset.origin,
      shape: dataset.shape,
      classNames: dataset.classNames,
      trainingCount: dataset.training.count,
      validationCount: dataset.validation.count,
    },
    model: {
      id: architecture.id,
      name: architecture.name,
      layers: network.layers,
      sliceCount: countSlices(network.layers),
      parameterCount: network.parameterCount,
      training: card,
      defaultTraining: architecture.training,
    },
    metrics: session?.evaluation.metrics ?? null,
    scores: session && { losses: session.evaluation.losses, predicted: session.evaluation.predicted },
    removed: session ? removedSamples(session) : [],
    reports: session?.removals.map(({ report }) => report) ?? [],
    digest: session?.digest ?? '',
    memory: measureMemory(compute),
  };
}
