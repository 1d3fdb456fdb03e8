import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, test, vi } from 'vitest';
import { balancedSubset } from '../../src/data/balancedSubset';
import type { Dataset } from '../../src/data/dataset';
import { CIFAR10, MNIST } from '../../src/data/knownData';
import type { NamedBytes } from '../../src/data/loadOptions';
import { readFiles } from '../../src/data/readFiles';
import { npyFile } from './npyFile';

/** Real images, too large to ship: vite.config.ts leaves this file out unless LETHE_DATA names a folder with mnist/ (IDX.gz) and cifar10/ (.bin). */
const folder = process.env.LETHE_DATA;

vi.setConfig({ testTimeout: 60_000 });

const file = (path: string): NamedBytes => ({
  name: path.slice(path.indexOf('/') + 1),
  bytes: new Uint8Array(readFileSync(join(folder!, path))),
});
const sha256 = (...parts: Uint8Array[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

/** The training part as NPZ. */
function asNpz({ training, shape }: Dataset): NamedBytes[] {
  const size = shape[2] === 1 ? shape.slice(0, 2) : [...shape];
  const members = {
    'x_train.npy': npyFile('|u1', [training.count, ...size], training.images),
    'y_train.npy': npyFile('|u1', [training.count, 1], training.labels),
    'x_test.npy': npyFile(
      '|u1',
      [2, ...size],
      training.images.slice(0, (2 * training.images.length) / training.count),
    ),
    'y_test.npy': npyFile('|u1', [2], Uint8Array.of(9, 1)),
  };
  return [{ name: 'set.npz', bytes: zipSync(members, { level: 0 }) }];
}

describe('real MNIST (needs LETHE_DATA)', () => {
  const parts = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'];
  const read = (trainingLimit?: number) =>
    readFiles(
      parts.map((part) => file(`mnist/${part}-ubyte.gz`)),
      trainingLimit ? { trainingLimit } : {},
    );

  test('60,000 and 10,000 images, recognised', async () => {
    const dataset = await read();
    expect([dataset.training.count, dataset.validation.count]).toEqual([60_000, 10_000]);
    expect(dataset).toMatchObject({ name: 'MNIST (your files)', normalisation: MNIST.normalisation });
    expect(dataset.digest).toBe(sha256(dataset.training.labels, dataset.training.images));
  });

  test('the first 1,000 of each digit, also as NPZ, keep constants and digest', async () => {
    const subset = await read(10_000);
    const npz = await readFiles(asNpz(subset));
    expect(npz.digest).toBe(subset.digest);
    expect(npz.normalisation).toEqual(MNIST.normalisation);
    expect(npz.name).toBe('MNIST (your files)');
  });
});

describe('real CIFAR-10 (needs LETHE_DATA)', () => {
  test('train.bin is its own balanced subset, and the same data as NPZ', async () => {
    const dataset = await readFiles([file('cifar10/train.bin'), file('cifar10/val.bin')]);
    expect([dataset.training.count, dataset.validation.count]).toEqual([10_000, 2_000]);
    expect(balancedSubset(dataset, 10_000).digest).toBe(dataset.digest);
    const npz = await readFiles(asNpz(dataset));
    expect(npz.digest).toBe(dataset.digest);
    expect(npz.normalisation).toEqual(CIFAR10.normalisation);
    expect(npz.classNames).toEqual(CIFAR10.classNames);
  });
});
