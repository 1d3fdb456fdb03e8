import type { SampleIndex, SliceIndex } from '../../worker/protocol';
import type { Sensitivity } from './pixelMap';

export interface LensState {
  /** The last map of pixels that was computed, and the sample whose map the person wants to see. */
  readonly sensitivity: Sensitivity | null;
  readonly mapped: SampleIndex | null;
  /** The slice whose weights are on show. */
  readonly slice: SliceIndex | null;
  /** The step of the selection on show, from 0; null: how it ended. */
  readonly step: number | null;
  /** Slices that the person switched off. */
  readonly off: readonly SliceIndex[];
  /** The layer whose maps are on show, and the sample that stays beside the forgotten one; null: the page's own choice. */
  readonly mapLayer: string | null;
  readonly stays: SampleIndex | null;
}

export const lensState: LensState = {
  sensitivity: null,
  mapped: null,
  slice: null,
  step: null,
  off: [],
  mapLayer: null,
  stays: null,
};
