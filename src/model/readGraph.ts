import type * as tf from '@tensorflow/tfjs';
import {
  addAttention,
  addConcat,
  addConvolution,
  addDense,
  addDepthwise,
  addEmbedding,
  addLayerNorm,
  addMeanOfTokens,
  addPool,
  addZeroPad,
  buildGraph,
  type GraphBuilder,
  type GraphOperation,
  type MapShape,
  type NetworkGraph,
  type Padding,
  type Pair,
  slideLength,
  type Window,
} from '../math/network/graph';
import { ModelError } from './modelError';
import { MeanOfTokens, SelfAttention, TokenEmbedding } from './textLayers';

export { ModelError } from './modelError';

type Config = Readonly<Record<string, unknown>>;

/**
 * Reads a tf.layers model into a graph. Activations inside a layer become nodes of their own, so that every slice has its
 * pre-activation; a softmax or sigmoids at the end are left out, because the lab's loss takes the numbers before them, and sigmoids say which loss it is;
 * dropout is left out too.
 * @throws ModelError that names the layer which the lab cannot train or update, and says what it takes
 */
export function readGraph(model: tf.LayersModel): NetworkGraph {
  if (model.inputs.length !== 1 || model.outputs.length !== 1) {
    throw new ModelError('model.refused.ends', {
      inputs: model.inputs.length,
      outputs: model.outputs.length,
    });
  }
  const builder = buildGraph(imageShape(model.inputs[0]!.shape));
  const known = new Map<tf.SymbolicTensor, number>([[model.inputs[0]!, 0]]);
  let last = 0;
  for (const layer of model.layers) {
    if (layer.getClassName() === 'InputLayer') continue;
    if ('layers' in layer) {
      throw new ModelError('model.refused.nested', { layer: layer.name });
    }
    const [call, ...more] = layer.inboundNodes;
    if (!call || more.length > 0) {
      throw new ModelError('model.refused.shared', { layer: layer.name, times: layer.inboundNodes.length });
    }
    const reads = call.inputTensors.map((tensor) => {
      const node = known.get(tensor);
      if (node === undefined) throw new ModelError('model.refused.outside', { layer: layer.name });
      return node;
    });
    last = addLayer(builder, layer, reads);
    known.set(call.outputTensors[0]!, last);
  }
  if (known.get(model.outputs[0]!) !== last) {
    throw new ModelError('model.refused.outputNotLast');
  }
  const [height, width] = builder.shapeOf(last);
  if (height * width !== 1) {
    throw new ModelError('model.refused.mapOutput', { height, width });
  }
  return endsInSigmoids(model) ? endBeforeSigmoids(builder.finish('sigmoids')) : builder.finish();
}

/** Whether a layer ends in sigmoids, by its kind or its activation. */
function hasSigmoids(layer: tf.layers.Layer): boolean {
  return (layer.getConfig() as Config).activation === 'sigmoid';
}

function hasSoftmax(layer: tf.layers.Layer): boolean {
  return layer.getClassName() === 'Softmax' || (layer.getConfig() as Config).activation === 'softmax';
}

/**
 * Whether the outputs are sigmoids. @throws ModelError where layers without weights follow sigmoids: the outputs are then neither those nor logits
 */
function endsInSigmoids({ layers }: tf.LayersModel): boolean {
  const working = layers.filter((layer) => layer.getClassName() !== 'Dropout');
  const last = working.at(-1)!;
  if (hasSigmoids(last)) return true;
  const end = working.findLast(
    (layer) => layer.getWeights().length > 0 || hasSigmoids(layer) || hasSoftmax(layer),
  );
  if (end && hasSigmoids(end)) {
    throw new ModelError('model.refused.afterSigmoids', { layer: end.name, last: last.name });
  }
  return false;
}

/** The graph without its last node, the sigmoids. */
function endBeforeSigmoids({ nodes, ...graph }: NetworkGraph): NetworkGraph {
  return { ...graph, nodes: nodes.slice(0, -1) };
}

function imageShape(shape: readonly (number | null)[]): MapShape {
  const sizes = shape.slice(1);
  if (sizes.some((size) => size === null)) {
    throw new ModelError('model.refused.inputSize', { sizes });
  }
  const [first, second, third] = sizes as number[];
  if (sizes.length === 3) return [first!, second!, third!];
  if (sizes.length === 2) return [first!, second!, 1];
  if (sizes.length === 1) return [1, 1, first!];
  throw new ModelError('model.refused.inputNoImage', { sizes });
}

/** Values of a map. The first maps of the largest nets for 224 x 224 pixels have 3 million. */
const largestMap = 24e6;

const activations = new Set(['relu', 'relu6', 'tanh', 'sigmoid']);

