/** A Sequential of PyTorch as a small JSON file tells it: what a state_dict does not say of a model. */

import * as tf from '@tensorflow/tfjs';
import * as v from 'valibot';
import type { ImageShape } from '../../data/dataset';
import { CheckpointError } from '../checkpointError';
import { membersOf } from '../own/plainLayers';
import { list, name, number, type Plain, whole } from '../schema/plain';
import type { TorchLayer } from './placeWeights';

const side = whole(0, 4096);
const pair = v.union([side, v.strictTuple([side, side])]);

const layerSchema = v.variant('type', [
  v.object({
    type: v.literal('Conv2d'),
    /** The layer of the state_dict; absent: the next one. */
    name: v.optional(name),
    stride: v.optional(pair, 1),
    padding: v.optional(v.union([pair, v.picklist(['same', 'valid'])]), 0),
  }),
  v.object({ type: v.literal('LeakyReLU'), negative_slope: v.optional(number(), 0.01) }),
  v.object({ type: v.literal('Linear'), name: v.optional(name) }),
  v.object({
    type: v.picklist(['BatchNorm1d', 'BatchNorm2d']),
    name: v.optional(name),
    eps: v.optional(number(0, 1), 1e-5),
    /** As in PyTorch: the share of a new batch in the running statistics. */
    momentum: v.optional(number(0, 1), 0.1),
  }),
  v.object({
    type: v.picklist(['MaxPool2d', 'AvgPool2d']),
    kernel_size: pair,
    /** Absent: as large as the window. */
    stride: v.optional(pair),
  }),
  v.object({
    type: v.picklist([
      'ReLU',
      'ReLU6',
      'Tanh',
      'Sigmoid',
      'Flatten',
      'Dropout',
      'Dropout2d',
      'GlobalAvgPool2d',
      'GlobalMaxPool2d',
      'Softmax',
      'LogSoftmax',
    ]),
  }),
]);

export const sequentialSchema = v.object({
  format: v.literal('lethe-sequential'),
  version: v.literal(1),
  /** Height, width and channels of the images; absent: those of the data. */
  input: v.optional(v.strictTuple([whole(1, 4096), whole(1, 4096), whole(1, 4096)])),
  layers: list(layerSchema, 1, 1000),
});

export type Sequential = Plain<typeof sequentialSchema>;
type Layer = Sequential['layers'][number];

/** What these options of PyTorch are where they change nothing. */
const idleOptions: Readonly<Record<string, unknown>> = {
  padding: 0,
  dilation: 1,
  groups: 1,
  ceil_mode: false,
  padding_mode: 'zeros',
  inplace: true,
};

/**
 * Refuses options of PyTorch that a description has not: to read past one would give other numbers.
 * @param layers of a description, before it is checked
 * @throws CheckpointError that names the layer and the option
 */
export function refuseOptions(layers: unknown): void {
  if (!Array.isArray(layers)) return;
  for (const [index, layer] of layers.entries()) {
    const members = membersOf(layer);
    const known = layerSchema.options.find(({ entries }) => v.is(entries.type, members?.type));
    if (!members || !known) continue;
    const option = Object.keys(members).find(
      (key) => !(key in known.entries) && members[key] !== idleOptions[key],
    );
    if (option === undefined) continue;
    const type = String(members.type);
    throw new CheckpointError('model.checkpoint.torch.option', { index, type, option });
  }
}

/** The layers as a tf.layers model, and the layers of the state_dict that they have, in their order. */
export interface BuiltSequential {
  readonly model: tf.LayersModel;
  readonly used: readonly TorchLayer[];
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
  const used: TorchLayer[] = [];
  const take = (layer: Layer, index: number): TorchLayer => {
    const wanted = 'name' in layer ? layer.name : undefined;
    const left = found.filter((each) => !used.includes(each));
    const next = wanted === undefined ? left[0] : left.find((each) => each.name === wanted);
    if (!next) throw new CheckpointError('model.checkpoint.torch.noLayer', { index, type: layer.type });
    used.push(next);
    return next;
  };
  let end: tf.SymbolicTensor = start;
  layers.forEach((layer, index) => {
    const made = makeLayers(layer, index, () => take(layer, index));
    end = made.reduce((from, each) => applyTo(each, from, layer, index), end);
  });
  return { model: tf.model({ inputs: start, outputs: end }), used };
}

