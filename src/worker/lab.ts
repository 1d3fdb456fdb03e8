/** The lab behind the worker's interface: one device, one data set, one model, one session, one job at a time. */

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import type { Dataset } from '../data/dataset';
import type { NamedBytes } from '../data/mnistFiles';
import { dataSources, findSource } from '../data/sources';
import { findBlankets } from '../engine/markovBlanket';
import { measureSensitivity } from '../engine/sensitivity';
import { openSession, removedSamples, type Session, undoRemoval } from '../engine/session';
import { previewRemoval, unlearn } from '../engine/unlearn';
import { openGpu } from '../gpu/device';
import { type Diagnosis, diagnose } from '../gpu/diagnosis';
import { type Architecture, architectures, findArchitecture } from '../model/architectures';
import { type CheckpointCard, checkpointName, decodeWeights } from '../model/checkpoint';
import {
  type Compute,
  measureMemory,
  openCpuCompute,
  openWasmCompute,
  openWebGpuCompute,
} from '../model/compute';
import { createNetwork, type Network } from '../model/network';
import { countSlices } from '../model/slices';
import { type TrainedWeights, train, trainingConstants } from '../model/training';
import type {
  BackendChoice,
  DeviceState,
  Lab,
  LabEvent,
  LabState,
  RemovalPreview,
  RemovalRequest,
  TrainingCard,
  TrainingImages,
  TrainingSettings,
} from './protocol';

/** The seed of the built-in data, and of the weights that ship with it. */
const builtInSeed = 1;

interface Machine {
  readonly compute: Compute;
  readonly device: DeviceState;
}

interface Bench {
  readonly dataset: Dataset;
  readonly network: Network;
  /** null until the model is trained on this data. */
  readonly session: Session | null;
  readonly card: TrainingCard | null;
}

/** Chooses the backend: the one forced, else WebGPU on a real GPU, else WASM. */
async function openMachine(choice: BackendChoice, onEvent: (event: LabEvent) => void): Promise<Machine> {
  const diagnosis = await diagnose();
  const backend = choice === 'auto' ? (diagnosis.kind === 'ready' ? 'webgpu' : 'wasm') : choice;
  const compute = await openCompute(backend, diagnosis, onEvent);
  return {
    compute,
    device: {
      backend,
      choice,
      device: compute.device,
      webgpu: diagnosis.kind,
      sentence: describeMachine(backend, diagnosis),
      fallback: backend !== 'webgpu' || diagnosis.kind !== 'ready',
    },
  };
}

async function openCompute(
  backend: Compute['backend'],
  diagnosis: Diagnosis,
  onEvent: (event: LabEvent) => void,
): Promise<Compute> {
  switch (backend) {
    case 'webgpu': {
      if (!('adapter' in diagnosis)) throw new Error(diagnosis.sentence);
      const gpu = await openGpu(diagnosis.adapter);
      gpu.onFailure((message) => onEvent({ kind: 'failure', message: `The GPU refused a step: ${message}` }));
      gpu.lost.then((reason) =>
        onEvent({
          kind: 'failure',
          message: `The GPU device was lost (${reason}). Reload the page to go on.`,
        }),
      );
      return openWebGpuCompute(gpu);
    }
    case 'wasm':
      return openWasmCompute(wasmUrl);
    case 'cpu':
      return openCpuCompute();
    default:
      return backend satisfies never;
  }
}

function describeMachine(backend: Compute['backend'], diagnosis: Diagnosis): string {
  if (backend === 'webgpu') return diagnosis.sentence;
  const engine = backend === 'wasm' ? 'WebAssembly' : 'plain JavaScript';
  if (diagnosis.kind === 'ready') return `The lab runs on the CPU (${engine}), as the address asks.`;
  return `The lab runs on the CPU (${engine}). ${diagnosis.sentence}`;
}

/**
 * Makes the lab.
 * @param baseUrl address of the folder that holds models/
 */
export function createLab(baseUrl: string): Lab {
  let machine: Machine | undefined;
  let bench: Bench | undefined;
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

  /** Puts a data set and a model on the bench, with shipped weights where there are some for just this data. */
  async function setUp(dataset: Dataset, architecture: Architecture, signal: AbortSignal): Promise<LabState> {
    const { compute } = machine!;
    const [height, width, channels] = dataset.shape;
    const network = createNetwork(architecture, height * width * channels, dataset.classNames.length);
    try {
      const shipped = await fetchShipped(baseUrl, dataset, network, signal);
      const onProgress = loading('the model');
      const session =
        shipped && (await openSession(compute, dataset, network, shipped.weights, { signal, onProgress }));
      bench?.network.dispose();
      bench = { dataset, network, session, card: shipped?.card ?? null };
    } catch (error) {
      network.dispose();
      throw error;
    }
    return state();
  }

  function state(): LabState {
    const { machine, bench } = opened();
    const { dataset, network, session, card } = bench;
    const { architecture } = network;
    return {
      device: machine.device,
      datasets: dataSources
        .filter(({ kind }) => kind === 'builtin')
        .map(({ id, name, description }) => ({ id, name, description })),
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
      memory: measureMemory(machine.compute),
    };
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
        const dataset = await loadData(id);
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
          current.dispose();
          bench = { dataset, network, session, card };
        } catch (error) {
          network.dispose();
          throw error;
        }
        return state();
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

/** The weights in public/models for this data and model; null where none ship. */
async function fetchShipped(
  baseUrl: string,
  dataset: Dataset,
  network: Network,
  signal: AbortSignal,
): Promise<{ weights: TrainedWeights; card: TrainingCard } | null> {
  const index = await fetch(new URL('models/index.json', baseUrl), { signal });
  if (!index.ok) return null;
  const shipped = (await index.json()) as CheckpointCard[];
  const card = shipped.find(
    (entry) =>
      entry.dataset === dataset.id &&
      entry.model === network.architecture.id &&
      entry.trainingCount === dataset.training.count &&
      entry.parameterCount === network.parameterCount,
  );
  if (!card) return null;
  const name = checkpointName(card.dataset, card.model);
  const file = await fetch(new URL(`models/${name}.bin`, baseUrl), { signal });
  if (!file.ok) throw new Error(`The shipped weights ${name} could not be loaded (status ${file.status}).`);
  return { weights: decodeWeights(card, await file.arrayBuffer()), card };
}
