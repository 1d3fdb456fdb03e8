import type { EnsembleState, SampleMemorisation } from '../../worker/protocol';

export interface EnsembleSlice {
  /** Of the model that is open, as far as it is known; null: nobody asked yet, or there can be none. */
  readonly ensemble: EnsembleState | null;
  readonly memorisation: SampleMemorisation | null;
  /** About how long the models take that are still to be trained; null: nobody knows. Of the ensemble with this key. */
  readonly ensembleMs: { readonly key: string; readonly ms: number } | null;
}

export const ensembleSlice: EnsembleSlice = { ensemble: null, memorisation: null, ensembleMs: null };
