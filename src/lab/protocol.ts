/** What the page and the worker say to each other. Types, and tables of plain data; nothing here computes. */

import type { DatasetPreview } from '../data/previewDataset';
import type { BlanketRequest, BlanketRun } from '../engine/markovBlanket';
import type { ReplayResult } from '../engine/replay';
import type {
  AttackMetrics,
  BackendName,
  Metrics,
  RemovalPhase,
  RemovalPreview,
  RemovalReport,
  RemovalRequest,
  RetrainingComparison,
  SampleIndex,
  SampleReport,
} from '../engine/report';
import type { TrainingCard } from '../model/checkpoint';
import type { SliceLayer } from '../model/slices';
import type { EpochProgress } from '../model/training';
import type { TrainingRequest } from '../model/trainingRequest';
import type { Message, Text } from '../words/catalogue';
import type { RunningJob } from './jobs/jobs';

export type { DatasetPreview } from '../data/previewDataset';
export {
  type CurvatureId,
  curvatureIds,
  type SelectionId,
  selectionIds,
  type UpdateId,
  updateIds,
} from '../engine/choices';
export { type ForgetSpec, listForgetSet } from '../engine/forgetSpec';
export type { BlanketRequest, BlanketRun } from '../engine/markovBlanket';
export {
  type MethodId,
  type MethodRow,
  methodIds,
  methodNumbers,
  methodTable,
} from '../engine/methods/table';
export { type MetricId, type MetricRow, metricIds, metricTable } from '../engine/metrics/table';
export { checkNumber, type NumericParameter } from '../engine/numericParameter';
export {
  checkParameter,
  defaultSettings,
  largestDenseBlock,
  type NumericParameterName,
  numericParameters,
  presets,
  type RemovalSettings,
} from '../engine/parameters';
export type { ReplayResult } from '../engine/replay';
export * from '../engine/report';
export { standingState } from '../engine/standingState';
export type { TrainingCard } from '../model/checkpoint';
export type { SliceLayer } from '../model/slices';
export type { EpochProgress } from '../model/training';
export {
  checkTraining,
  type TrainingRequest,
  trainingChoices,
  trainingRanges,
} from '../model/trainingRequest';
export { hasBit, listBits } from './bits';
export { firstVisit } from './firstVisit';
export type { RunningJob } from './jobs/jobs';

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
  /** Sentences, one after another. */
  readonly said: readonly Message[];
  /** Whether this is less than the lab could be: the page then says `said` all the time. */
  readonly fallback: boolean;
}

export interface DatasetState {
  readonly id: string;
  readonly name: string;
  readonly origin: Text;
  readonly licence: Text;
  readonly citation: string;
  /** What a person should know of how the data was read, in sentences. */
  readonly notes: readonly Text[];
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly classNames: readonly string[];
  readonly trainingCount: number;
  readonly validationCount: number;
}

export interface ModelState {
  readonly id: string;
  readonly name: string;
  readonly layers: readonly SliceLayer[];
  readonly parameterCount: number;
  /** null: the model is not trained on this data yet, and unlearning has to wait. */
  readonly training: TrainingCard | null;
  /** Where the weights come from; null where there are none yet. */
  readonly weightsFrom: WeightsOrigin | null;
  readonly defaultTraining: TrainingRequest;
}

/** Shipped with the lab, trained in it, read from a checkpoint, or out of the user's own tf.LayersModel. */
export type WeightsOrigin = 'shipped' | 'trained' | 'checkpoint' | 'own';

/** Losses and predictions of every training sample under the current model, for the filters of the grid. */
export interface SampleScores {
  /** SHA-256 of the weights that they were computed with. */
  readonly digest: string;
  readonly losses: Float32Array;
  readonly predicted: Uint8Array;
}

/** An entry of a menu: a data source or a model. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly description: Text;
}

export interface DataChoice extends Choice {
  /** `kept`: the user's own files, still in memory. */
  readonly kind: 'builtin' | 'download' | 'kept';
  readonly origin: Text;
  readonly licence: Text;
  readonly citation: string;
  /** How many training images the weights that ship with the lab belong to; null where none ship. */
  readonly shippedFor: number | null;
}

/** A checkpoint in the browser's own storage. */
export interface SavedCheckpoint {
  readonly id: string;
  readonly name: string;
  readonly savedAt: number;
  readonly sizeBytes: number;
  readonly card: TrainingCard;
  readonly modelName: string;
  /** Whether it belongs to the data that are open. */
  readonly fits: boolean;
}

/** The numbers of a model that the charts draw. */
export interface ChartedMetrics
  extends Pick<
    Metrics,
    | 'residualAccuracy'
    | 'validationAccuracy'
    | 'forgetAccuracy'
    | 'residualGradientNorm'
    | 'distanceToOriginal'
  > {
  readonly membership: {
    readonly loss: Pick<AttackMetrics, 'auc'>;
    readonly entropy: Pick<AttackMetrics, 'auc'>;
  };
}

