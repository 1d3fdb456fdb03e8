import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { norm, subtract } from '../../src/math/linear/vector';
import type { MapShape } from '../../src/math/network/graph';
import { createRandom } from '../../src/math/random/random';
import { type Architecture, findArchitecture } from '../../src/model/architectures';
import {
  type Checkpoint,
  CheckpointError,
  decodeCheckpoint,
  encodeCheckpoint,
  loadModel,
  trainingCard,
} from '../../src/model/checkpoint';
import { createNetwork, createNetworkFor } from '../../src/model/network';
import { ModelError, readGraph } from '../../src/model/readGraph';
import { FieldError } from '../../src/model/schema/read';
import { openTestCompute } from '../support/compute';
import { makeSmallDataset } from '../support/smallDataset';
import { makeSmallTexts } from '../support/smallTexts';
import { livelyParameters, normalised, readingTokens, smallModel, smallTraining } from './smallModels';

const dataset = makeSmallDataset(12, 6, [16, 16, 3]);
type Precision = 'float32' | 'float16';

beforeAll(async () => {
  await openTestCompute('wasm');
});

it('of a transformer gives its layers and numbers back', async () => {
  const texts = makeSmallTexts(6);
  const network = createNetworkFor(readingTokens, texts);
  const parameters = livelyParameters(network.graph, 1);
  const secant = { s: parameters, y: parameters };
  const weights = { parameters, secant, epochs: 1, trainingAccuracy: 0.5, validationAccuracy: 0.5 };
  const card = trainingCard(texts, smallTraining, weights, { backend: 'wasm' });
  const decoded = await decodeCheckpoint(encodeCheckpoint(network, weights, card, 'float32'));
  expect(decoded.weights.parameters).toEqual(parameters);
  const again = createNetworkFor({ ...readingTokens, ...decoded.architecture }, texts);
  expect(again.graph).toEqual(network.graph);
  again.dispose();
  network.dispose();
});

/** A checkpoint of an untrained network: weights and secant pair of random numbers, the pair's small as a trained one's. */
function makeCheckpoint(
  architecture: Architecture,
  precision: Precision = 'float32',
  shape: MapShape = dataset.shape,
) {
  const network = createNetwork(architecture, shape, 3);
  const random = createRandom(1, 'secant');
  const draw = (scale: number) =>
    Float32Array.from({ length: network.parameterCount }, () => scale * random.normal());
  const weights = {
    parameters: livelyParameters(network.graph, 1),
    secant: { s: draw(1e-3), y: draw(1e-7) },
    epochs: 7,
    trainingAccuracy: 0.75,
    validationAccuracy: 0.5,
  };
  const card = trainingCard(dataset, smallTraining, weights, { backend: 'wasm' });
  const checkpoint = encodeCheckpoint(network, weights, card, precision);
  network.dispose();
  return { checkpoint, weights };
}

const relative = (a: Float32Array, b: Float32Array) => norm(subtract(a, b)) / norm(b);
const kinds = [
  ...['mnist-logistic', 'mnist-cnn', 'cifar-net', 'cifar-cnn-narrow-bn', 'cifar-resnet'].map(
    findArchitecture,
  ),
  normalised,
];

/** A model's graph without the names of its layers, which tfjs numbers as they are made. */
function outlineOf(build: Architecture['build']) {
  const model = build(dataset.shape, 3);
  const { nodes, weights } = readGraph(model);
  model.dispose();
  return {
    nodes: nodes.map((node) => ({ ...node, name: '' })),
    weights: weights.map((weight) => ({ ...weight, name: '' })),
  };
}

