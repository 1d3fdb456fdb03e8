import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { encode as encodeJpeg } from 'jpeg-js';
import { describe, expect, test, vi } from 'vitest';
import { pictureDecoders as decoders } from '../../src/cli/pictureDecoders';
import { DataError } from '../../src/data/dataError';
import { type Dataset, imageSizeBytes } from '../../src/data/dataset';
import { crc32 } from '../../src/data/formats/crc32';
import type { NamedBytes } from '../../src/data/loadOptions';
import { readFiles } from '../../src/data/readFiles';
import { createRandom } from '../../src/math/random/random';
import { amount } from '../support/long';
import { watchAllocations } from '../support/watchAllocations';
import { bmpFile } from './bmpFile';
import { cifarFile } from './cifarFile';
import { gifFile } from './gifFile';
import { gzipped, imagesFile, labelsFile, withHeader } from './idxFile';
import { mutate } from './mutate';
import { npyFile } from './npyFile';
import { pickleFile } from './pickleFile';
import { join, tarFile } from './tarFile';
import { webpAnimation, webpFile } from './webpFile';

/**
 * Damaged files: each is refused with a DataError or read as a whole data set, within the limits; nothing else is
 * thrown, nothing hangs, nothing large is allocated. Half of the packed ones are damaged before they are packed, so
 * that checksums of the archive do not shield the formats within.
 */

const MUTATIONS = amount(500, 5000);
const limits = { fileBytes: 200_000, unpackedBytes: 400_000, images: 500, pixelBytes: 100_000 };
/** What a reader may allocate at once: nothing may be larger than the largest file. */
const LARGEST_ALLOCATION = 200_000;

vi.setConfig({ testTimeout: amount(60_000, 600_000) });

type Damage = (bytes: Uint8Array) => Uint8Array;
interface Case {
  readonly what: string;
  readonly largestAllocation?: number;
  /** The files, where `inner` is done to a file before and `outer` after packing. */
  files(inner: Damage, outer: Damage, target: number): NamedBytes[];
}

const mnist = [
  ['train-images', imagesFile(12, 5)],
  ['train-labels', labelsFile(12)],
] as const;
const batches = [
  ['b/data_batch_1.bin', cifarFile(7)],
  ['b/test_batch.bin', cifarFile(2, 3)],
  ['b/readme.html', new TextEncoder().encode('<p>')],
] as const;
const arrays = [
  ['x_train.npy', npyFile('|u1', [12, 4, 4], imagesFile(12, 4).slice(16))],
  [
    'y_train.npy',
    npyFile('<i8', [12], new Uint8Array(new BigInt64Array(12).map((_, i) => BigInt(i % 3)).buffer)),
  ],
  ['x_test.npy', npyFile('<f4', [2, 4, 4], new Uint8Array(new Float32Array(32).fill(0.25).buffer))],
  ['y_test.npy', npyFile('|u1', [2, 1], Uint8Array.of(1, 2))],
] as const;
const pickles = (['data_batch_1', 'test_batch'] as const).map((name, i) => {
  const count = 3 - i;
  const data = { shape: [count, 3072], bytes: cifarFile(count).slice(0, count * 3072) };
  return [name, pickleFile({ data, labels: [0, 1, 2].slice(0, count) }, i === 0 ? 2 : 3)] as const;
});
const hundred = [
  ['train.bin', new Uint8Array(4 * 3074).map((_, i) => i % 20)],
  ['test.bin', new Uint8Array(2 * 3074).map((_, i) => i % 20)],
] as const;
const tables = ['train.csv', 'test.csv'].map((name) => {
  const lines = Array.from({ length: 12 }, (_, i) => [i % 3, ...Array(16).keys()].join(','));
  return [name, new TextEncoder().encode(lines.join('\n'))] as const;
});
const texts = (['csv', 'jsonl'] as const).map((ending) => {
  const rows = Array.from({ length: 12 }, (_, i) => [
    `the "${'abc'[i % 3]}" ends,\nhere ${i}`,
    ['law', 'end', 'law; end'][i % 3]!,
  ]);
  const lines =
    ending === 'csv'
      ? ['text,labels', ...rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))]
      : rows.map(([text, labels]) => JSON.stringify({ text, labels: labels!.split('; '), split: 'train' }));
  return [`train.${ending}`, new TextEncoder().encode(lines.join('\r\n'))] as const;
});
const wide = [
  ['train-images', withHeader([0x804, 12, 3, 4, 3], imagesFile(12, 6).slice(16))],
  [
    'train-labels',
    withHeader(
      [0xc02, 12, 2],
      new Uint8Array(96).map((_, i) => (i % 8 === 3 ? (i >> 3) % 10 : 0)),
    ),
  ],
] as const;
const pictures = ['a/1', 'a/2', 'a/3', 'b/1', 'b/2', 'b/3', 'b/4'].map((name, i) => {
  const side = i === 3 ? 9 : 8;
  const data = Uint8Array.from({ length: side * side * 3 }, (_, at) => (at * (i + 3)) % 256);
  return [`pets/${name}.png`, encode({ width: side, height: side, channels: 3, data })] as const;
});

