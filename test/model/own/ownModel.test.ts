import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Dataset, imageSizeBytes } from '../../../src/data/dataset';
import type { NamedBytes } from '../../../src/data/loadOptions';
import { evaluateSet, summarise } from '../../../src/model/evaluation';
import { createNetwork } from '../../../src/model/network';
import { measureScalings } from '../../../src/model/own/measureScalings';
import { scaledFor } from '../../../src/model/own/scaling';
import { readOwnModel } from '../../../src/model/ownModel';
import { readGraph } from '../../../src/model/readGraph';
import { openTestCompute } from '../../support/compute';
import { saveModel } from '../../support/saveModel';
import { makeSmallDataset } from '../../support/smallDataset';
import { smallTraining } from '../smallModels';

const dataset = makeSmallDataset(150, 90, [6, 6, 1]);
/** Every fifth label is wrong, as no model can learn: without errors a loss only falls when values grow. */
const noisy: Dataset = (() => {
  const data = makeSmallDataset(500, 200, [6, 6, 1]);
  const spoil = (set: Dataset['training']) => ({
    ...set,
    labels: set.labels.map((label, i) => (i % 5 === 0 ? (label + 1) % 3 : label)),
  });
  return { ...data, training: spoil(data.training), validation: spoil(data.validation) };
})();
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const floats = (...parts: (readonly number[])[]) => new Uint8Array(new Float32Array(parts.flat()).buffer);

beforeAll(() => openTestCompute('cpu'));
const models: tf.LayersModel[] = [];
afterEach(() => {
  for (const model of models.splice(0)) model.dispose();
});

const scaleOutside = {
  unit: (x: tf.Tensor) => tf.div(x, 255),
  symmetric: (x: tf.Tensor) => tf.sub(tf.div(x, 127.5), 1),
  bytes: (x: tf.Tensor) => x,
};

function imagesOf({ images, count }: Dataset['training'], scale: (x: tf.Tensor) => tf.Tensor) {
  return tf.tidy(() => scale(tf.tensor(Float32Array.from(images), [count, ...dataset.shape])));
}

const answers = ({ labels }: Dataset['training']) =>
  tf.tidy(() => tf.oneHot(tf.tensor1d([...labels], 'int32'), dataset.classNames.length).toFloat());

async function openInLab(files: readonly NamedBytes[], data = dataset) {
  const own = await readOwnModel(files, smallTraining, data.shape);
  const network = createNetwork(own.architecture, data.shape, data.classNames.length);
  try {
    const scaling = (await measureScalings(network, data, own.parameters, own.scaling))!;
    network.setParameters(own.parameters);
    const scaled = scaledFor(data, { scaling });
    const evaluation = await evaluateSet(network, scaled, data.validation);
    return { own, scaling, scaled, inLab: summarise(evaluation, data.validation.labels)! };
  } finally {
    network.dispose();
  }
}

describe('a model that was trained outside', () => {
  it.each(['unit', 'symmetric', 'bytes'] as const)(
    'has in the lab its own accuracy and loss: %s',
    async (id) => {
      const scale = scaleOutside[id];
      const model = tf.sequential({
        layers: [
          tf.layers.flatten({ inputShape: [...noisy.shape] }),
          tf.layers.dense({ units: 3, activation: 'softmax', kernelInitializer: 'zeros' }),
        ],
      });
      models.push(model);
      model.compile({
        optimizer: tf.train.adam(id === 'bytes' ? 2e-4 : 0.01),
        loss: 'categoricalCrossentropy',
        metrics: ['accuracy'],
      });
      const [x, y] = [imagesOf(noisy.training, scale), answers(noisy.training)];
      const [xv, yv] = [imagesOf(noisy.validation, scale), answers(noisy.validation)];
      await model.fit(x, y, { epochs: 30, batchSize: 32, verbose: 0, shuffle: false });
      const evaluated = model.evaluate(xv, yv) as tf.Scalar[];
      const [loss, accuracy] = await Promise.all(evaluated.map(async (value) => (await value.data())[0]!));
      tf.dispose([x, y, xv, yv, ...evaluated]);

      const { scaling, inLab } = await openInLab(await saveModel(model), noisy);
      expect(scaling.id).toBe(id);
      expect(Math.abs(inLab.accuracy - accuracy!)).toBeLessThan(1e-3);
      expect(Math.abs(inLab.loss - loss!)).toBeLessThan(1e-3);
    },
  );
});

