import type { LabStore } from '../store';
import type { Beside, BesideLook } from './beside';

/** What the charts and the history share. */
export interface ChartsState {
  /** The removal under the pointer, in a chart or in the history. */
  readonly pointed: number | null;
  /** Runs that are drawn beside that on the page, and how. */
  readonly beside: readonly Beside[];
  readonly besideAs: BesideLook;
}

export const chartsState: ChartsState = { pointed: null, beside: [], besideAs: 'lines' };

/** Points at a removal, or at none. */
export function pointAt(store: LabStore, id: number | null): void {
  if (store.getState().pointed !== id) store.setState({ pointed: id });
}
