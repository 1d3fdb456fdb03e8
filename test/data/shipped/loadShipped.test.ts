import { readdirSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { packageFile, readShipped } from '../../../src/cli/packageFiles';
import { type ImageSet, type ImageShape, imageSizeBytes } from '../../../src/data/dataset';
import { digestOf } from '../../../src/data/digest';
import { makeDigits } from '../../../src/data/made/digits';
import { GUARD_IMAGES } from '../../../src/data/made/madeImages';
import { loadShipped } from '../../../src/data/shipped/loadShipped';
import type { ReadShipped } from '../../../src/data/shipped/readShipped';
import {
  partOf,
  pieceName,
  SHIPPED_DIGITS,
  SHIPPED_FASHION,
  type ShippedSet,
  shippedParts,
} from '../../../src/data/shipped/shippedSets';
import { createRandom } from '../../../src/math/random/random';
import { packPiece } from '../../support/shippedData/writeSet';

/** Seven thousand digits take seconds to draw, on a busy machine more. */
vi.setConfig({ testTimeout: 60_000 });

const shape: ImageShape = [3, 4, 2];
const training = noise(7, 'training');
const validation = noise(2, 'validation');
const guard = noise(3, 'guard');
const set: ShippedSet = {
  folder: 'data/noise',
  shape,
  training: { pieces: [3, 4], digest: digestOf(training) },
  validation: { pieces: [2], digest: digestOf(validation) },
  guard: { pieces: [3], digest: digestOf(guard) },
};
const files = new Map<string, Uint8Array<ArrayBuffer>>([
  ['data/noise/training-0.bin', new Uint8Array(packPiece(training, shape, 0, 3))],
  ['data/noise/training-1.bin', new Uint8Array(packPiece(training, shape, 3, 4))],
  ['data/noise/validation-0.bin', new Uint8Array(packPiece(validation, shape, 0, 2))],
  ['data/noise/guard-0.bin', new Uint8Array(packPiece(guard, shape, 0, 3))],
]);
const read: ReadShipped = async (path) => files.get(path) ?? null;

/** Pictures without any pattern: every pixel tests the prediction. */
function noise(count: number, name: string): ImageSet {
  const random = createRandom(1, name);
  const bytes = (length: number, bound: number) => Uint8Array.from({ length }, () => random.integer(bound));
  return { count, images: bytes(count * 24, 256), labels: bytes(count, 10) };
}

/** The files with another one in the place of the second. */
const withSecond =
  (second: Uint8Array<ArrayBuffer> | null): ReadShipped =>
  async (path) =>
    path.endsWith('training-1.bin') ? second : read(path);

describe('loadShipped', () => {
  it('gives the images that were packed, tells how far it is, and asks for the first piece before the others', async () => {
    const asked: string[] = [];
    const fractions: number[] = [];
    const loaded = await loadShipped(set, {
      readShipped: async (path) => {
        asked.push(`${path} at ${fractions.length}`);
        return read(path);
      },
      onProgress: (fraction) => fractions.push(fraction),
    });
    expect(loaded).toMatchObject({ training, validation, digest: digestOf(training) });
    expect(asked).toEqual([
      'data/noise/training-0.bin at 0',
      'data/noise/training-1.bin at 1',
      'data/noise/validation-0.bin at 1',
    ]);
    expect(fractions[0]).toBe(3 / 9);
    expect(fractions.at(-1)).toBe(1);
  });

  it('reads the images for the guard when they are asked for, once, and tries again where that failed', async () => {
    const asked: string[] = [];
    let isOffline = true;
    const { guard: later } = await loadShipped(set, {
      readShipped: async (path) => {
        asked.push(path);
        if (isOffline && path.includes('guard')) throw new TypeError('no network');
        return read(path);
      },
    });
    expect([later.from, later.count, later.isLater]).toEqual(['source', 3, true]);
    expect(asked.filter((path) => path.includes('guard'))).toEqual([]);
    await expect(later.load()).rejects.toThrow(/data\/noise\/guard-0\.bin: .* all held-out samples\.$/);
    isOffline = false;
    const found = await later.load();
    expect(found).toEqual(guard);
    expect(await later.load()).toBe(found);
    expect(asked.filter((path) => path.includes('guard'))).toHaveLength(2);
  });

  it('refuses other images for the guard than those of the table', async () => {
    const other = { ...set, guard: { ...set.guard, digest: digestOf(training) } };
    const { guard: wrong } = await loadShipped(other, { readShipped: read });
    await expect(wrong.load()).rejects.toThrow('data/noise: expected guard images with the digest');
    const stop = AbortSignal.abort(new Error('enough'));
    await expect(wrong.load(stop)).rejects.toThrow('enough');
  });

  it('gives the attributes that were packed, bit by bit, and reads strangers when they are asked for', async () => {
    const random = createRandom(1, 'attributes');
    const traits = (count: number) => Uint8Array.from({ length: count * 11 }, () => random.integer(2));
    const known = { ...training, attributes: traits(7) };
    const held = { ...validation, attributes: traits(2) };
    const stranger = { ...guard, attributes: traits(3) };
    const packed = new Map([
      ['training-0', packPiece(known, shape, 0, 3)],
      ['training-1', packPiece(known, shape, 3, 4)],
      ['validation-0', packPiece(held, shape, 0, 2)],
      ['query-0', packPiece(stranger, shape, 0, 3)],
      ['gallery-0', packPiece(stranger, shape, 0, 3)],
    ]);
    const asked: string[] = [];
    const readPacked: ReadShipped = async (path) => {
      const name = path.replace('data/noise/', '').replace('.bin', '');
      asked.push(name);
      return new Uint8Array(packed.get(name)!);
    };
    const names = Array.from({ length: 11 }, (_, i) => `trait ${i}`);
    const strangers = { query: set.guard, gallery: { ...set.guard, digest: set.training.digest } };
    const loaded = await loadShipped({ ...set, attributes: names, strangers }, { readShipped: readPacked });
    expect(loaded).toMatchObject({ training: known, validation: held, attributeNames: names });
    expect(asked.filter((name) => name.startsWith('query'))).toEqual([]);
    await expect(loaded.loadStrangers!()).rejects.toThrow(
      'data/noise: expected gallery images with the digest',
    );
    const whole = { ...strangers, gallery: set.guard };
    const right = await loadShipped(
      { ...set, attributes: names, strangers: whole },
      { readShipped: readPacked },
    );
    expect(await right.loadStrangers!()).toEqual({ query: stranger, gallery: stranger });
  });

  it('refuses a file that is missing, cut short, too long or of other images, by its name', async () => {
    const whole = files.get('data/noise/training-1.bin')!;
    const content = gunzipSync(whole);
    const packed = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));
    const other = content.slice();
    other[60] = other[60]! ^ 1;
    const refusals = [
      [null, 'data/noise/training-1.bin: expected a file that comes with the lab, found none'],
      [whole.slice(0, 40), 'data/noise/training-1.bin: expected'],
      [
        packed(content.subarray(1)),
        'data/noise/training-1.bin: expected 100 bytes after unpacking, found 99',
      ],
      [packed(Buffer.concat([content, content])), 'data/noise/training-1.bin: expected'],
      [packed(other), `data/noise: expected training images with the digest ${set.training.digest}`],
    ] as const;
    for (const [second, words] of refusals) {
      await expect(loadShipped(set, { readShipped: withSecond(second) })).rejects.toThrow(words);
    }
  });

  it('says which file the network does not bring, and stops when it is told to', async () => {
    const offline = async () => Promise.reject(new TypeError('no network'));
    await expect(loadShipped(set, { readShipped: offline })).rejects.toThrow(
      'data/noise/training-0.bin: expected a file that comes with the lab, found no network',
    );
    const stop = new AbortController();
    const stopped: ReadShipped = async () => {
      stop.abort(new Error('enough'));
      throw new TypeError('no network');
    };
    await expect(loadShipped(set, { readShipped: stopped, signal: stop.signal })).rejects.toThrow('enough');
  });
});

