/**
 * Slices: one output unit of a dense layer with its incoming weights and its bias (the paper's section 4.1). The
 * parameters of a network are one flat float32 vector, layer after layer: the kernel [inputs, units], row-major, then the bias.
 */

/** A slice's place among all slices of the network: layer after layer, unit after unit. */
export type SliceIndex = number & { readonly brand?: 'SliceIndex' };

/** A layer with slices, and where its parameters stand in the flat vector. */
export interface SliceLayer {
  readonly name: string;
  readonly kind: 'dense';
  readonly inputs: number;
  readonly units: number;
  /** Whether a ReLU follows the layer. */
  readonly relu: boolean;
  readonly firstSlice: number;
  readonly kernelOffset: number;
  readonly biasOffset: number;
}

/** Lays out dense layers of the given widths: widths[0] inputs, then one layer per further width, ReLU between them. */
export function denseLayers(widths: readonly number[], names: readonly string[]): SliceLayer[] {
  const layers: SliceLayer[] = [];
  let firstSlice = 0;
  let offset = 0;
  for (let i = 1; i < widths.length; i++) {
    const inputs = widths[i - 1]!;
    const units = widths[i]!;
    layers.push({
      name: names[i - 1]!,
      kind: 'dense',
      inputs,
      units,
      relu: i < widths.length - 1,
      firstSlice,
      kernelOffset: offset,
      biasOffset: offset + inputs * units,
    });
    firstSlice += units;
    offset += (inputs + 1) * units;
  }
  return layers;
}

/** The number of parameters of these layers. */
export function countParameters(layers: readonly SliceLayer[]): number {
  return layers.reduce((sum, { inputs, units }) => sum + (inputs + 1) * units, 0);
}

/** The number of slices of these layers. */
export function countSlices(layers: readonly SliceLayer[]): number {
  return layers.reduce((sum, { units }) => sum + units, 0);
}

/** The layer that a slice belongs to, and its unit there. */
export function locateSlice(
  layers: readonly SliceLayer[],
  slice: SliceIndex,
): { layer: SliceLayer; unit: number } {
  const layer = layers.find(({ firstSlice, units }) => slice >= firstSlice && slice < firstSlice + units);
  if (!layer) throw new RangeError(`there is no slice ${slice}: this network has ${countSlices(layers)}`);
  return { layer, unit: slice - layer.firstSlice };
}

/**
 * Where the parameters of the chosen slices stand in the flat vector: slice by slice in the order given, each with its
 * incoming weights first and its bias last. This order is the block's order in every Hessian of the lab.
 */
export function blockIndices(layers: readonly SliceLayer[], slices: readonly SliceIndex[]): Uint32Array {
  const indices: number[] = [];
  for (const slice of slices) {
    const { layer, unit } = locateSlice(layers, slice);
    for (let i = 0; i < layer.inputs; i++) indices.push(layer.kernelOffset + i * layer.units + unit);
    indices.push(layer.biasOffset + unit);
  }
  return Uint32Array.from(indices);
}

/** Reads the entries of a flat vector at these places. */
export function gather(values: Float32Array | Float64Array, indices: Uint32Array): Float64Array {
  return Float64Array.from(indices, (index) => values[index]!);
}
