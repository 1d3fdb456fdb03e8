import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CheckpointError, loadModel } from '../../../src/model/checkpoint';
import { deepestTopology, mostLayers } from '../../../src/model/checkTopology';
import { longestModelJson, readModelJson, UnreadableModel } from '../../../src/model/modelJson';

/** A chain of ReLUs behind an input, listed last to first, each reading the one before it. */
function chainOfLayers(count: number) {
  const layers = Array.from({ length: count }, (_, i) =>
    i === 0
      ? {
          class_name: 'InputLayer',
          name: 'l0',
          config: { name: 'l0', batch_input_shape: [null, 4], dtype: 'float32' },
          inbound_nodes: [],
        }
      : {
          class_name: 'ReLU',
          name: `l${i}`,
          config: { name: `l${i}` },
          inbound_nodes: [[[`l${i - 1}`, 0, 0, {}]]],
        },
  ).reverse();
  const config = {
    name: 'chain',
    layers,
    input_layers: [['l0', 0, 0]],
    output_layers: [[`l${count - 1}`, 0, 0]],
  };
  return { modelTopology: { class_name: 'Model', config }, weightsManifest: [] };
}

/** The text of a model.json whose topology has this layer list. */
const withLayers = (layers: unknown, more: object = {}) =>
  JSON.stringify({
    modelTopology: { class_name: 'Model', config: { layers }, ...more },
    weightsManifest: [],
  });
const none = new Uint8Array();

function reasonOf(text: string) {
  try {
    readModelJson(text);
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableModel);
    return (error as UnreadableModel).reason;
  }
  return null;
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('a model.json', () => {
  it('of 12,000 layers, listed last to first, is refused at once, by their number', async () => {
    const text = JSON.stringify(chainOfLayers(12_000));
    const start = performance.now();
    const error = await loadModel(text, none).catch((thrown: unknown) => thrown);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(error).toBeInstanceOf(CheckpointError);
    expect((error as Error).message).toMatch(/it has 12000 layers, and the lab takes at most 1000\. Choose/);
  });

  it('of as many layers as may be, listed last to first, becomes a model within seconds', async () => {
    const start = performance.now();
    const model = await loadModel(JSON.stringify(chainOfLayers(mostLayers)), none);
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(model.layers.length).toBe(mostLayers);
    model.dispose();
  });

  it.each<[string, string, RegExp]>([
    ['nothing', '', /it is no JSON, or it is cut off/],
    ['a list', '[]', /modelTopology: expected an object, found nothing/],
    ['no weights', '{"modelTopology":{}}', /weightsManifest: expected a list of 0 to 10000, found nothing/],
    [
      'paths that are numbers',
      '{"modelTopology":{},"weightsManifest":[{"paths":[3],"weights":[]}]}',
      /weightsManifest\[0\]\.paths\[0\]: expected a text/,
    ],
    [
      'a negative shape',
      '{"modelTopology":{},"weightsManifest":[{"paths":[],"weights":[{"name":"a","shape":[-4],"dtype":"float32"}]}]}',
      /weights\[0\]\.shape\[0\]: expected a whole number from 0 to 2147483647, found -4/,
    ],
    ['a layer that is null', withLayers([null]), /layers\[0\]: expected an object, found null/],
    [
      'a layer of a name that is none',
      withLayers([{ name: {} }]),
      /layers\[0\]\.name: expected a text of at most 4096 characters, found an object/,
    ],
    [
      'reads that are no list',
      withLayers([{ name: 'a', inbound_nodes: [7] }]),
      /layers\[0\]\.inbound_nodes\[0\]: expected a list, found 7/,
    ],
    [
      'a layer that waits for itself',
      withLayers([{ name: 'a', inbound_nodes: [[['a', 0, 0]]] }]),
      /its layer "a" reads layers that are not there/,
    ],
    [
      'a layer that is not there',
      withLayers([{ name: 'a', inbound_nodes: [[['b', 0, 0]]] }]),
      /its layer "a" reads layers that are not there/,
    ],
    [
      'a second use that is not there',
      withLayers([
        { name: 'i', class_name: 'InputLayer' },
        { name: 'a', inbound_nodes: [[['i', 1, 0]]] },
      ]),
      /its layer "a" reads/,
    ],
    [
      'kinds of layers that nobody knows',
      withLayers([{ name: 'i', class_name: 'Strange' }]),
      /its layers do not fit together, or are of kinds that TensorFlow\.js does not know/,
    ],
  ])('of %s is refused in plain words', async (_, text, sentence) => {
    await expect(loadModel(text, none)).rejects.toThrow(CheckpointError);
    await expect(loadModel(text, none)).rejects.toThrow(sentence);
  });

  it('takes several uses of a layer, whatever their order', () => {
    const input = { name: 'i', class_name: 'InputLayer' };
    const shared = { name: 's', inbound_nodes: [[['a', 0, 0]], [['i', 0, 0]]] };
    const between = { name: 'a', inbound_nodes: [[['s', 0, 0]]] };
    const sum = {
      name: 'add',
      inbound_nodes: [
        [
          ['s', 1, 0],
          ['s', 0, 0],
        ],
      ],
    };
    expect(reasonOf(withLayers([sum, shared, between, input]))).toBeNull();
    expect(
      reasonOf(withLayers([sum, { ...shared, inbound_nodes: [[['i', 0, 0]]] }, between, input])),
    ).toEqual({ kind: 'missingInput', layer: 'add' });
  });

  it('counts the layers of models that are layers', () => {
    const inner = Array.from({ length: mostLayers / 2 }, () => ({}));
    const nested = { class_name: 'Model', config: { layers: inner } };
    expect(reasonOf(withLayers([nested]))).toBeNull();
    expect(reasonOf(withLayers([nested, nested]))).toEqual({
      kind: 'layers',
      count: mostLayers + 2,
      most: mostLayers,
    });
  });

  it('has limits of depth and length', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(reasonOf(`{"modelTopology":{"a":${deep}},"weightsManifest":[]}`)).toEqual({
      kind: 'tooDeep',
      most: deepestTopology,
    });
    const long = `{"a":"${'x'.repeat(longestModelJson)}"}`;
    expect(reasonOf(long)).toEqual({ kind: 'tooLong', bytes: long.length, most: longestModelJson });
  });
});
