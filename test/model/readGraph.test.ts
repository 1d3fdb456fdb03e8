import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { evaluateLogits } from '../../src/math/network/evaluateGraph';
import type { MapShape } from '../../src/math/network/graph';
import { createRandom } from '../../src/math/random/random';
import { architectures, findArchitecture } from '../../src/model/architectures';
import { readLayerWeights, writeLayerWeights } from '../../src/model/layersModel';
import { ModelError, readGraph } from '../../src/model/readGraph';
import { countSlices, sliceLayers, sliceLength } from '../../src/model/slices';
import { openTestCompute } from '../support/compute';
import { branched, livelyParameters } from './smallModels';

beforeAll(async () => {
  await openTestCompute('wasm');
});

const { layers: make } = tf;
const made: tf.LayersModel[] = [];
afterEach(() => {
  for (const model of made.splice(0)) model.dispose();
});

const keep = <T extends tf.LayersModel>(model: T): T => {
  made.push(model);
  return model;
};

/** A model of these layers, one after another. */
function chain(shape: readonly number[], ...layers: tf.layers.Layer[]): tf.LayersModel {
  const start = tf.input({ shape: [...shape] });
  const end = layers.reduce((from, layer) => layer.apply(from) as tf.SymbolicTensor, start);
  return keep(tf.model({ inputs: start, outputs: end }));
}

/** Operation and output shape of every node. */
const nodesOf = (model: tf.LayersModel) =>
  readGraph(model).nodes.map(({ op, shape }) => `${op} ${shape.join(' x ')}`);

