/** What is on the bench, what was on it before, and how data and models get there. */

import type { Dataset } from '../data/dataset';
import { dataSources, findSource } from '../data/sources';
import { digestOf } from '../engine/digest';
import { restoreHistory } from '../engine/savedHistory';
import { openSession } from '../engine/session';
import { type SessionFile, SessionFileError } from '../engine/sessionFile';
import { sessionKey } from '../engine/sessionKey';
import { type Architecture, architecturesFor, findArchitecture } from '../model/architectures';
import {
  CheckpointError,
  type DecodedCheckpoint,
  decodeCheckpoint,
  type TrainingCard,
} from '../model/checkpoint';
import type { Job } from '../model/job';
import type { Network } from '../model/network';
import { ownArchitecture } from '../model/ownModel';
import type { TrainedWeights } from '../model/training';
import type { Autosave } from './autosave';
import { type Bench, clearHistory, makeBench, reviveBench, type TrainedBench } from './bench';
import { encodeOriginal } from './exportBench';
import type { Machine } from './machine';
import type { WeightsOrigin } from './protocol';
import type { SavedBench } from './sessionStore';
import type { ShippedWeights } from './shippedWeights';

/** The seed of the built-in data, and of the weights that ship with it. */
const builtInSeed = 1;
/** What the lab opens with. */
const firstData = 'digits';
const firstModel = 'mnist-2nn';
/** How a model that the user brought is trained further, unless they say otherwise. */
export const ownTraining = findArchitecture('cifar-net').training;

/** What the workbench needs of its surroundings. */
export interface WorkbenchParts {
  readonly shipped: ShippedWeights;
  readonly autosave: Autosave;
  onLoading(what: string, fraction: number): void;
}

/** Weights, and how they came to be. */
export interface Trained {
  readonly weights: TrainedWeights;
  readonly card: TrainingCard;
  readonly origin: WeightsOrigin;
}

export type Workbench = ReturnType<typeof createWorkbench>;

