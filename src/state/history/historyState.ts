import type { KeptSession, ReplayResult } from '../../worker/protocol';

export interface HistoryState {
  /** The state of the history that is shown, 0 for the original model; null: the one that the model is in. */
  readonly shown: number | null;
  /** What the last replay found in the state with this digest; null before the first. */
  readonly replayed: { readonly digest: string; readonly result: ReplayResult } | null;
  /** Sessions under names, the newest first; null until they are asked for. */
  readonly kept: readonly KeptSession[] | null;
  /** States that are chosen to be compared, and the session that they are of. */
  readonly chosen: { readonly session: string; readonly ids: readonly number[] };
  /** Whether a press on a row chooses it. */
  readonly choosing: boolean;
}

export const historyState: HistoryState = {
  shown: null,
  replayed: null,
  kept: null,
  chosen: { session: '', ids: [] },
  choosing: false,
};
