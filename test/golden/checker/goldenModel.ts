/** The models of the golden files as graphs, and torch's tensors in the lab's flat layout. */
import {
  addConvolution,
  addDense,
  addPool,
  buildGraph,
  type GraphBuilder,
  type MapShape,
  type NetworkGraph,
  sizeOf,
  type Window,
} from '../../../src/math/network/graph';
import { type SliceLayer, sliceLayers } from '../../../src/model/slices';

export interface Evaluation {
  readonly activations: readonly number[];
  readonly logits: readonly (readonly number[])[];
  readonly loss: number;
  readonly grad_norm: number;
  readonly grad_norm_per_tensor: Readonly<Record<string, number>>;
}

interface TorchTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly base64: string;
}

/** One model of activations.json. */
export interface ModelCase {
  readonly model: string;
  /** Channels, height, width. */
  readonly input_shape_torch: MapShape;
  readonly inputs_base64: string;
  readonly labels: readonly number[];
  readonly parameters: readonly TorchTensor[];
  readonly slices: readonly {
    readonly layer: string;
    readonly kind: 'Linear' | 'Conv2d';
    readonly first_slice: number;
    readonly slices: number;
    readonly parameters_per_slice: number;
  }[];
  readonly per_input: readonly Evaluation[];
  readonly batch_of_all_inputs: Evaluation;
}

export interface ActivationsFile {
  readonly cases: readonly ModelCase[];
}

export interface GoldenModel {
  readonly graph: NetworkGraph;
  /** Flat, as the lab lays them out. */
  readonly parameters: Float32Array;
  /** Height, width, channels. */
  readonly inputs: readonly Float32Array[];
  readonly labels: readonly number[];
}

/**
 * A model of activations.json, with its images, in the lab's layout.
 * @throws Error when a tensor is missing, RangeError when one does not fit its layer
 */
export function decodeModel(golden: ModelCase): GoldenModel {
  const graph = buildModel(golden);
  const parameters = new Float32Array(graph.parameterCount);
  for (const layer of sliceLayers(graph)) {
    const weight = decodeFloats(findTensor(golden, `${layer.name}.weight`).base64);
    const bias = decodeFloats(findTensor(golden, `${layer.name}.bias`).base64);
    placeLayer(parameters, layer, weight, bias, shapeSeen(graph, layer));
  }
  const shape = graph.nodes[0]!.shape;
  const size = sizeOf(shape);
  const pixels = decodeFloats(golden.inputs_base64);
  const inputs = golden.labels.map((_, i) => channelsLast(pixels.subarray(i * size, (i + 1) * size), shape));
  return { graph, parameters, inputs, labels: golden.labels };
}

const halves: Window = { size: [2, 2], stride: [2, 2], padding: 'valid' };

/** As the authors build all theirs: ReLU and 2 x 2 maxima after each convolution, then dense layers with ReLU between them. */
function buildModel(golden: ModelCase): NetworkGraph {
  const [channels, height, width] = golden.input_shape_torch;
  const builder = buildGraph([height, width, channels]);
  let node = 0;
  golden.slices.forEach(({ layer, kind }, i) => {
    const [units, , rows, columns] = findTensor(golden, `${layer}.weight`).shape;
    if (kind === 'Conv2d') {
      const window: Window = { size: [rows!, columns!], stride: [1, 1], padding: 'valid' };
      node = addRelu(builder, addConvolution(builder, node, layer, units!, window));
      node = addPool(builder, node, 'maxPool', halves);
    } else {
      const input =
        golden.slices[i - 1]?.kind === 'Linear' ? addRelu(builder, node) : addFlatten(builder, node);
      node = addDense(builder, input, layer, units!);
    }
  });
  return builder.finish();
}

function addRelu(builder: GraphBuilder, from: number): number {
  return builder.add({ op: 'relu' }, [from], builder.shapeOf(from));
}

function addFlatten(builder: GraphBuilder, from: number): number {
  return builder.add({ op: 'flatten' }, [from], [1, 1, sizeOf(builder.shapeOf(from))]);
}

/** The map that one unit of a layer has weights for: a filter's window, or what was flattened for a dense layer. */
function shapeSeen({ nodes }: NetworkGraph, { node: index }: SliceLayer): MapShape {
  const node = nodes[index]!;
  const source = nodes[node.reads[0]!]!;
  if (node.op === 'conv2d') return [node.size[0], node.size[1], source.shape[2]];
  return source.op === 'flatten' ? nodes[source.reads[0]!]!.shape : source.shape;
}

/**
 * Puts torch's weight and bias of one layer at their places in the flat vector. Torch has a row of weights per unit, channel by channel over the map that
 * the unit sees; the lab has a column per unit, pixel by pixel.
 * @param seen that map; without it the inputs have no order to change
 * @throws RangeError when the numbers of weights and biases are not the layer's
 */
export function placeLayer(
  flat: Float32Array | Float64Array,
  { name, inputs, units, kernelOffset, biasOffset }: SliceLayer,
  weight: ArrayLike<number>,
  bias: ArrayLike<number>,
  seen: MapShape = [1, 1, inputs],
): void {
  if (biasOffset === null || weight.length !== inputs * units || bias.length !== units) {
    throw new RangeError(
      `the layer ${name} of ${units} x ${inputs} got ${weight.length} weights and ${bias.length} biases`,
    );
  }
  for (let unit = 0; unit < units; unit++) {
    const row = Float64Array.from({ length: inputs }, (_, i) => weight[unit * inputs + i]!);
    channelsLast(row, seen).forEach((value, i) => {
      flat[kernelOffset + i * units + unit] = value;
    });
  }
  flat.set(bias, biasOffset);
}

/** A map of this shape that is stored channel by channel, as the lab stores it: pixel by pixel. */
function channelsLast<T extends Float32Array | Float64Array>(map: T, [height, width, channels]: MapShape): T {
  const pixels = height * width;
  return map.map((_, i) => map[(i % channels) * pixels + Math.floor(i / channels)]!) as T;
}

function findTensor({ model, parameters }: ModelCase, name: string): TorchTensor {
  const found = parameters.find((parameter) => parameter.name === name);
  if (found === undefined) throw new Error(`${model} has no parameter ${name}`);
  return found;
}

/** Little-endian float32, as every platform that the lab runs on stores them. */
function decodeFloats(base64: string): Float32Array {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}
