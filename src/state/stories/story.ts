/** A story: steps that a reader is led through on the real lab. Plain data; what a step does is a function of the lab, and what its words say are the numbers that came of it. */

import type { Settings } from '../settings/settings';
import type { LabStore } from '../store';
import type { StoryId } from './stories';

/** What was measured on the way, as the words say it; a later step sees what earlier ones measured. */
export type Notes = Readonly<Record<string, string>>;

/** The formulas of stories, by the names that src/view/stories/storyFormulas.math.json has for them. */
export const formulaNames = [
  'training',
  'accuracy',
  'step',
  'flat',
  'example',
  'retraining',
  'mark',
  'loss',
  'found',
  'byChance',
  'randomLabels',
  'patch',
  'noise',
  'budget',
  'selection',
  'drawn',
  'relearning',
] as const;
export type FormulaName = (typeof formulaNames)[number];

export interface StoryStep {
  readonly id: string;
  /** What the step is about, as mathematics. */
  readonly formula: FormulaName;
  /** What is lit on the page: a selector; where it is not there, nothing is. */
  readonly highlight: string;
  /**
   * What the lab does in this step when the reader asks for it; its words come with the numbers that it gives.
   * @returns null where it could not be done: it is said by then
   */
  readonly act?: (store: LabStore, notes: Notes) => Promise<Notes | null>;
  /** A question to check oneself; the answer that is right may depend on what was measured. */
  readonly right?: (notes: Notes) => Answer;
}

/** The answers of a question. */
export const answers = ['a', 'b', 'c'] as const;
export type Answer = (typeof answers)[number];

export interface Story {
  /** What it opens: data and model. */
  readonly dataset: string;
  readonly model: string;
  readonly steps: readonly StoryStep[];
}

/** The settings of the page's grid that a story may change. */
export const filterNames = [
  'class',
  'predicted',
  'gone',
  'misclassified',
  'planted',
  'memorised',
  'order',
] as const;
export type GridFilter = Pick<Settings, (typeof filterNames)[number]>;

/** Where a reader is in a story. */
export interface StoryPlace {
  readonly id: StoryId;
  readonly step: number;
  readonly notes: Notes;
  /** Whether what the step does was done. */
  readonly done: boolean;
  readonly running: boolean;
  /** Whether it was tried and could not be done. */
  readonly failed: boolean;
  readonly answer: Answer | null;
  /** What the grid showed before it was told, and shows again afterwards. */
  readonly filterBefore: GridFilter;
}

export interface StoryState {
  /** null: none is told. */
  readonly story: StoryPlace | null;
}

export const storyState: StoryState = { story: null };
