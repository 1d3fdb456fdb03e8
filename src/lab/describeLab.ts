import { dataSources } from '../data/sources';
import { removedSamples, type Session } from '../engine/session';
import type { Architecture } from '../model/architectures';
import type { CheckpointCard } from '../model/checkpoint';
import { measureMemory } from '../model/compute';
import type { Machine } from './device/machine';
import type { OpenedModel } from './opening/openedModel';
import type { DataChoice, HistoryState, LabState, SampleScores } from './protocol';

/** What the page has of a history: the reports of the first `count` removals of this session. */
export type SentHistory = Pick<HistoryState, 'session' | 'count'>;

/** What a description needs besides the open model. */
export interface Surroundings {
  /** Everything that was open so far. */
  readonly kept: Iterable<OpenedModel>;
  /** The models that can take the data that are open. */
  readonly models: readonly Architecture[];
  /** The cards of the weights that ship with the lab. */
  readonly shipped: readonly CheckpointCard[];
  readonly sent: SentHistory;
  /** What became of the last visit's work, where this is the first that the page hears of it. */
  readonly restored: string | null;
  readonly autosave: LabState['autosave'];
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
      kind: 'kept' as const,
      origin,
      licence,
      citation,
      shippedFor: null,
    }));
  return [...listed, ...own.filter((choice, i) => own.findIndex(({ id }) => id === choice.id) === i)];
}

/** The tree of removals, without the reports that the page has. */
function describeHistory(trained: OpenedModel['trained'], sent: SentHistory): HistoryState {
  if (!trained) return { session: '', current: 0, next: null, count: 0, added: [], comparisons: [] };
  const { removals, current, nextOf } = trained.session;
  const known = sent.session === trained.id ? sent.count : 0;
  return {
    session: trained.id,
    current,
    next: nextOf.get(current) ?? null,
    count: removals.length,
    added: removals.slice(known).map(({ report }) => report),
    comparisons: [...trained.comparisons],
  };
}

/** The lab as the page shows it. */
export function describeLab(
  { compute, device }: Machine,
  { dataset, network, trained }: OpenedModel,
  { kept, models, shipped, sent, restored, autosave }: Surroundings,
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
      parameterCount: network.parameterCount,
      training: trained?.card ?? null,
      weightsFrom: trained?.origin ?? null,
      defaultTraining: architecture.training,
    },
    metrics: session?.evaluation.metrics ?? null,
    original: session?.original ?? null,
    scores: session ? scoresOf(session) : null,
    removed: session ? removedSamples(session) : [],
    history: describeHistory(trained, sent),
    digest: session?.digest ?? '',
    restored,
    autosave,
    memory: measureMemory(compute),
  };
}

function scoresOf({ evaluation: { training } }: Session): SampleScores {
  return { losses: training.losses, predicted: training.predicted };
}
