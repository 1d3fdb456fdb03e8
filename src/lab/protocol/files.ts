/** Files, pictures and checkpoints that go to the worker or come from it. */

import type { Planted } from '../../data/dataset';
import type { DatasetPreview } from '../../data/previewDataset';
import type { RetrainingComparison } from '../../engine/yardstick/comparison';
import type { TrainingCard } from '../../model/checkpoint';
import type { GraphDescription } from '../../model/describeGraph';
import type { ModelScaling } from '../../model/own/scaling';
import type { Message } from '../../words/catalogue';
import type { ReportSummary } from './moment';

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

/** What a session is written as: everything; one row a removal; what its columns mean; or the weights as they are now, as a checkpoint or in PyTorch's layout. */
export type SessionFormat = 'json' | 'csv' | 'columns' | 'weights' | 'npz' | 'safetensors';

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

/** A file that the user chose or dropped; a File loses the folders above it on its way to the worker. */
export interface ChosenFile {
  /** Its name, with the folders above it where they are known ("train/cat/1.png"). */
  readonly path: string;
  readonly file: File;
}

/** A run of a file, to be drawn beside the open one. */
export interface RunBeside {
  /** That of its file or folder. */
  readonly name: string;
  readonly data: string;
  readonly model: string;
  /** The accepted removals that lead to the state that it was left in. */
  readonly path: readonly ReportSummary[];
  readonly comparisons: readonly RetrainingComparison[];
  /** Whether it begins with the original weights that are open, on the same data. */
  readonly isOfOpenModel: boolean;
}

/** What the user's files hold: facts, counts, and a few pictures of each class, as bytes of height x width x channels. */
export interface FilesPreview extends DatasetPreview {
  readonly pictures: readonly (readonly Uint8Array[])[];
  /** Of texts the beginning of the first of each class, null where there is none. */
  readonly texts?: readonly (string | null)[];
}

/** What the lab makes of a model of the user's. */
export interface ModelPreview {
  readonly name: string;
  readonly graph: GraphDescription;
  readonly scaling: ModelScaling;
  readonly notes: readonly Message[];
}

/** A training set's pictures for the grid. */
export interface TrainingImages {
  /** SHA-256 of the data that they are of. */
  readonly data: string;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  /** What the lab planted among them; absent: nothing. */
  readonly planted?: Planted | undefined;
  /** Of data of texts, which have no pictures: each as people read it, whose it is, and 1 for each of its labels, count x classes. */
  readonly texts?: readonly string[] | undefined;
  readonly origins?: readonly string[] | undefined;
  readonly labelSets?: Uint8Array | undefined;
}

/** How a text lies in its word pieces. */
export interface WordPlaces {
  /** Where the word that each piece is of begins and ends in the text; null of what stands for the whole text. */
  readonly places: readonly (readonly [from: number, to: number] | null)[];
  /** Numbers that the open model embeds a piece as. */
  readonly channels: number;
}

/** Losses and predictions of every training sample under the current model, for the filters of the grid. */
export interface SampleScores {
  /** SHA-256 of the weights that they were computed with. */
  readonly digest: string;
  readonly losses: Float32Array;
  readonly predicted: Uint8Array;
}
