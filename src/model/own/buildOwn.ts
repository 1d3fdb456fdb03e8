/**
 * Builds the tf.layers model of a plain list of layers: what does nothing at inference is left out, layers that scale the pixels are taken out and given
 * back as a scaling, flat inputs and free sizes take the images of the data, and one sigmoid becomes two outputs with a softmax.
 */

import * as tf from '@tensorflow/tfjs';
import type { ImageShape } from '../../data/dataset';
import type { Message } from '../../words/catalogue';
import { message } from '../../words/say';
import { ModelError } from '../modelError';
import { type Members, membersOf, type PlainLayer, type PlainModel } from './plainLayers';
import type { InputScaling } from './scaling';

/** Finds a weight of a layer in the file: "kernel", "moving_mean"; null where it has none. */
export type FindWeight = (layer: PlainLayer, part: string) => tf.Tensor | null;

export interface BuiltModel {
  readonly model: tf.LayersModel;
  /** What its first layers did with the pixels; null where they did nothing. */
  readonly scaling: InputScaling | null;
  /** What was left out or made into something else, and why. */
  readonly notes: readonly Message[];
}

/** What is the identity at inference. */
const identities = new Set([
  'Dropout',
  'SpatialDropout1D',
  'SpatialDropout2D',
  'AlphaDropout',
  'GaussianDropout',
  'GaussianNoise',
  'ActivityRegularization',
  'Identity',
  'RandomFlip',
  'RandomRotation',
  'RandomZoom',
  'RandomTranslation',
  'RandomContrast',
  'RandomBrightness',
  'RandomHeight',
  'RandomWidth',
]);

/**
 * @param shape of the images of the data; null: not known
 * @throws ModelError that names the layer which the lab cannot take, or says that free sizes need data
 */
export async function buildOwn(
  plain: PlainModel,
  find: FindWeight,
  shape: ImageShape | null,
): Promise<BuiltModel> {
  const start = tf.input({ shape: inputShape(plain.inputSizes, shape) });
  const symbols = new Map<string, tf.SymbolicTensor>();
  let scaling: InputScaling | null = null;
  const isFlat = plain.inputSizes?.length === 1 && shape !== null;
  const first = isFlat ? (tf.layers.flatten().apply(start) as tf.SymbolicTensor) : start;
  const last = plain.layers.find(({ name }) => name === endOf(plain))!;
  for (const layer of plain.layers) {
    if (layer.kind === 'InputLayer') {
      symbols.set(layer.name, first);
      continue;
    }
    const reads = layer.reads.map((name) => symbols.get(name)!);
    if (identities.has(layer.kind)) symbols.set(layer.name, reads[0]!);
    else if (isScaler(layer.kind)) {
      if (reads[0] !== first) throw new ModelError('model.refused.scalingWithin', { layer: layer.name });
      scaling = after(scaling, await readScaling(layer, find));
      symbols.set(layer.name, first);
    } else symbols.set(layer.name, applyLayer(layer, reads, find, outputsOf(layer, last)));
  }
  const model = tf.model({ inputs: start, outputs: symbols.get(plain.output)! });
  return { model, scaling, notes: notesOf(plain, last, isFlat ? shape : null) };
}

/** What happened to layers that are not in the model as they were. */
function notesOf(
  { layers, inputSizes }: PlainModel,
  last: PlainLayer,
  laidOut: ImageShape | null,
): Message[] {
  const shown = (kinds: (kind: string) => boolean) =>
    layers.filter(({ kind }) => kinds(kind)).map(({ kind, name }) => `${name} (${kind})`);
  const idle = shown((kind) => identities.has(kind));
  const scalers = shown(isScaler);
  const activation = last.kind === 'Softmax' ? 'softmax' : activationOf(last);
  return [
    ...(laidOut ? [message('model.notes.flat', { count: inputSizes![0] ?? 0, shape: laidOut })] : []),
    ...(idle.length > 0 ? [message('model.notes.identity', { layers: idle })] : []),
    ...(scalers.length > 0 ? [message('model.notes.scaling', { layers: scalers })] : []),
    ...(activation === 'softmax' ? [message('model.notes.softmax', { layer: last.name })] : []),
    ...(isOneSigmoid(last, 'end') ? [message('model.notes.oneSigmoid', { layer: last.name })] : []),
  ];
}

