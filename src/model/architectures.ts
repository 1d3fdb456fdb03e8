/** The models of the lab: one table for the menu, the address, the checkpoints and the tests. Each is built as tf.layers. */

import * as tf from '@tensorflow/tfjs';
import { type Dataset, inputShapeOf } from '../data/dataset';
import type { MapShape } from '../math/network/graph';
import type { Message } from '../words/catalogue';
import type { RowId } from '../words/rowWords';
import { SaidError } from '../words/saidError';
import { message, sayInEnglish } from '../words/say';
import type { ModelScaling } from './own/scaling';
import type { TrainingRequest } from './trainingRequest';
import { transformer } from './transformer';

export interface Architecture {
  readonly id: string;
  /** What cards and reports call it, in English. */
  readonly name: string;
  readonly description: Message;
  /** The images that it is meant for: its place in menus, and what weights ship for; `text`: it reads texts, and no images. */
  readonly madeFor: 'any' | 'grey' | 'colour' | 'text';
  /** Of images: whether it is for samples that have several labels, by a sigmoid for each class. */
  readonly takesSeveral?: true;
  /** Whether it can take images of a shape. */
  takes(input: MapShape): boolean;
  /** The tf.layers model for images of a shape; its last layer gives logits. */
  build(input: MapShape, classes: number): tf.LayersModel;
  /** How its images are scaled, of a model of the user's own; absent: as the data say. */
  readonly scaling?: ModelScaling;
  /** What the training panel starts with. */
  readonly training: TrainingRequest;
}

type Layer = tf.layers.Layer;

const dense = (units: number, name: string): Layer =>
  tf.layers.dense({ units, name, kernelInitializer: 'zeros' });
const convolution = (filters: number, kernelSize: number, name: string, options: object = {}): Layer =>
  tf.layers.conv2d({ filters, kernelSize, name, kernelInitializer: 'zeros', ...options });
const relu = (): Layer => tf.layers.activation({ activation: 'relu' });
/** Before the ReLU, not after it: the largest of rectified values is the rectified largest, and a quarter of the work. */
const pool = (): Layer => tf.layers.maxPooling2d({ poolSize: 2, strides: 2 });
const flatten = (): Layer => tf.layers.flatten();
/** Keras keeps 99% of the running statistics in a step; over a few hundred steps that would remember the start. */
const batchNorm = (): Layer => tf.layers.batchNormalization({ momentum: 0.9, epsilon: 1e-5 });

/** A model whose layers follow one another. */
function chain(layers: (classes: number) => readonly Layer[]): Architecture['build'] {
  return (input, classes) => {
    const start = tf.input({ shape: [...input] });
    const end = layers(classes).reduce<tf.SymbolicTensor>(
      (from, layer) => layer.apply(from) as tf.SymbolicTensor,
      start,
    );
    return tf.model({ inputs: start, outputs: end });
  };
}

const sgd = {
  optimizer: 'sgd',
  batchSize: 256,
  schedule: 'constant',
  momentum: 0.9,
  weightDecay: 0.01,
  augmentation: 'none',
  seed: 1,
  loop: 2,
} as const;

/** Six 3 x 3 convolutions in pairs with pooling after each pair, then three dense layers. */
function sixConvolutions(filters: readonly number[], units: readonly number[], normalised: boolean) {
  return chain((classes) => [
    ...filters.flatMap((count, i) => [
      convolution(count, 3, `conv${i + 1}`, { padding: 'same' }),
      ...(normalised ? [batchNorm()] : []),
      ...(i % 2 === 1 ? [pool()] : []),
      relu(),
    ]),
    flatten(),
    ...units.flatMap((count, i) => [dense(count, `hidden${i + 1}`), relu()]),
    dense(classes, 'output'),
  ]);
}

const narrowFilters = [16, 32, 64, 64, 128, 128];
const wideFilters = [32, 64, 128, 128, 256, 256];
/** Smaller maps would be used up by the convolutions and poolings. */
const fromSide =
  (least: number): Architecture['takes'] =>
  ([height, width]) =>
    height >= least && width >= least;
const cnnTraining = {
  ...sgd,
  epochs: 20,
  learningRate: 0.03,
  batchSize: 64,
  schedule: 'cosine',
  weightDecay: 5e-4,
  augmentation: 'flip-and-shift',
} as const;

/** Six convolutions without normalisation: from these initial weights plain gradient descent does not get off the ground. */
const deepTraining = { ...cnnTraining, optimizer: 'adam', learningRate: 1e-3, weightDecay: 0 } as const;

function wordsOf(id: RowId<'model.architectures'>): Pick<Architecture, 'name' | 'description'> {
  return {
    name: sayInEnglish(`model.architectures.${id}.label`),
    description: message(`model.architectures.${id}.about`),
  };
}

