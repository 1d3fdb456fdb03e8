import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { DataError } from '../../../src/data/dataError';
import type { ImageShape } from '../../../src/data/dataset';
import type { NamedBytes } from '../../../src/data/loadOptions';
import { softmax } from '../../../src/math/network/crossEntropy';
import { evaluateLogits } from '../../../src/math/network/evaluateGraph';
import { createRandom } from '../../../src/math/random/random';
import { CheckpointError } from '../../../src/model/checkpointError';
import { ModelError } from '../../../src/model/modelError';
import { readGraph } from '../../../src/model/readGraph';
import { FieldError } from '../../../src/model/schema/read';
import { torchTensors } from '../../../src/model/torch/placeWeights';
import { readTorch } from '../../../src/model/torch/readTorch';
import { isTorchFile } from '../../../src/model/torch/stateDict';
import { writeSafetensors } from '../../../src/model/torch/weightFiles';
import { sayMessage } from '../../../src/words/say';
import { mutate } from '../../data/mutate';
import { amount } from '../../support/long';

vi.setConfig({ testTimeout: 60_000 });

/** Files that PyTorch wrote, and what it computed with them in float64 (make.py, make_more.py). */
const folder = join(import.meta.dirname, '../../fixtures/torch');
const file = (name: string): NamedBytes => ({
  name,
  bytes: new Uint8Array(readFileSync(join(folder, name))),
});
const readJson = (name: string) =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, number[][]>;
const expected = { ...readJson('logits.json'), ...readJson('logits_more.json') };

const image = ([height, width, channels]: ImageShape, shift: number) =>
  Float64Array.from({ length: height * width * channels }, (_, i) => Math.sin(0.37 * i + shift));

function open(files: readonly NamedBytes[], shape: ImageShape) {
  const { model, parameters, notes } = readTorch(files, shape);
  const graph = readGraph(model);
  model.dispose();
  const logits = [0, 1, 2].map((shift) => [...evaluateLogits(graph, parameters, image(shape, shift))]);
  return { logits, graph, parameters, notes: notes.map(sayMessage) };
}

/** Weights are half floats or float32, which the lab holds exactly; the images are float32 in PyTorch. */
function expectClose(found: readonly number[][], wanted: readonly number[][]) {
  expect(found.length).toBe(wanted.length);
  for (const [i, value] of found.flat().entries()) expect(value).toBeCloseTo(wanted.flat()[i]!, 5);
}

