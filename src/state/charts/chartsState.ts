import type { LabStore } from '../store';

/** What the charts and the history share. */
export interface ChartsState {
  /** The removal under the pointer, in a chart or in the history. */
  readonly pointed: number | null;
}

export const chartsState: ChartsState = { pointed: null };

/** Points at a removal, or at none. */
export function pointAt(store: LabStore, id: number | null): void {
  if (store.getState().pointed !== id) store.setState({ pointed: id });
}
