/**
 * Slices: one output unit of a dense layer or one filter of a convolution, with its weights and its bias (the paper's section 4.1); of a depthwise convolution
 * one filter of one channel. All kernels are, flat and row-major, [inputs of one unit, units]; so a slice is a column of its layer's kernel and an entry of its bias.
 */

import { hasUnits, type NetworkGraph, type UnitNode } from '../math/network/graph';

/** A slice's place among all slices of the network: layer after layer, unit after unit. */
export type SliceIndex = number & { readonly brand?: 'SliceIndex' };

/** A layer with slices, and where its parameters stand in the flat vector. */
export interface SliceLayer {
  readonly name: string;
  readonly kind: 'dense' | 'conv' | 'depthwise';
  /** Weights of one unit, without the bias. */
  readonly inputs: number;
  readonly units: number;
  /** Units of one group read the same inputs: all of a layer, or the filters of one channel of a depthwise convolution, one group after another. */
  readonly groups: number;
  readonly firstSlice: number;
  readonly kernelOffset: number;
  /** null: the layer has no bias. */
  readonly biasOffset: number | null;
  /** Its node in the graph. */
  readonly node: number;
}

const kinds = { dense: 'dense', conv2d: 'conv', depthwiseConv2d: 'depthwise' } as const satisfies Record<
  UnitNode['op'],
  SliceLayer['kind']
>;

/** The layers of a network that have slices, in the order of the graph. */
export function sliceLayers({ nodes, weights }: NetworkGraph): SliceLayer[] {
  const layers: SliceLayer[] = [];
  let firstSlice = 0;
  nodes.forEach((node, index) => {
    if (!hasUnits(node)) return;
    const units = node.shape[2];
    layers.push({
      name: node.name,
      kind: kinds[node.op],
      inputs: weights[node.kernel]!.size / units,
      units,
      groups: node.op === 'depthwiseConv2d' ? weights[node.kernel]!.shape[2]! : 1,
      firstSlice,
      kernelOffset: weights[node.kernel]!.offset,
      biasOffset: node.bias === null ? null : weights[node.bias]!.offset,
      node: index,
    });
    firstSlice += units;
  });
  return layers;
}

/** The number of slices of these layers. */
export function countSlices(layers: readonly SliceLayer[]): number {
  return layers.reduce((sum, { units }) => sum + units, 0);
}

/** The number of parameters of one slice of a layer. */
export function sliceLength({ inputs, biasOffset }: SliceLayer): number {
  return biasOffset === null ? inputs : inputs + 1;
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
    if (layer.biasOffset !== null) indices.push(layer.biasOffset + unit);
  }
  return Uint32Array.from(indices);
}

/** Reads the entries of a flat vector at these places. */
export function gather(values: Float32Array | Float64Array, indices: Uint32Array): Float64Array {
  return Float64Array.from(indices, (index) => values[index]!);
}
