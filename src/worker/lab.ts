/** The lab behind the worker's interface: one device, one job at a time, one session per data set and model. */

import type { Dataset } from '../data/dataset';
import type { NamedBytes } from '../data/mnistFiles';
import { findSource } from '../data/sources';
import { findBlankets } from '../engine/markovBlanket';
import { measureSensitivity } from '../engine/sensitivity';
import { openSession, type Session, undoRemoval } from '../engine/session';
import { previewRemoval, unlearn } from '../engine/unlearn';
import { type Architecture, findArchitecture } from '../model/architectures';
import type { TrainingCard } from '../model/checkpoint';
import type { Compute } from '../model/compute';
import { createNetwork } from '../model/network';
import { type TrainedWeights, train, trainingConstants } from '../model/training';
import { type Bench, describeLab } from './describeLab';
import { type Machine, openMachine } from './machine';
import type {
  Lab,
  LabEvent,
  LabState,
  RemovalPreview,
  RemovalRequest,
  TrainingImages,
  TrainingSettings,
} from './protocol';
import { fetchShipped } from './shippedWeights';

/** The seed of the built-in data, and of the weights that ship with it. */
const builtInSeed = 1;

/**
 * Makes the lab.
 * @param baseUrl address of the folder that holds models/
 */
export function createLab(baseUrl: string): Lab {
  let machine: Machine | undefined;
  let bench: Bench | undefined;
  /** What was on the bench before, by data set and model: going back finds model and history as they were left. */
  const benches = new Map<string, Bench>();
  let running: AbortController | undefined;
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

  function opened(): { machine: Machine; bench: Bench } {
    if (!machine || !bench) throw new Error('The lab is not open yet.');
    return { machine, bench };
  }

  function trainedSession(): Session {
    const { session, network } = opened().bench;
    if (!session) throw new Error(`${network.architecture.name} must be trained on this data first.`);
    return session;
  }

  const loading = (what: string) => (fraction: number) => emit({ kind: 'loading', what, fraction });

  /** Loads a source of the table: from the seed of the built-in data, or from the user's files. */
  function loadData(id: string, files: readonly NamedBytes[] = []): Promise<Dataset> {
    const source = findSource(id);
    return source.load({ seed: builtInSeed, files, onProgress: loading(source.name) });
  }

  /**
   * Puts something on the bench, in place of what was there for the same data set and model. Other data under the same name (the user's
   * next files) take the place of all that was kept of the data before.
   */
  function put(next: Bench): LabState {
    const key = `${next.dataset.id} ${next.network.architecture.id}`;
    for (const [otherKey, other] of benches) {
      const isReplaced = otherKey === key && other !== next;
      const isOutdated = other.dataset.id === next.dataset.id && other.dataset !== next.dataset;
      if (!isReplaced && !isOutdated) continue;
      other.network.dispose();
      benches.delete(otherKey);
    }
    benches.set(key, next);
    bench = next;
    return state();
  }

  /** Puts a data set and a model on the bench: as they were left, or else with shipped weights where there are some for just this data. */
  async function setUp(dataset: Dataset, architecture: Architecture, signal: AbortSignal): Promise<LabState> {
    const left = benches.get(`${dataset.id} ${architecture.id}`);
    if (left?.dataset === dataset) return put(left);
    const { compute } = machine!;
    const [height, width, channels] = dataset.shape;
    const network = createNetwork(architecture, height * width * channels, dataset.classNames.length);
    try {
      const shipped = await fetchShipped(baseUrl, dataset, network, signal);
      const onProgress = loading('the model');
      const session =
        shipped && (await openSession(compute, dataset, network, shipped.weights, { signal, onProgress }));
      return put({ dataset, network, session, card: shipped?.card ?? null });
    } catch (error) {
      network.dispose();
      throw error;
    }
  }

  function state(): LabState {
    const { machine, bench } = opened();
    return describeLab(machine, bench, benches.values());
  }

  return {
    open: (choice, onEvent) =>
      job(async (signal) => {
        emit = onEvent;
        machine = await openMachine(choice, onEvent);
        const dataset = await loadData('digits');
        return setUp(dataset, findArchitecture('mnist-2nn'), signal);
      }),

    async trainingImages(): Promise<TrainingImages> {
      const { images, labels } = opened().bench.dataset.training;
      return { images, labels };
    },

    chooseDataset: (id) =>
      job(async (signal) => {
        const { architecture } = opened().bench.network;
        const known = [...benches.values()].find(({ dataset }) => dataset.id === id);
        const dataset = known?.dataset ?? (await loadData(id));
        return setUp(dataset, architecture, signal);
      }),

    openFiles: (files) =>
      job(async (signal) => {
        const { architecture } = opened().bench.network;
        const named = await Promise.all(
          files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
        );
        const dataset = await loadData('mnist-files', named);
        return setUp(dataset, architecture, signal);
      }),

    chooseModel: (id) => job((signal) => setUp(opened().bench.dataset, findArchitecture(id), signal)),

    train: (settings: TrainingSettings) =>
      job(async (signal) => {
        const { machine } = opened();
        const { dataset, network: current } = opened().bench;
        const network = createNetwork(current.architecture, current.inputs, current.classes);
        try {
          const weights = await train(network, dataset, settings, {
            signal,
            onProgress: (progress) => emit({ kind: 'training', progress }),
          });
          const session = await openSession(machine.compute, dataset, network, weights, { signal });
          const card = trainingCard(settings, weights, machine.compute.backend);
          return put({ dataset, network, session, card });
        } catch (error) {
          network.dispose();
          throw error;
        }
      }),

    preview: (request: RemovalRequest): Promise<RemovalPreview> =>
      job((signal) => previewRemoval(trainedSession(), request, { signal })),

    unlearn: (request: RemovalRequest) =>
      job(async (signal) => {
        await unlearn(trainedSession(), request, {
          signal,
          onPhase: (phase, fraction) => emit({ kind: 'removal', phase, fraction }),
        });
        return state();
      }),

    undo: () =>
      job(async () => {
        undoRemoval(trainedSession());
        return state();
      }),

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

function trainingCard(
  { epochs, learningRate, seed }: TrainingSettings,
  { trainingAccuracy, validationAccuracy }: TrainedWeights,
  backend: Compute['backend'],
): TrainingCard {
  return { seed, epochs, learningRate, ...trainingConstants, trainingAccuracy, validationAccuracy, backend };
}