/** Adds a layer, and its activation as a node of its own. */
function addLayer(builder: GraphBuilder, layer: tf.layers.Layer, reads: readonly number[]): number {
  const config = layer.getConfig() as Config;
  if (config.dataFormat === 'channelsFirst') {
    throw new ModelError('model.refused.channelsFirst', { layer: layer.name });
  }
  const node = addFitting(builder, layer, config, reads);
  refuseLargeMap(layer, builder.shapeOf(node));
  const activation = layer.getClassName() === 'Activation' ? 'linear' : String(config.activation ?? 'linear');
  return addActivation(builder, layer, activation, node);
}

/** @throws ModelError where one map alone would take the memory of a whole batch */
function refuseLargeMap({ name }: tf.layers.Layer, [height, width, channels]: MapShape): void {
  if (height * width * channels <= largestMap) return;
  throw new ModelError('model.refused.largeMap', { layer: name, height, width, channels });
}

/** @throws ModelError where the maps that a layer reads do not fit together */
function addFitting(...[builder, layer, config, reads]: Parameters<typeof addOperation>): number {
  try {
    return addOperation(builder, layer, config, reads);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ModelError('model.refused.doesNotFit', { layer: layer.name, reason: cause.message }, { cause });
  }
}

function addActivation(
  builder: GraphBuilder,
  layer: tf.layers.Layer,
  activation: string,
  node: number,
): number {
  if (activation === 'linear') return node;
  if (activation === 'softmax') {
    if (layer.outboundNodes.length > 0) {
      throw new ModelError('model.refused.softmaxWithin', { layer: layer.name });
    }
    return node;
  }
  if (!activations.has(activation)) {
    throw new ModelError('model.refused.activation', {
      layer: layer.name,
      activation,
      taken: [...activations],
    });
  }
  return addNode(builder, { op: activation as 'relu' }, [node]);
}

/** A node whose output has the shape of its input. */
function addNode(builder: GraphBuilder, operation: GraphOperation, reads: readonly number[]): number {
  return builder.add(operation, reads, builder.shapeOf(reads[0]!));
}

function addOperation(
  builder: GraphBuilder,
  layer: tf.layers.Layer,
  config: Config,
  reads: readonly number[],
): number {
  const from = reads[0]!;
  const [height, width, channels] = builder.shapeOf(from);
  const hasBias = config.useBias !== false;
  switch (layer.getClassName()) {
    case 'Dense':
      if (height * width !== 1) {
        throw new ModelError('model.refused.denseOnMap', { layer: layer.name });
      }
      return addDense(builder, from, layer.name, config.units as number, hasBias);
    case 'Conv2D': {
      refuseDilation(layer, config);
      const window = readWindow(layer, config, config.kernelSize);
      return addConvolution(builder, from, layer.name, config.filters as number, window, hasBias);
    }
    case 'DepthwiseConv2D': {
      refuseDilation(layer, config);
      const window = readWindow(layer, config, config.kernelSize);
      return addDepthwise(builder, from, layer.name, Number(config.depthMultiplier ?? 1), window, hasBias);
    }
    case 'BatchNormalization':
      return addBatchNorm(builder, from, layer, config, channels);
    case 'Activation':
      return addActivation(builder, layer, String(config.activation), from);
    case 'ReLU':
      return addRelu(builder, layer, config, from);
    case 'LeakyReLU':
      return addNode(builder, { op: 'leakyRelu', slope: Number(config.alpha) }, [from]);
    case 'ZeroPadding2D': {
      const [rows, columns] = config.padding as readonly [Pair, Pair];
      return addZeroPad(builder, from, rows, columns);
    }
    case 'Concatenate':
      return addConcatenation(builder, layer, config, reads);
    case 'GlobalMaxPooling2D': {
      const size = [height, width] as const;
      return addPool(builder, from, 'maxPool', { size, stride: size, padding: 'valid' });
    }
    case 'Softmax':
      return addActivation(builder, layer, 'softmax', from);
    case 'Dropout':
      return from;
    case 'Flatten':
      return builder.add({ op: 'flatten' }, [from], [1, 1, height * width * channels]);
    case 'Reshape':
      return builder.add({ op: 'flatten' }, [from], imageShape([null, ...(config.targetShape as number[])]));
    case 'MaxPooling2D':
    case 'AveragePooling2D': {
      const window = readWindow(layer, config, config.poolSize);
      const { size, stride, padding } = window;
      const op = layer.getClassName() === 'MaxPooling2D' ? 'maxPool' : 'averagePool';
      return builder.add(
        { op, ...window },
        [from],
        [
          slideLength(height, size[0], stride[0], padding),
          slideLength(width, size[1], stride[1], padding),
          channels,
        ],
      );
    }
    case 'GlobalAveragePooling2D':
      return builder.add({ op: 'globalAveragePool' }, [from], [1, 1, channels]);
    case 'Add':
      return addNode(builder, { op: 'add' }, reads);
    case 'LayerNormalization':
      return addNormalisation(builder, from, layer, config, channels);
    case TokenEmbedding.className: {
      const { tokens, channels: wide } = layer as TokenEmbedding;
      return addEmbedding(builder, from, layer.name, tokens, wide);
    }
    case SelfAttention.className:
      return addAttention(builder, reads as [number, number, number, number], (layer as SelfAttention).heads);
    case MeanOfTokens.className:
      return addMeanOfTokens(builder, from, reads[1]!);
    default:
      throw new ModelError('model.refused.layerKind', { layer: layer.name, kind: layer.getClassName() });
  }
}

