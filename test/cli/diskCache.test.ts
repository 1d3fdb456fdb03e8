import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCacheFolder } from '../../src/cli/cacheFolder';
import { openDiskCache } from '../../src/cli/diskCache';
import { keep, recall } from '../../src/data/download/keptImages';
import { makeSmallDataset } from '../support/smallDataset';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lethe-cache-'));
});
afterEach(() => rmSync(home, { recursive: true }));

describe('findCacheFolder', () => {
  it.each([
    [{ XDG_CACHE_HOME: '/x', HOME: '/h' }, 'linux', '/x/lethe'],
    [{ HOME: '/h' }, 'linux', '/h/.cache/lethe'],
    [{ HOME: '/h' }, 'darwin', '/h/Library/Caches/lethe'],
    [{ LOCALAPPDATA: '/local' }, 'win32', '/local/lethe'],
    [{}, 'win32', join(homedir(), 'AppData/Local/lethe')],
  ] as const)('goes by the custom of the platform: %j on %s', (environment, platform, path) => {
    expect(findCacheFolder(environment, platform)).toEqual({ path, note: null });
  });

  it('says where things go without a home', () => {
    const { path, note } = findCacheFolder({}, 'linux');
    expect(path.startsWith(tmpdir())).toBe(true);
    expect(note).toContain(path);
  });
});

describe('openDiskCache', () => {
  const data = makeSmallDataset(20, 10);
  const folder = () => ({ path: join(home, 'a', 'lethe'), note: null });

  it('brings images back, in a folder for its user alone', async () => {
    const cache = openDiskCache(folder());
    expect(await recall(cache, '/k/1', data.shape)).toBeUndefined();
    expect(await keep(cache, '/k/1', data)).toBeUndefined();
    const { training, validation, digest } = (await recall(openDiskCache(folder()), '/k/1', data.shape))!;
    expect(digest).toBe(data.digest);
    expect(training.images).toEqual(data.training.images);
    expect(validation.labels).toEqual(data.validation.labels);
    expect(statSync(folder().path).mode & 0o777).toBe(0o700);
    expect(await recall(cache, '/k/2', data.shape)).toBeUndefined();
  });

  it('drops what was damaged', async () => {
    const cache = openDiskCache(folder());
    await keep(cache, '/k/1', data);
    const path = join(folder().path, readdirSync(folder().path)[0]!);
    const bytes = readFileSync(path);
    for (const damaged of [bytes.subarray(0, bytes.length - 1), bytes.subarray(0, 9), Buffer.alloc(0)]) {
      writeFileSync(path, damaged);
      expect(await recall(cache, '/k/1', data.shape)).toBeUndefined();
    }
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(path, bytes);
    expect(await recall(cache, '/k/1', data.shape)).toBeUndefined();
  });

  it('says why it cannot keep, and loads all the same', async () => {
    const file = join(home, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o600);
    const cache = openDiskCache({ path: join(file, 'lethe'), note: null });
    expect(await keep(cache, '/k/1', data)).toContain(join(file, 'lethe'));
    expect(await recall(cache, '/k/1', data.shape)).toBeUndefined();
  });
});
