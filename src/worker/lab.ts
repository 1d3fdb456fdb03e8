/** The lab behind the worker's interface: one device, one job at a time, one session per data set and model. */

import { balancedSubset } from '../data/balancedSubset';
import type { Dataset } from '../data/dataset';
import { findSource } from '../data/sources';
import { findBlankets } from '../engine/markovBlanket';
import { replay } from '../engine/replay';
import { measureSensitivity } from '../engine/sensitivity';
import { goTo, openSession, redo, type Session, undo } from '../engine/session';
import { sessionKey } from '../engine/sessionKey';
import { previewRemoval, unlearn } from '../engine/unlearn';
import { type Architecture, architecturesFor, findArchitecture } from '../model/architectures';
import {
  type Checkpoint,
  type CheckpointCard,
  CheckpointError,
  type DecodedCheckpoint,
  decodeCheckpoint,
  encodeCheckpoint,
  type TrainingCard,
  trainingCard,
} from '../model/checkpoint';
import { mayBeCheckpoint, packCheckpoint, unpackCheckpoint } from '../model/checkpointFile';
import { openCheckpointStore } from '../model/checkpointStore';
import type { Job } from '../model/job';
import { createNetwork, type Network } from '../model/network';
import { ownArchitecture, readOwnModel } from '../model/ownModel';
import { prepareNetwork } from '../model/prepareNetwork';
import { adoptWeights, type TrainedWeights, train } from '../model/training';
import type { TrainingRequest } from '../model/trainingRequest';
import { previewFiles, readChosen } from './chosenFiles';
import { type Bench, describeLab, type SentHistory } from './describeLab';
import { type Machine, openMachine } from './machine';
import { paceTraining } from './paceTraining';
import type {
  Lab,
  LabEvent,
  LabState,
  RemovalPreview,
  RemovalRequest,
  SavedCheckpoint,
  TrainingImages,
  WeightsOrigin,
} from './protocol';
import { openShippedWeights } from './shippedWeights';

/** The seed of the built-in data, and of the weights that ship with it. */
const builtInSeed = 1;
/** What the lab opens with. */
const firstModel = 'mnist-2nn';
/** Least time between two pieces of news of a training. */
const trainingPauseMs = 100;
/** How a model that the user brought is trained further, unless they say otherwise. */
const ownTraining = findArchitecture('cifar-net').training;

/**
 * Makes the lab.
 * @param baseUrl address of the folder that holds models/
 */
