/** How much is said of what happens: one choice for the steps of a removal and for stories. */

import type { LabStore } from '../store';

/** One sentence, what happens and why in plain words, or the formula. */
export const readingLevels = ['sentence', 'plain', 'mathematics'] as const;
export type ReadingLevel = (typeof readingLevels)[number];

export interface ReadingState {
  readonly readingLevel: ReadingLevel;
}

export const readingState: ReadingState = { readingLevel: 'plain' };

export function chooseLevel(store: LabStore, readingLevel: ReadingLevel): void {
  store.setState({ readingLevel });
}
