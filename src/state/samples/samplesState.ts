import type { SampleIndex } from '../../worker/protocol';

export interface SamplesState {
  /** The samples to remove next, in the order of selection. */
  readonly selected: ReadonlySet<SampleIndex>;
  /** The seed that drew them; null where they were chosen otherwise. */
  readonly drawnBy: number | null;
  /** The grid's sample that the keyboard acts on, and where a range selection starts. */
  readonly focused: SampleIndex;
  readonly anchor: SampleIndex;
  /** The sample that the grid is to scroll to, and how often one was asked for. */
  readonly sought: { readonly sample: SampleIndex; readonly turn: number };
  /** What a run of removals has still to do, one after the other, the present one left out; null: none runs. */
  readonly pending: readonly SampleIndex[] | null;
  /** Only texts with a word that begins so are shown; empty: all. */
  readonly word: string;
  /** Whether a person, or the address, said how several samples go; else their number says it. */
  readonly orderIsSaid: boolean;
}

export const samplesState: SamplesState = {
  selected: new Set(),
  drawnBy: null,
  focused: 0,
  anchor: 0,
  sought: { sample: 0, turn: 0 },
  pending: null,
  word: '',
  orderIsSaid: false,
};