export const architectures: readonly Architecture[] = [
  {
    id: 'mnist-logistic',
    ...wordsOf('mnist-logistic'),
    madeFor: 'any',
    takes: () => true,
    build: chain((classes) => [flatten(), dense(classes, 'output')]),
    training: { ...sgd, epochs: 12, learningRate: 0.01 },
  },
  {
    id: 'mnist-logistic-minimum',
    ...wordsOf('mnist-logistic-minimum'),
    madeFor: 'any',
    takes: () => true,
    build: chain((classes) => [flatten(), dense(classes, 'output')]),
    training: { ...sgd, optimizer: 'newton', epochs: 50, learningRate: 0.01 },
  },
  {
    id: 'mnist-2nn',
    ...wordsOf('mnist-2nn'),
    madeFor: 'any',
    takes: () => true,
    build: chain((classes) => [flatten(), dense(100, 'hidden1'), relu(), dense(classes, 'output')]),
    training: { ...sgd, epochs: 12, learningRate: 0.02 },
  },
  {
    id: 'mnist-cnn',
    ...wordsOf('mnist-cnn'),
    madeFor: 'grey',
    takes: fromSide(16),
    build: chain((classes) => [
      convolution(8, 5, 'conv1'),
      pool(),
      relu(),
      convolution(16, 5, 'conv2'),
      pool(),
      relu(),
      flatten(),
      dense(classes, 'output'),
    ]),
    training: { ...sgd, epochs: 12, learningRate: 0.02, batchSize: 128, weightDecay: 1e-3 },
  },
  {
    id: 'cifar-net',
    ...wordsOf('cifar-net'),
    madeFor: 'colour',
    takes: fromSide(16),
    build: chain((classes) => [
      convolution(10, 5, 'conv1'),
      pool(),
      relu(),
      convolution(20, 5, 'conv2'),
      pool(),
      relu(),
      flatten(),
      dense(250, 'hidden1'),
      relu(),
      dense(100, 'hidden2'),
      relu(),
      dense(classes, 'output'),
    ]),
    training: { ...cnnTraining, learningRate: 0.01 },
  },
  {
    id: 'cifar-cnn-narrow',
    ...wordsOf('cifar-cnn-narrow'),
    madeFor: 'colour',
    takes: fromSide(16),
    build: sixConvolutions(narrowFilters, [96, 48], false),
    training: deepTraining,
  },
  {
    id: 'cifar-cnn-narrow-bn',
    ...wordsOf('cifar-cnn-narrow-bn'),
    madeFor: 'colour',
    takes: fromSide(16),
    build: sixConvolutions(narrowFilters, [96, 48], true),
    training: cnnTraining,
  },
  {
    id: 'cifar-cnn',
    ...wordsOf('cifar-cnn'),
    madeFor: 'colour',
    takes: fromSide(16),
    build: sixConvolutions(wideFilters, [1024, 512], false),
    training: deepTraining,
  },
  {
    id: 'cifar-cnn-bn',
    ...wordsOf('cifar-cnn-bn'),
    madeFor: 'colour',
    takes: fromSide(16),
    build: sixConvolutions(wideFilters, [1024, 512], true),
    training: cnnTraining,
  },
  {
    id: 'cifar-resnet',
    ...wordsOf('cifar-resnet'),
    madeFor: 'colour',
    takes: fromSide(16),
    build: residual({ filters: [16, 32, 64], stride: 1 }),
    training: cnnTraining,
  },
  {
    id: 'face-resnet',
    ...wordsOf('face-resnet'),
    madeFor: 'colour',
    takes: fromSide(16),
    build: residual({ filters: [8, 16, 32], stride: 2, units: 64 }),
    training: { ...cnnTraining, epochs: 36, learningRate: 0.1, augmentation: 'shift' },
  },
  {
    id: 'face-attributes',
    ...wordsOf('face-attributes'),
    madeFor: 'colour',
    takesSeveral: true,
    takes: fromSide(16),
    build: residual({ filters: [8, 16, 32], stride: 2, units: 64, activation: 'sigmoid' }),
    training: { ...cnnTraining, epochs: 10, learningRate: 0.1, augmentation: 'shift' },
  },
  {
    id: 'transformer',
    ...wordsOf('transformer'),
    madeFor: 'text',
    takes: ([height, width]) => height === 1 && width === 1,
    build: transformer({ tokens: 2048, channels: 64, heads: 4, hidden: 128 }),
    training: {
      ...sgd,
      optimizer: 'adam',
      epochs: 6,
      learningRate: 2e-3,
      batchSize: 32,
      schedule: 'cosine',
      weightDecay: 0,
    },
  },
];

