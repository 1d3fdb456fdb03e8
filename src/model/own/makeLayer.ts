/** The tf.layers layer of a plain layer, whichever Keras wrote it, and the names of its weights. */

import * as tf from '@tensorflow/tfjs';
import { ModelError } from '../modelError';
import { type Members, membersOf, type PlainLayer } from './plainLayers';

/** A layer's activation by its name, which Keras 3 may write as an object. */
export function activationOf({ config }: PlainLayer): string {
  const { activation } = config;
  const members = membersOf(activation);
  const named = members
    ? typeof members.config === 'string'
      ? members.config
      : members.class_name
    : activation;
  return String(named ?? 'linear').toLowerCase();
}

/** The names of a layer's weights, in the order of tf.layers; several names of one weight where versions of Keras differ, or it was one of a separable convolution. */
export function weightParts({ kind, config }: PlainLayer): readonly (readonly string[])[] {
  const bias = config.use_bias === false ? [] : [['bias']];
  switch (kind) {
    case 'Dense':
      return [['kernel'], ...bias];
    case 'Conv2D':
      return [['kernel', 'pointwise_kernel'], ...bias];
    case 'DepthwiseConv2D':
      return [['depthwise_kernel', 'kernel'], ...bias];
    case 'BatchNormalization':
      return [
        ...(config.scale === false ? [] : [['gamma']]),
        ...(config.center === false ? [] : [['beta']]),
        ['moving_mean'],
        ['moving_variance'],
      ];
    default:
      return [];
  }
}

/** What the layer says of the sizes of its kernel, null where another layer decides; null for layers without one. */
export function kernelSizes(layer: PlainLayer): readonly (number | null)[] | null {
  switch (layer.kind) {
    case 'Dense':
      return [null, countOf(layer, 'units')];
    case 'Conv2D':
      return [...pairOf(layer, 'kernel_size'), null, countOf(layer, 'filters')];
    case 'DepthwiseConv2D':
      return [...pairOf(layer, 'kernel_size'), null, multiplierOf(layer)];
    default:
      return null;
  }
}

/** @throws ModelError where the lab has no such layer */
export function makeLayer(layer: PlainLayer): tf.layers.Layer {
  const { kind, name, config } = layer;
  const activation = activationOf(layer);
  const shared = { name, dataFormat: dataFormatOf(config) };
  switch (kind) {
    case 'Dense':
      return tf.layers.dense({ ...affine(layer), ...zeroKernel, units: countOf(layer, 'units') });
    case 'Conv2D':
      if ((config.groups ?? 1) !== 1) throw new ModelError('model.refused.grouped', { layer: name });
      return tf.layers.conv2d({
        ...affine(layer),
        ...windowOf(layer),
        ...zeroKernel,
        filters: countOf(layer, 'filters'),
      });
    case 'DepthwiseConv2D':
      return tf.layers.depthwiseConv2d({
        ...affine(layer),
        ...windowOf(layer),
        depthwiseInitializer: 'zeros',
        depthMultiplier: multiplierOf(layer),
      });
    case 'BatchNormalization':
      return tf.layers.batchNormalization({
        name,
        axis: Number([config.axis ?? -1].flat()[0]),
        momentum: Number(config.momentum ?? 0.99),
        epsilon: Number(config.epsilon ?? 1e-3),
        center: config.center !== false,
        scale: config.scale !== false,
      });
    case 'Activation':
      checkedActivation(layer, {});
      return tf.layers.activation({ name, activation: activation as 'relu' });
    case 'ReLU':
      return makeRelu(layer);
    case 'LeakyReLU':
      return tf.layers.leakyReLU({ name, alpha: Number(config.negative_slope ?? config.alpha ?? 0.3) });
    case 'ZeroPadding2D':
      return tf.layers.zeroPadding2d({ ...shared, padding: zerosOf(layer) });
    case 'GlobalMaxPooling2D':
      return tf.layers.globalMaxPooling2d(shared);
    case 'Concatenate':
      return tf.layers.concatenate({ name, axis: Number(config.axis ?? -1) });
    case 'Softmax':
      return tf.layers.softmax({ name });
    case 'Flatten':
      return tf.layers.flatten(shared as { name: string });
    case 'Reshape':
      return tf.layers.reshape({ name, targetShape: [config.target_shape ?? []].flat().map(Number) });
    case 'MaxPooling2D':
    case 'AveragePooling2D': {
      const make = kind === 'MaxPooling2D' ? tf.layers.maxPooling2d : tf.layers.averagePooling2d;
      const poolSize = pairOf(layer, 'pool_size');
      const strides = config.strides == null ? poolSize : pairOf(layer, 'strides');
      return make({ ...shared, poolSize, strides, padding: paddingOf(layer) });
    }
    case 'GlobalAveragePooling2D':
      return tf.layers.globalAveragePooling2d(shared);
    case 'Add':
      return tf.layers.add({ name });
    default:
      throw new ModelError('model.refused.layerKind', { layer: name, kind });
  }
}