describe('a checkpoint', () => {
  it.each(kinds)('of $id comes back bit for bit in float32', async (architecture) => {
    const { checkpoint, weights } = makeCheckpoint(architecture);
    const decoded = await decodeCheckpoint(checkpoint);
    expect(decoded.weights).toEqual(weights);
    expect(decoded.card).toEqual(checkpoint.card);
    expect(outlineOf(decoded.architecture.build)).toEqual(outlineOf(architecture.build));
  });

  it.each(kinds)('of $id comes back to a thousandth in float16, in half the bytes', async (architecture) => {
    const { checkpoint, weights } = makeCheckpoint(architecture, 'float16');
    const { parameters, secant } = (await decodeCheckpoint(checkpoint)).weights;
    expect(relative(parameters, weights.parameters)).toBeLessThan(1e-3);
    expect(relative(secant.s, weights.secant.s)).toBeLessThan(1e-3);
    expect(relative(secant.y, weights.secant.y)).toBeLessThan(1e-3);
    expect(checkpoint.weights.length).toBe(2 * parameters.length);
    expect(checkpoint.secant.length).toBe(4 * parameters.length);
    const errors = parameters.map((value, i) => Math.abs(value - weights.parameters[i]!));
    const bounds = weights.parameters.map((value) => 2 ** -11 * Math.abs(value) + 2 ** -25);
    expect(errors.findIndex((error, i) => error > bounds[i]!)).toBe(-1);
  });

  it('has a card that says what it is of', () => {
    const { card } = makeCheckpoint(findArchitecture('mnist-cnn')).checkpoint;
    expect(card).toMatchObject({
      format: 'lethe-checkpoint',
      version: 3,
      model: 'mnist-cnn',
      modelName: 'LeNet',
      precision: 'float32',
      secantScale: { s: 1, y: 1 },
      ...smallTraining,
      epochs: 7,
      trainingAccuracy: 0.75,
      validationAccuracy: 0.5,
      backend: 'wasm',
      data: {
        id: 'blobs',
        name: 'Blobs',
        digest: dataset.digest,
        shape: [16, 16, 3],
        classNames: ['left', 'middle', 'right'],
        trainingCount: 12,
        validationCount: 6,
      },
    });
    expect(JSON.parse(JSON.stringify(card))).toEqual(card);
  });

  it('keeps a secant pair of zeros', async () => {
    const network = createNetwork(findArchitecture('mnist-logistic'), [4, 4, 1], 3);
    const zeros = new Float32Array(network.parameterCount);
    const weights = {
      ...makeCheckpoint(normalised).weights,
      parameters: zeros,
      secant: { s: zeros, y: zeros },
    };
    const card = trainingCard(dataset, smallTraining, weights, { backend: 'cpu' });
    const checkpoint = encodeCheckpoint(network, weights, card, 'float16');
    network.dispose();
    expect((await decodeCheckpoint(checkpoint)).weights).toEqual(weights);
  });

  it.each([findArchitecture('mnist-cnn'), findArchitecture('cifar-resnet'), normalised])(
    'of $id is plain tfjs artifacts: tf.loadLayersModel gives the same logits',
    async (architecture) => {
      const { checkpoint, weights } = makeCheckpoint(architecture);
      const [modelUrl, weightsUrl] = ['https://models.test/model.json', 'https://models.test/weights.bin'];
      const model = await tf.loadLayersModel(modelUrl, {
        fetchFunc: async (url: RequestInfo | URL) => {
          if (url === modelUrl) return new Response(checkpoint.modelJson);
          if (url === weightsUrl) return new Response(checkpoint.weights);
          return new Response('', { status: 404 });
        },
      });
      const network = createNetwork(architecture, dataset.shape, 3);
      network.setParameters(weights.parameters);
      const random = createRandom(1, 'images');
      const pixels = Float32Array.from({ length: 5 * 768 }, () => random.normal());
      const [own, theirs] = tf.tidy(() => {
        const inputs = network.toTensor(pixels);
        return [network.evaluate(inputs).logits, model.predict(inputs) as tf.Tensor];
      });
      const [wanted, got] = (await Promise.all([own!.data(), theirs!.data()])) as Float32Array[];
      expect(relative(got!, wanted!)).toBeLessThan(1e-5);
      tf.dispose([own!, theirs!]);
      model.dispose();
      network.dispose();
    },
  );

  it('leaves no tensor behind, written and read', async () => {
    makeCheckpoint(normalised);
    const { numTensors } = tf.memory();
    const { checkpoint } = makeCheckpoint(normalised, 'float16');
    await decodeCheckpoint(checkpoint);
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});

describe('a checkpoint is refused', () => {
  it.each<[string, (good: Checkpoint) => Checkpoint, RegExp]>([
    [
      'of another version',
      (good) => ({ ...good, card: { ...good.card, version: 1 as 3 } }),
      /card.json: version: expected 2 at least, found 1/,
    ],
    [
      'of another format',
      (good) => ({ ...good, card: { ...good.card, format: 'other' as 'lethe-checkpoint' } }),
      /card.json: format: expected "lethe-checkpoint", found "other"/,
    ],
    [
      'with a secant pair cut short',
      (good) => ({ ...good, secant: good.secant.slice(0, -4) }),
      /secant pair of Own needs \d+ bytes, and secant.bin has \d+/,
    ],
    [
      'with weights cut short',
      (good) => ({ ...good, weights: good.weights.slice(0, -1) }),
      /weights need \d+ bytes, and the files have \d+/,
    ],
    [
      'with a byte more of weights',
      (good) => ({ ...good, weights: new Uint8Array(good.weights.length + 1) }),
      /weights need \d+ bytes, and the files have \d+/,
    ],
    [
      'with a card of another model',
      (good) => ({
        ...good,
        card: { ...good.card, parameterCount: 5 },
        secant: good.secant.slice(0, 40),
      }),
      /The model has \d+ parameters, and its card says 5/,
    ],
    [
      'with a model of no JSON',
      (good) => ({ ...good, modelJson: '{"modelTopology' }),
      /no model that TensorFlow/,
    ],
    ['with an empty model', (good) => ({ ...good, modelJson: '{}' }), /no model that TensorFlow/],
    ['with a model that is null', (good) => ({ ...good, modelJson: 'null' }), /no model that TensorFlow/],
    [
      'with a layer that reads one that is not there',
      (good) => ({ ...good, modelJson: good.modelJson.replaceAll('[["norm1",0', '[["norm9",0') }),
      /layer "[^"]+" reads layers that are not there/,
    ],
    [
      'with a layer that waits for itself',
      (good) => ({ ...good, modelJson: good.modelJson.replaceAll('[["conv2",0', '[["norm2",0') }),
      /layer "norm2" reads layers that are not there, or wait for it/,
    ],
    [
      'with weights of no known type',
      (good) => ({
        ...good,
        modelJson: good.modelJson.replaceAll('"dtype":"float32"}', '"dtype":"string"}'),
      }),
      /dtype: expected "float32" or "int32" or "bool" or "uint32" or "int64", found "string"/,
    ],
  ])('%s', async (_, spoil, sentence) => {
    const spoilt = spoil(makeCheckpoint(normalised).checkpoint);
    const error = await decodeCheckpoint(spoilt).catch((thrown: unknown) => thrown);
    expect(error instanceof CheckpointError || error instanceof FieldError, String(error)).toBe(true);
    expect((error as Error).message).toMatch(sentence);
  });

  it('with layers that the lab cannot update, as the ModelError that names them', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2dTranspose({ inputShape: [8, 8, 3], filters: 2, kernelSize: 3, name: 'deep' }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 3 }),
      ],
    });
    const artifacts = await new Promise<tf.io.ModelArtifacts>((resolve) => {
      void model.save(
        tf.io.withSaveHandler(async (saved) => {
          resolve(saved);
          return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
        }),
      );
    });
    const { modelTopology, weightSpecs, weightData } = artifacts;
    const modelJson = JSON.stringify({
      modelTopology,
      weightsManifest: [{ paths: ['w'], weights: weightSpecs }],
    });
    const weights = new Uint8Array(weightData as ArrayBuffer);
    const loaded = await loadModel(modelJson, weights);
    expect(() => readGraph(loaded)).toThrow(ModelError);
    const { card } = makeCheckpoint(normalised).checkpoint;
    const secant = new Uint8Array(8 * card.parameterCount);
    await expect(decodeCheckpoint({ card, modelJson, weights, secant })).rejects.toThrow(ModelError);
    loaded.dispose();
    model.dispose();
  });
});

