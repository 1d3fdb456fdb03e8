import { expect, test } from 'vitest';
import { readFiles } from '../../../src/data/readFiles';
import { sayMessage } from '../../../src/words/say';
import { gzipped, withHeader } from '../idxFile';

/** Letters from 1 to 26; each image is 2 x 3 on its side, its pixels counted along its rows. */
const images = (count: number) =>
  withHeader(
    [0x803, count, 2, 3],
    Uint8Array.from({ length: 6 * count }, (_, i) => 20 * (i % 6)),
  );
const labels = (count: number) =>
  withHeader(
    [0x801, count],
    Uint8Array.from({ length: count }, (_, i) => 1 + (i % 26)),
  );
const mapping = Array.from({ length: 26 }, (_, i) => `${i + 1} ${65 + i} ${97 + i}`).join('\r\n');
const files = [
  { name: 'gzip/emnist-letters-train-images-idx3-ubyte.gz', bytes: gzipped(images(78)) },
  { name: 'gzip/emnist-letters-train-labels-idx1-ubyte.gz', bytes: gzipped(labels(78)) },
  { name: 'gzip/emnist-letters-test-images-idx3-ubyte.gz', bytes: gzipped(images(26)) },
  { name: 'gzip/emnist-letters-test-labels-idx1-ubyte.gz', bytes: gzipped(labels(26)) },
];

test.each([
  [
    'with the mapping beside',
    [...files, { name: 'gzip/emnist-letters-mapping.txt', bytes: new TextEncoder().encode(mapping) }],
  ],
  ['without', files],
])('letters stand upright and are called so, %s', async (_, chosen) => {
  const { shape, classNames, training, validation, notes } = await readFiles(chosen);
  expect([shape, training.count, validation.count]).toEqual([[3, 2, 1], 78, 26]);
  expect(classNames.join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  expect([...training.labels.slice(0, 3)]).toEqual([0, 1, 2]);
  expect([...training.images.slice(0, 6)]).toEqual([0, 60, 20, 80, 40, 100]);
  expect(notes?.map(sayMessage)).toEqual([
    'The images lay on their side, as those of EMNIST do, and were turned upright.',
  ]);
});

test('a label that the mapping does not name is refused', async () => {
  const odd = { name: files[1]!.name, bytes: gzipped(labels(78).map((byte, i) => (i === 10 ? 99 : byte))) };
  const all = [
    files[0]!,
    odd,
    ...files.slice(2),
    { name: 'emnist-mapping.txt', bytes: new TextEncoder().encode(mapping) },
  ];
  await expect(readFiles(all)).rejects.toThrow('found 99 as label 2');
});

test('QMNIST: the first of eight numbers of each label is its class', async () => {
  const wide = (count: number) =>
    withHeader(
      [0xc02, count, 8],
      Uint8Array.from({ length: 32 * count }, (_, i) =>
        i % 32 === 3 ? (i >> 5) % 10 : i % 32 === 7 ? 4 : 0,
      ),
    );
  const { training, shape, notes } = await readFiles([
    { name: 'qmnist-train-images-idx3-ubyte', bytes: images(20) },
    { name: 'qmnist-train-labels-idx2-int', bytes: wide(20) },
  ]);
  expect(shape).toEqual([2, 3, 1]);
  expect([...training.labels.slice(0, 4)]).toEqual([0, 1, 2, 3]);
  expect(notes?.map(sayMessage)).toContain(
    'Of the 8 numbers of each label the first was taken as its class.',
  );
});
