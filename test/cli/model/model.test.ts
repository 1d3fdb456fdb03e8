import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runLethe, trainTiny } from '../unlearnCommand';

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lethe-model-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A model.json of Keras 3 with weights that are all 0.01. */
function writeModel(name: string, sizes: readonly (number | null)[]): string {
  const layers = [
    ['InputLayer', { name: 'start', batch_shape: [null, ...sizes] }],
    ['Rescaling', { name: 'scale', scale: 1 / 255, offset: 0 }],
    ['Conv2D', { name: 'edges', filters: 4, kernel_size: [3, 3], strides: [2, 2], activation: 'relu' }],
    ['GlobalAveragePooling2D', { name: 'average' }],
    ['Dropout', { name: 'drop', rate: 0.5 }],
    ['Dense', { name: 'answer', units: 10, activation: 'softmax' }],
  ].map(([class_name, config]) => ({ class_name, config }));
  const weights = [
    { name: 'edges/kernel', shape: [3, 3, 1, 4] },
    { name: 'edges/bias', shape: [4] },
    { name: 'answer/kernel', shape: [4, 10] },
    { name: 'answer/bias', shape: [10] },
  ].map((weight) => ({ ...weight, dtype: 'float32' }));
  const home = join(folder, name);
  mkdirSync(home);
  const topology = { model_config: { class_name: 'Sequential', config: { name: 'net', layers } } };
  const manifest = [{ paths: ['weights.bin'], weights }];
  writeFileSync(
    join(home, 'model.json'),
    JSON.stringify({ modelTopology: topology, weightsManifest: manifest }),
  );
  writeFileSync(join(home, 'weights.bin'), new Float32Array(36 + 4 + 40 + 10).fill(0.01));
  writeFileSync(join(home, 'metadata.json'), '{"labels":["a"]}');
  return home;
}

const lines = (text: string) => text.replace(/ +/g, ' ').split('\n');

describe('lethe model', () => {
  it('says layers, parameters, slices and what was left out', async () => {
    const { code, out, err } = await runLethe(['model', writeModel('net', [28, 28, 1])]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(lines(out)).toEqual([
      'net (your model)',
      'Takes images of 28 x 28 x 1 and tells 10 classes apart; 90 parameters, 14 slices.',
      '',
      'Layer Output Parameters Slices Weights each',
      'Conv2D edges 13 × 13 × 4 40 4 10',
      'ReLU 13 × 13 × 4',
      'GlobalAveragePooling2D 4',
      'Dense answer 10 50 10 5',
      '',
      'Left out, as it does nothing once a model is trained: drop (Dropout).',
      'Made part of the scaling of the pixels: scale (Rescaling).',
      'The softmax of "answer" is left out: the lab’s loss takes the numbers before it.',
      'Left out, as the model names no such file: net/metadata.json.',
    ]);
  });

  it('opens a zip of the same files', async () => {
    const home = writeModel('packed', [28, 28, 1]);
    const files = readdirSync(home).map((name) => [name, new Uint8Array(readFileSync(join(home, name)))]);
    const zip = `${home}.zip`;
    writeFileSync(zip, zipSync(Object.fromEntries(files)));
    const { code, out } = await runLethe(['model', zip]);
    expect(code).toBe(0);
    expect(out).toBe((await runLethe(['model', home])).out);
  });

  it('measures each scaling where data are given, which free sizes need', async () => {
    const home = writeModel('free', [null, null, 1]);
    const refused = await runLethe(['model', home]);
    expect(refused.code).not.toBe(0);
    expect(refused.err).toContain('--data');
    const words = ['model', home, '--data', 'digits', '--limit', '100', '--json'];
    const { code, out } = await runLethe(words);
    expect(code).toBe(0);
    const told = JSON.parse(out);
    expect(told).toMatchObject({ version: 1, kind: 'own', slices: 14, parameters: 90 });
    expect(told.scaling.measured.map(({ id }: { id: string }) => id)).toEqual([
      'unit',
      'symmetric',
      'bytes',
      'data',
    ]);
    // All weights are equal, so every class has the same probability.
    for (const { loss } of told.scaling.measured) expect(loss).toBeCloseTo(Math.log(10), 5);
  });

  it('takes another scaling where one is named, in lethe unlearn too', async () => {
    const home = writeModel('scaled', [28, 28, 1]);
    const data = ['--data', 'digits', '--limit', '100', '--scaling', 'bytes'];
    const { out } = await runLethe(['model', home, ...data, '--json']);
    expect(JSON.parse(out).scaling.id).toBe('bytes');
    const other = await runLethe(['model', home, '--data', 'digits', '--scaling', 'imagenet']);
    expect(other.err).toContain('it was measured under unit, symmetric, bytes, data.');
    expect((await runLethe(['model', home, '--scaling', 'unit'])).err).toContain('--scaling needs --data');
    const run = ['unlearn', ...data, '--samples', '3', '--perturbations', '20'];
    const done = await runLethe([...run, '--checkpoint', home, '--out', join(folder, 'scaled-run')]);
    expect(done).toMatchObject({ code: 0 });
    const unscaled = [
      'unlearn',
      '--data',
      'digits',
      '--limit',
      '100',
      ...run.slice(-4),
      '--checkpoint',
      home,
    ];
    const without = await runLethe([...unscaled, '--out', join(folder, 'scaled-run')]);
    expect(without.code).not.toBe(0);
    expect(without.err).toContain('scaling');
    expect((await runLethe([...run, '--out', join(folder, 'none')])).err).toContain(
      'for a model of your own',
    );
  });

  it('says of a checkpoint what it was trained on, and how it does on data', async () => {
    const checkpoint = await trainTiny(join(folder, 'trained'));
    const { code, out } = await runLethe(['model', checkpoint, '--data', 'digits', '--limit', '300']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Logistic regression\n/);
    const [trained, measured] = out.split('\n').slice(-2);
    const share = /and ([\d.]+).% of the held-out ones/.exec(trained!)![1];
    expect(measured).toMatch(new RegExp(`: ${share}.% right, loss [\\d.]+\\.$`));
    const others = await runLethe(['model', checkpoint, '--data', 'shapes-32', '--limit', '100']);
    expect(others.err).toMatch(/^lethe model: The model takes images of 28 x 28 x 1/);
  });

  it('opens in lethe unlearn as it does here, scaled as it does best', async () => {
    const home = writeModel('own', [28, 28, 1]);
    const out = join(folder, 'run');
    const words = ['unlearn', '--data', 'digits', '--limit', '100', '--checkpoint', home, '--samples', '3'];
    const { code, err } = await runLethe([...words, '--perturbations', '20', '--out', out]);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')).identity.model).toBe('own');
    const reports = readFileSync(join(out, 'removals.jsonl'), 'utf8').trimEnd().split('\n');
    expect(reports.map((line) => JSON.parse(line).samples[0].index)).toEqual([3]);
  });

  it('refuses what is no model, in words', async () => {
    expect((await runLethe(['model'])).err).toContain('a file or a folder of a model is needed');
    const missing = await runLethe(['model', join(folder, 'none')]);
    expect(missing).toMatchObject({ out: '', err: expect.stringContaining('There is no file or folder') });
  });
});
