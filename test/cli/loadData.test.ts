import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findCacheFolder } from '../../src/cli/cacheFolder';
import { openDiskCache } from '../../src/cli/diskCache';
import { loadData } from '../../src/cli/loadData';
import { cacheKey, keep } from '../../src/data/download/keptImages';
import { findSource } from '../../src/data/sources';
import { imagesFile, labelsFile } from '../data/idxFile';
import { makeSmallDataset } from '../support/smallDataset';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lethe-data-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true });
});

/** Twenty images, two of each digit, as MNIST's files have them. */
function writeIdx(home: string): void {
  mkdirSync(home, { recursive: true });
  for (const part of ['train', 't10k']) {
    writeFileSync(join(home, `${part}-images-idx3-ubyte`), imagesFile(20));
    writeFileSync(join(home, `${part}-labels-idx1-ubyte`), labelsFile(20));
  }
}

describe('loadData', () => {
  it('reads a downloadable source from its folder in LETHE_DATA, under its own id', async () => {
    writeIdx(join(folder, 'mnist'));
    vi.stubEnv('LETHE_DATA', folder);
    const dataset = await loadData(['mnist'], { seed: 1, trainingLimit: 10 });
    expect(dataset).toMatchObject({
      id: 'mnist',
      name: 'MNIST',
      training: { count: 10 },
      validation: { count: 20 },
    });
  });

  it('takes what was downloaded before from the cache folder of the user, without any network', async () => {
    vi.stubEnv('LETHE_DATA', '');
    vi.stubEnv('XDG_CACHE_HOME', folder);
    vi.stubGlobal('fetch', () => Promise.reject(new Error('there is no network')));
    const { shape } = findSource('mnist');
    const cache = openDiskCache(findCacheFolder());
    await keep(cache, cacheKey('mnist', 20), makeSmallDataset(20, 10, shape!));
    const dataset = await loadData(['mnist'], { seed: 1, trainingLimit: 20 });
    expect(dataset).toMatchObject({ id: 'mnist', training: { count: 20 }, validation: { count: 10 } });
    await expect(loadData(['mnist'], { seed: 1, trainingLimit: 30 })).rejects.toThrow(/MNIST could not be/);
  });

  it('reads files and folders by their paths', async () => {
    writeIdx(folder);
    vi.stubEnv('LETHE_DATA', '');
    const dataset = await loadData([folder], { seed: 1 });
    expect(dataset).toMatchObject({ id: 'files', training: { count: 20 } });
  });

  it('gives files the names that they have in the folder: nothing above it says what they are', async () => {
    const home = join(folder, 'test', 'numbers');
    writeIdx(home);
    vi.stubEnv('LETHE_DATA', '');
    const dataset = await loadData([home], { seed: 1 });
    expect(dataset).toMatchObject({ training: { count: 20 }, validation: { count: 20 } });
  });

  it('follows links to files and folders, but not in circles', async () => {
    const home = join(folder, 'away');
    writeIdx(home);
    const linked = join(folder, 'linked');
    mkdirSync(linked);
    for (const name of readdirSync(home)) symlinkSync(join(home, name), join(linked, name));
    symlinkSync(linked, join(linked, 'again'));
    vi.stubEnv('LETHE_DATA', '');
    expect(await loadData([linked], { seed: 1 })).toMatchObject({ training: { count: 20 } });
    const around = join(folder, 'around');
    mkdirSync(around);
    symlinkSync(home, join(around, 'set'));
    expect(await loadData([around], { seed: 1 })).toMatchObject({ training: { count: 20 } });
    symlinkSync(join(folder, 'nothing'), join(around, 'dead'));
    await expect(loadData([around], { seed: 1 })).rejects.toThrow('found a link to nothing');
  });

  it('says what there is where a name is neither a source nor a file', async () => {
    await expect(loadData(['minst'], { seed: 1 })).rejects.toThrow(
      /data are one of fashion, digits, .*mnist.*, alone, .* got minst$/,
    );
  });
});