function isScaler(kind: string): boolean {
  return kind === 'Rescaling' || kind === 'Normalization';
}

/** The layer that gives the output, but for what is the identity. */
function endOf({ layers, output }: PlainModel): string {
  const layer = layers.find(({ name }) => name === output)!;
  const [read] = layer.reads;
  return identities.has(layer.kind) && read !== undefined
    ? endOf({ layers, output: read } as PlainModel)
    : output;
}

/** @throws ModelError where an input is no image */
function inputShape(sizes: PlainModel['inputSizes'], shape: ImageShape | null): number[] {
  if (shape === null) return knownSizes(sizes);
  const count = shape[0] * shape[1] * shape[2];
  if (sizes === null) return [...shape];
  if (sizes.length === 3) return sizes.map((size, i) => size ?? shape[i]!);
  if (sizes.length === 2) return [...sizes.map((size, i) => size ?? shape[i]!), 1];
  if (sizes.length !== 1) throw new ModelError('model.refused.inputNoImage', { sizes });
  if (sizes[0] !== null && sizes[0] !== count) {
    throw new ModelError('model.refused.otherImages', { takes: [1, 1, sizes[0]!], input: shape });
  }
  return [...shape];
}

/** @throws ModelError where a size is free: only data tell it */
function knownSizes(sizes: PlainModel['inputSizes']): number[] {
  const known = (sizes ?? [null]).filter((size) => size !== null);
  if (sizes === null || known.length < sizes.length) throw new ModelError('model.refused.freeSizes');
  return known.length === 2 ? [...known, 1] : known;
}

function after(earlier: InputScaling | null, { scale, shift }: InputScaling): InputScaling {
  if (!earlier) return { scale, shift };
  const channels = Math.max(scale.length, earlier.scale.length, shift.length, earlier.shift.length);
  const at = (values: readonly number[], i: number) => values[i] ?? values[0]!;
  const each = Array.from({ length: channels }, (_, i) => i);
  return {
    scale: each.map((i) => at(earlier.scale, i) * at(scale, i)),
    shift: each.map((i) => at(earlier.shift, i) * at(scale, i) + at(shift, i)),
  };
}

async function readScaling(layer: PlainLayer, find: FindWeight): Promise<InputScaling> {
  const { kind, name, config } = layer;
  const numbers = (value: unknown): number[] => [value].flat(8).map(Number);
  const checked = (scaling: InputScaling): InputScaling => {
    const isRight =
      scaling.scale.every((value) => Number.isFinite(value) && value !== 0) &&
      scaling.shift.every(Number.isFinite);
    if (!isRight) throw new ModelError('model.refused.scalingNumbers', { layer: name });
    return scaling;
  };
  if (kind === 'Rescaling') {
    return checked({ scale: numbers(config.scale), shift: numbers(config.offset ?? 0) });
  }
  const stored = async (part: string): Promise<number[] | null> => {
    const weight = find(layer, part);
    return weight && [...(await weight.data())];
  };
  const mean = (await stored('mean')) ?? numbers(config.mean);
  const variance = (await stored('variance')) ?? numbers(config.variance);
  const deviations = variance.map((value) => Math.max(Math.sqrt(value), 1e-7));
  const at = (values: readonly number[], i: number) => values[i] ?? values[0]!;
  return config.invert === true
    ? checked({ scale: deviations, shift: mean })
    : checked({ scale: deviations.map((d) => 1 / d), shift: mean.map((m, i) => -m / at(deviations, i)) });
}

/** Whether a layer gives the output. */
type Place = 'within' | 'end';

function outputsOf(layer: PlainLayer, last: PlainLayer): Place {
  return layer === last ? 'end' : 'within';
}

/** A layer's activation by its name, which Keras 3 may write as an object. */
function activationOf({ config }: PlainLayer): string {
  const { activation } = config;
  const members = membersOf(activation);
  const named = members
    ? typeof members.config === 'string'
      ? members.config
      : members.class_name
    : activation;
  return String(named ?? 'linear').toLowerCase();
}

