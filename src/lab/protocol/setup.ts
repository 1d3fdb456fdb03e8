/** What stays the same from one removal to the next: device, data, models, and the menus of them. */

import type { GuardImages, Relatives } from '../../data/dataset';
import type { Planting } from '../../data/planted/plantedId';
import type { BackendName } from '../../engine/report';
import type { TrainingCard } from '../../model/checkpoint';
import type { ModelScaling } from '../../model/own/scaling';
import type { SliceLayer } from '../../model/slices';
import type { TrainingRequest } from '../../model/trainingRequest';
import type { Message, Text } from '../../words/catalogue';

/** A backend, or `auto`: WebGPU on a real GPU, else WASM. */
export type BackendChoice = 'auto' | BackendName;

/** Where the lab computes, said in sentences. */
export interface DeviceState {
  readonly backend: BackendName;
  readonly choice: BackendChoice;
  /** The adapter's name, or "CPU". */
  readonly device: string;
  /** How many threads of the CPU WASM takes; null for other backends. */
  readonly threads: number | null;
  /** Why WASM takes one thread alone; null where it takes more, or nobody knows. */
  readonly oneThread: Message | null;
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
  /** What the lab planted in the training images; absent: nothing. `count`: samples that were changed; attributes that go with the label change none. */
  readonly planted?: (Planting & { readonly base: string; readonly count: number }) | undefined;
  /** Of data of people: who is related. */
  readonly relatives?: Relatives | undefined;
  /** What is known to be true or not of each image beside its label; empty: nothing. */
  readonly attributes: readonly string[];
  /** Images that the guard has for itself, and where from; null: it goes by the validation set. */
  readonly guard: {
    readonly count: number;
    readonly from: GuardImages['from'];
    /** Whether removals of `apart` go by the validation set all the same. */
    readonly isLater: boolean;
  } | null;
}

export interface ModelState {
  readonly id: string;
  readonly name: string;
  readonly layers: readonly SliceLayer[];
  readonly parameterCount: number;
  /** Whether it has layers whose outputs depend on the batch in training. */
  readonly isBatchNormalised: boolean;
  /** null: the model is not trained on this data yet, and unlearning has to wait. */
  readonly training: TrainingCard | null;
  /** Where the weights come from; null where there are none yet. */
  readonly weightsFrom: WeightsOrigin | null;
  /** Which of the weights that ship are open; null where only one kind ever shipped, or where others are open. */
  readonly shipped: ShippedChoice | null;
  readonly defaultTraining: TrainingRequest;
  /** How the images are scaled for a model of the user's own; null: as the data say. */
  readonly scaling: ModelScaling | null;
}

/** Shipped with the lab, trained in it, read from a checkpoint, or out of the user's own tf.LayersModel. */
export type WeightsOrigin = 'shipped' | 'trained' | 'checkpoint' | 'own';

/** The weights that ship for a model: those of now, or those that shipped before them, which earlier links, sessions and runs rest on. */
export const shippedChoices = ['present', 'former'] as const;
export type ShippedChoice = (typeof shippedChoices)[number];

/** An entry of a menu: a data source or a model. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly description: Text;
}

export interface DataChoice extends Choice {
  /** `kept`: the user's own files, still in memory. Data with planted samples are of the kind of those that they were planted in. */
  readonly kind: 'builtin' | 'download' | 'kept';
  readonly origin: Text;
  readonly licence: Text;
  readonly citation: string;
  /** How many training images the weights that ship with the lab belong to; null where none ship. */
  readonly shippedFor: number | null;
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