describe('weights of PyTorch', () => {
  it('open as LeNet with the logits that PyTorch computed, out of a dictionary and a wrapper', () => {
    const { logits, notes } = open([file('lenet.pt')], [28, 28, 1]);
    expectClose(logits, expected.lenet!);
    expect(notes).toEqual(['The weights of PyTorch fit LeNet: conv1, conv2, fc.']);
  });

  it('open as the authors’ CIFAR10Net', () => {
    const { logits, notes } = open([file('cifar10net.pt')], [16, 16, 3]);
    expectClose(logits, expected.cifar10net!);
    expect(notes).toEqual(['The weights of PyTorch fit CIFAR10Net: conv1, conv2, fc1, fc2, fc4.']);
  });

  it('open as the layers of a description, out of a whole module, whose classes are not run', () => {
    const { logits } = open([file('module.pth'), file('module.json')], [8, 12, 3]);
    const probabilities = (rows: number[][]) => rows.map((row) => [...softmax(Float64Array.from(row))]);
    expectClose(probabilities(logits), probabilities(expected.module!));
    expect(() => open([file('module.pth')], [8, 12, 3])).toThrow(/0 \[4, 3, 3, 3\].*\n.*JSON file/);
  });

  it('are found by their names in a description, be it in another order', () => {
    const { logits } = open([file('square.pt'), square], [1, 2, 2]);
    expectClose(logits, expected.square!);
  });

  it('open with the padding of PyTorch, which is on all sides, and with bent and cut ReLUs', () => {
    const layers = [
      { type: 'Conv2d', stride: 2, padding: 1 },
      { type: 'ReLU6' },
      { type: 'Conv2d', padding: [0, 2] },
      { type: 'LeakyReLU', negative_slope: 0.2 },
      { type: 'Conv2d', padding: 'same' },
      { type: 'GlobalMaxPool2d' },
      { type: 'Linear' },
    ];
    const sequential = { format: 'lethe-sequential', version: 1, layers };
    const description = { name: 'net.json', bytes: strToU8(JSON.stringify(sequential)) };
    const { logits } = open([file('padded.pt'), description], [8, 10, 2]);
    expectClose(logits, expected.padded!);
  });

  it('open with additions, and with pools that have zeros around', () => {
    const layers = [
      { type: 'Conv2d', in_channels: 2, out_channels: 3, kernel_size: 3, padding: 1 },
      { type: 'ReLU', inplace: true },
      { type: 'MaxPool2d', kernel_size: [3, 2], stride: 2, padding: [1, 0] },
      {
        type: 'Residual',
        layers: [{ type: 'Conv2d', stride: 2, padding: 1 }, { type: 'Tanh' }, { type: 'Conv2d', padding: 1 }],
        shortcut: [{ type: 'Conv2d', stride: 2 }],
      },
      { type: 'AvgPool2d', kernel_size: 3, stride: 1, padding: 1 },
      { type: 'Residual', layers: [{ type: 'Conv2d' }] },
      { type: 'GlobalMaxPool2d' },
      { type: 'Linear' },
    ];
    const withLayers = (changed: readonly object[]) => {
      const sequential = { format: 'lethe-sequential', version: 1, layers: changed };
      return [file('joined.pt'), { name: 'net.json', bytes: strToU8(JSON.stringify(sequential)) }];
    };
    const { logits } = open(withLayers(layers), [9, 12, 2]);
    expectClose(logits, expected.joined!);

    const bent = layers.map((layer, i) => (i === 1 ? { type: 'Tanh' } : layer));
    expect(() => open(withLayers(bent), [9, 12, 2])).toThrow(/layers\[2\].*numbers below 0/);
    const wide = layers.map((layer, i) => (i === 3 ? { ...layer, shortcut: [] } : layer));
    expect(() => open(withLayers(wide), [9, 12, 2])).toThrow(/layers\[3\] of the description, a Residual/);
    const grouped = { type: 'Residual', layers: [{ type: 'Conv2d', groups: 2 }] };
    expect(() => open(withLayers([grouped]), [9, 12, 2])).toThrow(/layers\[0\]\.layers\[0\].*"groups"/);
  });

  it('open as a residual net of torchvision, whatever its widths, and not with another first window', () => {
    const { logits, notes } = open([file('resnet18.pt')], [32, 32, 3]);
    expectClose(logits, expected.resnet18!);
    expect(notes[0]).toContain('fit torchvision\u2019s resnet18: conv1, bn1, layer1.0.conv1,');
    expect(notes[0]).not.toContain('not their order');
  });

  it('open as the authors’ CIFAR10_CNN, whatever its widths', () => {
    const { logits, notes } = open([file('cifar10cnn.pt')], [16, 16, 3]);
    expectClose(logits, expected.cifar10cnn!);
    expect(notes[0]).toContain('fit CIFAR10_CNN: conv_layer.0, conv_layer.1,');
  });

  it('open with filters of each channel, beside weights of a loss and the state of random numbers', () => {
    const described = sequence(
      { type: 'Conv2d', stride: 2, padding: 1 },
      { type: 'BatchNorm2d' },
      { type: 'ReLU6' },
      { type: 'Conv2d', in_channels: 4, out_channels: 8, kernel_size: 3, padding: 1, groups: 4 },
      { type: 'ReLU6' },
      { type: 'Conv2d' },
      { type: 'AdaptiveAvgPool2d', output_size: 1 },
      { type: 'Flatten' },
      { type: 'Identity' },
      { type: 'Linear' },
    );
    const { logits, graph, parameters, notes } = open([file('depthwise.pt'), described], [7, 9, 3]);
    expectClose(logits, expected.depthwise!);
    expect(notes).toEqual(['Left out, as weights of a loss and not of the model: criterion.weight.']);
    // What is written holds them too.
    const again = { name: 'a.safetensors', bytes: writeSafetensors(torchTensors(graph, parameters), {}) };
    expect(open([again, described], [7, 9, 3]).parameters).toEqual(parameters);
  });

  it('with one sigmoid at the end open with two outputs of the same probability', () => {
    const described = sequence(
      { type: 'Flatten' },
      { type: 'Linear' },
      { type: 'Tanh' },
      { type: 'Linear' },
      { type: 'Sigmoid' },
    );
    const { logits, notes } = open([file('sigmoid.pt'), described], [2, 3, 2]);
    for (const [i, row] of logits.entries()) {
      expect(softmax(Float64Array.from(row))[1]).toBeCloseTo(expected.sigmoid![i]![0]!, 6);
    }
    expect(notes[0]).toContain('The one sigmoid of "3" became two outputs');
  });

  it('with sigmoids at the end open with the loss of these', () => {
    const described = sequence({ type: 'Flatten' }, { type: 'Linear' }, { type: 'Sigmoid' });
    const { logits, graph, notes } = open([file('sigmoids.pt'), described], [2, 3, 2]);
    expectClose(logits, expected.sigmoids!);
    expect(graph.loss).toBe('sigmoids');
    expect(notes[0]).toContain('The sigmoids of "1" answer for each class by itself.');
  });

  it.each<[string, ImageShape, layers: [string, number[]][], string]>([
    [
      'MNIST example',
      [28, 28, 1],
      [
        ['conv1', [32, 1, 3, 3]],
        ['conv2', [64, 32, 3, 3]],
        ['fc1', [128, 9216]],
        ['fc2', [10, 128]],
      ],
      'conv2d relu conv2d relu maxPool flatten dense relu dense',
    ],
    [
      'lessons for garments',
      [28, 28, 1],
      [
        ['conv1', [6, 1, 5, 5]],
        ['conv2', [16, 6, 5, 5]],
        ['fc1', [120, 256]],
        ['fc2', [84, 120]],
        ['fc3', [7, 84]],
      ],
      'conv2d relu maxPool conv2d relu maxPool flatten dense relu dense relu dense',
    ],
  ])('of PyTorch’s own nets open by their shapes: %s', (name, shape, layers, ops) => {
    const tensors = layers.flatMap(([layer, sizes]) => [
      { name: `${layer}.weight`, shape: sizes, values: new Float32Array(sizes.reduce((a, b) => a * b, 1)) },
      { name: `${layer}.bias`, shape: [sizes[0]!], values: new Float32Array(sizes[0]!) },
    ]);
    const { model, notes } = readTorch(
      [{ name: 'a.safetensors', bytes: writeSafetensors(tensors, {}) }],
      shape,
    );
    expect(
      readGraph(model)
        .nodes.slice(1)
        .map(({ op }) => op)
        .join(' '),
    ).toBe(ops);
    expect(sayMessage(notes[0]!)).toContain(name);
    model.dispose();
    // With another width they are nobody's.
    const other = tensors.map((tensor) =>
      tensor.name === 'conv1.bias' || tensor.name === 'fc1.bias'
        ? { ...tensor, shape: [1], values: new Float32Array(1) }
        : tensor,
    );
    const changed = { name: 'a.safetensors', bytes: writeSafetensors(other, {}) };
    expect(() => readTorch([changed], shape)).toThrow('not those of a model of the lab');
  });

  it('are refused in words where the description beside them is no JSON', () => {
    const broken = { name: 'net.json', bytes: strToU8('{"format": "lethe-sequential", "layers": [') };
    expect(() => open([file('sigmoids.pt'), broken], [2, 3, 2])).toThrow('net.json is no JSON: a comma');
  });

  it('are refused in words where the description is wrong', () => {
    const described = (change: (layers: Record<string, unknown>[]) => void) => {
      const value = JSON.parse(readFileSync(join(folder, 'module.json'), 'utf8'));
      change(value.layers);
      return () =>
        open([file('module.pth'), { name: 'net.json', bytes: strToU8(JSON.stringify(value)) }], [8, 12, 3]);
    };
    expect(described((layers) => layers.push({ type: 'Linear' }))).toThrow(/layers\[11\].*finds no layer/);
    expect(described((layers) => layers.splice(6, 1))).toThrow(/Flatten/);
    const pool = { type: 'MaxPool2d', kernel_size: 3, stride: 2, ceil_mode: true };
    expect(described((layers) => layers.push(pool))).toThrow(/MaxPool2d.*"ceil_mode"/);
    expect(described(([conv]) => Object.assign(conv!, { groups: 3 }))).toThrow(/"groups"/);
    expect(described(([conv]) => Object.assign(conv!, { padding: -1 }))).toThrow(FieldError);
    expect(described(([conv]) => Object.assign(conv!, { type: 'Conv3d' }))).toThrow(
      /layers\[0\] of the description is a Conv3d, which the lab has not\. It takes Conv2d, /,
    );
    expect(described(([conv]) => Object.assign(conv!, { name: '9' }))).toThrow(/shape \[7, 30\]/);
    const skip = described((layers) => {
      layers.splice(7, 1);
      Object.assign(layers[8]!, { name: '9' });
    });
    expect(skip).toThrow(/every layer with weights/);
    expect(() => readTorch([file('lenet.pt')], null)).toThrow(ModelError);
  });
});

