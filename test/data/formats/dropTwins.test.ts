import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { plainName } from '../../../src/data/formats/dropTwins';
import { readFiles } from '../../../src/data/readFiles';
import { sayMessage } from '../../../src/words/say';
import { cifarFile } from '../cifarFile';
import { gzipped, imagesFile, labelsFile } from '../idxFile';
import { tarFile } from '../tarFile';

test.each([
  ['a.png', 'a.png'],
  ['b/a (1).png', 'a.png'],
  ['A - Copy.png', 'a.png'],
  ['Copy of a.png', 'a.png'],
  ['a copy 2.png', 'a.png'],
  ['train-images.idx3-ubyte', 'train-images-idx3-ubyte'],
])('%s can be the same as %s', (name, other) => {
  expect(plainName(name)).toBe(plainName(other));
});

test.each([
  ['a1.png', 'a2.png'],
  ['a.png', 'a.jpg'],
  ['data_batch_1.bin', 'data_batch_2.bin'],
])('%s can not be the same as %s', (name, other) => {
  expect(plainName(name)).not.toBe(plainName(other));
});

const png = (level: number) =>
  encode({ width: 2, height: 2, channels: 1, data: new Uint8Array(4).fill(level) });
const pets = Object.fromEntries(
  ['cat', 'dog'].flatMap((name, label) =>
    Array.from({ length: 4 }, (_, i) => [`pets/${name}/${i}.png`, png(10 * label)] as const),
  ),
);
const files = (members: Record<string, Uint8Array>) =>
  Object.entries(members).map(([name, bytes]) => ({ name, bytes }));
const batches = [
  ['c/data_batch_1.bin', cifarFile(7)],
  ['c/test_batch.bin', cifarFile(2, 3)],
] as const;

test.each([
  ['a folder and its archive', [...files(pets), { name: 'pets.zip', bytes: zipSync(pets) }], 8, 7],
  ['a copy beside', [...files(pets), { name: 'pets/cat/0 (1).png', bytes: png(0) }], 8, 1],
  [
    'batches and their archive',
    [...files(Object.fromEntries(batches)), { name: 'c.tar.gz', bytes: gzipped(tarFile(batches)) }],
    9,
    2,
  ],
  [
    'packed and unpacked',
    files({
      'train-images-idx3-ubyte': imagesFile(12),
      'train-images-idx3-ubyte.gz': gzipped(imagesFile(12)),
      'train-labels.idx1-ubyte': labelsFile(12),
      'train-labels-idx1-ubyte': labelsFile(12),
    }),
    12,
    2,
  ],
])('%s counts once', async (_, chosen, images) => {
  const { training, validation, notes = [] } = await readFiles(chosen);
  expect(training.count + validation.count).toBe(images);
  expect(notes.map(sayMessage).join()).toContain('Counted once');
});

test('equal pictures of other names, and of another class, stay', async () => {
  const { training, validation, notes } = await readFiles(files(pets));
  expect(training.count + validation.count).toBe(8);
  expect(notes).toEqual([]);
});