interface ResidualSizes {
  /** Filters of the blocks; the first convolution has as many as the first. */
  readonly filters: readonly number[];
  /** Of the first convolution. */
  readonly stride: number;
  /** Units of a dense layer before the output, which reads the whole map; absent: the output reads the means of the filters. */
  readonly units?: number;
  /** Of the output; absent: logits. */
  readonly activation?: 'sigmoid';
}

/** A residual network in the manner of He, Zhang, Ren, Sun (CVPR 2016), section 4.2, with one block per width. */
function residual({ filters, stride, units, activation }: ResidualSizes): Architecture['build'] {
  return (input, classes) => {
    const apply = (layer: Layer, ...from: tf.SymbolicTensor[]) =>
      layer.apply(from.length === 1 ? from[0]! : from) as tf.SymbolicTensor;
    const start = tf.input({ shape: [...input] });
    const stem = convolution(filters[0]!, 3, 'conv1', { padding: 'same', strides: stride });
    let map = apply(relu(), apply(batchNorm(), apply(stem, start)));
    filters.forEach((count, i) => {
      const name = `block${i + 1}`;
      const strides = i === 0 ? 1 : 2;
      const first = apply(convolution(count, 3, `${name}conv1`, { padding: 'same', strides }), map);
      const hidden = apply(relu(), apply(batchNorm(), first));
      const second = apply(
        batchNorm(),
        apply(convolution(count, 3, `${name}conv2`, { padding: 'same' }), hidden),
      );
      const shortcut =
        i === 0
          ? map
          : apply(
              batchNorm(),
              apply(convolution(count, 1, `${name}shortcut`, { padding: 'same', strides }), map),
            );
      map = apply(relu(), apply(tf.layers.add(), second, shortcut));
    });
    const features =
      units === undefined
        ? apply(tf.layers.globalAveragePooling2d({}), map)
        : apply(relu(), apply(dense(units, 'hidden1'), apply(flatten(), map)));
    const output = dense(classes, 'output');
    const answers = apply(output, features);
    return tf.model({
      inputs: start,
      outputs: activation ? apply(tf.layers.activation({ activation }), answers) : answers,
    });
  };
}

/**
 * The models that can learn these data, those meant for them first.
 * @param shape what they read of images: features, or the pixels
 */
export function architecturesOf(
  dataset: Pick<Dataset, 'shape' | 'training' | 'text'>,
  shape: MapShape = inputShapeOf(dataset),
): readonly Architecture[] {
  if (!dataset.text && dataset.training.labelSets) {
    return architectures.filter(({ takesSeveral, takes }) => takesSeveral && takes(shape));
  }
  if (!dataset.text) return architecturesFor(shape);
  const read = inputShapeOf(dataset);
  return architectures.filter(({ madeFor, takes }) => madeFor === 'text' && takes(read));
}

/**
 * Refuses a model of the table that reads images for texts, and the other way round, and one that gives one class for images that have several.
 * @throws SaidError that says which models there are
 */
export function refuseOtherData(
  { id, name, madeFor, takesSeveral }: Architecture,
  dataset: Parameters<typeof architecturesOf>[0],
): void {
  const hasSets = !dataset.text && dataset.training.labelSets !== undefined;
  const fits = (madeFor === 'text') === Boolean(dataset.text);
  if (id === 'own' ? fits || dataset.text : fits && (takesSeveral || !hasSets)) return;
  const models = architecturesOf(dataset).map((row) => row.name);
  if (fits) throw new SaidError('model.givesOneClass', [{ model: name, models }]);
  throw new SaidError(dataset.text ? 'model.readsImages' : 'model.readsTexts', [{ model: name, models }]);
}

/** The models that can learn images of a shape, of one class each, those meant for them first. */
export function architecturesFor(shape: MapShape): readonly Architecture[] {
  const meant = (architecture: Architecture) => isMeantFor(architecture, shape);
  const able = architectures.filter(
    ({ madeFor, takesSeveral, takes }) => madeFor !== 'text' && !takesSeveral && takes(shape),
  );
  return [...able.filter(meant), ...able.filter((architecture) => !meant(architecture))];
}

/** The models that are meant for these data. */
export function architecturesMeantFor(
  dataset: Parameters<typeof architecturesOf>[0],
): readonly Architecture[] {
  const able = architecturesOf(dataset);
  return dataset.text ? able : able.filter((architecture) => isMeantFor(architecture, dataset.shape));
}

/** Whether a model is meant for images of a shape. */
function isMeantFor({ madeFor }: Architecture, [, , channels]: MapShape): boolean {
  return madeFor === 'any' || madeFor === (channels === 1 ? 'grey' : 'colour');
}

/** @throws SaidError when the table has no such model */
export function findArchitecture(id: string): Architecture {
  const found = architectures.find((architecture) => architecture.id === id);
  if (!found) {
    throw new SaidError('model.noSuchModel', [{ id, ids: architectures.map((row) => row.id) }]);
  }
  return found;
}