describe('the models of the table', () => {
  /** Slices, and parameters: of convolutions size^2 * channels * filters + filters, of batch normalisations 4 * channels. */
  const known: Readonly<Record<string, readonly [slices: number, parameters: number]>> = {
    'mnist-logistic': [10, 784 * 10 + 10],
    'mnist-logistic-minimum': [10, 784 * 10 + 10],
    'mnist-2nn': [110, 784 * 100 + 100 + (100 * 10 + 10)],
    'mnist-cnn': [8 + 16 + 10, 25 * 8 + 8 + (25 * 8 * 16 + 16) + (4 * 4 * 16 * 10 + 10)],
    'cifar-net': [
      10 + 20 + 250 + 100 + 10,
      25 * 3 * 10 + 10 + (25 * 10 * 20 + 20) + (500 * 250 + 250) + (250 * 100 + 100) + (100 * 10 + 10),
    ],
    'cifar-cnn-narrow': [432 + 154, 281_952 + 196_704 + 4_656 + 490],
    'cifar-cnn-narrow-bn': [432 + 154, 281_952 + 196_704 + 4_656 + 490 + 4 * 432],
    'cifar-cnn': [864 + 1546, 1_126_080 + 4_195_328 + 524_800 + 5_130],
    'cifar-cnn-bn': [864 + 1546, 1_126_080 + 4_195_328 + 524_800 + 5_130 + 4 * 864],
    'cifar-resnet': [
      16 * 3 + 32 * 3 + 64 * 3 + 10,
      9 * 3 * 16 +
        16 +
        2 * (9 * 16 * 16 + 16) +
        4 * 16 * 3 + // start and first block
        (9 * 16 * 32 + 32 + (9 * 32 * 32 + 32) + (16 * 32 + 32) + 4 * 32 * 3) +
        (9 * 32 * 64 + 64 + (9 * 64 * 64 + 64) + (32 * 64 + 64) + 4 * 64 * 3) +
        (64 * 10 + 10),
    ],
    'face-resnet': [
      8 * 3 + 16 * 3 + 32 * 3 + 64 + 10,
      9 * 3 * 8 +
        8 +
        2 * (9 * 8 * 8 + 8) +
        4 * 8 * 3 + // start and first block
        (9 * 8 * 16 + 16 + (9 * 16 * 16 + 16) + (8 * 16 + 16) + 4 * 16 * 3) +
        (9 * 16 * 32 + 32 + (9 * 32 * 32 + 32) + (16 * 32 + 32) + 4 * 32 * 3) +
        (4 * 4 * 32 * 64 + 64) +
        (64 * 10 + 10),
    ],
    'face-attributes': [
      8 * 3 + 16 * 3 + 32 * 3 + 64 + 10,
      9 * 3 * 8 +
        8 +
        2 * (9 * 8 * 8 + 8) +
        4 * 8 * 3 + // as the faces' own
        (9 * 8 * 16 + 16 + (9 * 16 * 16 + 16) + (8 * 16 + 16) + 4 * 16 * 3) +
        (9 * 16 * 32 + 32 + (9 * 32 * 32 + 32) + (16 * 32 + 32) + 4 * 32 * 3) +
        (4 * 4 * 32 * 64 + 64) +
        (64 * 10 + 10),
    ],
  };

  it('the transformer has the slices and parameters counted by hand', () => {
    const model = keep(findArchitecture('transformer').build([1, 1, 48], 12));
    const graph = readGraph(model);
    const slices = 4 * 64 + 128 + 64 + 12;
    const units = 4 * 64 * 65 + 128 * 65 + 64 * 129 + 12 * 65;
    expect(countSlices(sliceLayers(graph))).toBe(slices);
    expect(graph.parameterCount).toBe(units + (2048 + 48) * 64 + 2 * 2 * 64);
    expect(graph.parameterCount).toBe(model.countParams());
    expect(graph.parameterCount).toBeLessThan(500_000);
    expect(graph.loss).toBe('sigmoids');
    expect(graph.nodes.map(({ op }) => op)).toEqual([
      ...['input', 'embed', 'conv2d', 'conv2d', 'conv2d', 'attention', 'conv2d', 'add', 'layerNorm'],
      ...['conv2d', 'relu', 'conv2d', 'add', 'layerNorm', 'meanOfTokens', 'dense'],
    ]);
  });

  const ofImages = architectures.filter(({ madeFor }) => madeFor !== 'text');
  it.each(ofImages)('$id has the slices and parameters counted by hand', ({ id, madeFor, build }) => {
    const shape: MapShape = madeFor === 'colour' ? [32, 32, 3] : [28, 28, 1];
    const model = keep(build(shape, 10));
    const graph = readGraph(model);
    expect([countSlices(sliceLayers(graph)), graph.parameterCount]).toEqual(known[id]);
    expect(graph.parameterCount).toBe(model.countParams());
    expect(graph.nodes[0]!.shape).toEqual(shape);
    expect(graph.nodes.at(-1)!.shape).toEqual([1, 1, 10]);
    const frozen = graph.weights.filter(({ trainable }) => !trainable);
    const sliced = sliceLayers(graph).reduce((sum, layer) => sum + layer.units * sliceLength(layer), 0);
    const normalisations = frozen.reduce((sum, { size }) => sum + size, 0);
    expect(sliced).toBe(graph.parameterCount - 2 * normalisations);
  });

  it('mnist-cnn has the maps of LeNet', () => {
    expect(nodesOf(keep(findArchitecture('mnist-cnn').build([28, 28, 1], 10)))).toEqual([
      'input 28 x 28 x 1',
      'conv2d 24 x 24 x 8',
      'maxPool 12 x 12 x 8',
      'relu 12 x 12 x 8',
      'conv2d 8 x 8 x 16',
      'maxPool 4 x 4 x 16',
      'relu 4 x 4 x 16',
      'flatten 1 x 1 x 256',
      'dense 1 x 1 x 10',
    ]);
  });

  it('cifar-resnet adds the shortcut of a block to its second convolution', () => {
    const { nodes } = readGraph(keep(findArchitecture('cifar-resnet').build([32, 32, 3], 10)));
    const sums = nodes.filter(({ op }) => op === 'add');
    expect(sums.map(({ shape }) => shape)).toEqual([
      [32, 32, 16],
      [16, 16, 32],
      [8, 8, 64],
    ]);
    const sources = sums.map(({ reads }) => reads.map((read) => nodes[read]!.op));
    expect(sources).toEqual([
      ['batchNorm', 'relu'],
      ['batchNorm', 'batchNorm'],
      ['batchNorm', 'batchNorm'],
    ]);
  });

  it('face-resnet takes fewer than two million multiplications for a painted face', () => {
    const { nodes, weights } = readGraph(keep(findArchitecture('face-resnet').build([48, 48, 3], 40)));
    const products = nodes.map((node) => {
      if (node.op !== 'conv2d' && node.op !== 'dense') return 0;
      const [height, width] = node.shape;
      return height * width * weights[node.kernel]!.size;
    });
    const sum = products.reduce((all, one) => all + one, 0);
    expect(sum).toBe(
      24 * 24 * (9 * 3 * 8 + 2 * 9 * 8 * 8) +
        12 * 12 * (9 * 8 * 16 + 9 * 16 * 16 + 8 * 16) +
        6 * 6 * (9 * 16 * 32 + 9 * 32 * 32 + 16 * 32) +
        (6 * 6 * 32 * 64 + 64 * 40),
    );
    expect(sum).toBeLessThan(2_000_000);
  });

  const small = ofImages.filter(({ id }) => !id.startsWith('cifar-cnn') || id.includes('narrow'));
  it.each(small)('$id computes what tfjs computes', async ({ build }) => {
    const model = keep(build([16, 16, 3], 4));
    await expectSameOutput(model);
  });
});

