/**
 * Files of models as people have them, one of each kind, and what the lab says of them: the page and the command line in the same words. All take the drawn
 * digits, 28 x 28 in ten classes.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

export interface CaseFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface OwnCase {
  readonly what: string;
  readonly files: () => readonly CaseFile[];
  /** What is shown of it, or said where it is refused. */
  readonly says: readonly string[];
  readonly isRefused?: boolean;
  /** A checkpoint: it opens without a question. */
  readonly isCheckpoint?: boolean;
}

const fixtures = join(import.meta.dirname, '../fixtures');
const text = (value: string) => new TextEncoder().encode(value);
const json = (value: unknown) => text(JSON.stringify(value));
const read = (folder: string, names: readonly string[]) =>
  names.map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(fixtures, folder, name))) }));

type Layer = readonly [kind: string, config: Readonly<Record<string, unknown>>];
type Weight = readonly [name: string, shape: readonly number[]];

const start = (shape: readonly (number | null)[]): Layer => [
  'InputLayer',
  { name: 'start', batch_shape: [null, ...shape] },
];
const pool: Layer = [
  'AveragePooling2D',
  { name: 'pool', pool_size: [4, 4], strides: [4, 4], padding: 'valid' },
];
const flatten: Layer = ['Flatten', { name: 'flat' }];
const answer = (units: number, activation: string): Layer => ['Dense', { name: 'answer', units, activation }];
const weightsOf = (inputs: number, units: number): Weight[] => [
  ['answer/kernel', [inputs, units]],
  ['answer/bias', [units]],
];

/** The JSON and the weights of a model, in the form of Keras 3. */
function exported(
  layers: readonly Layer[],
  weights: readonly Weight[],
  { shard = 'group1-shard1of1.bin', functional = false } = {},
): CaseFile[] {
  const entries = layers.map(([class_name, config], i) => ({
    class_name,
    config,
    ...(functional && { name: config.name, inbound_nodes: reads(layers[i - 1]?.[1].name) }),
  }));
  const ends = { input_layers: [['start', 0, 0]], output_layers: [[layers.at(-1)![1].name, 0, 0]] };
  const config = { name: 'net', layers: entries, ...(functional && ends) };
  const model_config = { class_name: functional ? 'Functional' : 'Sequential', config };
  const manifest = weights.map(([name, shape]) => ({ name, shape, dtype: 'float32' }));
  const count = weights.reduce((sum, [, shape]) => sum + shape.reduce((all, size) => all * size, 1), 0);
  const values = Float32Array.from({ length: count }, (_, i) => Math.sin(1.7 * i) / 8);
  return [
    {
      name: 'model.json',
      bytes: json({
        format: 'layers-model',
        modelTopology: { keras_version: '3.5.0', model_config },
        weightsManifest: [{ paths: [shard], weights: manifest }],
      }),
    },
    { name: shard, bytes: new Uint8Array(values.buffer) },
  ];
}

/** As PowerShell's > saves a text. */
function inUtf16({ name, bytes }: CaseFile): CaseFile {
  const units = Uint16Array.from(`\ufeff${new TextDecoder().decode(bytes)}`, (sign) => sign.charCodeAt(0));
  return { name, bytes: new Uint8Array(units.buffer) };
}

function reads(from: unknown): object[] {
  if (from === undefined) return [];
  const tensor = { class_name: '__keras_tensor__', config: { keras_history: [from, 0, 0] } };
  return [{ args: [tensor], kwargs: {} }];
}

const image = [28, 28, 1];
const small = (units: number, activation: string, ...before: Layer[]) =>
  exported([start(image), ...before, pool, flatten, answer(units, activation)], weightsOf(49, units));
const takesDigits = 'Takes images of 28 x 28 x 1 and tells 10 classes apart';
const beside = (name: string, bytes: Uint8Array) => [...small(10, 'softmax'), { name, bytes }];

const padding = new Uint8Array(64);
const alone = (name: string, head: readonly number[] | string) => () => {
  const bytes = padding.slice();
  bytes.set(typeof head === 'string' ? text(head) : head);
  return [{ name, bytes }];
};

/** Convolutions of all kinds, and two ways that come together. */
function functional(): CaseFile[] {
  const layers: Layer[] = [
    start(image),
    [
      'ZeroPadding2D',
      {
        name: 'pad',
        padding: [
          [0, 1],
          [0, 1],
        ],
      },
    ],
    ['Conv2D', { name: 'edges', filters: 3, kernel_size: [3, 3], strides: [2, 2], use_bias: false }],
    ['ReLU', { name: 'cut', max_value: 6 }],
    ['DepthwiseConv2D', { name: 'deep', kernel_size: [3, 3], strides: [2, 2], depth_multiplier: 1 }],
    ['LeakyReLU', { name: 'bent', negative_slope: 0.1 }],
    ['GlobalMaxPooling2D', { name: 'most' }],
    ['Dropout', { name: 'drop', rate: 0.5 }],
    answer(10, 'softmax'),
  ];
  const weights: Weight[] = [
    ['edges/kernel', [3, 3, 1, 3]],
    ['deep/kernel', [3, 3, 3, 1]],
    ['deep/bias', [3]],
    ...weightsOf(3, 10),
  ];
  return exported(layers, weights, { functional: true });
}