const levels = (count: number, step: number) =>
  Uint8Array.from({ length: count }, (_, i) => (i * step) % 256);
const otherPictures = ['a/1', 'a/2', 'a/3', 'b/1', 'b/2', 'b/3', 'b/4'].map((name, i) => {
  if (i % 3 === 0) return [`${name}.bmp`, bmpFile(8, 8, 24, levels(192, i + 1))] as const;
  const [magic, count] = i % 3 === 1 ? ['P6', 192] : ['P5', 64];
  return [
    `${name}.ppm`,
    join([new TextEncoder().encode(`${magic}\n8 8\n255\n`), levels(count!, i + 1)]),
  ] as const;
});
const photographs = ['a/1', 'a/2', 'a/3', 'b/1', 'b/2', 'b/3', 'b/4'].map((name, i) => {
  const { data } = encodeJpeg({ width: 16, height: 12, data: levels(16 * 12 * 4, i + 1) }, 80);
  return [`${name}.jpg`, new Uint8Array(data)] as const;
});

const gifs = ['a/1', 'a/2', 'a/3', 'b/1', 'b/2', 'b/3', 'b/4'].map((name, i) => {
  const palette = Array.from({ length: 16 }, (_, place) => 0x0f1107 * place);
  const places = [...levels(192, i + 1)].map((level) => level % 16);
  const frame = { width: 16, height: 12, places, ...(i % 2 ? { transparent: 3 } : {}) };
  return [`${name}.gif`, gifFile([16, 12], palette, i % 3 ? [frame, frame] : [frame])] as const;
});
const webps: (readonly [string, Uint8Array])[] = [];
for (const [i, name] of ['a/1', 'a/2', 'a/3', 'b/1', 'b/2', 'b/3', 'b/4'].entries()) {
  const still = await webpFile(16, 12, levels(16 * 12 * 4, i + 1), i % 3 ? 80 : undefined);
  const place = { left: 2, top: 0, width: 16, height: 12 };
  webps.push([`${name}.webp`, i % 3 === 2 ? webpAnimation([20, 12], place, [still, still]) : still]);
}

type Files = readonly (readonly [name: string, bytes: Uint8Array])[];
const one = (files: Files, target: number, damage: Damage) =>
  files.map(([name, bytes], i) => [name, i === target % files.length ? damage(bytes) : bytes] as const);
const zip = (files: Files, level: 0 | 6) => zipSync(Object.fromEntries(files), { level });