/** Gives a model weights, and compares the oracle on its graph with model.predict, on two random images of this deviation. */
async function expectSameOutput(model: tf.LayersModel, deviation = 1): Promise<void> {
  const graph = readGraph(model);
  const parameters = livelyParameters(graph, 1);
  writeLayerWeights(model, graph, parameters);
  expect(await readLayerWeights(model)).toEqual(parameters);
  const random = createRandom(1, 'images');
  for (let image = 0; image < 2; image++) {
    const sizes = model.inputs[0]!.shape.slice(1) as number[];
    const pixels = Float32Array.from(
      { length: tf.util.sizeFromShape(sizes) },
      () => deviation * random.normal(),
    );
    const output = tf.tidy(() => model.predict(tf.tensor(pixels, [1, ...sizes])) as tf.Tensor);
    const logits = evaluateLogits(graph, parameters, pixels);
    // The graph ends at the logits; a model of several labels says how likely each is.
    const wanted = graph.loss === 'sigmoids' ? logits.map((z) => 1 / (1 + Math.exp(-z))) : logits;
    const values = await output.data();
    expect(values.length).toBe(wanted.length);
    const size = Math.max(...wanted.map(Math.abs));
    wanted.forEach((value, k) => {
      expect(Math.abs(values[k]! - value)).toBeLessThan(1e-5 * size);
    });
    output.dispose();
  }
}