describe('the part of Fashion-MNIST that ships', () => {
  it('holds each class once in every run of ten images, and its files are those of the table', async () => {
    const { training, validation, guard } = await loadShipped(SHIPPED_FASHION, { readShipped });
    expect([training.count, validation.count, guard.count]).toEqual([6000, 1000, 1000]);
    for (const { labels } of [training, validation, await guard.load()]) {
      for (let start = 0; start < labels.length; start += 10) {
        expect(labels.slice(start, start + 10).sort()).toEqual(Uint8Array.from({ length: 10 }, (_, i) => i));
      }
    }
    const names = shippedParts.flatMap((part) =>
      (partOf(SHIPPED_FASHION, part)?.pieces ?? []).map((_, piece) => pieceName(part, piece)),
    );
    expect(readdirSync(packageFile(`public/${SHIPPED_FASHION.folder}`)).toSorted()).toEqual(
      ['LICENSE.txt', ...names].toSorted(),
    );
  });
});

it('the digits that ship are, byte for byte, those that the lab draws', async () => {
  const { id: _, name: __, ...drawn } = makeDigits({ seed: 1, guardCount: GUARD_IMAGES });
  const read = await loadShipped(SHIPPED_DIGITS, { readShipped });
  expect(drawn).toMatchObject({ digest: read.digest });
  expect(digestOf(drawn.validation)).toBe(digestOf(read.validation));
  expect(digestOf(read.validation)).toBe(SHIPPED_DIGITS.validation.digest);
  expect(await drawn.guard!.load()).toEqual(await read.guard.load());
});

it.each([SHIPPED_DIGITS, SHIPPED_FASHION])(
  'the guard of $folder judges by images that are neither trained on nor reported, each class as often',
  async (shipped) => {
    const { training, validation, guard } = await loadShipped(shipped, { readShipped });
    const own = await guard.load();
    const size = imageSizeBytes(shipped.shape);
    const picturesOf = ({ count, images }: ImageSet) =>
      Array.from({ length: count }, (_, i) =>
        digestOf({ labels: new Uint8Array(), images: images.subarray(i * size, (i + 1) * size) }),
      );
    const others = new Set([...picturesOf(training), ...picturesOf(validation)]);
    expect(picturesOf(own).filter((picture) => others.has(picture))).toEqual([]);
    const counts = Array.from({ length: 10 }, (_, label) => own.labels.filter((one) => one === label).length);
    expect(new Set(counts)).toEqual(new Set([own.count / 10]));
  },
);