function applyLayer(
  layer: PlainLayer,
  reads: readonly tf.SymbolicTensor[],
  find: FindWeight,
  place: Place,
): tf.SymbolicTensor {
  const made = makeLayer(layer, place);
  const symbol = applyTo(made, layer, reads);
  const parts = weightParts(layer);
  const weights = parts.map((part) => find(layer, part) ?? missing(layer, part));
  setWeights(made, layer, isOneSigmoid(layer, place) ? weights.map(twoOutputs) : weights);
  return symbol;
}

/** @throws ModelError where TensorFlow.js cannot lay it on what it reads */
function applyTo(made: tf.layers.Layer, layer: PlainLayer, reads: readonly tf.SymbolicTensor[]) {
  try {
    return made.apply(reads.length === 1 ? reads[0]! : [...reads]) as tf.SymbolicTensor;
  } catch (cause) {
    throw new ModelError('model.refused.cannotLay', { layer: layer.name, kind: layer.kind }, { cause });
  }
}

function setWeights(made: tf.layers.Layer, layer: PlainLayer, weights: readonly tf.Tensor[]): void {
  try {
    if (weights.length > 0) made.setWeights([...weights]);
  } catch (cause) {
    const found = weights.map(({ shape }) => shape.join(' x ')).join(', ');
    throw new ModelError('model.refused.weightShapes', { layer: layer.name, found }, { cause });
  }
}

function missing({ name }: PlainLayer, part: string): never {
  throw new ModelError('model.refused.noWeights', { layer: name, part });
}

/** The names of a layer's weights, in the order of tf.layers. */
function weightParts({ kind, config }: PlainLayer): readonly string[] {
  if (kind === 'Dense' || kind === 'Conv2D')
    return config.use_bias === false ? ['kernel'] : ['kernel', 'bias'];
  if (kind !== 'BatchNormalization') return [];
  return [
    ...(config.scale === false ? [] : ['gamma']),
    ...(config.center === false ? [] : ['beta']),
    'moving_mean',
    'moving_variance',
  ];
}

/**
 * One sigmoid at the end: two outputs -z/2 and z/2 have by softmax the probabilities 1 - sigmoid(z) and sigmoid(z), and its binary cross-entropy is theirs.
 */
function isOneSigmoid(layer: PlainLayer, place: Place): boolean {
  return (
    place === 'end' && layer.kind === 'Dense' && layer.config.units === 1 && activationOf(layer) === 'sigmoid'
  );
}

function twoOutputs(weight: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.concat([tf.mul(weight, -0.5), tf.mul(weight, 0.5)], weight.rank - 1));
}

/** @throws ModelError where the lab has no such layer */
function makeLayer(layer: PlainLayer, place: Place): tf.layers.Layer {
  const { kind, name, config } = layer;
  const activation = activationOf(layer);
  const single = isOneSigmoid(layer, place);
  if (place === 'end' && activation === 'sigmoid' && !single) {
    throw new ModelError('model.refused.sigmoids', { layer: name });
  }
  const common = { name, kernelInitializer: 'zeros' as const, useBias: config.use_bias !== false };
  const shared = { name, dataFormat: dataFormatOf(config) };
  const taken = (activation === 'linear' ? {} : { activation: single ? 'softmax' : activation }) as object;
  switch (kind) {
    case 'Dense':
      return tf.layers.dense({
        ...common,
        ...checkedActivation(layer, taken),
        units: single ? 2 : countOf(layer, 'units'),
      });
    case 'Conv2D':
      if ((config.groups ?? 1) !== 1) throw new ModelError('model.refused.grouped', { layer: name });
      return tf.layers.conv2d({
        ...common,
        ...shared,
        ...checkedActivation(layer, taken),
        filters: countOf(layer, 'filters'),
        kernelSize: pairOf(layer, 'kernel_size'),
        strides: pairOf(layer, 'strides', 1),
        dilationRate: pairOf(layer, 'dilation_rate', 1),
        padding: paddingOf(layer),
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