/** A model whose layers read by keyword, with ends by name and a name in other letters. */
function byKeyword(): CaseFile[] {
  const [model, shard] = exported(
    [start(image), pool, flatten, ['Dense', { name: 'größe 1', units: 10, activation: 'softmax' }]],
    [
      ['größe 1/kernel', [49, 10]],
      ['größe 1/bias', [10]],
    ],
    { functional: true },
  );
  const read = JSON.parse(new TextDecoder().decode(model!.bytes));
  const { config } = read.modelTopology.model_config;
  for (const { inbound_nodes } of config.layers) {
    for (const node of inbound_nodes)
      Object.assign(node, { args: [], kwargs: { inputs: node.args[0], mask: null } });
  }
  Object.assign(config, { input_layers: { a: ['start', 0, 0] }, output_layers: { b: ['größe 1', 0, 0] } });
  return [{ name: 'model.json', bytes: json(read) }, shard!];
}

function withoutNumbers(): CaseFile[] {
  const [model, shard] = small(10, 'softmax');
  const values = new Float32Array(shard!.bytes.slice().buffer);
  values[3] = Number.NaN;
  return [model!, { ...shard!, bytes: new Uint8Array(values.buffer) }];
}

export const ownCases: readonly OwnCase[] = [
  {
    what: 'A2: the four files of a checkpoint',
    files: () =>
      read('25670b1/checkpoint/digits--mnist-logistic', [
        'card.json',
        'model.json',
        'secant.bin',
        'weights.bin',
      ]),
    says: ['Logistic regression'],
    isCheckpoint: true,
  },
  {
    what: 'A3: names of classes and other data in a JSON beside the model',
    files: () => beside('metadata.json', json({ labels: ['a', 'b'], modelSettings: { layers: [1] } })),
    says: [takesDigits, 'Left out, as the model names no such file: metadata.json.'],
  },
  {
    what: 'A4: Sequential of Keras 3',
    files: () => small(10, 'softmax'),
    says: [takesDigits, 'The softmax of "answer"'],
  },
  {
    what: 'a description saved in UTF-16',
    files: () => small(10, 'softmax').map((file) => (file.name.endsWith('.json') ? inUtf16(file) : file)),
    says: [takesDigits, 'The softmax of "answer"'],
  },
  {
    what: 'a convolution in groups',
    files: () => {
      const conv: Layer = ['Conv2D', { name: 'parts', filters: 2, kernel_size: [3, 3], groups: 2 }];
      return exported(
        [start([28, 28, 2]), conv],
        [
          ['parts/kernel', [3, 3, 1, 2]],
          ['parts/bias', [2]],
        ],
      );
    },
    says: ['The convolution "parts" is in groups. The lab takes convolutions without groups'],
    isRefused: true,
  },
  {
    what: 'A5, A7: Functional of Keras 3, with layers that do nothing',
    files: functional,
    says: [
      takesDigits,
      'Left out, as it does nothing once a model is trained: drop (Dropout).',
      'DepthwiseConv2D deep',
    ],
  },
  {
    what: 'A5: Functional of Keras 3, read by keyword',
    files: byKeyword,
    says: [takesDigits, 'The softmax of "gr__e_1"'],
  },
  {
    what: 'an end that is neither a softmax nor sigmoids',
    files: () => small(10, 'tanh'),
    says: [takesDigits, 'The numbers of "answer" end in tanh, neither a softmax nor sigmoids'],
  },
  {
    what: 'weights that are no numbers',
    files: withoutNumbers,
    says: ['The weights in the file hold NaN in "answer/kernel"'],
    isRefused: true,
  },
  {
    what: 'A6: a graph model',
    files: () => [
      {
        name: 'model.json',
        bytes: json({ format: 'graph-model', modelTopology: { node: [] }, weightsManifest: [] }),
      },
    ],
    says: [
      'is a graph model: its layers are merged',
      'tensorflowjs_converter --input_format=keras model.h5 out',
    ],
    isRefused: true,
  },
  {
    what: 'A7: layers that scale the pixels',
    files: () => small(10, 'softmax', ['Rescaling', { name: 'scale', scale: 1 / 127.5, offset: -1 }]),
    says: [takesDigits, 'Made part of the scaling of the pixels: scale (Rescaling).'],
  },
  {
    what: 'A8: ten sigmoids',
    files: () => small(10, 'sigmoid'),
    says: ['The sigmoids of "answer" answer for each class by itself.'],
  },
  {
    what: 'A9: one sigmoid, and data of ten classes',
    files: () => small(1, 'sigmoid'),
    says: ['The model tells 2 classes apart, and these data have 10.'],
    isRefused: true,
  },
  {
    what: 'one output without a sigmoid',
    files: () => small(1, 'linear'),
    says: ['The model has one output and no sigmoid on it'],
    isRefused: true,
  },
  {
    what: 'a layer that the lab cannot take',
    files: () =>
      small(10, 'softmax', ['Conv2DTranspose', { name: 'upwards', filters: 1, kernel_size: [3, 3] }]),
    says: ['The layer "upwards" is of the kind Conv2DTranspose, whose slices the lab cannot update.'],
    isRefused: true,
  },
  {
    what: 'A10: a flat input',
    files: () => exported([start([784]), answer(10, 'softmax')], weightsOf(784, 10)),
    says: [takesDigits, 'images of 28 x 28 x 1 are laid out row by row for it'],
  },
  {
    what: 'A11: hidden files, and shards without an ending',
    files: () => [
      ...exported([start(image), pool, flatten, answer(10, 'softmax')], weightsOf(49, 10), {
        shard: 'group1-shard1of1',
      }),
      { name: '.DS_Store', bytes: padding },
    ],
    says: [takesDigits],
  },
  {
    what: 'A14: free sizes',
    files: () =>
      exported(
        [
          start([null, null, 1]),
          ['Conv2D', { name: 'edges', filters: 2, kernel_size: [5, 5], strides: [3, 3], activation: 'relu' }],
          ['GlobalAveragePooling2D', { name: 'mean' }],
          answer(10, 'softmax'),
        ],
        [['edges/kernel', [5, 5, 1, 2]], ['edges/bias', [2]], ...weightsOf(2, 10)],
      ),
    says: [takesDigits],
  },
  ...(
    [
      ['net.h5', [0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10], 'HDF5', '--input_format=keras'],
      ['net.onnx', [8, 8, 18, 7, ...text('pytorch')], 'ONNX', ''],
      ['net.tflite', [28, 0, 0, 0, ...text('TFL3')], 'TensorFlow Lite', ''],
    ] as const
  ).map(([name, head, kind, todo]) => ({
    what: `A16: ${name}`,
    files: alone(name, head),
    says: [kind, todo],
    isRefused: true,
  })),
  {
    what: 'A16: .keras',
    files: () => {
      const members = {
        'metadata.json': json({ keras_version: '3.5.0' }),
        'config.json': json({}),
        'model.weights.h5': padding,
      };
      return [{ name: 'net.keras', bytes: zipSync(members) }];
    },
    says: ['Keras', 'tensorflowjs_converter'],
    isRefused: true,
  },
  {
    what: 'A16: .keras, packed again',
    files: () => [
      {
        name: 'net.zip',
        bytes: zipSync({
          'config.json': json({}),
          'model.weights.h5': Uint8Array.of(0x89, 0x48, 0x44, 0x46),
        }),
      },
    ],
    says: ['is a Keras 3 model', '--input_format=keras_keras'],
    isRefused: true,
  },
  {
    what: 'A16: weights of Keras without layers',
    files: alone('net.weights.h5', [0x89, 0x48, 0x44, 0x46]),
    says: ['net.weights.h5 is the weights of a Keras model without its layers'],
    isRefused: true,
  },
  {
    what: 'A16: a web page in place of a model',
    files: alone('net.onnx', '<!DOCTYPE html>'),
    says: ['net.onnx is a web page', 'Download the file again'],
    isRefused: true,
  },
  {
    what: 'an empty file',
    files: () => [{ name: 'net.pt', bytes: new Uint8Array(0) }],
    says: ['net.pt is empty'],
    isRefused: true,
  },
  {
    what: 'weights of PyTorch, packed',
    files: () => {
      const [{ name, bytes }] = read('torch', ['lenet.pt']) as [CaseFile];
      return [{ name: 'net.zip', bytes: zipSync({ [name]: bytes }) }];
    },
    says: [takesDigits, 'The weights of PyTorch fit LeNet: conv1, conv2, fc.'],
  },
  {
    what: 'weights of PyTorch',
    files: () => read('torch', ['lenet.pt']),
    says: [takesDigits, 'The weights of PyTorch fit LeNet: conv1, conv2, fc.'],
  },
  {
    what: 'weights of PyTorch that fit no model',
    files: () => read('torch', ['square.pt']),
    says: ['The weights in square.pt are not those of a model of the lab for these images', 'second [4, 4]'],
    isRefused: true,
  },
];
