import { readPlantedId } from '../data/planted/plantedId';
import { dataSources, sourceOf } from '../data/sources';
import { removedSamples } from '../engine/session';
import { comparisonName } from '../engine/yardstick/comparisonName';
import type { Architecture } from '../model/architectures';
import type { CheckpointCard } from '../model/checkpoint';
import { measureMemory } from '../model/compute';
import { everyLayer } from '../model/slices';
import { packBits } from './bits';
import { describeCertificate } from './describeCertificate';
import type { Machine } from './device/machine';
import type { OpenedModel } from './opening/openedModel';
import { shippedChoiceOf } from './opening/shippedChoiceOf';
import type { DataChoice, HistoryPlace, LabSetup, Moment } from './protocol';

/** What a description of the set-up needs besides the open model. */
export interface Surroundings {
  /** Everything that was open so far. */
  readonly kept: Iterable<OpenedModel>;
  /** The models that can take the data that are open. */
  readonly models: readonly Architecture[];
  /** The cards of the weights that ship with the lab. */
  readonly shipped: readonly CheckpointCard[];
  /** The cards of the weights that shipped before them. */
  readonly former: readonly CheckpointCard[];
}

/** The data sets that a menu can offer: made by the lab, downloaded, and the user's own that are still in memory. */
function chooseable(kept: Iterable<OpenedModel>, shipped: readonly CheckpointCard[]): DataChoice[] {
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
      kind: kindOf(id),
      origin,
      licence,
      citation,
      shippedFor: null,
    }));
  return [...listed, ...own.filter((choice, i) => own.findIndex(({ id }) => id === choice.id) === i)];
}

/** Of data with planted samples that of those that they were planted in; the user's own are kept. */
function kindOf(id: string): DataChoice['kind'] {
  const kind = sourceOf(id)?.kind ?? 'files';
  return kind === 'files' ? 'kept' : kind;
}

/** What stays the same from one removal to the next. */
export function describeSetup(
  { device }: Machine,
  opened: OpenedModel,
  { kept, models, shipped, former }: Surroundings,
): Omit<LabSetup, 'version'> {
  const { dataset, network, trained } = opened;
  const { architecture } = network;
  const { id, name, origin, licence, citation, notes = [], shape, classNames } = dataset;
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
      trainingCount: dataset.training.count,
      validationCount: dataset.validation.count,
      guard: describeGuard(dataset),
      planted: describePlanted(dataset),
      relatives: dataset.relatives,
      attributes: dataset.training.attributes ? (dataset.attributeNames ?? []) : [],
    },
    model: {
      id: architecture.id,
      name: architecture.name,
      layers: everyLayer(network),
      parameterCount: network.parameterCount,
      isBatchNormalised: network.graph.nodes.some(({ op }) => op === 'batchNorm'),
      training: trained?.card ?? null,
      weightsFrom: trained?.origin ?? null,
      shipped: shippedChoiceOf(opened, former),
      defaultTraining: architecture.training,
      scaling: architecture.scaling ?? null,
    },
  };
}

function describePlanted({ id, planted }: OpenedModel['dataset']): LabSetup['dataset']['planted'] {
  const read = readPlantedId(id);
  return read ? { ...read.planting, base: read.base, count: planted?.samples.length ?? 0 } : undefined;
}

function describeGuard({ guard }: OpenedModel['dataset']): LabSetup['dataset']['guard'] {
  return guard ? { count: guard.count, from: guard.from, isLater: guard.isLater ?? false } : null;
}

/** The lab as it is now. */
export function describeMoment(
  { compute }: Machine,
  { dataset, trained }: OpenedModel,
): Pick<
  Moment,
  | 'data'
  | 'digest'
  | 'metrics'
  | 'original'
  | 'removed'
  | 'removedCount'
  | 'history'
  | 'certificate'
  | 'memory'
> {
  const session = trained?.session;
  const removed = session ? removedSamples(session) : [];
  return {
    data: dataset.digest,
    digest: session?.digest ?? '',
    metrics: session?.evaluation.metrics ?? null,
    original: session?.original ?? null,
    removed: packBits(removed, dataset.training.count),
    removedCount: removed.length,
    history: describePlace(trained),
    certificate: describeCertificate(trained),
    memory: measureMemory(compute),
  };
}

function describePlace(trained: OpenedModel['trained']): HistoryPlace {
  if (!trained)
    return {
      session: '',
      current: 0,
      next: null,
      count: 0,
      names: [],
      comparisons: [],
    };
  const { removals, current, nextOf, names } = trained.session;
  return {
    session: trained.id,
    current,
    next: nextOf.get(current) ?? null,
    count: removals.length,
    names: [...names],
    comparisons: trained.comparisons.map(comparisonName),
  };
}
