/**
 * Weights of PyTorch in the layout of a graph.
 * dense: kernel[i, o] = weight[o, p(i)]; p(i) = i, but after a flattening of a map of H x W x C, which PyTorch reads channel by channel:
 *   i = (h W + w) C + c and p(i) = (c H + h) W + w.
 * conv2d: kernel[h, w, i, o] = weight[o, i, h, w]; depthwise, with m filters a channel: kernel[h, w, c, k] = weight[c m + k, 0, h, w]. batchNorm: gamma = weight, beta = bias, mean = running_mean, variance = running_var.
 */

import {
  type GraphNode,
  type MapShape,
  type NetworkGraph,
  pointwiseOperations,
  sizeOf,
  weightsOf,
} from '../../math/network/graph';
import type { StateDict, TorchTensor } from './stateDict';
import type { NamedTensor } from './weightFiles';

/** A layer with weights: the tensors whose names differ in their last part alone. */
export interface TorchLayer {
  readonly name: string;
  readonly tensors: ReadonlyMap<string, TorchTensor>;
}

/** The layers of a state_dict, in its order, which is that in which the model's code makes them. */
export function torchLayers(state: StateDict): TorchLayer[] {
  const layers = new Map<string, Map<string, TorchTensor>>();
  for (const [key, tensor] of state) {
    const dot = key.lastIndexOf('.');
    const [name, part] = [key.slice(0, Math.max(0, dot)), key.slice(dot + 1)];
    if (part === 'num_batches_tracked') continue;
    layers.set(name, (layers.get(name) ?? new Map()).set(part, tensor));
  }
  return [...layers].map(([name, tensors]) => ({ name, tensors }));
}

/** Which layer of PyTorch each node with weights has. */
export type Matching = ReadonlyMap<number, TorchLayer>;

/**
 * Finds for each node with weights a layer of the same shapes: the next in the order of the state_dict, or else the next that fits.
 * @returns null where the layers are not those of the graph
 */
export function matchLayers(graph: NetworkGraph, layers: readonly TorchLayer[]): Matching | null {
  const nodes = [...graph.nodes.keys()].filter((i) => weightsOf(graph.nodes[i]!).length > 0);
  if (nodes.length !== layers.length) return null;
  let left = [...layers];
  const matched = new Map<number, TorchLayer>();
  for (const node of nodes) {
    const layer = left.find((each) => hasShapesOf(graph, graph.nodes[node]!, each));
    if (!layer) return null;
    matched.set(node, layer);
    left = left.filter((each) => each !== layer);
  }
  return matched;
}

/**
 * The layer of each node with weights by the name that the model has of it.
 * @returns null where a layer has other shapes
 */
export function matchNamed(graph: NetworkGraph, layers: ReadonlyMap<string, TorchLayer>): Matching | null {
  const matched = new Map<number, TorchLayer>();
  for (const [index, node] of graph.nodes.entries()) {
    const [weight] = weightsOf(node);
    if (weight === undefined) continue;
    const { name } = graph.weights[weight]!;
    const layer = layers.get(name.slice(0, name.lastIndexOf('/')));
    if (!layer || !hasShapesOf(graph, node, layer)) return null;
    matched.set(index, layer);
  }
  return matched;
}

/** The tensors of PyTorch that stand for the weights of a node, in the order of `weightsOf`, with the shapes that they need. */
function partsOf(
  { weights }: NetworkGraph,
  node: GraphNode,
): [part: string, weight: number, shape: number[]][] {
  const part = (name: string, weight: number | null): [string, number, number[]][] =>
    weight === null ? [] : [[name, weight, torchShape(weights[weight]!.shape)]];
  switch (node.op) {
    case 'depthwiseConv2d': {
      const [height, width, channels, multiplier] = weights[node.kernel]!.shape as [
        number,
        number,
        number,
        number,
      ];
      return [['weight', node.kernel, [channels * multiplier, 1, height, width]], ...part('bias', node.bias)];
    }
    case 'dense':
    case 'conv2d':
      return [...part('weight', node.kernel), ...part('bias', node.bias)];
    case 'batchNorm':
      return [
        ...part('weight', node.gamma),
        ...part('bias', node.beta),
        ...part('running_mean', node.mean),
        ...part('running_var', node.variance),
      ];
    default:
      return [];
  }
}