const zeroKernel = { kernelInitializer: 'zeros' } as const;

/** What all layers with a kernel have: their activation, and whether there is a bias. */
function affine(layer: PlainLayer) {
  const activation = checkedActivation(layer, activationOf(layer));
  const { name, config } = layer;
  return {
    name,
    useBias: config.use_bias !== false,
    ...(activation === 'linear' ? {} : { activation: activation as 'relu' }),
  };
}

function windowOf(layer: PlainLayer) {
  return {
    dataFormat: dataFormatOf(layer.config),
    kernelSize: pairOf(layer, 'kernel_size'),
    strides: pairOf(layer, 'strides', 1),
    dilationRate: pairOf(layer, 'dilation_rate', 1),
    padding: paddingOf(layer),
  };
}

/** Filters of a channel. */
function multiplierOf(layer: PlainLayer): number {
  return checkCount(layer, 'depth_multiplier', layer.config.depth_multiplier ?? 1);
}

const activations = ['relu', 'relu6', 'tanh', 'sigmoid', 'softmax', 'linear'];

/** @throws ModelError where the lab has no such activation */
function checkedActivation<T>(layer: PlainLayer, value: T): T {
  const activation = activationOf(layer);
  if (activations.includes(activation)) return value;
  const taken = ['relu', 'relu6', 'tanh', 'sigmoid'];
  throw new ModelError('model.refused.activation', { layer: layer.name, activation, taken });
}

/** A ReLU, one with a ceiling of 6, or one with a slope below 0. @throws ModelError for another ceiling or a threshold */
function makeRelu({ name, config }: PlainLayer): tf.layers.Layer {
  const number = (value: unknown) => Number([value ?? 0].flat()[0]);
  const { max_value: most, negative_slope: slope, threshold } = config;
  const [hasCeiling, isBent] = [most != null, number(slope) !== 0];
  const isKnown = number(threshold) === 0 && !(hasCeiling && (isBent || number(most) !== 6));
  if (!isKnown) throw new ModelError('model.refused.reluCeiling', { layer: name });
  if (isBent) return tf.layers.leakyReLU({ name, alpha: number(slope) });
  return hasCeiling
    ? tf.layers.reLU({ name, maxValue: 6 })
    : tf.layers.activation({ name, activation: 'relu' });
}

/** Rows above and below, columns left and right: of one number, two, or two pairs. */
function zerosOf(layer: PlainLayer): [[number, number], [number, number]] {
  const value = layer.config.padding ?? 1;
  const sides: unknown[] = Array.isArray(value) ? value : [value, value];
  const both = (side: unknown): [number, number] => {
    const [first, second = first] = [side].flat();
    return [checkZeros(layer, first), checkZeros(layer, second)];
  };
  return [both(sides[0]), both(sides[1])];
}

/** @throws ModelError where it is no number of rows or columns */
function checkZeros(layer: PlainLayer, value: unknown): number {
  return value === 0 ? 0 : checkCount(layer, 'padding', value);
}

function dataFormatOf(config: Members): 'channelsFirst' | 'channelsLast' {
  return config.data_format === 'channels_first' ? 'channelsFirst' : 'channelsLast';
}

/** What it is, for readGraph to refuse where the lab has none such. */
function paddingOf({ name, config }: PlainLayer): 'valid' | 'same' {
  const padding = String(config.padding ?? 'valid');
  if (padding === 'valid' || padding === 'same') return padding;
  throw new ModelError('model.refused.padding', { layer: name, padding });
}

/** Most units or filters of a layer, and pixels of a window. */
const mostUnits = 1e6;

/** @throws ModelError where it is no whole number from 1 */
function countOf(layer: PlainLayer, part: string): number {
  return checkCount(layer, part, layer.config[part]);
}

function pairOf(layer: PlainLayer, part: string, fallback?: number): [number, number] {
  const value = layer.config[part] ?? fallback;
  const [first, second = first] = [value].flat() as unknown[];
  return [checkCount(layer, part, first), checkCount(layer, part, second)];
}

function checkCount({ name }: PlainLayer, part: string, value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= mostUnits)
    return value as number;
  throw new ModelError('model.refused.number', {
    layer: name,
    part,
    found: String(JSON.stringify(value)).slice(0, 60),
  });
}
