import * as tf from '@tensorflow/tfjs';
import type { Dataset, ImageShape } from '../../src/data/dataset';
import type { NetworkGraph } from '../../src/math/network/graph';
import { createRandom } from '../../src/math/random/random';
import { type Architecture, findArchitecture } from '../../src/model/architectures';
import { initialParameters } from '../../src/model/network';
import type { TrainingRequest } from '../../src/model/trainingRequest';
import { transformer } from '../../src/model/transformer';
import { makeSmallDataset } from '../support/smallDataset';
import { makeSmallTexts } from '../support/smallTexts';

type Layers = (classes: number) => readonly tf.layers.Layer[];

/** A model of these layers, one after another. */
export function smallModel(layers: Layers): Architecture {
  return {
    ...findArchitecture('mnist-2nn'),
    id: 'own',
    name: 'Own',
    build: (input, classes) => {
      const start = tf.input({ shape: [...input] });
      const end = layers(classes).reduce<tf.SymbolicTensor>(
        (from, layer) => layer.apply(from) as tf.SymbolicTensor,
        start,
      );
      return tf.model({ inputs: start, outputs: end });
    },
  };
}

/** A dense layer of some ReLU units, and the classes. */
export const twoLayers = (units: number): Architecture =>
  smallModel((classes) => [
    tf.layers.flatten(),
    tf.layers.dense({ units, activation: 'relu', name: 'hidden' }),
    tf.layers.dense({ units: classes, name: 'output' }),
  ]);

/** A sigmoid for each class on the pixels: logistic regression, for samples that may have several labels. */
export const linearSigmoids: Architecture = smallModel((classes) => [
  tf.layers.flatten(),
  tf.layers.dense({ units: classes, activation: 'sigmoid', name: 'output' }),
]);

/** Two convolutions, one of them without bias, with batch normalisation, pooling of both kinds and a dense layer. */
export const normalised: Architecture = smallModel((classes) => [
  tf.layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', useBias: false, name: 'conv1' }),
  tf.layers.batchNormalization({ momentum: 0.8, epsilon: 1e-3, name: 'norm1' }),
  tf.layers.reLU(),
  tf.layers.maxPooling2d({ poolSize: 2 }),
  tf.layers.conv2d({ filters: 5, kernelSize: 3, name: 'conv2' }),
  tf.layers.batchNormalization({ momentum: 0.8, epsilon: 1e-3, name: 'norm2' }),
  tf.layers.activation({ activation: 'relu' }),
  tf.layers.globalAveragePooling2d({}),
  tf.layers.dense({ units: classes, name: 'output' }),
]);

/** A convolution in two branches, with zeros around a map, both bent ReLUs, and the maximum of the whole map. */
export const branched: Architecture = {
  ...smallModel(() => []),
  build: (input, classes) => {
    const apply = (layer: tf.layers.Layer, from: tf.SymbolicTensor | tf.SymbolicTensor[]) =>
      layer.apply(from) as tf.SymbolicTensor;
    const start = tf.input({ shape: [...input] });
    const padded = apply(
      tf.layers.zeroPadding2d({
        padding: [
          [1, 0],
          [0, 2],
        ],
      }),
      start,
    );
    const stem = apply(tf.layers.conv2d({ filters: 3, kernelSize: 3, strides: 2, name: 'stem' }), padded);
    const cut = apply(tf.layers.reLU({ maxValue: 6 }), stem);
    const side = apply(tf.layers.conv2d({ filters: 2, kernelSize: 3, padding: 'same', name: 'side' }), cut);
    const bent = apply(tf.layers.leakyReLU({ alpha: 0.2 }), side);
    const both = apply(tf.layers.concatenate(), [bent, cut]);
    const mixed = apply(tf.layers.conv2d({ filters: 4, kernelSize: 2, name: 'mixed' }), both);
    const pooled = [
      apply(tf.layers.globalMaxPooling2d({}), mixed),
      apply(tf.layers.globalAveragePooling2d({}), apply(tf.layers.activation({ activation: 'tanh' }), mixed)),
    ];
    const end = apply(
      tf.layers.dense({ units: classes, name: 'output' }),
      apply(tf.layers.concatenate(), pooled),
    );
    return tf.model({ inputs: start, outputs: end });
  },
};

/** Depthwise convolutions, with several filters of a channel and without; and a sigmoid for each class. */
export const separable: Architecture = smallModel((classes) => [
  tf.layers.depthwiseConv2d({ kernelSize: [3, 2], depthMultiplier: 2, padding: 'same', name: 'wide' }),
  tf.layers.conv2d({ filters: 4, kernelSize: 1, name: 'apart' }),
  tf.layers.activation({ activation: 'tanh' }),
  tf.layers.depthwiseConv2d({ kernelSize: 3, strides: 2, padding: 'same', useBias: false, name: 'deep' }),
  tf.layers.batchNormalization({ momentum: 0.8, epsilon: 1e-3, name: 'norm' }),
  tf.layers.reLU(),
  tf.layers.depthwiseConv2d({ kernelSize: 2, depthMultiplier: 2, name: 'double' }),
  tf.layers.globalAveragePooling2d({}),
  tf.layers.dense({ units: classes, activation: 'sigmoid', name: 'output' }),
]);

/** A transformer of two heads on the texts of makeSmallTexts. */
export const readingTokens: Architecture = {
  ...smallModel(() => []),
  id: 'transformer',
  madeFor: 'text',
  build: transformer({ tokens: 20, channels: 6, heads: 2, hidden: 5 }),
};

/** Images of a shape, or for the transformer texts of several labels. */
export const smallDataFor = (id: string, count: number, shape: ImageShape): Dataset =>
  id === 'readingTokens' ? makeSmallTexts(count) : makeSmallDataset(count, 2, shape);

export const smallTraining: TrainingRequest = {
  optimizer: 'sgd',
  epochs: 3,
  batchSize: 256,
  learningRate: 0.02,
  schedule: 'constant',
  momentum: 0.9,
  weightDecay: 0.01,
  augmentation: 'none',
  seed: 1,
};

/** Fresh parameters, with batch normalisations that are not the identity. */
export function livelyParameters(graph: NetworkGraph, seed: number): Float32Array {
  const parameters = initialParameters(graph, seed);
  const random = createRandom(seed, 'batch normalisations');
  for (const { initial, offset, size } of graph.weights) {
    if (initial === 'fan-in') continue;
    for (let i = offset; i < offset + size; i++) parameters[i]! += 0.6 * (random.uniform() - 0.5);
  }
  return parameters;
}
