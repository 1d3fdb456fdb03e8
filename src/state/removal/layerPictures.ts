import type { SelectedSlice, SliceLayer } from '../../worker/protocol';

/** A unit of a layer's picture. */
export interface UnitPicture {
  readonly unit: number;
  /** T(loss, this unit alone); null where its activation does not vary. */
  readonly t: number | null;
  /** Place in the order of selection, from 1; null where it was not selected. */
  readonly order: number | null;
}

/** A layer's units with what the selection saw of each. */
export function layerPictures(
  layers: readonly SliceLayer[],
  first: readonly (number | null)[],
  selected: readonly SelectedSlice[],
): { layer: SliceLayer; units: UnitPicture[] }[] {
  const order = new Map(selected.map(({ slice }, i) => [slice, i + 1]));
  return layers.map((layer) => ({
    layer,
    units: Array.from({ length: layer.units }, (_, unit) => ({
      unit,
      t: first[layer.firstSlice + unit] ?? null,
      order: order.get(layer.firstSlice + unit) ?? null,
    })),
  }));
}
