/**
 * Builds the tf.layers model of a plain list of layers: what does nothing at inference is left out, layers that scale the pixels are taken out and given
 * back as a scaling, flat inputs and free sizes take the images of the data, and one sigmoid becomes two outputs with a softmax.
 */

import * as tf from '@tensorflow/tfjs';
import type { ImageShape } from '../../data/dataset';
import type { Message } from '../../words/catalogue';
import { message } from '../../words/say';
import { ModelError } from '../modelError';
import { splitKeptSizes, withFreeSize } from './keptSizes';
import { activationOf, kernelSizes, makeLayer, weightParts } from './makeLayer';
import type { PlainLayer, PlainModel } from './plainLayers';
import type { InputScaling } from './scaling';
import { splitSeparable } from './separable';

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
  given: PlainModel,
  find: FindWeight,
  shape: ImageShape | null,
): Promise<BuiltModel> {
  const made: tf.layers.Layer[] = [];
  try {
    return await build(given, find, shape, made);
  } catch (error) {
    for (const { weights } of made) for (const weight of weights) weight.dispose();
    throw error;
  }
}

/** @param made gets the layers that have weights, as they come to be */
async function build(
  given: PlainModel,
  find: FindWeight,
  shape: ImageShape | null,
  made: tf.layers.Layer[],
): Promise<BuiltModel> {
  const plain = withSigmoidInside(splitKeptSizes(splitSeparable(given, find)));
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
    } else {
      const single = layer === last && isOneSigmoid(layer);
      symbols.set(layer.name, applyLayer(layer, reads, find, single, made));
    }
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
  const activation = endActivation(last);
  return [
    ...(laidOut ? [message('model.notes.flat', { count: inputSizes![0] ?? 0, shape: laidOut })] : []),
    ...(idle.length > 0 ? [message('model.notes.identity', { layers: idle })] : []),
    ...(scalers.length > 0 ? [message('model.notes.scaling', { layers: scalers })] : []),
    ...(activation === 'softmax' ? [message('model.notes.softmax', { layer: last.name })] : []),
    ...(['softmax', 'sigmoid', 'linear'].includes(activation)
      ? []
      : [message('model.notes.otherEnd', { layer: last.name, activation })]),
    ...(activation === 'sigmoid'
      ? [
          message(isOneSigmoid(last) ? 'model.notes.oneSigmoid' : 'model.notes.sigmoids', {
            layer: last.name,
          }),
        ]
      : []),
  ];
}

function endActivation(last: PlainLayer): string {
  switch (last.kind) {
    case 'Softmax':
      return 'softmax';
    case 'ReLU':
    case 'LeakyReLU':
      return last.kind;
    default:
      return activationOf(last);
  }
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

function applyLayer(
  layer: PlainLayer,
  reads: readonly tf.SymbolicTensor[],
  find: FindWeight,
  single: boolean,
  made: tf.layers.Layer[],
): tf.SymbolicTensor {
  const weights = weightParts(layer).map((names) => findNamed(layer, names, find));
  refuseOtherKernel(layer, weights);
  const own = makeLayer(single ? withTwoOutputs(layer) : withFreeSize(layer, reads[0]!));
  made.push(own);
  const symbol = applyTo(own, layer, reads);
  const doubled = single ? weights.map(twoOutputs) : [];
  try {
    setWeights(own, layer, single ? doubled : weights);
  } finally {
    tf.dispose(doubled);
  }
  return symbol;
}

/** @throws ModelError where the kernel in the file is not that of the layer: before memory is taken for it */
function refuseOtherKernel(layer: PlainLayer, weights: readonly tf.Tensor[]): void {
  const sizes = kernelSizes(layer);
  const [kernel] = weights;
  if (!sizes || !kernel) return;
  const fits =
    kernel.rank === sizes.length && sizes.every((size, k) => size === null || size === kernel.shape[k]);
  if (fits) return;
  const found = weights.map(({ shape }) => shape.join(' x ')).join(', ');
  throw new ModelError('model.refused.weightShapes', { layer: layer.name, found });
}

/** @throws ModelError where the file has the weight under none of its names */
function findNamed(layer: PlainLayer, names: readonly string[], find: FindWeight): tf.Tensor {
  for (const name of names) {
    const found = find(layer, name);
    if (found) return found;
  }
  throw new ModelError('model.refused.noWeights', { layer: layer.name, part: names[0]! });
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

/**
 * One sigmoid at the end: two outputs -z/2 and z/2 have by softmax the probabilities 1 - sigmoid(z) and sigmoid(z), and its binary cross-entropy is theirs.
 */
function isOneSigmoid(layer: PlainLayer): boolean {
  return layer.kind === 'Dense' && layer.config.units === 1 && activationOf(layer) === 'sigmoid';
}

function withTwoOutputs(layer: PlainLayer): PlainLayer {
  return { ...layer, config: { ...layer.config, units: 2, activation: 'softmax' } };
}

/** The same model, where its last layer is the sigmoid of one output alone: a part of the layer before. */
function withSigmoidInside(plain: PlainModel): PlainModel {
  const end = plain.layers.find(({ name }) => name === endOf(plain))!;
  const from = plain.layers.find(({ name }) => name === end.reads[0]);
  const isSeparate = end.kind === 'Activation' && activationOf(end) === 'sigmoid';
  if (!isSeparate || from?.kind !== 'Dense' || from.config.units !== 1) return plain;
  if (activationOf(from) !== 'linear') return plain;
  const layers = plain.layers.map((layer) => {
    if (layer === from) return { ...from, config: { ...from.config, activation: 'sigmoid' } };
    return layer === end ? { ...end, kind: 'Identity' } : layer;
  });
  return { ...plain, layers };
}

function twoOutputs(weight: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.concat([tf.mul(weight, -0.5), tf.mul(weight, 0.5)], weight.rank - 1));
}
