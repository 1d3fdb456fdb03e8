/** What is worth knowing before the button is pressed. */

import { shownState } from '../history/shownState';
import type { State } from '../store';

/** The state that a removal would begin from, where another one is on show; null where they are the same. 0: the original model. */
export function actsOn(state: State): number | null {
  const current = state.lab?.history.current ?? 0;
  return shownState(state) === current ? null : current;
}

/** From so many samples on the page says how long they take. */
const many = 10;

/** A long run of removals. */
export interface LongRun {
  /** How long it takes by the last removals with this method; null: there was none. */
  readonly ms: number | null;
  /** Whether each sample is a removal of its own. */
  readonly isSequence: boolean;
  /** Whether the method is the one whose defaults were chosen for single samples. */
  readonly isLocal: boolean;
}

/** What to say before a run of so many samples; null of a short one. A batch is a single removal: nobody knows yet how long it takes. */
export function longRun(
  { settings, reports }: Pick<State, 'settings' | 'reports'>,
  count: number,
): LongRun | null {
  if (count < many) return null;
  const isSequence = settings.removeAs === 'sequence';
  const alike = reports.filter(({ method, samples }) => method === settings.method && samples.length === 1);
  const last = alike.slice(-5);
  const mean = last.reduce((sum, { durationMs }) => sum + durationMs, 0) / last.length;
  return {
    ms: isSequence && last.length > 0 ? mean * count : null,
    isSequence,
    isLocal: settings.method === 'algorithm1',
  };
}
