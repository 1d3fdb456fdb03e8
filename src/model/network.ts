import * as tf from '@tensorflow/tfjs';
import { type Dataset, inputShapeOf } from '../data/dataset';
import { norm } from '../math/linear/vector';
import { type MapShape, type NetworkGraph, sizeOf } from '../math/network/graph';
import { createRandom } from '../math/random/random';
import { type Architecture, refuseOtherData } from './architectures';
import { type ForwardPass, forward } from './forward';
import { createHeldOutputs, type HeldOutputs } from './heldOutputs';
import { createImageStore, type ImageStore } from './imageStore';
import { ModelError } from './modelError';
import { readGraph } from './readGraph';
import { headLayers, type SliceLayer, sliceLayers } from './slices';

/** A network on a tensor backend, whose weights the lab holds as one flat float32 vector (layout: graph.weights). */
export interface Network {
  readonly architecture: Architecture;
  readonly graph: NetworkGraph;
  readonly layers: readonly SliceLayer[];
  /** Heads of attention, whose slices are units of these layers together. */
  readonly heads: readonly SliceLayer[];
  readonly input: MapShape;
  readonly classes: number;
  /** Length of the flat vector. */
  readonly parameterCount: number;
  /** The tensors of graph.weights. */
  readonly variables: readonly tf.Variable[];
  /** Rows of a batch whose maps all fit into memory at once. */
  readonly batchRows: number;
  /** What its layers made of the sets that are evaluated again and again. */
  readonly held: HeldOutputs;
  /** The images of these sets, where the backend has them. */
  readonly images: ImageStore;
  /** Loads a flat vector into the variables. */
  setParameters(parameters: Float32Array): void;
  /** Reads the variables into a flat vector. */
  readParameters(): Promise<Float32Array>;
  /** Puts images, one after another, into a tensor; the caller disposes it. */
  toTensor(pixels: Float32Array): tf.Tensor;
  /** Sends a batch through the network with its present weights. */
  evaluate(inputs: tf.Tensor): ForwardPass;
  dispose(): void;
}

/** What derivatives need of a network: a graph whose input may be an image, or what earlier layers made of one. */
export type NetworkPart = Pick<Network, 'graph' | 'variables' | 'classes'>;

/** Values that the maps of one batch may take in all: 96 MB of float32, and a gradient holds about twice as many. */
export const largestBatchValues = 24e6;
const largestBatchRows = 1000;
/** However large the maps are: below, a backend hardly gains from batches. */
const fewestBatchRows = 8;

/**
 * Makes the network of an architecture for images of a shape. Its weights are zeros until they are set.
 * @throws ModelError when the model takes other images, or has another number of classes
 */
export function createNetwork(architecture: Architecture, input: MapShape, classes: number): Network {
  const model = architecture.build(input, classes);
  const graph = readGraph(model);
  model.dispose();
  refuseMismatch(graph, input, classes);
  const variables = graph.weights.map(({ shape, trainable }) =>
    tf.tidy(() => tf.variable(tf.zeros([...shape]), trainable)),
  );
  const held = createHeldOutputs(graph);
  const images = createImageStore();
  const values = graph.nodes.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return {
    architecture,
    graph,
    layers: sliceLayers(graph),
    heads: headLayers(graph),
    input,
    classes,
    parameterCount: graph.parameterCount,
    variables,
    batchRows: Math.max(fewestBatchRows, Math.min(largestBatchRows, Math.floor(largestBatchValues / values))),
    held,
    images,
    setParameters(parameters) {
      if (parameters.length !== graph.parameterCount) {
        throw new RangeError(`this network has ${graph.parameterCount} parameters, got ${parameters.length}`);
      }
      loadFlat({ graph, variables }, parameters);
    },
    readParameters: () => readFlat(variables),
    toTensor: (pixels) => tf.tensor(pixels, [pixels.length / sizeOf(input), ...input]),
    evaluate: (inputs) => forward(graph, variables, inputs),
    dispose() {
      held.dispose();
      images.dispose();
      tf.dispose([...variables]);
    },
  };
}

/**
 * The same for a data set.
 * @throws SaidError when the model reads images and the data are texts, or the other way round; ModelError as above
 */
export function createNetworkFor(architecture: Architecture, dataset: Dataset): Network {
  refuseOtherData(architecture, dataset);
  return createNetwork(architecture, inputShapeOf(dataset), dataset.classNames.length);
}

function refuseMismatch({ nodes }: NetworkGraph, input: MapShape, classes: number): void {
  const takes = nodes[0]!.shape;
  if (takes.some((size, i) => size !== input[i])) {
    throw new ModelError('model.refused.otherImages', { takes, input });
  }
  const gives = nodes.at(-1)!.shape[2];
  if (gives !== classes) {
    throw new ModelError('model.refused.otherClasses', { gives, classes });
  }
}

/** Loads a flat vector into the variables of its weights. */
export function loadFlat(
  { graph, variables }: Pick<NetworkPart, 'graph' | 'variables'>,
  parameters: Float32Array,
): void {
  graph.weights.forEach(({ offset, size, shape }, i) => {
    const values = parameters.slice(offset, offset + size);
    tf.tidy(() => variables[i]!.assign(tf.tensor(values, [...shape])));
  });
}

/** The Euclidean norm of the trained parameters of a flat vector: running statistics are none, and can be of any size. */
export function normOfTrained({ graph }: Pick<Network, 'graph'>, parameters: Float32Array): number {
  const trained = graph.weights.filter(({ trainable }) => trainable);
  return Math.hypot(...trained.map(({ offset, size }) => norm(parameters.subarray(offset, offset + size))));
}

/** Reads tensors one after another into one flat vector. */
export async function readFlat(tensors: readonly tf.Tensor[]): Promise<Float32Array> {
  const parts = await Promise.all(tensors.map((tensor) => tensor.data() as Promise<Float32Array>));
  const flat = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    flat.set(part, offset);
    offset += part.length;
  }
  return flat;
}

/**
 * Fresh parameters: kernels and biases uniform within 1 / sqrt(inputs of a unit) of 0 (torch's default); batch normalisation starts as
 * the identity.
 */
export function initialParameters({ weights, parameterCount }: NetworkGraph, seed: number): Float32Array {
  const random = createRandom(seed, 'initial parameters');
  const parameters = new Float32Array(parameterCount);
  for (const { offset, size, initial, fanIn } of weights) {
    if (initial === 'ones') parameters.fill(1, offset, offset + size);
    if (initial !== 'fan-in') continue;
    const bound = 1 / Math.sqrt(fanIn);
    for (let i = offset; i < offset + size; i++) parameters[i] = (2 * random.uniform() - 1) * bound;
  }
  return parameters;
}
