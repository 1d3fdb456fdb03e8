/**
 * The page's state of one lab: what the worker last said, what the person chose, and what runs. A folder of src/state is a panel: its slice of the
 * state, the actions that change it, and what the panel reads of it. Two labs are two stores, each with its own worker.
 */

import { createStore, type StoreApi } from 'zustand/vanilla';
import { type BlanketState, blanketState } from './blanket/blanketState';
import { type CertificatePanelState, certificatePanelState } from './certificate/certificateState';
import { type ChartsState, chartsState } from './charts/chartsState';
import { type EnsembleSlice, ensembleSlice } from './ensemble/ensembleState';
import { type HelpState, helpState } from './help/helpState';
import { type HistoryState, historyState } from './history/historyState';
import type { LabConnection } from './jobs/connection';
import { createJobsWork, type JobsState, type JobsWork, jobsState } from './jobs/jobsState';
import { type LensState, lensState } from './lens/lensState';
import { createLooksWork, type LooksState, type LooksWork, looksState } from './looks/looksState';
import { createPreviewWork, type PreviewWork, type RemovalState, removalState } from './removal/removalState';
import { type SamplesState, samplesState } from './samples/samplesState';
import { type SettingsState, settingsState } from './settings/settingsState';
import { type SetupState, setupState } from './setup/setupState';
import { type ReadingState, readingState } from './steps/readingLevel';
import { type StoryState, storyState } from './stories/story';
import {
  createTrainingWork,
  type TrainingState,
  type TrainingWork,
  trainingState,
} from './training/trainingState';

export interface State
  extends SetupState,
    SettingsState,
    SamplesState,
    RemovalState,
    HistoryState,
    LensState,
    ChartsState,
    LooksState,
    EnsembleSlice,
    TrainingState,
    BlanketState,
    CertificatePanelState,
    HelpState,
    StoryState,
    ReadingState,
    JobsState {}

export const initialState: State = {
  ...setupState,
  ...settingsState,
  ...samplesState,
  ...removalState,
  ...historyState,
  ...lensState,
  ...chartsState,
  ...looksState,
  ...ensembleSlice,
  ...trainingState,
  ...blanketState,
  ...certificatePanelState,
  ...helpState,
  ...storyState,
  ...readingState,
  ...jobsState,
};

/** One lab on the page. Actions are functions that take it first. */
export interface LabStore extends StoreApi<State> {
  readonly connection: LabConnection;
  /** What actions keep from one call to the next, and no panel draws. */
  readonly work: {
    readonly preview: PreviewWork;
    readonly training: TrainingWork;
    readonly jobs: JobsWork;
    readonly looks: LooksWork;
  };
}

/** A lab on the page, on a worker of its own. */
export function createLabStore(connection: LabConnection): LabStore {
  const store = createStore<State>()(() => initialState);
  const work = {
    preview: createPreviewWork(),
    training: createTrainingWork(),
    jobs: createJobsWork(),
    looks: createLooksWork(),
  };
  return { ...store, connection, work };
}