const sequence = (...layers: object[]): NamedBytes => ({
  name: 'net.json',
  bytes: strToU8(JSON.stringify({ format: 'lethe-sequential', version: 1, layers })),
});
const square = sequence(
  { type: 'Flatten' },
  { type: 'Linear', name: 'second' },
  { type: 'Tanh' },
  { type: 'Linear', name: 'first' },
);

describe('a damaged file of PyTorch', () => {
  it.each(['ComplexFloatStorage', 'QUInt8Storage'])('is refused by its type: %s', (type) => {
    const parts = unzipSync(file('square.pt').bytes);
    const pickle = Object.keys(parts).find((part) => part.endsWith('data.pkl'))!;
    const other = strFromU8(parts[pickle]!, true).replaceAll('FloatStorage', type);
    const bytes = zipSync({ ...parts, [pickle]: strToU8(other, true) }, { level: 0 });
    expect(() => readTorch([{ name: 'square.pt', bytes }, square], [1, 2, 2])).toThrow(
      `square.pt: expected whole or floating numbers, found those of the type ${type}. Convert them`,
    );
  });

  it.each<[string, readonly NamedBytes[], ImageShape, number]>([
    ['lenet.pt', [], [28, 28, 1], amount(50, 500)],
    ['square.pt', [square], [1, 2, 2], amount(500, 5000)],
  ])('is refused in words or read: %s', (name, beside, shape, count) => {
    const random = createRandom(7, name);
    const whole = file(name).bytes;
    const parts = unzipSync(whole);
    const pickle = Object.keys(parts).find((part) => part.endsWith('data.pkl'))!;
    let refused = 0;
    for (let i = 0; i < count; i++) {
      // Every other one is packed again after the damage, so that the archive's checksums do not shield the pickle.
      const bytes =
        i % 2 === 0
          ? zipSync({ ...parts, [pickle]: mutate(parts[pickle]!, random) }, { level: 0 })
          : mutate(whole, random);
      const damaged = { name, bytes };
      if (!isTorchFile(damaged)) continue;
      try {
        readTorch([damaged, ...beside], shape).model.dispose();
      } catch (error) {
        const isSaid = [CheckpointError, DataError, ModelError].some((kind) => error instanceof kind);
        if (!isSaid) throw error;
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(count / 8);
  });
});
