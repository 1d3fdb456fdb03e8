/** The page's state: what the worker last said, what the person chose, and what runs. Changed by actions alone. */

import { createStore } from 'zustand/vanilla';
import type {
  EpochProgress,
  FilesPreview,
  RemovalPhase,
  RemovalPreview,
  RemovalReport,
  RemovalRequest,
  ReplayResult,
  ReportSummary,
  SampleIndex,
  SavedCheckpoint,
  TrainingImages,
} from '../worker/protocol';
import type { BlanketResults } from './blanket/blanketSummary';
import type { LabState } from './labState';
import type { Sensitivity } from './lens/pixelMap';
import { type Drafts, fallbackSettings, type Settings } from './settings/settings';
import type { TrainingCurve } from './training/trainingCurve';
import type { TrainingEdits } from './training/trainingEdits';

/** The one job that runs in the worker. */
export type Job =
  | { readonly kind: 'opening'; readonly what: string; readonly fraction: number }
  | { readonly kind: 'loading'; readonly what: string; readonly fraction: number }
  | {
      readonly kind: 'training';
      readonly progress: EpochProgress | null;
      /** Whether it was asked to end after the epoch that runs. */
      readonly ending: boolean;
    }
  | {
      readonly kind: 'removal';
      /** All samples that are to go, in their order. */
      readonly samples: readonly SampleIndex[];
      /** How many removals these are: one for each sample, or one for all. */
      readonly removals: number;
      /** Which of the removals runs now, from 0, and what it is. */
      readonly position: number;
      readonly request: RemovalRequest;
      /** How many of the finished ones the guard rejected. */
      readonly rejected: number;
      readonly phase: RemovalPhase;
      readonly fraction: number;
    }
  | { readonly kind: 'move'; readonly what: string; readonly fraction: number }
  | { readonly kind: 'retraining'; readonly progress: EpochProgress | null }
  | { readonly kind: 'replay'; readonly fraction: number }
  | { readonly kind: 'session'; readonly what: string }
  | { readonly kind: 'checkpoint'; readonly what: string }
  | { readonly kind: 'blankets'; readonly fraction: number }
  | { readonly kind: 'sensitivity' };

/** The question that the page asks before it goes on; only one at a time. */
export type Question =
  | { readonly kind: 'download'; readonly id: string }
  | { readonly kind: 'files'; readonly names: string; readonly preview: FilesPreview };

/** The tabs of the settings, in their order. */
export const tabNames = ['removal', 'training', 'checkpoints', 'session'] as const;
export type TabName = (typeof tabNames)[number];

/** What a report shows. */
export type ReportTab = 'overview' | 'metrics' | 'classes' | 'slices' | 'curvature' | 'retraining';

/** A message to the person: an error stays until dismissed; a warning, of what the last job did, and information until the next job. */
export interface Notice {
  readonly id: number;
  readonly kind: 'error' | 'warning' | 'information';
  readonly message: string;
}

/** What a removal of the selected sample would do, as far as it is known. */
export type PreviewState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly request: RemovalRequest }
  | { readonly kind: 'ready'; readonly digest: string; readonly preview: RemovalPreview }
  | { readonly kind: 'failed'; readonly message: string };

export interface State {
  readonly settings: Settings;
  readonly drafts: Drafts;
  /** null until the lab is open. */
  readonly lab: LabState | null;
  readonly images: TrainingImages | null;
  readonly job: Job | null;
  /** Whether the job that runs was asked to stop. */
  readonly cancelling: boolean;
  /** The samples to remove next, in the order of selection. */
  readonly selected: readonly SampleIndex[];
  /** The grid's sample that the keyboard acts on, and where a range selection starts. */
  readonly focused: SampleIndex;
  readonly anchor: SampleIndex;
  /** Every removal of the session in short: the one with id k is reports[k - 1]. */
  readonly reports: readonly ReportSummary[];
  /** The whole report of the state on show, as far as it was fetched. */
  readonly report: RemovalReport | null;
  /** The state of the history that is shown, 0 for the original model; null: the one that the model is in. */
  readonly shown: number | null;
  readonly reportTab: ReportTab;
  /** What the last replay found in the state with this digest; null before the first. */
  readonly replayed: { readonly digest: string; readonly result: ReplayResult } | null;
  readonly preview: PreviewState;
  /** What the Markov blanket demo found last; null before its first run. */
  readonly blankets: BlanketResults | null;
  /** The last map of pixels that was computed, and the sample whose map the person wants to see. */
  readonly sensitivity: Sensitivity | null;
  readonly mapped: SampleIndex | null;
  readonly question: Question | null;
  readonly tab: TabName;
  /** What the person typed or chose in the training form, in place of what the model starts with. */
  readonly trainingEdits: TrainingEdits;
  /** The training that runs or the last one, as long as its model is on the bench; null before the first. */
  readonly curve: TrainingCurve | null;
  /** The checkpoints in the browser's storage; null until they were looked up. */
  readonly checkpoints: readonly SavedCheckpoint[] | null;
  readonly notices: readonly Notice[];
  /** Why the lab could not open at all. */
  readonly failure: string | null;
}

export const initialState: State = {
  settings: fallbackSettings,
  drafts: {},
  lab: null,
  images: null,
  job: null,
  cancelling: false,
  selected: [],
  focused: 0,
  anchor: 0,
  reports: [],
  report: null,
  shown: null,
  reportTab: 'overview',
  replayed: null,
  preview: { kind: 'none' },
  blankets: null,
  sensitivity: null,
  mapped: null,
  question: null,
  tab: 'removal',
  trainingEdits: {},
  curve: null,
  checkpoints: null,
  notices: [],
  failure: null,
};

export const store = createStore<State>()(() => initialState);