const dtype = {
  module: 'keras',
  class_name: 'DTypePolicy',
  config: { name: 'float32' },
  registered_name: null,
};
const random = (count: number, seed: number) =>
  Array.from({ length: count }, (_, i) => Math.sin(seed * 7.3 + i * 1.7) / 3);
const kernel = random(3 * 3 * 4, 1);
const bias = random(4, 2);
const denseKernel = random(4 * 3, 3);
const denseBias = random(3, 4);
const layer = (class_name: string, config: object) => ({
  module: 'keras.layers',
  class_name,
  config: { dtype, ...config },
});
const input = layer('InputLayer', { batch_shape: [null, 6, 6, 1], name: 'start' });
const conv = layer('Conv2D', {
  name: 'conv',
  filters: 4,
  kernel_size: [3, 3],
  strides: [1, 1],
  padding: 'valid',
  data_format: 'channels_last',
  activation: 'relu',
  use_bias: true,
  kernel_initializer: { module: 'keras.initializers', class_name: 'GlorotUniform', config: { seed: null } },
});
const average = layer('GlobalAveragePooling2D', {
  name: 'average',
  data_format: 'channels_last',
  keepdims: false,
});
const dense = layer('Dense', { name: 'dense', units: 3, activation: 'softmax', use_bias: true });

function chainJson(
  layers: readonly object[],
  weights: readonly { name: string; shape: readonly number[] }[],
) {
  return encode({
    format: 'layers-model',
    modelTopology: {
      keras_version: '3.15.1',
      model_config: { class_name: 'Sequential', config: { name: 'seq', layers } },
    },
    weightsManifest: [
      { paths: ['group1-shard1of1'], weights: weights.map((weight) => ({ ...weight, dtype: 'float32' })) },
    ],
  });
}

const weightNames = (before: string) => [
  { name: `${before}conv/kernel`, shape: [3, 3, 1, 4] },
  { name: `${before}conv/bias`, shape: [4] },
  { name: `${before}dense/kernel`, shape: [4, 3] },
  { name: `${before}dense/bias`, shape: [3] },
];
const shard = { name: 'net/group1-shard1of1', bytes: floats(kernel, bias, denseKernel, denseBias) };
const expectedParameters = Float32Array.from([...kernel, ...bias, ...denseKernel, ...denseBias]);

/** A layer of a Functional model of Keras 3 that reads another one. */
const reading = (entry: { config: object }, from?: string) => ({
  ...entry,
  name: (entry.config as { name: string }).name,
  inbound_nodes: from
    ? [{ args: [{ class_name: '__keras_tensor__', config: { keras_history: [from, 0, 0] } }], kwargs: {} }]
    : [],
});

