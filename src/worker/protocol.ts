/** What the page and the worker say to each other. Types, and tables of plain data; nothing here computes. */

import type { BlanketRequest, BlanketRun } from '../engine/markovBlanket';
import type {
  BackendName,
  Metrics,
  RemovalPhase,
  RemovalPreview,
  RemovalReport,
  RemovalRequest,
  SampleIndex,
} from '../engine/report';
import type { TrainingCard } from '../model/checkpoint';
import type { SliceLayer } from '../model/slices';

export type { BlanketRequest, BlanketRun } from '../engine/markovBlanket';
export {
  checkParameter,
  defaultSettings,
  largestDenseBlock,
  type NumericParameter,
  numericParameters,
  presets,
  type RemovalSettings,
} from '../engine/parameters';
export * from '../engine/report';
export type { TrainingCard } from '../model/checkpoint';
export type { SliceLayer } from '../model/slices';

/** A backend, or `auto`: WebGPU on a real GPU, else WASM. */
export type BackendChoice = 'auto' | BackendName;

/** Where the lab computes, said in sentences. */
export interface DeviceState {
  readonly backend: BackendName;
  readonly choice: BackendChoice;
  /** The adapter's name, or "CPU". */
  readonly device: string;
  /** What WebGPU there is: `ready`, or what is in the way. */
  readonly webgpu:
    | 'ready'
    | 'softwareAdapter'
    | 'missingLimits'
    | 'noAdapter'
    | 'noWebGpu'
    | 'insecureContext';
  readonly sentence: string;
  /** Whether this is less than the lab could be: the page then says `sentence` all the time. */
  readonly fallback: boolean;
}

export interface DatasetState {
  readonly id: string;
  readonly name: string;
  readonly origin: string;
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly classNames: readonly string[];
  readonly trainingCount: number;
  readonly validationCount: number;
}

export interface ModelState {
  readonly id: string;
  readonly name: string;
  readonly layers: readonly SliceLayer[];
  readonly sliceCount: number;
  readonly parameterCount: number;
  /** null: the model is not trained on this data yet, and unlearning has to wait. */
  readonly training: TrainingCard | null;
  readonly defaultTraining: TrainingSettings;
}

/** Losses and predictions of every training sample under the current model, for the filters of the grid. */
export interface SampleScores {
  readonly losses: Float32Array;
  readonly predicted: Uint8Array;
}

/** An entry of a menu: a data source or a model. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** All that the page shows besides the pictures. */
export interface LabState {
  readonly device: DeviceState;
  /** Data sources that need no files. */
  readonly datasets: readonly Choice[];
  readonly models: readonly Choice[];
  readonly dataset: DatasetState;
  readonly model: ModelState;
  /** null while the model is not trained. */
  readonly metrics: Metrics | null;
  readonly scores: SampleScores | null;
  readonly removed: readonly SampleIndex[];
  readonly reports: readonly RemovalReport[];
  readonly digest: string;
  /** Tensors and bytes that tfjs holds, and buffers of the lab's own kernels. */
  readonly memory: {
    readonly tensors: number;
    readonly tensorBytes: number;
    readonly buffers: number;
    readonly bufferBytes: number;
  };
}

export interface TrainingSettings {
  readonly epochs: number;
  readonly learningRate: number;
  readonly seed: number;
}

export interface TrainingProgress {
  readonly epoch: number;
  readonly epochs: number;
  /** Mean training loss and accuracy over the epoch so far (nats; 0 to 1). */
  readonly loss: number;
  readonly accuracy: number;
  /** Share of all the work that is done, 0 to 1. */
  readonly fraction: number;
  readonly remainingMs: number;
}

export type LabEvent =
  | { readonly kind: 'loading'; readonly what: string; readonly fraction: number }
  | { readonly kind: 'training'; readonly progress: TrainingProgress }
  | { readonly kind: 'removal'; readonly phase: RemovalPhase; readonly fraction: number }
  | { readonly kind: 'blankets'; readonly fraction: number }
  | { readonly kind: 'failure'; readonly message: string };

/** A training set's pictures for the grid. */
export interface TrainingImages {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/**
 * The lab in the worker. One job at a time: a second call while one runs is refused. A cancelled job rejects with an error
 * whose name is `AbortError`, and changes nothing.
 */
export interface Lab {
  /** Opens device, built-in data and shipped weights. `onEvent` is called until the page closes. */
  open(choice: BackendChoice, onEvent: (event: LabEvent) => void): Promise<LabState>;
  /** The pictures of the current training set (a copy). */
  trainingImages(): Promise<TrainingImages>;
  /** Switches to a data source of the table that needs no files. */
  chooseDataset(id: string): Promise<LabState>;
  /** Reads the user's files; on a corrupt one rejects, names it, and the current data stays. */
  openFiles(files: readonly File[]): Promise<LabState>;
  chooseModel(id: string): Promise<LabState>;
  train(settings: TrainingSettings): Promise<LabState>;
  preview(request: RemovalRequest): Promise<RemovalPreview>;
  unlearn(request: RemovalRequest): Promise<LabState>;
  undo(): Promise<LabState>;
  /** Remark 2: how much the sample's loss depends on each pixel, xi(pixel, loss); height x width x channels. */
  sensitivity(request: RemovalRequest): Promise<Float64Array>;
  /** The Markov blanket demo: every method on every data set. */
  findBlankets(request: BlanketRequest): Promise<readonly BlanketRun[]>;
  /** Stops the job that runs, if any. */
  cancel(): Promise<void>;
}
