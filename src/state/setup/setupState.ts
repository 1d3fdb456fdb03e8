import type { NewVersion } from '../../worker/offline';
import type {
  FilesPreview,
  FirstImages,
  ModelPreview,
  SavedCheckpoint,
  TrainingImages,
} from '../../worker/protocol';
import type { LeavingAnswer } from '../history/leaveHistory';
import type { LabState } from '../labState';

/** The question that the page asks before it goes on; only one at a time. */
export type Question =
  | { readonly kind: 'download'; readonly id: string }
  | { readonly kind: 'files'; readonly names: string; readonly preview: FilesPreview }
  | { readonly kind: 'model'; readonly names: string; readonly preview: ModelPreview }
  | {
      /** Whether the history may go. */
      readonly kind: 'leaving';
      /** What would take its place. */
      readonly begins: 'training' | 'session';
      readonly answer: (answer: LeavingAnswer) => void;
    };

export interface SetupState {
  /** null until the lab is open. */
  readonly lab: LabState | null;
  /** null until they have come. */
  readonly images: TrainingImages | null;
  /** The first images of the data that the lab opens with, until it is open; null: they have not come. */
  readonly first: FirstImages | null;
  readonly question: Question | null;
  /** The checkpoints in the browser's storage; null until they were looked up. */
  readonly checkpoints: readonly SavedCheckpoint[] | null;
  /** A version of the page that waits; null: none does. */
  readonly newVersion: NewVersion | null;
}

export const setupState: SetupState = {
  lab: null,
  images: null,
  first: null,
  question: null,
  checkpoints: null,
  newVersion: null,
};