describe('an export of Keras 3', () => {
  it.each(['', 'seq/'])('opens as a Sequential model, with weights named "%sconv/kernel"', async (before) => {
    const files = [
      { name: 'net/.DS_Store', bytes: new Uint8Array([0, 0, 0, 1]) },
      { name: 'net/metadata.json', bytes: encode({ labels: ['a', 'b', 'c'] }) },
      { name: 'net/model.json', bytes: chainJson([input, conv, average, dense], weightNames(before)) },
      shard,
    ];
    const { parameters } = await readOwnModel(files, smallTraining, dataset.shape);
    expect(parameters).toEqual(expectedParameters);
  });

  it('opens as a Functional model, whose layers read by args', async () => {
    const config = {
      name: 'functional',
      layers: [reading(input), reading(conv, 'start'), reading(average, 'conv'), reading(dense, 'average')],
      input_layers: ['start', 0, 0],
      output_layers: ['dense', 0, 0],
    };
    const modelTopology = { model_config: { class_name: 'Functional', config } };
    const weights = weightNames('').map((weight) => ({ ...weight, dtype: 'float32' }));
    const description = encode({
      modelTopology,
      weightsManifest: [{ paths: ['group1-shard1of1'], weights }],
    });
    const { parameters } = await readOwnModel(
      [{ name: 'model.json', bytes: description }, shard],
      smallTraining,
      dataset.shape,
    );
    expect(parameters).toEqual(expectedParameters);
  });

  it('opens with a model within, and without what does nothing at inference', async () => {
    const inner = { class_name: 'Sequential', config: { name: 'features', layers: [input, conv, average] } };
    const noise = ['RandomFlip', 'GaussianNoise', 'SpatialDropout2D'].map((kind, i) =>
      layer(kind, { name: `none${i}` }),
    );
    const files = [
      {
        name: 'model.json',
        bytes: chainJson([...noise, inner, layer('Dropout', { name: 'drop' }), dense], weightNames('')),
      },
      shard,
    ];
    const { parameters, architecture } = await readOwnModel(files, smallTraining, dataset.shape);
    expect(parameters).toEqual(expectedParameters);
    const model = architecture.build(dataset.shape, 3);
    models.push(model);
    expect(model.layers.map((one) => one.getClassName())).toEqual([
      'InputLayer',
      'Conv2D',
      'GlobalAveragePooling2D',
      'Dense',
    ]);
  });

  it('opens with ReLUs that are cut or bent, zeros around a map, and its maximum', async () => {
    const plain = layer('Conv2D', { ...conv.config, activation: 'linear' });
    const named = (kind: string, config: object) => layer(kind, { name: kind, ...config });
    const config = {
      name: 'functional',
      layers: [
        reading(input),
        reading(
          named('ZeroPadding2D', {
            padding: [
              [0, 1],
              [2, 0],
            ],
          }),
          'start',
        ),
        reading(plain, 'ZeroPadding2D'),
        reading(named('ReLU', { max_value: 6, negative_slope: 0, threshold: 0 }), 'conv'),
        reading(named('LeakyReLU', { negative_slope: 0.1 }), 'ReLU'),
        reading(named('GlobalMaxPooling2D', {}), 'LeakyReLU'),
        reading(dense, 'GlobalMaxPooling2D'),
      ],
      input_layers: ['start', 0, 0],
      output_layers: ['dense', 0, 0],
    };
    const weights = weightNames('').map((weight) => ({ ...weight, dtype: 'float32' }));
    const description = encode({
      modelTopology: { model_config: { class_name: 'Functional', config } },
      weightsManifest: [{ paths: ['group1-shard1of1'], weights }],
    });
    const { architecture, parameters } = await readOwnModel(
      [{ name: 'model.json', bytes: description }, shard],
      smallTraining,
      dataset.shape,
    );
    expect(parameters).toEqual(expectedParameters);
    const model = architecture.build(dataset.shape, 3);
    models.push(model);
    const { nodes } = readGraph(model);
    expect(nodes.map(({ op, shape }) => `${op} ${shape.join(' x ')}`).slice(1)).toEqual([
      'zeroPad 7 x 8 x 1',
      'conv2d 5 x 6 x 4',
      'relu6 5 x 6 x 4',
      'leakyRelu 5 x 6 x 4',
      'maxPool 1 x 1 x 4',
      'dense 1 x 1 x 3',
    ]);
  });

  it.each(['GlobalAveragePooling2D', 'GlobalMaxPooling2D'])(
    'opens with a %s that keeps its sizes, as MobileNet has it',
    async (kind) => {
      const kept = layer(kind, { name: 'average', keepdims: true });
      const head = layer('Conv2D', { name: 'dense', filters: 3, kernel_size: 1, activation: 'linear' });
      const flat = layer('Reshape', { name: 'flat', target_shape: [-1] });
      const end = layer('Activation', { name: 'end', activation: 'softmax' });
      const weights = weightNames('').map((weight) =>
        weight.name === 'dense/kernel' ? { ...weight, shape: [1, 1, 4, 3] } : weight,
      );
      const files = [
        { name: 'model.json', bytes: chainJson([input, conv, kept, head, flat, end], weights) },
        shard,
      ];
      const { architecture, parameters } = await readOwnModel(files, smallTraining, dataset.shape);
      expect(parameters).toEqual(expectedParameters);
      const model = architecture.build(dataset.shape, 3);
      models.push(model);
      expect(readGraph(model).nodes.map(({ shape }) => shape.join(' x '))).toEqual([
        '6 x 6 x 1',
        '4 x 4 x 4',
        '4 x 4 x 4',
        '1 x 1 x 4',
        '1 x 1 x 4',
        '1 x 1 x 3',
        '1 x 1 x 3',
      ]);
    },
  );

  it('has the sizes of the data where its own are free', async () => {
    const free = layer('InputLayer', { batch_shape: [null, null, null, 1], name: 'start' });
    const files = [
      { name: 'model.json', bytes: chainJson([free, conv, average, dense], weightNames('')) },
      shard,
    ];
    const { architecture } = await readOwnModel(files, smallTraining, dataset.shape);
    expect(architecture.takes([6, 6, 1])).toBe(true);
  });
});