/** A report in short: what history, charts and sentences need of every removal. The whole report is asked for by its id. */
export interface ReportSummary
  extends Pick<RemovalReport, 'id' | 'parent' | 'accepted' | 'retainCount' | 'digestAfter'> {
  readonly method: RemovalRequest['method'];
  /** The removed samples, and the label of the first. */
  readonly samples: readonly SampleIndex[];
  readonly label: number;
  /** How many slices were selected; null for methods that select none. */
  readonly slices: number | null;
  /** Means over the removed samples. */
  readonly sample: Pick<
    SampleReport,
    'lossBefore' | 'lossAfter' | 'gradientNormBefore' | 'gradientNormAfter'
  >;
  readonly before: Pick<Metrics, 'residualAccuracy' | 'validationAccuracy'>;
  readonly after: ChartedMetrics;
  readonly stepNorm: number;
  /** null where there was no noise. */
  readonly noiseNorm: number | null;
  /** Whether it takes the last samples of a class. */
  readonly emptiesClass: boolean;
}

/** Where the model stands in the tree of its removals. */
export interface HistoryPlace {
  /** Names the session: another one has another history. */
  readonly session: string;
  /** The state that the model is in; 0: the original. */
  readonly current: number;
  /** Where redo leads; null where there is nothing to redo. */
  readonly next: number | null;
  /** How many removals there are in all; their ids are 1 to count. */
  readonly count: number;
  /** The states that were compared with a retrained model. */
  readonly compared: readonly number[];
}

/** What a session is written as: everything, one row a removal, or the weights as they are now. */
export type SessionFormat = 'json' | 'csv' | 'weights';

/** How to open the lab. */
export interface OpenOptions {
  /** Opens on the built-in data and shipped weights, and leaves alone what is saved. */
  readonly withoutLastVisit?: boolean;
}

/** What was saved, as files. */
export interface SavedWork {
  readonly files: readonly ExportedFile[];
  /** What could not be made a file of, and why. */
  readonly problems: readonly Message[];
}

/** A file for the user to keep. */
export interface ExportedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** What stays the same from one removal to the next. */
export interface LabSetup {
  /** Rises whenever anything here changes. */
  readonly version: number;
  readonly device: DeviceState;
  /** Data sources that need no files, and the user's own data that is still in memory. */
  readonly datasets: readonly DataChoice[];
  /** The models that can learn these images. */
  readonly models: readonly Choice[];
  readonly dataset: DatasetState;
  readonly model: ModelState;
}

/** The lab at one moment: small, and sent with every answer. What it names and the page does not have, the page asks for. */
export interface Moment {
  /** Rises from one moment to the next. */
  readonly number: number;
  /** The version of the set-up that it belongs to. */
  readonly setup: number;
  /** SHA-256 of the data: names the pictures. */
  readonly data: string;
  /** SHA-256 of the weights, which the scores belong to; "" while the model is not trained. */
  readonly digest: string;
  /** null while the model is not trained. */
  readonly metrics: Metrics | null;
  /** Those of the original model, before any removal. */
  readonly original: Metrics | null;
  /** The samples that are gone in the state that the model is in: a bit each (bits.ts). */
  readonly removed: Uint8Array;
  readonly removedCount: number;
  readonly history: HistoryPlace;
  /** What is to be said of the work of the last visit, once. */
  readonly restored: readonly Message[];
  /** When the session was saved last, and what is in the way of saving it, with what to do. */
  readonly autosave: { readonly savedAt: number | null; readonly problem: Message | null };
  /** Whether another window has this session open too; the event `windows` tells when that changes. */
  readonly elsewhere: boolean;
  /** Tensors and bytes that tfjs holds, and buffers of the lab's own kernels. */
  readonly memory: {
    readonly tensors: number;
    readonly tensorBytes: number;
    readonly buffers: number;
    readonly bufferBytes: number;
  };
}

export type LabEvent =
  | { readonly kind: 'loading'; readonly what: Text; readonly fraction: number }
  | { readonly kind: 'training'; readonly progress: EpochProgress }
  | { readonly kind: 'removal'; readonly phase: RemovalPhase; readonly fraction: number }
  | { readonly kind: 'blankets'; readonly fraction: number }
  | { readonly kind: 'retraining'; readonly progress: EpochProgress }
  | { readonly kind: 'replay'; readonly fraction: number }
  /** The job that runs has started or got on; null: none runs. */
  | { readonly kind: 'job'; readonly job: RunningJob | null }
  /** Whether another window has the open session too, when that changes. */
  | { readonly kind: 'windows'; readonly elsewhere: boolean }
  /** Something was saved for the first time: from now on the browser has something to keep. */
  | { readonly kind: 'saved' }
  /** The device was lost and the lab is rebuilt on a new one: what the page shows is now this. */
  | { readonly kind: 'rebuilt'; readonly moment: Moment; readonly message: Message }
  | { readonly kind: 'failure'; readonly message: Message };

/** A file that the user chose or dropped; a File loses the folders above it on its way to the worker. */
export interface ChosenFile {
  /** Its name, with the folders above it where they are known ("train/cat/1.png"). */
  readonly path: string;
  readonly file: File;
}

