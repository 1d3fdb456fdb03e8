import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { DataError } from '../../../src/data/dataError';
import type { ImageShape } from '../../../src/data/dataset';
import type { NamedBytes } from '../../../src/data/loadOptions';
import { evaluateLogits } from '../../../src/math/network/evaluateGraph';
import { createRandom } from '../../../src/math/random/random';
import { findArchitecture } from '../../../src/model/architectures';
import { CheckpointError } from '../../../src/model/checkpointError';
import { ModelError } from '../../../src/model/modelError';
import { readGraph } from '../../../src/model/readGraph';
import { torchTensors } from '../../../src/model/torch/placeWeights';
import { readTorch } from '../../../src/model/torch/readTorch';
import { isTorchFile, readStateDict } from '../../../src/model/torch/stateDict';
import { writeSafetensors, writeWeightsNpz } from '../../../src/model/torch/weightFiles';
import { mutate } from '../../data/mutate';
import { amount } from '../../support/long';

vi.setConfig({ testTimeout: 60_000 });

/** Files that NumPy wrote and bytes by the description of safetensors, of the weights of lenet.pt (make_plain.py). */
const folder = join(import.meta.dirname, '../../fixtures/torch');
const file = (name: string): NamedBytes => ({
  name,
  bytes: new Uint8Array(readFileSync(join(folder, name))),
});
const expected = JSON.parse(readFileSync(join(folder, 'logits.json'), 'utf8')).lenet as number[][];

const image = ([height, width, channels]: ImageShape, shift: number) =>
  Float64Array.from({ length: height * width * channels }, (_, i) => Math.sin(0.37 * i + shift));

function open(given: NamedBytes, shape: ImageShape) {
  const { model, parameters } = readTorch([given], shape);
  const graph = readGraph(model);
  model.dispose();
  return { graph, parameters };
}

/** A net of the table with weights of all sizes, and the files of them. */
function written(id: string, shape: ImageShape) {
  const model = findArchitecture(id).build(shape, 10);
  const graph = readGraph(model);
  model.dispose();
  const random = createRandom(5, id);
  const parameters = Float32Array.from({ length: graph.parameterCount }, () => random.normal());
  const tensors = torchTensors(graph, parameters);
  return {
    parameters,
    files: {
      npz: { name: 'net.npz', bytes: writeWeightsNpz(tensors) },
      safetensors: { name: 'net.safetensors', bytes: writeSafetensors(tensors, { model: id }) },
    },
  };
}

describe('weights as .npz and .safetensors', () => {
  it.each(['lenet.npz', 'lenet.safetensors'])('of other programs open to PyTorch’s logits: %s', (name) => {
    const { graph, parameters } = open(file(name), [28, 28, 1]);
    const logits = [0, 1, 2].flatMap((shift) => [
      ...evaluateLogits(graph, parameters, image([28, 28, 1], shift)),
    ]);
    for (const [i, value] of logits.entries()) expect(value).toBeCloseTo(expected.flat()[i]!, 5);
  });

  it.each<[string, ImageShape]>([
    ['mnist-logistic', [28, 28, 1]],
    ['mnist-2nn', [28, 28, 1]],
    ['mnist-cnn', [28, 28, 1]],
    ['cifar-net', [32, 32, 3]],
  ])('of the lab open again bit for bit: %s', (id, shape) => {
    const { files, parameters } = written(id, shape);
    for (const given of Object.values(files)) {
      expect(isTorchFile(given)).toBe(true);
      const again = open(given, shape);
      expect(Buffer.from(again.parameters.buffer).equals(Buffer.from(parameters.buffer))).toBe(true);
    }
  });

  it('of a residual net of PyTorch go back under the names and with the numbers that it has', () => {
    const given = file('resnet18.pt');
    const { graph, parameters } = open(given, [32, 32, 3]);
    const written = writeSafetensors(torchTensors(graph, parameters), {});
    const [was, now] = [given, { name: 'again.safetensors', bytes: written }].map(
      (each) => readStateDict(each).state,
    );
    const names = [...was!.keys()].filter((name) => !name.endsWith('num_batches_tracked'));
    expect([...now!.keys()].sort()).toEqual(names.sort());
    for (const name of names) expect(now!.get(name)!.read()).toEqual(was!.get(name)!.read());
  });

  it('are refused in words where they are cut or changed, or read', () => {
    const { files } = written('mnist-logistic', [28, 28, 1]);
    const random = createRandom(9);
    const given = [files.npz, files.safetensors, file('lenet.safetensors'), file('lenet.npz')];
    for (let i = 0; i < amount(2000, 8000); i++) {
      const { name, bytes } = given[i % given.length]!;
      const damaged = { name, bytes: mutate(bytes.subarray(0, 4000), random) };
      try {
        if (isTorchFile(damaged)) open(damaged, [28, 28, 1]);
      } catch (error) {
        const isSaid = [CheckpointError, DataError, ModelError].some((kind) => error instanceof kind);
        if (!isSaid) throw error;
      }
    }
    const { bytes } = files.safetensors;
    const cut = { name: 'cut.safetensors', bytes: bytes.subarray(0, bytes.length - 4) };
    expect(() => open(cut, [28, 28, 1])).toThrow(/not all there/);
    const header = new TextEncoder().encode(
      '{"a.weight":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}} ',
    );
    const strange = new Uint8Array(8 + header.length + 1);
    strange[0] = header.length;
    strange.set(header, 8);
    expect(() => open({ name: 'f8', bytes: strange }, [1, 1, 1])).toThrow(/"a.weight" has no shape/);
  });
});
