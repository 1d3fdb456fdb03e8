import type { BlanketResults } from './blanketSummary';

export interface BlanketState {
  /** What the Markov blanket demo found last; null before its first run. */
  readonly blankets: BlanketResults | null;
}

export const blanketState: BlanketState = { blankets: null };