describe('readGraph', () => {
  it('makes a node of an activation inside a layer, and drops dropout and a softmax at the end', () => {
    const graph = readGraph(
      chain(
        [6, 5, 2],
        make.conv2d({ filters: 3, kernelSize: [3, 2], strides: [1, 2], activation: 'relu', name: 'conv' }),
        make.dropout({ rate: 0.5 }),
        make.flatten(),
        make.dense({ units: 5, activation: 'tanh', useBias: false, name: 'hidden' }),
        make.dense({ units: 4, activation: 'sigmoid' }),
        make.dense({ units: 3, activation: 'softmax', name: 'output' }),
      ),
    );
    const { nodes, weights } = graph;
    expect(nodes.map(({ op, reads }) => `${op} ${reads}`)).toEqual([
      'input ',
      'conv2d 0',
      'relu 1',
      'flatten 2',
      'dense 3',
      'tanh 4',
      'dense 5',
      'sigmoid 6',
      'dense 7',
    ]);
    expect(nodes[1]).toMatchObject({ name: 'conv', shape: [4, 2, 3], size: [3, 2], stride: [1, 2] });
    expect(weights[0]).toMatchObject({ name: 'conv/kernel', shape: [3, 2, 2, 3], fanIn: 12 });
    expect(nodes[4]).toMatchObject({ name: 'hidden', bias: null });
    expect(sliceLayers(graph).map(({ biasOffset }) => biasOffset)).toEqual([36, null, 179, 195]);
  });

  it('drops a softmax layer or activation layer at the end, and takes activation layers of every kind', () => {
    const dense = () => make.dense({ units: 3 });
    const expected = ['input 1 x 1 x 4', 'dense 1 x 1 x 3'];
    expect(nodesOf(chain([4], dense(), make.softmax()))).toEqual(expected);
    expect(nodesOf(chain([4], dense(), make.activation({ activation: 'softmax' })))).toEqual(expected);
    expect(nodesOf(chain([4], dense(), make.activation({ activation: 'linear' })))).toEqual(expected);
    for (const activation of ['relu', 'tanh', 'sigmoid'] as const) {
      expect(nodesOf(chain([4], make.activation({ activation }), dense()))[1]).toBe(
        `${activation} 1 x 1 x 4`,
      );
    }
  });

  it('reads Sequential models as it reads functional ones', async () => {
    const model = keep(
      tf.sequential({
        layers: [
          make.conv2d({ inputShape: [8, 8, 3], filters: 4, kernelSize: 3, activation: 'relu' }),
          make.maxPooling2d({ poolSize: 2 }),
          make.flatten(),
          make.dense({ units: 3, activation: 'sigmoid' }),
        ],
      }),
    );
    expect(nodesOf(model).map((node) => node.split(' ')[0])).toEqual([
      'input',
      'conv2d',
      'relu',
      'maxPool',
      'flatten',
      'dense',
    ]);
    expect(readGraph(model).loss).toBe('sigmoids');
  });

  it.each([
    ['the same, stride 2', { padding: 'same', strides: 2 }, [4, 4, 3]],
    ['valid, stride 2', { padding: 'valid', strides: 2 }, [3, 4, 3]],
    ['the same, stride 3 across', { padding: 'same', strides: [1, 3] }, [7, 3, 3]],
  ] as const)('pads and strides as tfjs does: %s', async (_, options, shape) => {
    const window = { ...options, strides: options.strides as [number, number] };
    const model = chain(
      [7, 8, 2],
      make.conv2d({ ...window, filters: 3, kernelSize: [3, 2] }),
      make.maxPooling2d({ poolSize: 2, strides: 1, padding: 'same' }),
      make.averagePooling2d({ poolSize: [2, 3], strides: [2, 1], padding: 'same' }),
      make.globalAveragePooling2d({}),
      make.dense({ units: 3 }),
    );
    expect(readGraph(model).nodes[1]!.shape).toEqual(shape);
    await expectSameOutput(model);
  });

  it.each([
    [
      [4, 3],
      [4, 3, 1],
    ],
    [
      [2, 3, 2],
      [2, 3, 2],
    ],
  ])('takes an input of %j as an image of %j', async (input, shape) => {
    const model = chain(input, make.flatten(), make.dense({ units: 3 }));
    expect(readGraph(model).nodes[0]!.shape).toEqual(shape);
    await expectSameOutput(model);
  });

  it('takes a vector, and its reshaping to an image', async () => {
    const model = chain(
      [24],
      make.reshape({ targetShape: [4, 3, 2] }),
      make.conv2d({ filters: 2, kernelSize: 2 }),
      make.flatten(),
      make.dense({ units: 3 }),
    );
    const shapes = readGraph(model).nodes.map(({ shape }) => shape);
    expect(shapes.slice(0, 2)).toEqual([
      [1, 1, 24],
      [4, 3, 2],
    ]);
    await expectSameOutput(model);
  });

  it('takes branches that are laid beside each other, zeros around a map, and ReLUs that are bent or cut', async () => {
    const model = keep(branched.build([9, 8, 2], 3));
    expect(nodesOf(model).slice(1, 7)).toEqual([
      'zeroPad 10 x 10 x 2',
      'conv2d 4 x 4 x 3',
      'relu6 4 x 4 x 3',
      'conv2d 4 x 4 x 2',
      'leakyRelu 4 x 4 x 2',
      'concat 4 x 4 x 5',
    ]);
    await expectSameOutput(model);
  });

  it('cuts at 6', async () => {
    const cut = chain([3], make.reLU({ maxValue: 6 }), make.dense({ units: 3 }));
    await expectSameOutput(cut, 40);
  });

  it('takes batch normalisation without scale or centre, and after a dense layer', async () => {
    const model = chain(
      [4, 4, 3],
      make.batchNormalization({ scale: false, epsilon: 0.1 }),
      make.flatten(),
      make.dense({ units: 5 }),
      make.batchNormalization({ center: false, epsilon: 0.01 }),
      make.dense({ units: 3 }),
    );
    const graph = readGraph(model);
    expect(graph.parameterCount).toBe(9 + 245 + 15 + 18);
    await expectSameOutput(model);
  });
});