/** A ReLU, or one with a ceiling of 6. @throws ModelError for another ceiling */
function addRelu(builder: GraphBuilder, layer: tf.layers.Layer, config: Config, from: number): number {
  const { maxValue } = config;
  if (maxValue === 6) return addNode(builder, { op: 'relu6' }, [from]);
  if (maxValue === undefined || maxValue === null) return addNode(builder, { op: 'relu' }, [from]);
  throw new ModelError('model.refused.reluCeiling', { layer: layer.name });
}

/** @throws ModelError where it is along another axis than the channels */
function addConcatenation(
  builder: GraphBuilder,
  layer: tf.layers.Layer,
  config: Config,
  reads: readonly number[],
): number {
  const axis = Number(config.axis ?? -1);
  const rank = layer.inboundNodes[0]!.inputTensors[0]!.shape.length;
  if (axis !== -1 && axis !== rank - 1)
    throw new ModelError('model.refused.concatAxis', { layer: layer.name, axis });
  return addConcat(builder, reads);
}

function addBatchNorm(
  builder: GraphBuilder,
  from: number,
  layer: tf.layers.Layer,
  config: Config,
  channels: number,
): number {
  const axis = config.axis as number;
  const { shape } = layer.inboundNodes[0]!.inputTensors[0]!;
  if (shape.at(axis) !== channels || (axis !== -1 && axis !== shape.length - 1)) {
    throw new ModelError('model.refused.batchNormAxis', { layer: layer.name, axis, sizes: shape.slice(1) });
  }
  const weight = (part: string, initial: 'zeros' | 'ones', trainable: boolean) =>
    builder.weight({ name: `${layer.name}/${part}`, shape: [channels], trainable, initial, fanIn: 0 });
  const gamma = config.scale === false ? null : weight('gamma', 'ones', true);
  const beta = config.center === false ? null : weight('beta', 'zeros', true);
  const mean = weight('mean', 'zeros', false);
  const variance = weight('variance', 'ones', false);
  const { epsilon, momentum } = config as { epsilon: number; momentum: number };
  return addNode(builder, { op: 'batchNorm', gamma, beta, mean, variance, epsilon, momentum }, [from]);
}

/** @throws ModelError where it is along other axes than the channels, or lacks scale or shift */
function addNormalisation(
  builder: GraphBuilder,
  from: number,
  layer: tf.layers.Layer,
  config: Config,
  channels: number,
): number {
  const { shape } = layer.inboundNodes[0]!.inputTensors[0]!;
  const axes = [config.axis].flat() as number[];
  const isLast = axes.length === 1 && (axes[0] === -1 || axes[0] === shape.length - 1);
  if (!isLast || shape.at(-1) !== channels)
    throw new ModelError('model.refused.layerNormAxis', { layer: layer.name, axes, sizes: shape.slice(1) });
  if (config.scale === false || config.center === false)
    throw new ModelError('model.refused.layerNormParts', { layer: layer.name });
  return addLayerNorm(builder, from, layer.name, Number(config.epsilon));
}

function readWindow(layer: tf.layers.Layer, config: Config, size: unknown): Window {
  const padding = String(config.padding);
  if (padding !== 'same' && padding !== 'valid') {
    throw new ModelError('model.refused.padding', { layer: layer.name, padding });
  }
  return { size: pair(size), stride: pair(config.strides), padding: padding as Padding };
}

function refuseDilation(layer: tf.layers.Layer, config: Config): void {
  const dilation = config.dilationRate ?? 1;
  if (pair(dilation).some((rate) => rate !== 1)) {
    throw new ModelError('model.refused.dilated', { layer: layer.name });
  }
}

function pair(value: unknown): Pair {
  return Array.isArray(value) ? (value as unknown as Pair) : [value as number, value as number];
}
