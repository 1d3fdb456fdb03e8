import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
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
import { readTorch } from '../../../src/model/torch/readTorch';
import { sayMessage } from '../../../src/words/say';
import { mutate } from '../../data/mutate';
import { amount } from '../../support/long';

vi.setConfig({ testTimeout: 60_000 });

/** Files that PyTorch wrote, and what it computed with them in float64 (make.py). */
const folder = join(import.meta.dirname, '../../fixtures/torch');
const file = (name: string): NamedBytes => ({
  name,
  bytes: new Uint8Array(readFileSync(join(folder, name))),
});
const expected = JSON.parse(readFileSync(join(folder, 'logits.json'), 'utf8')) as Record<string, number[][]>;

const image = ([height, width, channels]: ImageShape, shift: number) =>
  Float64Array.from({ length: height * width * channels }, (_, i) => Math.sin(0.37 * i + shift));

function open(files: readonly NamedBytes[], shape: ImageShape) {
  const { model, parameters, notes } = readTorch(files, shape);
  const graph = readGraph(model);
  model.dispose();
  const logits = [0, 1, 2].map((shift) => [...evaluateLogits(graph, parameters, image(shape, shift))]);
  return { logits, notes: notes.map(sayMessage) };
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
    const layers = ['Flatten', 'second', 'Tanh', 'first'].map((name) =>
      name.charAt(0) === name.charAt(0).toUpperCase() ? { type: name } : { type: 'Linear', name },
    );
    const sequential = { format: 'lethe-sequential', version: 1, input: [1, 2, 2], layers };
    const description = { name: 'net.json', bytes: strToU8(JSON.stringify(sequential)) };
    const { logits } = open([file('square.pt'), description], [1, 2, 2]);
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

  it('are refused in words where the description is wrong', () => {
    const described = (change: (layers: Record<string, unknown>[]) => void) => {
      const value = JSON.parse(readFileSync(join(folder, 'module.json'), 'utf8'));
      change(value.layers);
      return () =>
        open([file('module.pth'), { name: 'net.json', bytes: strToU8(JSON.stringify(value)) }], [8, 12, 3]);
    };
    expect(described((layers) => layers.push({ type: 'Linear' }))).toThrow(/layers\[11\].*finds no layer/);
    expect(described((layers) => layers.splice(6, 1))).toThrow(/Flatten/);
    const pool = { type: 'MaxPool2d', kernel_size: 3, stride: 2, padding: 1 };
    expect(described((layers) => layers.push(pool))).toThrow(/MaxPool2d.*"padding"/);
    expect(described(([conv]) => Object.assign(conv!, { groups: 3 }))).toThrow(/"groups"/);
    expect(described(([conv]) => Object.assign(conv!, { padding: -1 }))).toThrow(FieldError);
    expect(described(([conv]) => Object.assign(conv!, { type: 'Conv3d' }))).toThrow(FieldError);
    expect(described(([conv]) => Object.assign(conv!, { name: '9' }))).toThrow(/shape \[7, 30\]/);
    const skip = described((layers) => {
      layers.splice(7, 1);
      Object.assign(layers[8]!, { name: '9' });
    });
    expect(skip).toThrow(/every layer with weights/);
    expect(() => readTorch([file('lenet.pt')], null)).toThrow(ModelError);
  });
});

describe('a damaged file of PyTorch', () => {
  it('is refused in words or read, packed again after the damage', () => {
    const random = createRandom(7);
    const parts = unzipSync(file('lenet.pt').bytes);
    const name = Object.keys(parts).find((part) => part.endsWith('data.pkl'))!;
    for (let i = 0; i < amount(100, 500); i++) {
      const damaged = { ...parts, [name]: mutate(parts[name]!, random) };
      try {
        readTorch([{ name: 'lenet.pt', bytes: zipSync(damaged, { level: 0 }) }], [28, 28, 1]).model.dispose();
      } catch (error) {
        const isSaid = [CheckpointError, DataError, ModelError].some((kind) => error instanceof kind);
        if (!isSaid) throw error;
      }
    }
  });
});
