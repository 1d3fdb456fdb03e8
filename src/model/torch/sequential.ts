/** The tf.layers model of a described Sequential. */

import * as tf from '@tensorflow/tfjs';
import type { ImageShape } from '../../data/dataset';
import { CheckpointError } from '../checkpointError';
import { layerName } from '../own/layerName';
import type { Layer, PlainLayer, Residual, Sequential } from './description';
import type { TorchLayer } from './placeWeights';

/** The layers as a tf.layers model, and which layer of the state_dict each has, by the names there. */
export interface BuiltSequential {
  readonly model: tf.LayersModel;
  readonly used: ReadonlyMap<string, TorchLayer>;
}

/** What is built while the description is read. */
interface Building {
  /** Gives the layer of the state_dict that a described one has. */
  take(layer: Layer, where: string): TorchLayer;
}

/** What a layer reads. */
interface End {
  readonly symbol: tf.SymbolicTensor;
  /** Whether nothing in it is below 0. */
  readonly isPositive: boolean;
}

/**
 * The layers as a tf.layers model, whose weights are zeros.
 * @param found layers of the state_dict, which say how many units, filters and pixels there are
 * @throws CheckpointError that names the layer which has no weights there, or which the lab has not
 */
export function buildSequential(
  { layers }: Sequential,
  found: readonly TorchLayer[],
  input: ImageShape,
): BuiltSequential {
  const start = tf.input({ shape: [...input] });
  const used = new Map<string, TorchLayer>();
  const building: Building = {
    take(layer, where) {
      const wanted = 'name' in layer ? layer.name : undefined;
      const left = found.filter((each) => used.get(nameOf(each)) !== each);
      const next = wanted === undefined ? left[0] : left.find((each) => each.name === wanted);
      if (!next) throw new CheckpointError('model.checkpoint.torch.noLayer', { where, type: layer.type });
      used.set(nameOf(next), next);
      return next;
    },
  };
  const end = chain(layers, 'layers', { symbol: start, isPositive: false }, building);
  return { model: tf.model({ inputs: start, outputs: end.symbol }), used };
}

function chain(layers: readonly Layer[], within: string, start: End, building: Building): End {
  return layers.reduce((end, layer, index) => {
    const where = `${within}[${index}]`;
    if (layer.type === 'Residual') return addResidual(layer, where, end, building);
    refusePaddedMaximum(layer, where, end);
    // A global pooling gives rows already.
    if (layer.type === 'Flatten' && end.symbol.shape.length === 2) return end;
    const made = makeLayers(layer, where, () => building.take(layer, where));
    const symbol = made.reduce((from, each) => applyTo(each, [from], layer, where), end.symbol);
    return { symbol, isPositive: staysPositive(layer, end) };
  }, start);
}

/** In the order of PyTorch's own residual nets: a block's layers come before those of its shortcut. */
function addResidual(layer: Residual, where: string, start: End, building: Building): End {
  const inner = chain(layer.layers, `${where}.layers`, start, building);
  const shortcut = chain(layer.shortcut, `${where}.shortcut`, start, building);
  const symbol = applyTo(tf.layers.add(), [inner.symbol, shortcut.symbol], layer, where);
  return { symbol, isPositive: inner.isPositive && shortcut.isPositive };
}

function staysPositive({ type }: Layer, { isPositive }: End): boolean {
  switch (type) {
    case 'ReLU':
    case 'ReLU6':
    case 'Sigmoid':
      return true;
    case 'MaxPool2d':
    case 'AvgPool2d':
    case 'GlobalAvgPool2d':
    case 'GlobalMaxPool2d':
    case 'Flatten':
    case 'AdaptiveAvgPool2d':
    case 'AdaptiveMaxPool2d':
    case 'Dropout':
    case 'Dropout1d':
    case 'Dropout2d':
    case 'AlphaDropout':
    case 'Identity':
    case 'LeakyReLU':
    case 'Tanh':
      return isPositive;
    default:
      return false;
  }
}

/** The zeros around a map are its largest values where all of it is below 0; PyTorch leaves them out of the maximum. */
function refusePaddedMaximum(layer: Layer, where: string, { isPositive }: End): void {
  if (layer.type !== 'MaxPool2d' || isPositive || pairOf(layer.padding).every((zeros) => zeros === 0)) return;
  throw new CheckpointError('model.checkpoint.torch.paddedMaximum', { where });
}

function applyTo(
  made: tf.layers.Layer,
  reads: tf.SymbolicTensor[],
  { type }: Layer,
  where: string,
): tf.SymbolicTensor {
  try {
    return made.apply(reads.length === 1 ? reads[0]! : reads) as tf.SymbolicTensor;
  } catch (cause) {
    throw new CheckpointError('model.checkpoint.torch.doesNotFit', { where, type }, { cause });
  }
}