/** A text with one character changed, dropped or doubled, a piece cut out, or cut short. */
function mutateText(text: string, random: ReturnType<typeof createRandom>): string {
  const at = random.integer(text.length);
  const [before, after] = [text.slice(0, at), text.slice(at + 1)];
  switch (random.integer(5)) {
    case 0:
      return before + String.fromCharCode(32 + random.integer(95)) + after;
    case 1:
      return before + after;
    case 2:
      return `${before}${text[at]}${text[at]}${after}`;
    case 3:
      return before + after.slice(random.integer(60));
    default:
      return before;
  }
}

/** Numbers of the text, each changed in turn at random: sizes, strides, ranks. */
function mutateNumber(text: string, random: ReturnType<typeof createRandom>): string {
  const numbers = [...text.matchAll(/-?\d+(\.\d+)?/g)];
  const { 0: old, index } = numbers[random.integer(numbers.length)]!;
  const value = [0, -1, 2, 7, 1e9, 1e-9, Number(old) + 1][random.integer(7)]!;
  return text.slice(0, index) + String(value) + text.slice(index + old.length);
}

function mutateBytes(bytes: Uint8Array, random: ReturnType<typeof createRandom>): Uint8Array<ArrayBuffer> {
  const mutated = bytes.slice();
  for (let i = 0; i < 5; i++) mutated[random.integer(mutated.length)] = random.integer(256);
  return random.integer(3) === 0 ? mutated.slice(0, random.integer(mutated.length)) : mutated;
}

describe('200 spoilt checkpoints', () => {
  it.each([
    ['model.json, characters', 100],
    ['model.json, numbers', 60],
    ['weights.bin', 40],
  ] as const)('%s: each is refused in a sentence, or read', async (what, count) => {
    const small = smallModel((classes) => [
      tf.layers.conv2d({ filters: 2, kernelSize: 3, name: 'conv' }),
      tf.layers.batchNormalization({ name: 'norm' }),
      tf.layers.activation({ activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: classes, name: 'output' }),
    ]);
    const good = makeCheckpoint(small, 'float32', [8, 8, 1]).checkpoint;
    const random = createRandom(1, what);
    let read = 0;
    for (let n = 0; n < count; n++) {
      const spoilt = { ...good };
      if (what === 'weights.bin') spoilt.weights = mutateBytes(good.weights, random);
      else {
        const mutate = what.endsWith('numbers') ? mutateNumber : mutateText;
        spoilt.modelJson = mutate(good.modelJson, random);
      }
      try {
        const { weights } = await decodeCheckpoint(spoilt);
        expect(weights.parameters.length).toBe(good.card.parameterCount);
        read += 1;
      } catch (error) {
        if (!(error instanceof CheckpointError || error instanceof ModelError)) {
          throw new Error(`mutation ${n}: ${error}\n${spoilt.modelJson.slice(0, 3000)}`, { cause: error });
        }
      }
    }
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(count);
  });
});
