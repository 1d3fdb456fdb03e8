/** Damaged files of models are refused in words or read: no error is of JavaScript's or of TensorFlow.js's own, and a word says what a person can do. */

import * as tf from '@tensorflow/tfjs';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { NamedBytes } from '../../../src/data/loadOptions';
import { ownTraining } from '../../../src/lab/opening/openCheckpoint';
import { createRandom, type Random } from '../../../src/math/random/random';
import { readModelFiles } from '../../../src/model/modelFiles';
import { picturesFor } from '../../../src/model/ownModel';
import { SaidError } from '../../../src/words/saidError';
import { mutate } from '../../data/mutate';
import { amount } from '../../support/long';
import { saveModel } from '../../support/saveModel';
import { makeTeachable } from '../../support/teachable';

vi.setConfig({ testTimeout: 600_000 });

const { layers: make } = tf;

function sequential(): tf.LayersModel {
  return tf.sequential({
    layers: [
      make.separableConv2d({ inputShape: [12, 12, 1], filters: 3, kernelSize: 3, activation: 'relu' }),
      make.depthwiseConv2d({ kernelSize: 3, strides: 2, padding: 'same' }),
      make.batchNormalization({}),
      make.dropout({ rate: 0.5 }),
      make.flatten(),
      make.dense({ units: 3, activation: 'sigmoid' }),
    ],
  });
}

/** The same numbers as Keras 3 would write them: names without the model's, `batch_shape`. */
function asKeras3([description, weights]: readonly NamedBytes[]): NamedBytes[] {
  const text = new TextDecoder().decode(description!.bytes);
  const renamed = text.replaceAll('batch_input_shape', 'batch_shape');
  return [{ name: 'model.json', bytes: new TextEncoder().encode(renamed) }, weights!];
}

/** One value somewhere in plain data is another one. */
function spoil(value: unknown, random: Random): unknown {
  if (typeof value === 'object' && value !== null && random.integer(8) !== 0) {
    const keys = Object.keys(value);
    const key = keys[random.integer(Math.max(1, keys.length))];
    if (key !== undefined) {
      const inner = spoil((value as Record<string, unknown>)[key], random);
      if (Array.isArray(value)) return value.map((entry, i) => (String(i) === key ? inner : entry));
      return { ...value, [key]: inner };
    }
  }
  const others = [null, 0, -1, 1e9, 0.5, '', 'relu', 'same', [], {}, [[1]], true, undefined, Number.NaN];
  return others[random.integer(others.length)];
}

type Damage = (files: readonly NamedBytes[], random: Random) => NamedBytes[];
const damages: Readonly<Record<string, Damage>> = {
  'bytes of the description': ([description, ...others], random) => [
    { ...description!, bytes: mutate(description!.bytes, random) },
    ...others,
  ],
  'values of the description': ([description, ...others], random) => {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(description!.bytes));
    const spoilt = JSON.stringify(spoil(parsed, random)) ?? 'null';
    return [{ ...description!, bytes: new TextEncoder().encode(spoilt) }, ...others];
  },
  'bytes of the weights': ([description, weights], random) => [
    description!,
    { ...weights!, bytes: mutate(weights!.bytes, random) },
  ],
  'bytes of a zip of both': (files, random) => {
    const packed = zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])));
    return [{ name: 'model.zip', bytes: mutate(packed, random) }];
  },
};

let models: Readonly<Record<string, readonly NamedBytes[]>>;
beforeAll(async () => {
  await tf.setBackend('cpu');
  const plain = await saveModel(sequential());
  models = {
    'of TensorFlow.js': plain,
    'of Keras 3': asKeras3(plain),
    'of Teachable Machine': await saveModel(makeTeachable(72, 3)),
  };
});

describe.each(['of TensorFlow.js', 'of Keras 3', 'of Teachable Machine'])('a damaged model %s', (kind) => {
  it.each(Object.keys(damages))('is refused in words or read: %s', async (what) => {
    const random = createRandom(11, `${kind}, ${what}`);
    const before = tf.memory().numTensors;
    let refused = 0;
    for (let i = 0; i < amount(125, 500); i++) {
      const files = damages[what]!(models[kind]!, random);
      try {
        picturesFor(files);
        await readModelFiles(files, ownTraining, i % 2 === 0 ? [12, 12, 1] : null);
      } catch (error) {
        if (!(error instanceof SaidError)) throw error;
        expect(error.message).not.toMatch(/TypeError|undefined|\[object|NaN is not|Cannot read/);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(0);
    expect(tf.memory().numTensors).toBe(before);
  });
});

it.each([
  ['net.h5', [0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10]],
  ['net.keras', [0x50, 0x4b, 3, 4, 20, 0, 0, 0]],
  ['net.onnx', [8, 8, 18, 7, 112, 121, 116, 111]],
  ['net.tflite', [28, 0, 0, 0, 0x54, 0x46, 0x4c, 0x33]],
  ['saved_model.pb', [8, 1, 18, 0, 0, 0, 0, 0]],
])('a damaged %s is told apart, or said to be no model', async (name, head) => {
  const random = createRandom(12, name);
  const whole = Uint8Array.from([...head, ...Array.from({ length: 200 }, () => random.integer(256))]);
  for (let i = 0; i < amount(500, 5000); i++) {
    const reading = readModelFiles([{ name, bytes: mutate(whole, random) }], ownTraining, null);
    await expect(reading).rejects.toBeInstanceOf(SaidError);
  }
});
