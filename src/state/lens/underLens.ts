/** What is looked at under the lens: a step of a selection, a slice, a layer's maps. Every number is an answer of a look, or of the report. */

import {
  hasBit,
  type LookAnswer,
  type SampleIndex,
  type SelectedSlice,
  type SliceIndex,
  type SliceLayer,
} from '../../worker/protocol';
import type { LabStore, State } from '../store';

/** A unit of a layer's picture. */
export interface UnitPicture {
  readonly slice: SliceIndex;
  readonly unit: number;
  /** T at the step on show; null where it is no candidate, or does not vary. */
  readonly t: number | null;
  /** Place in the order of selection, from 1; null where it was not selected before the end of this step. */
  readonly order: number | null;
  /** Whether it has the largest T of the step on show. */
  readonly wins: boolean;
}

/** What of a selection is on show. */
export interface NetworkView {
  /** T by slice. */
  readonly candidates: readonly (number | null)[];
  readonly selected: readonly SliceIndex[];
  readonly winner: SliceIndex | null;
  /** T that fills a picture. */
  readonly fullAt: number;
  /** Whether T is that of each slice by itself, not beside those chosen before. */
  readonly alone: boolean;
}

/** How a selection ended: its slices in order, and T of each slice alone. */
export function viewOfEnd(
  first: readonly (number | null)[],
  selected: readonly SelectedSlice[],
): NetworkView {
  return {
    candidates: first,
    selected: selected.map(({ slice }) => slice),
    winner: null,
    fullAt: 1,
    alone: true,
  };
}

/** One step of a selection: T of every candidate given those chosen before. The largest T fills its picture. */
export function viewOfStep({ steps, selected }: LookAnswer<'trace'>, index: number): NetworkView {
  const { best, t, taken, candidates } = steps[index]!;
  const before = steps.slice(0, index).filter((step) => step.taken).length;
  return {
    candidates: Array.from(candidates, (value) => (Number.isNaN(value) ? null : value)),
    selected: selected.slice(0, taken ? before + 1 : before),
    winner: best,
    fullAt: t > 0 ? t : 1,
    alone: index === 0,
  };
}

/** The layers with what is on show of each unit. */
export function drawLayers(
  layers: readonly SliceLayer[],
  { candidates, selected, winner }: NetworkView,
): { layer: SliceLayer; units: UnitPicture[] }[] {
  const order = new Map(selected.map((slice, i) => [slice, i + 1]));
  // Heads stand behind all units: those that nothing is said of are no slices of this selection, unless it took all without a look.
  const isSaid = ({ firstSlice, units }: SliceLayer) =>
    firstSlice < candidates.length || selected.some((one) => one >= firstSlice && one < firstSlice + units);
  const shown = layers.filter((layer) => layer.kind !== 'heads' || isSaid(layer));
  return shown.map((layer) => ({
    layer,
    units: Array.from({ length: layer.units }, (_, unit) => {
      const slice = layer.firstSlice + unit;
      return {
        slice,
        unit,
        t: candidates[slice] ?? null,
        order: order.get(slice) ?? null,
        wins: slice === winner,
      };
    }),
  }));
}

/** The candidate with the largest T after the winner; null where there is no other. */
export function runnerUpOf({ best, candidates }: LookAnswer<'trace'>['steps'][number]) {
  let second: { slice: SliceIndex; t: number } | null = null;
  candidates.forEach((t, slice) => {
    if (slice !== best && !Number.isNaN(t) && (second === null || t > second.t)) second = { slice, t };
  });
  return second as { readonly slice: SliceIndex; readonly t: number } | null;
}

/** The layer that a slice is of, and its unit there; null where the model has no such slice. */
export function placeOf(layers: readonly SliceLayer[], slice: SliceIndex | null) {
  if (slice === null) return null;
  const layer = layers.find(({ firstSlice, units }) => slice >= firstSlice && slice < firstSlice + units);
  return layer ? { layer, unit: slice - layer.firstSlice } : null;
}

/** The first sample of the same class, after the forgotten one, that is still there; else any that is. */
export function sampleThatStays(
  { lab, images }: Pick<State, 'lab' | 'images'>,
  sample: SampleIndex,
): SampleIndex | null {
  if (lab === null || images === null) return null;
  const { labels } = images;
  const isThere = (one: number) => one !== sample && !hasBit(lab.removed, one);
  let other: SampleIndex | null = null;
  for (let k = 1; k < labels.length; k++) {
    const one = (sample + k) % labels.length;
    if (!isThere(one)) continue;
    if (labels[one] === labels[sample]) return one;
    other ??= one;
  }
  return other;
}

/** Shows a slice's weights; the one on show again: nothing. */
export function chooseSlice(store: LabStore, slice: SliceIndex): void {
  store.setState((state) => ({ slice: state.slice === slice ? null : slice }));
}

/** Shows a step of the selection; null: how it ended. */
export function showStep(store: LabStore, step: number | null): void {
  store.setState({ step });
}

/** Switches a slice off, or on again. The model itself stays as it is. */
export function switchSlice(store: LabStore, slice: SliceIndex): void {
  store.setState(({ off }) => ({
    off: off.includes(slice) ? off.filter((one) => one !== slice) : [...off, slice],
  }));
}

/** All slices are on again. */
export function switchAllOn(store: LabStore): void {
  store.setState({ off: [] });
}

export function showMapsOf(store: LabStore, mapLayer: string): void {
  store.setState({ mapLayer });
}

export function showStaying(store: LabStore, stays: SampleIndex): void {
  store.setState({ stays });
}