const cases: readonly Case[] = [
  {
    what: 'IDX',
    files: (inner, outer, target) =>
      one(mnist, target, (bytes) => outer(inner(bytes))).map(([name, bytes]) => ({ name, bytes })),
  },
  {
    what: 'IDX.gz',
    files: (inner, outer, target) =>
      one(mnist, target, (bytes) => outer(gzipped(inner(bytes)))).map(([name, bytes]) => ({ name, bytes })),
  },
  {
    what: 'CIFAR-10 .bin',
    files: (inner, outer, target) =>
      one(batches.slice(0, 2), target, (bytes) => outer(inner(bytes))).map(([name, bytes]) => ({
        name,
        bytes,
      })),
  },
  {
    what: 'CIFAR-10 .tar.gz',
    files: (inner, outer) => [
      { name: 'cifar-10-binary.tar.gz', bytes: outer(gzipped(inner(tarFile(batches)))) },
    ],
  },
  {
    what: 'NPZ',
    files: (inner, outer, target) => [
      { name: 'set.npz', bytes: outer(zip(one(arrays, target, inner), target % 2 ? 0 : 6)) },
    ],
  },
  {
    what: 'pickles of CIFAR-10',
    files: (inner, outer, target) =>
      one(pickles, target, (bytes) => outer(inner(bytes))).map(([name, bytes]) => ({ name, bytes })),
  },
  {
    what: 'CIFAR-100 .bin',
    files: (inner, outer, target) =>
      one(hundred, target, (bytes) => outer(inner(bytes))).map(([name, bytes]) => ({ name, bytes })),
  },
  {
    what: 'tables',
    files: (inner, outer, target) =>
      one(tables, target, (bytes) => outer(inner(bytes))).map(([name, bytes]) => ({ name, bytes })),
  },
  {
    what: 'texts',
    files: (inner, outer, target) =>
      one([texts[target % 2]!], 0, (bytes) => outer(inner(bytes))).map(([name, bytes]) => ({ name, bytes })),
  },
  {
    what: 'BMP, PPM and PGM pictures',
    files: (inner, outer, target) =>
      one(otherPictures, target, (bytes) => outer(inner(bytes))).map(([name, bytes]) => ({ name, bytes })),
  },
  {
    what: 'JPEG pictures',
    // A picture of one colour takes a byte for 512 pixels: what the header says may be so much larger than the file.
    largestAllocation: 8_000_000,
    files: (inner, outer, target) =>
      one(photographs, target, (bytes) => outer(inner(bytes))).map(([name, bytes]) => ({ name, bytes })),
  },
  {
    what: 'GIF pictures',
    // A code stands for up to 4,096 pixels: what the header says may be so much larger than the file.
    largestAllocation: 8_000_000,
    files: (inner, outer, target) =>
      one(gifs, target, (bytes) => outer(inner(bytes))).map(([name, bytes]) => ({ name, bytes })),
  },
  {
    what: 'WebP pictures',
    largestAllocation: 8_000_000,
    files: (inner, outer, target) =>
      one(webps, target, (bytes) => outer(inner(bytes))).map(([name, bytes]) => ({ name, bytes })),
  },
  {
    what: 'IDX of colours with wide labels',
    files: (inner, outer, target) =>
      one(wide, target, (bytes) => outer(inner(bytes))).map(([name, bytes]) => ({ name, bytes })),
  },
  {
    what: 'zip of PNG pictures with mended checksums',
    files: (inner, outer, target) => [
      {
        name: 'pets.zip',
        bytes: outer(
          zip(
            one(pictures, target, (png) => mendChecksums(inner(png))),
            0,
          ),
        ),
      },
    ],
  },
  {
    what: 'zip of PNG pictures',
    files: (inner, outer, target) => [
      { name: 'pets.zip', bytes: outer(zip(one(pictures, target, inner), target % 2 ? 0 : 6)) },
    ],
  },
];

const allocations = watchAllocations();

describe.each(cases)('$what', ({ what, files, largestAllocation = LARGEST_ALLOCATION }) => {
  const same: Damage = (bytes) => bytes;

  test('is read whole where nothing is wrong', async () => {
    checkWhole(await readFiles(files(same, same, 0), { limits, decoders }));
  });

  test(`${MUTATIONS} damaged files are refused, or read as a whole set`, async () => {
    const random = createRandom(1, `mutated ${what}`);
    const outcomes = { refused: 0, read: 0 };
    allocations.reset();
    for (let run = 0; run < MUTATIONS; run++) {
      const damage: Damage = (bytes) => mutate(bytes, random);
      const isInner = random.integer(2) === 0;
      const damaged = files(isInner ? damage : same, isInner ? same : damage, random.integer(8));
      const result = await readFiles(damaged, { limits, decoders }).catch((reason: unknown) => reason);
      if (result instanceof Error) {
        if (!(result instanceof DataError))
          throw new Error(`run ${run}: ${result.message}`, { cause: result });
        outcomes.refused++;
      } else {
        checkWhole(result as Dataset);
        outcomes.read++;
      }
    }
    expect(outcomes.refused).toBeGreaterThan(MUTATIONS / 4);
    expect(outcomes.read).toBeGreaterThan(0);
    expect(allocations.largest()).toBeLessThanOrEqual(largestAllocation);
  });
});

/** The PNG file with the CRC-32 of each chunk put right, as far as there are whole chunks. */
function mendChecksums(png: Uint8Array): Uint8Array {
  const mended = png.slice();
  const view = new DataView(mended.buffer);
  for (let offset = 8; offset + 12 <= mended.length; ) {
    const end = offset + 8 + view.getUint32(offset);
    if (end + 4 > mended.length) break;
    view.setUint32(end, crc32(mended.subarray(offset + 4, end)));
    offset = end + 4;
  }
  return mended;
}

function checkWhole({ training, validation, shape, classNames, normalisation, digest }: Dataset): void {
  for (const { count, images, labels } of [training, validation]) {
    expect(count).toBeGreaterThan(0);
    expect(labels.length).toBe(count);
    expect(images.length).toBe(count * imageSizeBytes(shape));
    expect(labels.every((label) => label < classNames.length)).toBe(true);
  }
  expect(training.count + validation.count).toBeLessThanOrEqual(limits.images);
  expect(training.images.length + validation.images.length).toBeLessThanOrEqual(limits.pixelBytes);
  expect(normalisation.mean.every(Number.isFinite)).toBe(true);
  expect(normalisation.standardDeviation.every((deviation) => deviation > 0)).toBe(true);
  expect(digest).toHaveLength(64);
}