/** None for what does nothing once a model is trained. */
function makeLayers(layer: PlainLayer, where: string, take: () => TorchLayer): tf.layers.Layer[] {
  switch (layer.type) {
    case 'Linear': {
      const { name: own, units, useBias } = affine(take(), 2, layer, where);
      return [tf.layers.dense({ name: own, units, useBias, kernelInitializer: 'zeros' })];
    }
    case 'Conv2d':
      return makeConvolution(layer, affine(take(), 4, layer, where), where);
    case 'BatchNorm1d':
    case 'BatchNorm2d': {
      const taken = take();
      const { tensors } = taken;
      const [scale, center] = [tensors.has('weight'), tensors.has('bias')];
      const momentum = 1 - layer.momentum;
      const own = nameOf(taken);
      return [tf.layers.batchNormalization({ name: own, epsilon: layer.eps, momentum, scale, center })];
    }
    case 'MaxPool2d':
    case 'AvgPool2d': {
      const make = layer.type === 'MaxPool2d' ? tf.layers.maxPooling2d : tf.layers.averagePooling2d;
      const poolSize = pairOf(layer.kernel_size);
      const strides = layer.stride === undefined ? poolSize : pairOf(layer.stride);
      const zeros = zerosAround(layer.padding, poolSize);
      return [...(hasZeros(zeros) ? [padded(zeros)] : []), make({ poolSize, strides })];
    }
    case 'ReLU':
    case 'ReLU6':
    case 'Tanh':
    case 'Sigmoid':
      return [tf.layers.activation({ activation: layer.type.toLowerCase() as 'relu' })];
    case 'LeakyReLU':
      return [tf.layers.leakyReLU({ alpha: layer.negative_slope })];
    case 'Flatten':
      return [tf.layers.flatten()];
    case 'GlobalAvgPool2d':
    case 'AdaptiveAvgPool2d':
      return [tf.layers.globalAveragePooling2d({})];
    case 'GlobalMaxPool2d':
    case 'AdaptiveMaxPool2d':
      return [tf.layers.globalMaxPooling2d({})];
    case 'Dropout':
    case 'Dropout1d':
    case 'Dropout2d':
    case 'AlphaDropout':
    case 'Identity':
      return [];
    case 'Softmax':
    case 'LogSoftmax':
      // Both are the softmax that the loss takes the logits of.
      return [tf.layers.softmax()];
    default:
      return layer satisfies never;
  }
}

/** Zeros around the map in a layer of their own, where `same` does not put them as PyTorch does. */
function makeConvolution(
  layer: Extract<Layer, { type: 'Conv2d' }>,
  { name: own, units: filters, useBias, inputs, window: kernelSize }: Affine,
  where: string,
): tf.layers.Layer[] {
  const { stride, padding, groups = 1 } = layer;
  const strides = pairOf(stride);
  const zeros = zerosAround(padding, kernelSize);
  const isPadded = hasZeros(zeros);
  const isSame =
    isPadded &&
    zeros.every(([before, after], axis) => {
      return (
        strides[axis] === 1 &&
        before + after === kernelSize[axis]! - 1 &&
        before === Math.floor((before + after) / 2)
      );
    });
  const shared = { name: own, kernelSize, strides, padding: isSame ? 'same' : 'valid', useBias } as const;
  const isDepthwise = groups > 1;
  if (isDepthwise && (inputs !== 1 || filters % groups !== 0)) {
    throw new CheckpointError('model.checkpoint.torch.option', { where, type: layer.type, option: 'groups' });
  }
  const convolution = isDepthwise
    ? tf.layers.depthwiseConv2d({
        ...shared,
        depthMultiplier: filters / groups,
        depthwiseInitializer: 'zeros',
      })
    : tf.layers.conv2d({ ...shared, filters, kernelInitializer: 'zeros' });
  return isPadded && !isSame ? [padded(zeros), convolution] : [convolution];
}

type Zeros = [rows: [number, number], columns: [number, number]];

function hasZeros(zeros: Zeros): boolean {
  return zeros.flat().some((count) => count > 0);
}

function padded(zeros: Zeros): tf.layers.Layer {
  return tf.layers.zeroPadding2d({ padding: zeros });
}

/** Rows above and below, columns left and right. Of `same` the odd one is after, as in PyTorch. */
function zerosAround(
  padding: 'same' | 'valid' | number | readonly [number, number],
  window: readonly [number, number],
): Zeros {
  const of = (axis: 0 | 1): [number, number] => {
    if (padding === 'valid') return [0, 0];
    const all = window[axis] - 1;
    if (padding === 'same') return [Math.floor(all / 2), Math.ceil(all / 2)];
    return [pairOf(padding)[axis], pairOf(padding)[axis]];
  };
  return [of(0), of(1)];
}

interface Affine {
  readonly name: string;
  readonly units: number;
  /** Channels that each filter reads, or numbers that each unit does. */
  readonly inputs: number;
  readonly window: [number, number];
  readonly useBias: boolean;
}

/** Units and window of a layer, by the shape of its weight: [out, in], or [out, in, height, width]. */
function affine(found: TorchLayer, axes: number, { type }: Layer, where: string): Affine {
  const { name: layer, tensors } = found;
  const shape = tensors.get('weight')?.shape ?? [];
  if (shape.length !== axes) {
    throw new CheckpointError('model.checkpoint.torch.otherLayer', { where, type, layer, shape });
  }
  const [units, inputs, height = 1, width = 1] = shape as [number, number, number?, number?];
  const window: [number, number] = [height, width];
  return { name: nameOf(found), units, inputs, window, useBias: tensors.has('bias') };
}

function pairOf(value: number | readonly [number, number]): [number, number] {
  return typeof value === 'number' ? [value, value] : [...value];
}

/** What a layer is called in the lab. */
function nameOf({ name }: TorchLayer): string {
  return name ? layerName(name) : 'layer';
}