/** [in, out] is [out, in] there, and [height, width, in, out] is [out, in, height, width]. */
function torchShape(shape: readonly number[]): number[] {
  return [...shape.slice(-2).reverse(), ...shape.slice(0, -2)];
}

function hasShapesOf(graph: NetworkGraph, node: GraphNode, { tensors }: TorchLayer): boolean {
  const parts = partsOf(graph, node);
  return (
    parts.length === tensors.size &&
    parts.every(([part, , shape]) => tensors.get(part)?.shape.join() === shape.join())
  );
}

/** All weights in the flat layout of the graph. */
export function placeWeights(graph: NetworkGraph, matching: Matching): Float32Array {
  const parameters = new Float32Array(graph.parameterCount);
  for (const [index, { tensors }] of matching) {
    for (const { part, offset, size, placeOf } of placedParts(graph, graph.nodes[index]!)) {
      const values = tensors.get(part)!.read();
      for (let i = 0; i < size; i++) parameters[offset + i] = values[placeOf(i)]!;
    }
  }
  return parameters;
}

/** Weights in the flat layout of a graph as tensors of PyTorch, by the names of the layers: what placeWeights puts back, bit for bit. */
export function torchTensors(graph: NetworkGraph, parameters: Float32Array): NamedTensor[] {
  return graph.nodes.flatMap((node) =>
    placedParts(graph, node).map(({ part, layer, offset, size, shape, placeOf }) => {
      const values = new Float32Array(size);
      for (let i = 0; i < size; i++) values[placeOf(i)] = parameters[offset + i]!;
      return { name: `${layer}.${part}`, shape, values };
    }),
  );
}

/** The tensors of a node: what they are called, and where each of their numbers lies there and here. */
function placedParts(graph: NetworkGraph, node: GraphNode) {
  return partsOf(graph, node).map(([part, weight, torch]) => {
    const { name, offset, size, shape } = graph.weights[weight]!;
    // The bias of a dense layer is of its outputs.
    const isOfInputs = node.op === 'batchNorm' || shape.length > 1;
    const placeOf =
      node.op === 'depthwiseConv2d'
        ? depthwisePlaces(shape)
        : placesIn(shape, isOfInputs ? flattenedMap(graph, node) : null);
    const layer = name.slice(0, name.lastIndexOf('/')).replaceAll('/', '_');
    return { part, layer, offset, size, shape: torch, placeOf };
  });
}

/**
 * Where entry i of a weight lies in PyTorch's tensor.
 * @param map whose flattening a dense layer, or a batch normalisation before it, reads
 */
function placesIn(shape: readonly number[], map: MapShape | null): (i: number) => number {
  const flat = map ? channelsFirst(map) : (i: number) => i;
  if (shape.length === 1) return flat;
  const [inputs, units] = shape.slice(-2) as [number, number];
  const area = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  return (i) => {
    const unit = i % units;
    const input = Math.floor(i / units) % inputs;
    const pixel = Math.floor(i / (units * inputs));
    return (unit * inputs + flat(input)) * area + pixel;
  };
}

/** As `placesIn`, where each filter reads one channel: the filters of a channel stand one after another in both. */
function depthwisePlaces(shape: readonly number[]): (i: number) => number {
  if (shape.length === 1) return (i) => i;
  const [height, width, channels, multiplier] = shape as [number, number, number, number];
  const filters = channels * multiplier;
  return (i) => (i % filters) * height * width + Math.floor(i / filters);
}

function channelsFirst([height, width, channels]: MapShape): (i: number) => number {
  return (i) => (i % channels) * height * width + Math.floor(i / channels);
}

/** The map that was flattened into what a node reads; null where it reads none such. */
function flattenedMap({ nodes }: NetworkGraph, node: GraphNode): MapShape | null {
  if (node.op !== 'dense' && node.op !== 'batchNorm') return null;
  let from = nodes[node.reads[0]!]!;
  while (from.op === 'batchNorm' || pointwiseOperations.has(from.op)) from = nodes[from.reads[0]!]!;
  if (from.op !== 'flatten') return null;
  const map = nodes[from.reads[0]!]!.shape;
  return map[0] * map[1] > 1 && sizeOf(map) > 1 ? map : null;
}