export function createWorkbench({ shipped, autosave, onLoading }: WorkbenchParts) {
  let machine: Machine | undefined;
  let bench: Bench | undefined;
  /** By data set and model: going back finds model and history as they were left. */
  const benches = new Map<string, Bench>();
  /** How many training images a data set was limited to when it was loaded; null: it is whole. The user's files are not in here. */
  const limits = new WeakMap<Dataset, number | null>();
  /** The model that the user brought last. */
  let own: Architecture | undefined;
  let restored: string | null = null;
  let sessionCount = 0;

  function opened(): { machine: Machine; bench: Bench } {
    if (!machine || !bench) throw new Error('The lab is not open yet.');
    return { machine, bench };
  }

  function trainedBench(): TrainedBench {
    const { network, trained } = opened().bench;
    if (!trained) throw new Error(`${network.architecture.name} must be trained on this data first.`);
    return trained;
  }

  const loadingJob = (what: string, signal?: AbortSignal): Job => ({
    signal,
    onProgress: (fraction) => onLoading(what, fraction),
  });

  /** Data of a source that needs no files: as it was left in memory where it is the same, else made or downloaded. */
  async function loadData(
    id: string,
    trainingLimit: number | null,
    signal: AbortSignal,
    fetchFrom?: typeof fetch,
  ): Promise<Dataset> {
    const source = findSource(id);
    const kept = [...benches.values()].find(({ dataset }) => dataset.id === id)?.dataset;
    if (kept && (source.kind === 'files' || limits.get(kept) === trainingLimit)) return kept;
    const loaded = await source.load({
      seed: builtInSeed,
      files: [],
      onProgress: (fraction) => onLoading(source.name, fraction),
      signal,
      ...(trainingLimit === null ? {} : { trainingLimit }),
      ...(fetchFrom ? { fetch: fetchFrom } : {}),
    });
    limits.set(loaded, trainingLimit);
    return loaded;
  }

  /**
   * Puts something on the bench, in place of what was there for the same data set and model. Other data under the same name (the user's
   * next files) take the place of all that was kept of the data before.
   */
  async function put(next: Bench): Promise<void> {
    const key = keyOf(next.dataset, next.network.architecture);
    for (const [otherKey, other] of benches) {
      const isReplaced = otherKey === key && other !== next;
      const isOutdated = other.dataset.id === next.dataset.id && other.dataset !== next.dataset;
      if (!isReplaced && !isOutdated) continue;
      if (other.network !== next.network) other.network.dispose();
      benches.delete(otherKey);
    }
    benches.set(key, next);
    bench = next;
    const { architecture } = next.network;
    if (architecture.id === 'own') own = architecture;
    await autosave.saveBench(describeBench(next));
  }

  function describeBench({ dataset, network, trained }: Bench): SavedBench {
    const { id, name, digest } = dataset;
    const limit = limits.get(dataset);
    const kind = limit === undefined ? 'files' : findSource(id).kind;
    const isOwnWork = trained !== null && trained.origin !== 'shipped';
    return {
      dataset: { id, name, digest, kind, trainingLimit: limit ?? null },
      model: network.architecture.id,
      weights: isOwnWork ? { origin: trained.origin, checkpoint: encodeOriginal(trained) } : null,
    };
  }

  async function begin(dataset: Dataset, network: Network, from: Trained, job: Job): Promise<TrainedBench> {
    const { card, origin, weights } = from;
    const session = await openSession(opening().compute, dataset, network, weights, card, job);
    return { id: `${sessionKey(session)} ${++sessionCount}`, session, card, origin, comparisons: [] };
  }

  function opening(): Machine {
    if (!machine) throw new Error('The lab is not open yet.');
    return machine;
  }

  /** Puts trained weights on the bench, with the removals that were saved of them. */
  async function putTrained(
    dataset: Dataset,
    architecture: Architecture,
    signal: AbortSignal,
    find: (network: Network) => Promise<Trained | null>,
  ): Promise<void> {
    const job = loadingJob('the model', signal);
    const next = await makeBench(opening().compute, dataset, architecture, async (network) => {
      const found = await find(network);
      if (!found) return null;
      const trained = await begin(dataset, network, found, job);
      restored = (await autosave.restore(trained, job)) ?? restored;
      return trained;
    });
    await put(next);
  }

  /** Puts weights on the bench whose history starts anew. */
  async function putAnew(
    dataset: Dataset,
    architecture: Architecture,
    signal: AbortSignal,
    make: (network: Network) => Promise<Trained>,
  ): Promise<void> {
    const job = loadingJob('the model', signal);
    const next = await makeBench(opening().compute, dataset, architecture, async (network) =>
      begin(dataset, network, await make(network), job),
    );
    await put(next);
    await autosave.discard(trainedBench());
  }

  /**
   * Puts a data set and a model on the bench: as they were left, or else with the weights that ship for just this data, or else with those that an
   * earlier visit left.
   */
  async function setUp(dataset: Dataset, architecture: Architecture, signal: AbortSignal): Promise<void> {
    const left = benches.get(keyOf(dataset, architecture));
    if (left?.dataset !== dataset) {
      const isShipped = (await shipped.modelsFor(dataset)).includes(architecture.id);
      if (!isShipped && (await putSaved(dataset, signal, architecture.id))) return;
      return putTrained(dataset, architecture, signal, async () => {
        const found = await shipped.fetch(dataset, architecture.id, signal);
        return found && { ...found, origin: 'shipped' };
      });
    }
    const { compute } = opening();
    await put(
      left.compute === compute ? left : await reviveBench(left, compute, loadingJob('the model', signal)),
    );
  }

  /** Puts data on the bench: with the model that is there, unless it cannot take them or only others have weights for them. */
  async function setUpData(dataset: Dataset, signal: AbortSignal): Promise<void> {
    const { architecture } = opened().bench.network;
    const weights = await shipped.modelsFor(dataset);
    const fits = architecture.id !== 'own' && architecture.takes(dataset.shape);
    const isKept = benches.get(keyOf(dataset, architecture))?.dataset === dataset;
    if (!isKept && weights.length === 0 && (await putSaved(dataset, signal))) return;
    if (fits && (isKept || weights.length === 0 || weights.includes(architecture.id))) {
      return setUp(dataset, architecture, signal);
    }
    const able = architecturesFor(dataset.shape);
    return setUp(dataset, able.find(({ id }) => weights.includes(id)) ?? able[0]!, signal);
  }

  /**
   * Puts trained weights on the bench that an earlier visit left for these data: of this model, or of the one that was used last.
   * @returns whether there are some
   */
  async function putSaved(dataset: Dataset, signal: AbortSignal, model?: string): Promise<boolean> {
    const saved = (await autosave.benchesOn(dataset.digest)).find(
      (one) => one.weights !== null && (model === undefined || one.model === model),
    );
    if (!saved?.weights) return false;
    const left = [...benches.values()].find(
      (bench) => bench.dataset === dataset && bench.network.architecture.id === saved.model,
    );
    if (left) {
      await setUp(dataset, left.network.architecture, signal);
      return true;
    }
    const { origin, checkpoint } = saved.weights;
    try {
      await putCheckpoint(dataset, await decodeCheckpoint(checkpoint), origin, signal);
      restored ??= 'The weights of the last visit are back.';
      return true;
    } catch (error) {
      if (signal.aborted) throw error;
      restored = `The weights of the last visit cannot be opened again: ${messageOf(error)}`;
      return false;
    }
  }

  /** Data by their digest: on the bench, left in memory, or made by the lab; null where they are not to be had. */
  async function findData(id: string, digest: string, signal: AbortSignal): Promise<Dataset | null> {
    const known = [opened().bench, ...benches.values()].map(({ dataset }) => dataset);
    const kept = known.find((dataset) => dataset.digest === digest);
    if (kept) return kept;
    const source = dataSources.find((candidate) => candidate.id === id);
    const made = source?.kind === 'builtin' ? await loadData(id, null, signal) : null;
    return made?.digest === digest ? made : null;
  }

  async function openCheckpoint(decoded: DecodedCheckpoint, signal: AbortSignal): Promise<void> {
    const { data } = decoded.card;
    const dataset = await findData(data.id, data.digest, signal);
    if (!dataset) {
      throw new CheckpointError(
        `This checkpoint belongs to ${data.trainingCount} training images of ${data.name}, which are not here. Open those data first, then the checkpoint.`,
      );
    }
    await putCheckpoint(dataset, decoded, 'checkpoint', signal);
  }

  async function putCheckpoint(
    dataset: Dataset,
    decoded: DecodedCheckpoint,
    origin: WeightsOrigin,
    signal: AbortSignal,
  ): Promise<void> {
    await putTrained(dataset, architectureOf(decoded, dataset), signal, async (network) => {
      checkFit(decoded, network);
      return { weights: decoded.weights, card: decoded.card, origin };
    });
  }

  /**
   * Puts the session of a file on the bench, if all of it holds.
   * @throws SessionFileError that says what is wrong or missing; the bench then stays as it is
   */
  async function openSessionFile(file: SessionFile, signal: AbortSignal): Promise<void> {
    const { id, name, digest, trainingCount } = file.dataset;
    const dataset = await findData(id, digest, signal);
    if (!dataset) {
      const advice = 'Open those data first, then the session.';
      throw new SessionFileError(
        'dataset',
        `it belongs to ${trainingCount} training images of ${name}, which are not here`,
        advice,
      );
    }
    const decoded = file.weights
      ? await decodeCheckpoint(file.weights)
      : await shipped.fetch(dataset, file.model.id, signal);
    if (!decoded || digestOf(decoded.weights.parameters) !== file.model.digest) {
      throw new SessionFileError(
        'model.digest',
        `the original weights of ${file.model.name} ${file.weights ? 'in the file' : 'that ship with this lab'} are not those that the session started from`,
      );
    }
    const job = loadingJob('the session', signal);
    const origin = file.weights ? 'checkpoint' : 'shipped';
    const architecture = architectureOf(decoded, dataset);
    const next = await makeBench(opening().compute, dataset, architecture, async (network) => {
      checkFit(decoded, network);
      const { weights, card } = decoded;
      const trained = await begin(dataset, network, { weights, card, origin }, job);
      const { problem } = await restoreHistory(trained.session, file.history, job);
      if (problem) throw new SessionFileError('removals', problem);
      trained.comparisons.push(...file.comparisons);
      return trained;
    });
    await put(next);
    await autosave.save(trainedBench());
  }

  /** Puts on the bench what was there at the end of the last visit, or else what the lab opens with. */
  async function openFirst(signal: AbortSignal): Promise<void> {
    const last = await autosave.lastBench();
    try {
      if (last && (await reopen(last, signal))) return;
    } catch (error) {
      if (signal.aborted) throw error;
      restored = `What was open at the last visit, on ${last!.dataset.name}, cannot be opened again: ${messageOf(error)}`;
    }
    await setUp(await loadData(firstData, null, signal), findArchitecture(firstModel), signal);
  }

  /** Data of an earlier visit, without any use of the network: nobody was asked for a download. */
  async function loadKept(data: SavedBench['dataset'], signal: AbortSignal): Promise<Dataset> {
    let isMissing = false;
    const refuse = () => {
      isMissing = true;
      return Promise.reject(new Error('The network is not to be used.'));
    };
    try {
      const dataset = await loadData(data.id, data.trainingLimit, signal, refuse);
      if (dataset.digest === data.digest) return dataset;
    } catch (error) {
      if (!isMissing) throw error;
      throw new Error('the browser no longer keeps its images. Download them again.', { cause: error });
    }
    throw new Error('its images came out otherwise, so that the removals do not belong to them.');
  }

  async function reopen(
    { dataset: data, model, weights }: SavedBench,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (data.kind === 'files') {
      restored = `The last visit was on your own data (${data.name}). Open the same files again, and its removals come back.`;
      return false;
    }
    const dataset = await loadKept(data, signal);
    if (!weights) await setUp(dataset, findArchitecture(model), signal);
    else await putCheckpoint(dataset, await decodeCheckpoint(weights.checkpoint), weights.origin, signal);
    return true;
  }

  return {
    opened,
    trainedBench,
    loadData,
    setUp,
    setUpData,
    putTrained,
    putAnew,
    openCheckpoint,
    openSessionFile,
    openFirst,

    /** The machine that the lab computes on; another one takes its place when its device is lost. */
    start(started: Machine): void {
      machine = started;
    },

    /** Begins a call: what was told of the last visit is not told again. */
    forgetNews(): void {
      restored = null;
    },

    get restored() {
      return restored;
    },

    get kept(): Iterable<Bench> {
      return benches.values();
    },

    get own() {
      return own;
    },

    /** Back to the original model, without any history. */
    async discardHistory(signal: AbortSignal): Promise<void> {
      const trained = trainedBench();
      const id = `${sessionKey(trained.session)} ${++sessionCount}`;
      const cleared = await clearHistory(trained, id, loadingJob('the original model', signal));
      await put({ ...opened().bench, trained: cleared });
      await autosave.discard(cleared);
    },

    /** Moves the bench to another machine; what else is kept moves when it is put on the bench. */
    async moveTo(next: Machine): Promise<void> {
      const { bench: before } = opened();
      const revived = await reviveBench(before, next.compute, loadingJob('the model'));
      machine = next;
      benches.set(keyOf(before.dataset, before.network.architecture), revived);
      bench = revived;
    },

    /** Lets go of the tensors of a device that is lost. */
    abandonDevice(): void {
      for (const { network } of benches.values()) {
        try {
          network.dispose();
        } catch {
          // They went with the device.
        }
      }
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function keyOf({ id }: Dataset, architecture: Architecture): string {
  return `${id} ${architecture.id}`;
}

/** The architecture of a checkpoint: of the table, or the user's own as the file has it. */
function architectureOf({ card, architecture }: DecodedCheckpoint, { shape }: Dataset): Architecture {
  if (card.model !== 'own') return findArchitecture(card.model);
  return ownArchitecture(card.modelName.replace(' (your model)', ''), shape, architecture.build, ownTraining);
}

function checkFit({ card }: DecodedCheckpoint, { architecture, parameterCount }: Network): void {
  if (parameterCount === card.parameterCount) return;
  throw new CheckpointError(
    `The checkpoint has ${card.parameterCount} parameters, and ${architecture.name} has ${parameterCount}.`,
  );
}
