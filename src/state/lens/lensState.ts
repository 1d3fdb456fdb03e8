import type { SampleIndex } from '../../worker/protocol';
import type { Sensitivity } from './pixelMap';

export interface LensState {
  /** The last map of pixels that was computed, and the sample whose map the person wants to see. */
  readonly sensitivity: Sensitivity | null;
  readonly mapped: SampleIndex | null;
}

export const lensState: LensState = { sensitivity: null, mapped: null };
