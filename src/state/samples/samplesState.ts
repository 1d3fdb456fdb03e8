import type { SampleIndex } from '../../worker/protocol';

export interface SamplesState {
  /** The samples to remove next, in the order of selection. */
  readonly selected: ReadonlySet<SampleIndex>;
  /** The seed that drew them; null where they were chosen otherwise. */
  readonly drawnBy: number | null;
  /** The grid's sample that the keyboard acts on, and where a range selection starts. */
  readonly focused: SampleIndex;
  readonly anchor: SampleIndex;
}

export const samplesState: SamplesState = { selected: new Set(), drawnBy: null, focused: 0, anchor: 0 };
