import type { Dataset } from '../data/dataset';
import { dataSources } from '../data/sources';
import { removedSamples, type Session } from '../engine/session';
import type { Architecture } from '../model/architectures';
import type { CheckpointCard, TrainingCard } from '../model/checkpoint';
import { measureMemory } from '../model/compute';
import type { Network } from '../model/network';
import { countSlices } from '../model/slices';
import type { Machine } from './machine';
import type {
  DataChoice,
  HistoryState,
  LabState,
  RetrainingComparison,
  SampleScores,
  WeightsOrigin,
} from './protocol';

/** A data set and a model, and what was done with them. */
export interface Bench {
  readonly dataset: Dataset;
  readonly network: Network;
  /** null until the model is trained on this data. */
  readonly trained: {
    /** Names the session to the page: another session, be it of the same weights, has another id. */
    readonly id: string;
    readonly session: Session;
    readonly card: TrainingCard;
    readonly origin: WeightsOrigin;
    /** States that were compared with a retrained model, one comparison each. */
    readonly comparisons: RetrainingComparison[];
  } | null;
}

/** What the page has of a history: the reports of the first `count` removals of this session. */
export type SentHistory = Pick<HistoryState, 'session' | 'count'>;

/** What a description needs besides the bench. */
export interface Surroundings {
  /** Everything that was on the bench so far. */
  readonly kept: Iterable<Bench>;
  /** The models that can take the data on the bench. */
  readonly models: readonly Architecture[];
  /** The cards of the weights that ship with the lab. */
  readonly shipped: readonly CheckpointCard[];
  readonly sent: SentHistory;
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

/** The tree of removals, without the reports that the page has. */
function describeHistory(trained: Bench['trained'], sent: SentHistory): HistoryState {
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
  { dataset, network, trained }: Bench,
  { kept, models, shipped, sent }: Surroundings,
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
    scores: session ? scoresOf(session) : null,
    removed: session ? removedSamples(session) : [],
    history: describeHistory(trained, sent),
    digest: session?.digest ?? '',
    restored: null,
    autosave: { savedAt: null, problem: null },
    memory: measureMemory(compute),
  };
}

function scoresOf({ evaluation: { training } }: Session): SampleScores {
  return { losses: training.losses, predicted: training.predicted };
}