const count = imageSizeBytes(dataset.shape);
const flatInput = layer('InputLayer', { batch_shape: [null, count], name: 'start' });
const flatKernel = random(count * 3, 5);
const flatShard = { name: 'group1-shard1of1', bytes: floats(flatKernel, denseBias) };
const flatWeights = [
  { name: 'dense/kernel', shape: [count, 3] },
  { name: 'dense/bias', shape: [3] },
];

it('takes images where its input is flat', async () => {
  const files = [{ name: 'model.json', bytes: chainJson([flatInput, dense], flatWeights) }, flatShard];
  const { own } = await openInLab(files);
  expect(own.parameters).toEqual(Float32Array.from([...flatKernel, ...denseBias]));
});

it('makes layers that scale the pixels part of the scaling', async () => {
  const rescaling = layer('Rescaling', { name: 'rescaling', scale: 1 / 127.5, offset: -1 });
  const normalisation = layer('Normalization', {
    name: 'normalization',
    axis: -1,
    mean: [0.25],
    variance: [4],
  });
  const flatten = layer('Flatten', { name: 'flatten' });
  const layers = [input, rescaling, normalisation, flatten, dense];
  const files = [{ name: 'model.json', bytes: chainJson(layers, flatWeights) }, flatShard];
  const { scaling } = await openInLab(files);
  const bytes = scaling.measured.find(({ id }) => id === 'bytes')!;
  const of = (pixel: number) => (pixel / 255 - bytes.mean[0]!) / bytes.standardDeviation[0]!;
  for (const pixel of [0, 77, 255]) expect(of(pixel)).toBeCloseTo((pixel / 127.5 - 1 - 0.25) / 2, 10);
});

const json = (value: unknown) => [{ name: 'model.json', bytes: encode(value) }];
it.each([
  [
    'a graph model',
    json({ format: 'graph-model', modelTopology: { node: [] }, weightsManifest: [] }),
    /graph model[^\n]*\n.*tensorflowjs_converter/,
  ],
  [
    'a model in HDF5',
    [{ name: 'net.h5', bytes: Uint8Array.from([0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10]) }],
    /HDF5[^\n]*\n.*--input_format=keras /,
  ],
  [
    'a model of PyTorch that is damaged, or older than its zips',
    [{ name: 'net.pt', bytes: Uint8Array.from([0x50, 0x4b, 3, 4]) }],
    /PyTorch[^\n]*\n.*torch\.save/,
  ],
  [
    'a TensorFlow Lite model',
    [{ name: 'net', bytes: new TextEncoder().encode('\u0000\u0000\u0000\u0000TFL3') }],
    /Lite/,
  ],
  [
    'several models',
    [...json({ modelTopology: {} }), { name: 'b/model.json', bytes: encode({ modelTopology: {} }) }],
    /several models: model.json, b\/model.json/,
  ],
  [
    'a topology without layers',
    json({ modelTopology: { class_name: 'Model' }, weightsManifest: [] }),
    /no list of layers/,
  ],
  [
    'weights that are not there',
    [
      { name: 'model.json', bytes: chainJson([flatInput, dense], flatWeights.slice(1)) },
      { ...flatShard, bytes: floats(denseBias) },
    ],
    /no kernel of the layer "dense"/,
  ],
  [
    'a layer of no size',
    [
      {
        name: 'model.json',
        bytes: chainJson([flatInput, layer('Dense', { name: 'dense', units: -1 })], flatWeights),
      },
      flatShard,
    ],
    /whole number from 1, and has -1/,
  ],
] as const)('says what is wrong: %s', async (_, files, words) => {
  await expect(readOwnModel(files, smallTraining, dataset.shape)).rejects.toThrow(words);
});

it('answers 500 damaged descriptions with a sentence of the lab, or opens them', async () => {
  const text = new TextDecoder().decode(chainJson([input, conv, average, dense], weightNames('')));
  let state = 1;
  const next = (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  for (let i = 0; i < 500; i += 1) {
    const bytes = new TextEncoder().encode(text);
    for (let k = 0; k <= next(3); k += 1) bytes[next(bytes.length)] = 32 + next(95);
    const error = await readOwnModel(
      [{ name: 'model.json', bytes }, shard],
      smallTraining,
      dataset.shape,
    ).then(
      () => null,
      (thrown: Error) => thrown,
    );
    if (error) expect(['CheckpointError', 'ModelError'], `${i}: ${error.stack}`).toContain(error.name);
  }
}, 60_000);