describe('readGraph refuses', () => {
  const image = [8, 8, 3];
  const flat = () => [make.flatten(), make.dense({ units: 3 })];

  it.each([
    [
      'an LSTM',
      () => chain([4, 3], make.lstm({ units: 3, name: 'memory' })),
      /"memory" is of the kind LSTM, whose slices the lab cannot update\. It takes Dense, Conv2D/,
    ],
    [
      'an embedding',
      () => chain([5], make.embedding({ inputDim: 9, outputDim: 2, name: 'words' }), ...flat()),
      /"words" is of the kind Embedding, whose slices/,
    ],
    [
      'a depthwise convolution with holes',
      () => chain(image, make.depthwiseConv2d({ kernelSize: 2, dilationRate: 2, name: 'deep' }), ...flat()),
      /"deep" is dilated/,
    ],
    [
      'a model in a model',
      () => chain([4], tf.sequential({ name: 'inner', layers: [make.dense({ units: 3, inputShape: [4] })] })),
      /"inner" is a model of its own/,
    ],
    [
      'a dilated convolution',
      () =>
        chain(image, make.conv2d({ filters: 2, kernelSize: 2, dilationRate: 2, name: 'wide' }), ...flat()),
      /convolution "wide" is dilated/,
    ],
    [
      'a softmax in the middle, inside a layer',
      () =>
        chain([4], make.dense({ units: 3, activation: 'softmax', name: 'early' }), make.dense({ units: 3 })),
      /softmax of "early" is not at the end/,
    ],
    [
      'a softmax layer in the middle',
      () => chain([4], make.softmax({ name: 'soft' }), make.dense({ units: 3 })),
      /softmax of "soft" is not at the end/,
    ],
    [
      'an unknown activation',
      () => chain([4], make.dense({ units: 3, activation: 'elu', name: 'odd' })),
      /"odd" has the activation "elu"; the lab takes relu, relu6, tanh, sigmoid/,
    ],
    [
      'a ReLU with another ceiling than 6',
      () => chain([4], make.reLU({ maxValue: 5, name: 'five' }), make.dense({ units: 3 })),
      /"five" is a ReLU with a threshold, or a ceiling other than 6/,
    ],
    [
      'a dense layer on every pixel',
      () => chain(image, make.dense({ units: 3, name: 'pixels' }), make.flatten()),
      /"pixels" works on every pixel of a map; put a Flatten/,
    ],
    [
      'a map as output',
      () => chain(image, make.conv2d({ filters: 2, kernelSize: 3 })),
      /gives a map of 6 x 6 pixels/,
    ],
    [
      'an input of no fixed size',
      () => {
        const start = tf.input({ shape: [null, null, 3] });
        const mean = make.globalAveragePooling2d({}).apply(start) as tf.SymbolicTensor;
        const outputs = make.dense({ units: 3 }).apply(mean) as tf.SymbolicTensor;
        return keep(tf.model({ inputs: start, outputs }));
      },
      /no fixed size/,
    ],
    [
      'a video',
      () => chain([2, 4, 4, 3], make.flatten(), make.dense({ units: 3 })),
      /input \[2, 4, 4, 3\] is no image/,
    ],
    [
      'batch normalisation along another axis',
      () => chain(image, make.batchNormalization({ axis: 1, name: 'rows' }), ...flat()),
      /"rows" is along axis 1 of \[8,8,3\]/,
    ],
    [
      'batch normalisation of the rows of a grey image',
      () => chain([4, 3], make.batchNormalization({ name: 'rows' }), ...flat()),
      /"rows" is along axis -1 of \[4,3\]/,
    ],
    [
      'a reshaping with one side left to be worked out',
      () => {
        const mean = make.globalAveragePooling2d({});
        return chain(
          [24],
          make.reshape({ targetShape: [4, -1, 2], name: 'open' }),
          mean,
          make.dense({ units: 3 }),
        );
      },
      /no fixed size/,
    ],
    [
      'a convolution of channels first',
      () =>
        chain(
          image,
          make.conv2d({ filters: 2, kernelSize: 3, dataFormat: 'channelsFirst', name: 'first' }),
          ...flat(),
        ),
      /"first" wants channels first/,
    ],
    [
      'a flattening of channels first',
      () =>
        chain(image, make.flatten({ dataFormat: 'channelsFirst', name: 'first' }), make.dense({ units: 3 })),
      /"first" wants channels first/,
    ],
    [
      'a mean of channels first',
      () =>
        chain(
          image,
          make.globalAveragePooling2d({ dataFormat: 'channelsFirst', name: 'first' }),
          make.dense({ units: 3 }),
        ),
      /"first" wants channels first/,
    ],
    [
      'a sum of two shapes',
      () => {
        const start = tf.input({ shape: [4, 4, 3] });
        const column = make.conv2d({ filters: 3, kernelSize: [4, 1] }).apply(start) as tf.SymbolicTensor;
        const sum = make.add({ name: 'sum' }).apply([start, column]) as tf.SymbolicTensor;
        const [first, second] = flat();
        const outputs = second!.apply(first!.apply(sum)) as tf.SymbolicTensor;
        return keep(tf.model({ inputs: start, outputs }));
      },
      /"sum" does not fit: add cannot make 4 x 4 x 3 of 1 x 4 x 3/,
    ],
    [
      'two outputs',
      () => {
        const start = tf.input({ shape: [4] });
        const outputs = [3, 2].map((units) => make.dense({ units }).apply(start) as tf.SymbolicTensor);
        return keep(tf.model({ inputs: start, outputs }));
      },
      /1 inputs and 2 outputs/,
    ],
    [
      'a layer that is used twice',
      () => {
        const start = tf.input({ shape: [4] });
        const shared = make.dense({ units: 4, name: 'shared' });
        const outputs = shared.apply(shared.apply(start)) as tf.SymbolicTensor;
        return keep(tf.model({ inputs: start, outputs }));
      },
      /"shared" is used 2 times/,
    ],
  ] as const)('%s', (_, build, sentence) => {
    const model = build();
    expect(() => readGraph(model)).toThrow(ModelError);
    expect(() => readGraph(model)).toThrow(sentence);
  });
});
