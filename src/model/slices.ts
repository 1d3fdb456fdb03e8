/**
 * Slices: one output unit of a dense layer or one filter of a convolution, with its weights and its bias (the paper's section 4.1); of a depthwise convolution
 * one filter of one channel. All kernels are, flat and row-major, [inputs of one unit, units]; so a slice is a column of its layer's kernel and an entry of its bias.
 *
 * Or a whole head of attention: its units of the layers that give queries, keys and values, one after another. Heads are numbered behind all units, so that one number
 * says which slice is meant whichever choice it is of; of one choice no two slices share a weight.
 */

import {
  embeddingOf,
  hasUnits,
  type NetworkGraph,
  type UnitNode,
  type WeightTensor,
} from '../math/network/graph';
import { SaidError } from '../words/saidError';

/** What is a slice where a network has attention: each unit of the projections, or the units of each head together. */
export const attentionSliceIds = ['rows', 'heads'] as const;
export type AttentionSliceId = (typeof attentionSliceIds)[number];

/** A slice's place among all slices of the network: layer after layer, unit after unit. */
export type SliceIndex = number & { readonly brand?: 'SliceIndex' };

/** A layer with slices, and where its parameters stand in the flat vector. */
export interface SliceLayer {
  readonly name: string;
  /** `tokens`: a dense layer on each token of a text, which the graph has as a convolution of one place. */
  readonly kind: 'dense' | 'tokens' | 'conv' | 'depthwise' | 'heads';
  /** Weights of one unit, without the bias; of a head those of all its units. */
  readonly inputs: number;
  /** Units, or heads. */
  readonly units: number;
  /** Units of one group read the same inputs: all of a layer, or the filters of one channel of a depthwise convolution, one group after another. */
  readonly groups: number;
  readonly firstSlice: number;
  readonly kernelOffset: number;
  /** null: the layer has no bias. */
  readonly biasOffset: number | null;
  /** Its node in the graph; of heads that of the attention. */
  readonly node: number;
  /** Of heads: the layers of queries, keys and values, whose units the heads share; absent: a slice is one unit. */
  readonly projections?: readonly SliceLayer[];
}

/** The layers of a network's slices: of its units, and of whole heads. */
export interface SlicedNetwork {
  readonly layers: readonly SliceLayer[];
  readonly heads: readonly SliceLayer[];
}

const kinds = { dense: 'dense', conv2d: 'conv', depthwiseConv2d: 'depthwise' } as const satisfies Record<
  UnitNode['op'],
  SliceLayer['kind']
>;

/** The layers of a network that have slices, in the order of the graph. */
export function sliceLayers(graph: NetworkGraph): SliceLayer[] {
  const { nodes, weights } = graph;
  const readsText = embeddingOf(graph) !== null;
  const layers: SliceLayer[] = [];
  let firstSlice = 0;
  nodes.forEach((node, index) => {
    if (!hasUnits(node)) return;
    const units = node.shape[2];
    layers.push({
      name: node.name,
      kind:
        readsText && node.op === 'conv2d' && isOfPlaces(weights[node.kernel]!) ? 'tokens' : kinds[node.op],
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

/** Whether a filter sees one place at a time. */
const isOfPlaces = ({ shape: [height, width] }: WeightTensor) => height === 1 && width === 1;

/** The heads of each attention that reads layers with units. */
export function headLayers(graph: NetworkGraph): SliceLayer[] {
  const layers = sliceLayers(graph);
  let firstSlice = countSlices(layers);
  const found: SliceLayer[] = [];
  graph.nodes.forEach((node, index) => {
    if (node.op !== 'attention') return;
    const projections = layers.filter((layer) => node.reads.slice(0, 3).includes(layer.node));
    if (projections.length < 3) return;
    const { kernelOffset, biasOffset } = projections[0]!;
    found.push({
      name: found.length === 0 ? 'attention' : `attention${found.length + 1}`,
      kind: 'heads',
      inputs: projections.reduce((sum, { inputs, units }) => sum + (inputs * units) / node.heads, 0),
      units: node.heads,
      groups: 1,
      firstSlice,
      ...{ kernelOffset, biasOffset, node: index, projections },
    });
    firstSlice += node.heads;
  });
  return found;
}

/** The layers of all slices, of every choice. */
export function everyLayer({ layers, heads }: SlicedNetwork): readonly SliceLayer[] {
  return heads.length === 0 ? layers : [...layers, ...heads];
}

/**
 * The layers whose slices a removal chooses from: whole heads stand in place of the first of their projections.
 * @throws SaidError where whole heads are asked for of a network that has none
 */
export function chosenLayers(
  network: SlicedNetwork,
  choice: AttentionSliceId = 'rows',
): readonly SliceLayer[] {
  const { layers, heads } = network;
  if (choice === 'rows') return layers;
  if (heads.length === 0) throw new SaidError('model.noHeads', []);
  const projectionsOf = (layer: SliceLayer) => (layer.projections ?? []).map(({ node }) => node);
  const within = new Set(heads.flatMap(projectionsOf));
  return layers.flatMap((layer) => {
    const begun = heads.filter((one) => projectionsOf(one)[0] === layer.node);
    return within.has(layer.node) ? begun : [layer];
  });
}

/** The slices of these layers, layer after layer. */
export function slicesOf(layers: readonly SliceLayer[]): SliceIndex[] {
  return layers.flatMap(({ firstSlice, units }) =>
    Array.from({ length: units }, (_, unit) => firstSlice + unit),
  );
}

/** The slices that each is one unit, in the order of the parameters: a head is its units of queries, then of keys, then of values. */
export function unitsOf(network: SlicedNetwork, slices: readonly SliceIndex[]): SliceIndex[] {
  return slices.flatMap((slice) => {
    const { layer, unit } = locateSlice(everyLayer(network), slice);
    return unitsOfSlice(layer, unit);
  });
}

function unitsOfSlice({ projections, firstSlice, units: heads }: SliceLayer, unit: number): SliceIndex[] {
  if (!projections) return [firstSlice + unit];
  return projections.flatMap((layer) => {
    const width = layer.units / heads;
    return Array.from({ length: width }, (_, k) => layer.firstSlice + unit * width + k);
  });
}

/** The number of slices of these layers. */
export function countSlices(layers: readonly SliceLayer[]): number {
  return layers.reduce((sum, { units }) => sum + units, 0);
}

/** The number of parameters of one slice of a layer. */
export function sliceLength({ inputs, biasOffset, projections, units }: SliceLayer): number {
  if (!projections) return biasOffset === null ? inputs : inputs + 1;
  return projections.reduce((sum, layer) => sum + (sliceLength(layer) * layer.units) / units, 0);
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
 * incoming weights first and its bias last; a head is its units one after another. This order is the block's order in every Hessian of the lab.
 */
export function blockIndices(layers: readonly SliceLayer[], slices: readonly SliceIndex[]): Uint32Array {
  const indices: number[] = [];
  for (const slice of slices) {
    const { layer, unit } = locateSlice(layers, slice);
    if (layer.projections) {
      indices.push(...blockIndices(layer.projections, unitsOfSlice(layer, unit)));
      continue;
    }
    for (let i = 0; i < layer.inputs; i++) indices.push(layer.kernelOffset + i * layer.units + unit);
    if (layer.biasOffset !== null) indices.push(layer.biasOffset + unit);
  }
  return Uint32Array.from(indices);
}

/** Reads the entries of a flat vector at these places. */
export function gather(values: Float32Array | Float64Array, indices: Uint32Array): Float64Array {
  return Float64Array.from(indices, (index) => values[index]!);
}