function applyTo(made: tf.layers.Layer, end: tf.SymbolicTensor, { type }: Layer, index: number) {
  try {
    return made.apply(end) as tf.SymbolicTensor;
  } catch (cause) {
    throw new CheckpointError('model.checkpoint.torch.doesNotFit', { index, type }, { cause });
  }
}

/** None for what does nothing once a model is trained. */
function makeLayers(layer: Layer, index: number, take: () => TorchLayer): tf.layers.Layer[] {
  switch (layer.type) {
    case 'Linear': {
      const { name: own, units, useBias } = affine(take(), 2, layer, index);
      return [tf.layers.dense({ name: own, units, useBias, kernelInitializer: 'zeros' })];
    }
    case 'Conv2d':
      return makeConvolution(layer, affine(take(), 4, layer, index));
    case 'BatchNorm1d':
    case 'BatchNorm2d': {
      const { tensors } = take();
      const [scale, center] = [tensors.has('weight'), tensors.has('bias')];
      const momentum = 1 - layer.momentum;
      return [tf.layers.batchNormalization({ epsilon: layer.eps, momentum, scale, center })];
    }
    case 'MaxPool2d':
    case 'AvgPool2d': {
      const make = layer.type === 'MaxPool2d' ? tf.layers.maxPooling2d : tf.layers.averagePooling2d;
      const poolSize = pairOf(layer.kernel_size);
      return [make({ poolSize, strides: layer.stride === undefined ? poolSize : pairOf(layer.stride) })];
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
      return [tf.layers.globalAveragePooling2d({})];
    case 'GlobalMaxPool2d':
      return [tf.layers.globalMaxPooling2d({})];
    case 'Dropout':
    case 'Dropout2d':
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
  { stride, padding }: Extract<Layer, { type: 'Conv2d' }>,
  { name: own, units: filters, useBias, window: kernelSize }: Affine,
): tf.layers.Layer[] {
  const strides = pairOf(stride);
  const zeros = zerosAround(padding, kernelSize);
  const isPadded = zeros.some(([before, after]) => before + after > 0);
  const isSame =
    isPadded &&
    zeros.every(([before, after], axis) => {
      return (
        strides[axis] === 1 &&
        before + after === kernelSize[axis]! - 1 &&
        before === Math.floor((before + after) / 2)
      );
    });
  const convolution = tf.layers.conv2d({
    name: own,
    filters,
    kernelSize,
    strides,
    padding: isSame ? 'same' : 'valid',
    useBias,
    kernelInitializer: 'zeros',
  });
  return isPadded && !isSame ? [tf.layers.zeroPadding2d({ padding: zeros }), convolution] : [convolution];
}

/** Rows above and below, columns left and right. Of `same` the odd one is after, as in PyTorch. */
function zerosAround(
  padding: 'same' | 'valid' | number | readonly [number, number],
  window: readonly [number, number],
): [[number, number], [number, number]] {
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
  readonly window: [number, number];
  readonly useBias: boolean;
}

/** Units and window of a layer, by the shape of its weight: [out, in], or [out, in, height, width]. */
function affine({ name: own, tensors }: TorchLayer, axes: number, { type }: Layer, index: number): Affine {
  const shape = tensors.get('weight')?.shape ?? [];
  if (shape.length !== axes) {
    throw new CheckpointError('model.checkpoint.torch.otherLayer', { index, type, layer: own, shape });
  }
  const [units, , height = 1, width = 1] = shape as [number, number, number?, number?];
  const window: [number, number] = [height, width];
  return { name: own || 'layer', units, window, useBias: tensors.has('bias') };
}

function pairOf(value: number | readonly [number, number]): [number, number] {
  return typeof value === 'number' ? [value, value] : [...value];
}