/** What the user's files hold: facts, counts, and a few pictures of each class, as bytes of height x width x channels. */
export interface FilesPreview extends DatasetPreview {
  readonly pictures: readonly (readonly Uint8Array[])[];
}

/** A training set's pictures for the grid. */
export interface TrainingImages {
  /** SHA-256 of the data that they are of. */
  readonly data: string;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/**
 * The lab in the worker. One job at a time: a second call while one runs is refused. A cancelled job rejects with an error
 * whose name is `AbortError`, and changes nothing.
 */
export interface Lab {
  /** Opens device, built-in data and shipped weights. `onEvent` is called until the page closes. */
  open(choice: BackendChoice, onEvent: (event: LabEvent) => void, options?: OpenOptions): Promise<Moment>;
  /** The lab as it is now. */
  moment(): Promise<Moment>;
  /** What stays the same for a while. */
  setup(): Promise<LabSetup>;
  /** The pictures of the current training set (a copy). */
  trainingImages(): Promise<TrainingImages>;
  /** Losses and predictions under the current model; null while it is not trained. */
  scores(): Promise<SampleScores | null>;
  /** The session's reports in short, from the one after the first `count` on; of another session than the current one none. */
  reportsSince(session: string, count: number): Promise<readonly ReportSummary[]>;
  /** The whole report of a removal of the current session. */
  report(id: number): Promise<RemovalReport>;
  /** All comparisons of the current session with retrained models. */
  comparisons(): Promise<readonly RetrainingComparison[]>;
  /**
   * Switches to a data source of the table that needs no files, downloading it where that is needed.
   * @param trainingLimit only so many training images, the first of each class in equal number; null: all
   */
  chooseDataset(id: string, trainingLimit: number | null): Promise<Moment>;
  /** Reads the user's files and shows what they are; the current data stays until `takeFiles`. A corrupt file rejects with its name. */
  readFiles(files: readonly ChosenFile[]): Promise<FilesPreview>;
  /** Switches to what `readFiles` read last. */
  takeFiles(trainingLimit: number | null): Promise<Moment>;
  /** Forgets what `readFiles` read. */
  dropFiles(): Promise<void>;
  chooseModel(id: string): Promise<Moment>;
  /** Opens the user's own tf.LayersModel (model.json and its weight files), or a checkpoint file of the lab. */
  openModel(files: readonly ChosenFile[]): Promise<Moment>;
  /** Trains from fresh weights, or goes on from those open; the history of removals starts anew. */
  train(request: TrainingRequest, start: 'fresh' | 'continue'): Promise<Moment>;
  /** Ends a training that runs at the end of its epoch, with the weights as they are then. */
  endTraining(): Promise<void>;
  /** The checkpoints in the browser's storage, the newest first. */
  savedCheckpoints(): Promise<readonly SavedCheckpoint[]>;
  /** Keeps the trained weights open (as trained, without removals) in the browser's storage. */
  saveCheckpoint(name: string): Promise<readonly SavedCheckpoint[]>;
  loadCheckpoint(id: string): Promise<Moment>;
  deleteCheckpoint(id: string): Promise<readonly SavedCheckpoint[]>;
  /** The trained weights open as one file (a zip of the four files that docs/checkpoints.md describes). */
  exportCheckpoint(): Promise<ExportedFile>;
  preview(request: RemovalRequest): Promise<RemovalPreview>;
  unlearn(request: RemovalRequest): Promise<Moment>;
  /** Takes the last removal back; exact. */
  undo(): Promise<Moment>;
  /** Makes the removal again that was undone last. */
  redo(): Promise<Moment>;
  /** Goes to any state of the history; a removal from there begins a branch. */
  goTo(id: number): Promise<Moment>;
  /** Trains a model from scratch on what is left, seeded like the original, and compares the present model with it. */
  compareWithRetraining(): Promise<Moment>;
  exportSession(format: SessionFormat): Promise<ExportedFile>;
  /** Opens a session that was exported as JSON, on the data that it belongs to. */
  importSession(files: readonly ChosenFile[]): Promise<Moment>;
  /** Makes the removals that lead to the present state again, from the original model, and compares the weights; the session stays as it is. */
  replay(): Promise<ReplayResult>;
  /** Goes back to the original model and forgets all its removals, in the browser's storage too. */
  discardSession(): Promise<Moment>;
  /** Remark 2: how much the sample's loss depends on each pixel, xi(pixel, loss); height x width x channels. */
  sensitivity(request: RemovalRequest): Promise<Float64Array>;
  /** The Markov blanket demo: every method on every data set. */
  findBlankets(request: BlanketRequest): Promise<readonly BlanketRun[]>;
  /** Stops the job that runs, if any, or the one with this id: its call rejects after ten seconds at the latest, whatever it waits for. */
  cancel(id?: number): Promise<void>;
  /** The page has drawn what is open: only now the next visit begins with it. */
  visitDrawn(): Promise<void>;
  /** Everything that is saved, as files: sessions and checkpoints. Opens nothing, and needs no open lab: the way out of what cannot be opened. */
  exportSaved(): Promise<SavedWork>;
}
