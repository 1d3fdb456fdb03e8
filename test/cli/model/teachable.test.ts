import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRandom } from '../../../src/math/random/random';
import { saveModel } from '../../support/saveModel';
import { makeTeachable } from '../../support/teachable';
import { runLethe } from '../unlearnCommand';

vi.setConfig({ testTimeout: 120_000 });

const side = 72;
const counts = { training: 8, validation: 4 };
const names = ['cat', 'dog', 'fish'];
let folder: string;
/** What the model says outside of the lab of the held-out pictures, scaled to [-1, 1]. */
let outside: { accuracy: number; loss: number };

/** A picture of noise; how light it is says its class, mostly. */
function draw(label: number, random: { uniform(): number }): Uint8Array {
  const light = 40 + 60 * label + 50 * random.uniform();
  return Uint8Array.from({ length: side * side * 3 }, () => light + 30 * random.uniform());
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lethe-teachable-'));
  await tf.setBackend('cpu');
  const model = makeTeachable(side, names.length);
  mkdirSync(join(folder, 'model'));
  for (const { name, bytes } of await saveModel(model)) writeFileSync(join(folder, 'model', name), bytes);
  writeFileSync(join(folder, 'model', 'metadata.json'), JSON.stringify({ labels: names }));
  const random = createRandom(4, 'pictures');
  const held: { label: number; pixels: Uint8Array }[] = [];
  for (const [part, count] of Object.entries(counts)) {
    for (const [label, name] of names.entries()) {
      const home = join(folder, 'pictures', part, name);
      mkdirSync(home, { recursive: true });
      for (let i = 0; i < count; i++) {
        const data = draw(label, random);
        writeFileSync(join(home, `${i}.png`), encode({ width: side, height: side, channels: 3, data }));
        if (part === 'validation') held.push({ label, pixels: data });
      }
    }
  }
  outside = await measureOutside(model, held);
  model.dispose();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function measureOutside(
  model: tf.LayersModel,
  held: readonly { readonly label: number; readonly pixels: Uint8Array }[],
) {
  let [loss, right] = [0, 0];
  for (const { label, pixels } of held) {
    const x = tf.sub(tf.div(tf.tensor(Float32Array.from(pixels), [1, side, side, 3]), 127.5), 1);
    const likely = await (model.predict(x) as tf.Tensor).data();
    loss -= Math.log(likely[label]!) / held.length;
    if (likely.indexOf(Math.max(...likely)) === label) right += 1 / held.length;
  }
  return { loss, accuracy: right };
}

describe('an export of Teachable Machine', () => {
  it('opens on pictures in its own size, with its own accuracy and loss', async () => {
    const words = ['model', join(folder, 'model'), '--data', join(folder, 'pictures'), '--json'];
    const { code, out, err } = await runLethe([...words, '--scaling', 'symmetric']);
    expect({ code, err }).toMatchObject({ code: 0 });
    const told = JSON.parse(out);
    expect(told).toMatchObject({ classes: 3, slices: 13, input: { height: 1, width: 1, channels: 24 } });
    expect(told.notes[0]).toContain('72 x 72 x 3 into 24 numbers');
    const [row] = told.scaling.measured;
    expect(row.id).toBe('symmetric');
    expect(Math.abs(row.accuracy - outside.accuracy)).toBeLessThan(1e-3);
    expect(Math.abs(row.loss - outside.loss)).toBeLessThan(1e-3);
  });

  it('lets its head be unlearned', async () => {
    const out = join(folder, 'run');
    const data = ['--data', join(folder, 'pictures'), '--checkpoint', join(folder, 'model')];
    const words = ['unlearn', ...data, '--scaling', 'symmetric', '--samples', '3,7', '--perturbations', '40'];
    const { code, err } = await runLethe([...words, '--out', out]);
    expect({ code, err }).toMatchObject({ code: 0 });
    const reports = readFileSync(join(out, 'removals.jsonl'), 'utf8').trimEnd().split('\n');
    const made = reports.map((line) => JSON.parse(line));
    expect(made.map(({ samples }) => samples[0].index)).toEqual([3, 7]);

    // A recipe finds the features again by the pictures, the model and the scaling.
    const { identity, facts } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    const recipe = {
      ...{ format: 'lethe-recipe', version: 1, provenance: null, training: null, settings: {} },
      data: { ...facts.data, digest: identity.data },
      model: { id: 'own', name: 'mine', digest: identity.weights, scaling: 'symmetric' },
      steps: made.map(({ request }) => ({ request })),
      current: 2,
      expect: { digest: made[1].digestAfter, accuracies: null },
    };
    const file = join(folder, 'recipe.json');
    writeFileSync(file, JSON.stringify(recipe));
    const replayed = await runLethe(['replay', file, ...data, '--json']);
    expect(JSON.parse(replayed.out)).toMatchObject({ made: 2, isSame: true });
  });

  it('says what it needs where the data are no pictures', async () => {
    const { err } = await runLethe(['model', join(folder, 'model'), '--data', 'digits', '--limit', '100']);
    expect(err).toContain('takes pictures of 72 x 72 x 3, and these data have 28 x 28 x 1. Open a folder');
  });
});