export function createLab(
  baseUrl: string,
): Omit<Lab, 'compareWithRetraining' | 'exportSession' | 'importSession' | 'discardSession'> {
  const shipped = openShippedWeights(baseUrl);
  const storage = openCheckpointStore();
  let shippedCards: readonly CheckpointCard[] = [];
  let machine: Machine | undefined;
  let bench: Bench | undefined;
  /** What was on the bench before, by data set and model: going back finds model and history as they were left. */
  const benches = new Map<string, Bench>();
  /** How many training images a data set was limited to when it was loaded; null: it is whole. */
  const limits = new WeakMap<Dataset, number | null>();
  /** The model that the user brought last. */
  let own: Architecture | undefined;
  /** The user's files, read and shown but not taken yet. */
  let pending: Dataset | undefined;
  let running: AbortController | undefined;
  let endsEarly = false;
  /** What the page has of the history. */
  let sent: SentHistory = { session: '', count: 0 };
  let sessionCount = 0;
  let emit: (event: LabEvent) => void = () => {};

  /** Runs one job; a second one meanwhile is refused. */
  async function job<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (running) throw new Error('The lab is at work: wait until it is done, or cancel it.');
    const controller = new AbortController();
    running = controller;
    try {
      return await work(controller.signal);
    } finally {
      running = undefined;
    }
  }

  /** Runs a job, and answers with the lab as it is then. */
  const stateJob = (work: (signal: AbortSignal) => Promise<unknown>): Promise<LabState> =>
    job(async (signal) => {
      await work(signal);
      return state();
    });

  function opened(): { machine: Machine; bench: Bench } {
    if (!machine || !bench) throw new Error('The lab is not open yet.');
    return { machine, bench };
  }

  function trainedBench() {
    const { network, trained, dataset } = opened().bench;
    if (!trained) throw new Error(`${network.architecture.name} must be trained on this data first.`);
    return { network, dataset, ...trained };
  }

  const trainedSession = (): Session => trainedBench().session;
  const loading = (what: string) => (fraction: number) => emit({ kind: 'loading', what, fraction });

  /** Data of a source that needs no files: as it was left in memory where it is the same, else made or downloaded. */
  async function loadData(id: string, trainingLimit: number | null, signal: AbortSignal): Promise<Dataset> {
    const source = findSource(id);
    const kept = [...benches.values()].find(({ dataset }) => dataset.id === id)?.dataset;
    if (kept && (source.kind === 'files' || limits.get(kept) === trainingLimit)) return kept;
    const loaded = await source.load({
      seed: builtInSeed,
      files: [],
      onProgress: loading(source.name),
      signal,
      ...(trainingLimit === null ? {} : { trainingLimit }),
    });
    limits.set(loaded, trainingLimit);
    return loaded;
  }

  /**
   * Puts something on the bench, in place of what was there for the same data set and model. Other data under the same name (the user's
   * next files) take the place of all that was kept of the data before.
   */
  function put(next: Bench): void {
    const key = keyOf(next.dataset, next.network.architecture);
    for (const [otherKey, other] of benches) {
      const isReplaced = otherKey === key && other !== next;
      const isOutdated = other.dataset.id === next.dataset.id && other.dataset !== next.dataset;
      if (!isReplaced && !isOutdated) continue;
      other.network.dispose();
      benches.delete(otherKey);
    }
    benches.set(key, next);
    bench = next;
  }

  /** Makes a network, and throws it away again when what is done with it fails. */
  async function withNetwork(
    dataset: Dataset,
    architecture: Architecture,
    work: (network: Network) => Promise<Bench['trained']>,
  ): Promise<void> {
    const network = createNetwork(architecture, dataset.shape, dataset.classNames.length);
    try {
      await prepareNetwork(machine!.compute, network.graph);
      put({ dataset, network, trained: await work(network) });
    } catch (error) {
      network.dispose();
      throw error;
    }
  }

  async function begin(
    dataset: Dataset,
    network: Network,
    weights: TrainedWeights,
    card: TrainingCard,
    origin: WeightsOrigin,
    signal: AbortSignal,
  ): Promise<Bench['trained']> {
    const onProgress = loading('the model');
    const { compute } = machine!;
    const session = await openSession(compute, dataset, network, weights, card, { signal, onProgress });
    return { id: `${sessionKey(session)} ${++sessionCount}`, session, card, origin, comparisons: [] };
  }

  /** Puts a data set and a model on the bench: as they were left, or else with shipped weights where there are some for just this data. */
  async function setUp(dataset: Dataset, architecture: Architecture, signal: AbortSignal): Promise<void> {
    const left = benches.get(keyOf(dataset, architecture));
    if (left?.dataset === dataset) return put(left);
    return withNetwork(dataset, architecture, async (network) => {
      const found = await shipped.fetch(dataset, architecture.id, signal);
      return found && begin(dataset, network, found.weights, found.card, 'shipped', signal);
    });
  }

  /** Puts data on the bench: with the model that is there, unless it cannot take them or only others have weights for them. */
  async function setUpData(dataset: Dataset, signal: AbortSignal): Promise<void> {
    const { architecture } = opened().bench.network;
    const weights = await shipped.modelsFor(dataset);
    const fits = architecture.id !== 'own' && architecture.takes(dataset.shape);
    const isKept = benches.get(keyOf(dataset, architecture))?.dataset === dataset;
    if (fits && (isKept || weights.length === 0 || weights.includes(architecture.id))) {
      return setUp(dataset, architecture, signal);
    }
    const able = architecturesFor(dataset.shape);
    return setUp(dataset, able.find(({ id }) => weights.includes(id)) ?? able[0]!, signal);
  }

  /** The data that a checkpoint belongs to: on the bench, left in memory, or made by the lab. */
  async function findDataOf({ data }: TrainingCard, signal: AbortSignal): Promise<Dataset> {
    const known = [opened().bench, ...benches.values()].map(({ dataset }) => dataset);
    const kept = known.find(({ digest }) => digest === data.digest);
    if (kept) return kept;
    const source = findSource(data.id);
    const made = source.kind === 'builtin' ? await loadData(data.id, null, signal) : undefined;
    if (made?.digest === data.digest) return made;
    throw new CheckpointError(
      `This checkpoint belongs to ${data.trainingCount} training images of ${data.name}, which are not here. Open those data first, then the checkpoint.`,
    );
  }

  async function openCheckpoint(checkpoint: Checkpoint, signal: AbortSignal): Promise<void> {
    const decoded = await decodeCheckpoint(checkpoint);
    const dataset = await findDataOf(decoded.card, signal);
    const architecture = architectureOf(decoded, dataset);
    await withNetwork(dataset, architecture, async (network) => {
      if (network.parameterCount !== decoded.card.parameterCount) {
        throw new CheckpointError(
          `The checkpoint has ${decoded.card.parameterCount} parameters, and ${architecture.name} has ${network.parameterCount}.`,
        );
      }
      return begin(dataset, network, decoded.weights, decoded.card, 'checkpoint', signal);
    });
    if (architecture.id === 'own') own = architecture;
  }

  function encodeBench(): Checkpoint {
    const { network, session, card } = trainedBench();
    return encodeCheckpoint(network, session.trained, card, 'float32');
  }

  async function listSaved(): Promise<SavedCheckpoint[]> {
    const { digest } = opened().bench.dataset;
    return (await storage.list()).map(({ id, name, savedAt, card, modelJson, weights, secant }) => ({
      id,
      name,
      savedAt,
      sizeBytes: modelJson.length + weights.length + secant.length,
      card,
      modelName: card.modelName,
      fits: card.data.digest === digest,
    }));
  }

  /** Goes through the history. */
  const move = (go: (session: Session, job: Job) => Promise<void>): Promise<LabState> =>
    stateJob((signal) => go(trainedSession(), { signal, onProgress: loading('the model as it was') }));

  function state(): LabState {
    const { machine, bench } = opened();
    const table = architecturesFor(bench.dataset.shape);
    const models = own?.takes(bench.dataset.shape) ? [...table, own] : table;
    const described = describeLab(machine, bench, {
      kept: benches.values(),
      models,
      shipped: shippedCards,
      sent,
    });
    sent = described.history;
    return described;
  }

  return {
    open: (choice, onEvent) =>
      stateJob(async (signal) => {
        emit = onEvent;
        sent = { session: '', count: 0 };
        [machine, shippedCards] = await Promise.all([openMachine(choice, onEvent), shipped.cards()]);
        const dataset = await loadData('digits', null, signal);
        await setUp(dataset, findArchitecture(firstModel), signal);
      }),

    async trainingImages(): Promise<TrainingImages> {
      const { images, labels } = opened().bench.dataset.training;
      return { images, labels };
    },

    chooseDataset: (id, trainingLimit) =>
      stateJob(async (signal) => setUpData(await loadData(id, trainingLimit, signal), signal)),

    readFiles: (files) =>
      job(async (signal) => {
        pending = await findSource('files').load({
          seed: builtInSeed,
          files: await readChosen(files),
          onProgress: loading('your files'),
          signal,
        });
        return previewFiles(pending);
      }),

    takeFiles: (trainingLimit) =>
      stateJob(async (signal) => {
        if (!pending) throw new Error('No files were read: choose them again.');
        const dataset = trainingLimit === null ? pending : balancedSubset(pending, trainingLimit);
        await setUpData(dataset, signal);
        pending = undefined;
      }),

    async dropFiles() {
      pending = undefined;
    },

    chooseModel: (id) =>
      stateJob((signal) => {
        const architecture = id === 'own' && own ? own : findArchitecture(id);
        return setUp(opened().bench.dataset, architecture, signal);
      }),

    openModel: (files) =>
      stateJob(async (signal) => {
        const named = await readChosen(files);
        const [first] = named;
        if (first && named.length === 1 && mayBeCheckpoint(first.bytes)) {
          return openCheckpoint(unpackCheckpoint(first), signal);
        }
        const { dataset } = opened().bench;
        const { architecture, parameters } = await readOwnModel(named, ownTraining);
        await withNetwork(dataset, architecture, async (network) => {
          const weights = await adoptWeights(network, dataset, parameters, { signal });
          const card = trainingCard(dataset, ownTraining, weights, machine!.compute);
          return begin(dataset, network, weights, card, 'own', signal);
        });
        own = architecture;
      }),

    train: (request: TrainingRequest, start) =>
      stateJob(async (signal) => {
        const { machine, bench } = opened();
        const { dataset, network: current } = bench;
        endsEarly = false;
        const from = start === 'continue' ? trainedSession().trained : undefined;
        await withNetwork(dataset, current.architecture, async (network) => {
          const paced = paceTraining((progress) => emit({ kind: 'training', progress }), trainingPauseMs);
          const weights = await train(network, dataset, request, {
            signal,
            start: from,
            endsEarly: () => endsEarly,
            onProgress: paced.take,
          });
          paced.flush();
          const card = trainingCard(dataset, request, weights, machine.compute);
          return begin(dataset, network, weights, card, 'trained', signal);
        });
      }),

    async endTraining() {
      endsEarly = true;
    },

    savedCheckpoints: listSaved,

    saveCheckpoint: (name) =>
      job(async () => {
        await storage.save({ ...encodeBench(), id: crypto.randomUUID(), name, savedAt: Date.now() });
        return listSaved();
      }),

    loadCheckpoint: (id) => stateJob(async (signal) => openCheckpoint(await storage.load(id), signal)),

    deleteCheckpoint: (id) =>
      job(async () => {
        await storage.delete(id);
        return listSaved();
      }),

    exportCheckpoint: () =>
      job(async () => {
        const { dataset, network } = trainedBench();
        const fileName = `${dataset.id}--${network.architecture.id}.lethe.zip`;
        return { fileName, bytes: packCheckpoint(encodeBench()) };
      }),

    preview: (request: RemovalRequest): Promise<RemovalPreview> =>
      job((signal) => previewRemoval(trainedSession(), request, { signal })),

    unlearn: (request: RemovalRequest) =>
      stateJob((signal) =>
        unlearn(trainedSession(), request, {
          signal,
          onPhase: (phase, fraction) => emit({ kind: 'removal', phase, fraction }),
        }),
      ),

    undo: () => move((session, job) => undo(session, job)),

    redo: () => move((session, job) => redo(session, job)),

    goTo: (id) => move((session, job) => goTo(session, id, job)),

    replay: () =>
      job((signal) =>
        replay(trainedSession(), { signal, onProgress: (fraction) => emit({ kind: 'replay', fraction }) }),
      ),

    sensitivity: (request) => job((signal) => measureSensitivity(trainedSession(), request, { signal })),

    findBlankets: (request) =>
      job((signal) =>
        findBlankets(request, { signal, onProgress: (fraction) => emit({ kind: 'blankets', fraction }) }),
      ),

    async cancel() {
      running?.abort();
    },
  };
}

function keyOf({ id }: Dataset, architecture: Architecture): string {
  return `${id} ${architecture.id}`;
}

/** The architecture of a checkpoint: of the table, or the user's own as the file has it. */
function architectureOf({ card, architecture }: DecodedCheckpoint, { shape }: Dataset): Architecture {
  if (card.model !== 'own') return findArchitecture(card.model);
  return ownArchitecture(card.modelName.replace(' (your model)', ''), shape, architecture.build, ownTraining);
}
