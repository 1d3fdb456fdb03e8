import { describe, expect, test } from 'vitest';
import { DataError } from '../../../src/data/dataError';
import { CIFAR10 } from '../../../src/data/knownData';
import type { NamedBytes } from '../../../src/data/loadOptions';
import { readFiles } from '../../../src/data/readFiles';
import { sayMessage } from '../../../src/words/say';
import { cifarByte, cifarFile } from '../cifarFile';
import { gzipped } from '../idxFile';
import { tarFile } from '../tarFile';

const file = (name: string, bytes: Uint8Array): NamedBytes => ({ name, bytes });

test('planes of red, green and blue become pixels of three channels', async () => {
  const { shape, training, classNames, normalisation, name } = await readFiles([
    file('data_batch_1.bin', cifarFile(12)),
  ]);
  expect([shape, name, classNames]).toEqual([[32, 32, 3], 'CIFAR-10 (your files)', CIFAR10.classNames]);
  expect(normalisation).toEqual({
    mean: [0.4914, 0.4822, 0.4465],
    standardDeviation: [0.247, 0.2435, 0.2616],
  });
  expect(training.labels).toEqual(Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
  const expected = Uint8Array.from({ length: 10 * 3072 }, (_, i) =>
    cifarByte(Math.floor(i / 3072), i % 3, Math.floor((i % 3072) / 3)),
  );
  expect(training.images).toEqual(expected);
});

/** The official archive holds five training batches, the test batch, and texts; here with 2 records in each. */
const official = tarFile([
  ['cifar-10-batches-bin/test_batch.bin', cifarFile(2, 7)],
  ['cifar-10-batches-bin/data_batch_10.bin', cifarFile(2, 6)],
  ['cifar-10-batches-bin/data_batch_2.bin', cifarFile(2, 4)],
  ['cifar-10-batches-bin/batches.meta.txt', new TextEncoder().encode('airplane\n')],
  ['cifar-10-batches-bin/data_batch_1.bin', cifarFile(2, 2)],
]);

test.each([
  ['as a .tar.gz', 'cifar-10-binary.tar.gz', gzipped(official)],
  ['as a .tar', 'cifar-10-binary.tar', official],
  ['under a name that says nothing', 'download', gzipped(official)],
])('the official archive %s: batches in the order of their numbers', async (_, name, bytes) => {
  const dataset = await readFiles([file(name, bytes)]);
  expect(dataset.training.labels).toEqual(Uint8Array.of(2, 3, 4, 5, 6, 7));
  expect(dataset.validation.labels).toEqual(Uint8Array.of(7, 8));
  expect(dataset.notes?.map(sayMessage)).toEqual([
    'Left out, as no images: cifar-10-batches-bin/batches.meta.txt.',
  ]);
});

describe('parts by name', () => {
  test.each([
    ['train.bin', 'val.bin'],
    ['train.bin', 'test.bin'],
    ['any.bin', 'test_batch.bin'],
    ['train/a.bin', 'test/a.bin'],
    ['latest.bin', 'validation.bin'],
  ])('%s is for training, %s for validation', async (first, second) => {
    const dataset = await readFiles([file(second, cifarFile(3)), file(first, cifarFile(4))]);
    expect([dataset.training.count, dataset.validation.count]).toEqual([4, 3]);
  });

  test('a file without a name that tells is known by its records', async () => {
    const dataset = await readFiles([file('download', cifarFile(12))]);
    expect([dataset.training.count, dataset.validation.count]).toEqual([10, 2]);
  });
});

test('a file that begins like an IDX file: label 0, reds of 0, 8 and 3', async () => {
  const bytes = cifarFile(6);
  bytes.set([0, 0, 8, 3]);
  expect((await readFiles([file('data_batch_1.bin', bytes)])).training.count).toBe(5);
});

const badLabel = cifarFile(7);
badLabel[3 * 3073] = 10;

test.each<[what: string, files: NamedBytes[], ...parts: string[]]>([
  [
    'a cut file',
    [file('train.bin', cifarFile(6).slice(0, -1))],
    'train.bin: expected records of 3073 bytes',
    'found 18437 bytes, 3072 more than whole records',
  ],
  ['an empty file', [file('train.bin', new Uint8Array(0))], 'train.bin: expected records', 'an empty file'],
  [
    'a label of 10',
    [file('train.bin', badLabel)],
    'train.bin: expected labels from 0 to 9',
    'found 10 in record 3',
  ],
  [
    'the test batch alone',
    [file('test_batch.bin', cifarFile(6))],
    'test_batch.bin: expected training images beside the test images',
  ],
  ['too few to hold any out', [file('train.bin', cifarFile(5))], 'train.bin: expected 6 or more samples'],
])('%s is refused', async (_, files, ...parts) => {
  const error = await readFiles(files).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  for (const text of parts) expect((error as DataError).message).toContain(text);
});

describe('CIFAR-100', () => {
  const records = (count: number) =>
    Uint8Array.from({ length: count * 3074 }, (_, i) => {
      const [record, at] = [Math.floor(i / 3074), i % 3074];
      if (at < 2) return at === 0 ? record % 20 : (7 * record) % 100;
      return cifarByte(record, (at - 2) >> 10, (at - 2) & 1023);
    });
  const names = (kind: string, count: number) => ({
    name: `${kind}_label_names.txt`,
    bytes: new TextEncoder().encode(Array.from({ length: count }, (_, i) => `${kind} ${i}\n`).join('')),
  });
  const files = [
    { name: 'train.bin', bytes: records(12) },
    { name: 'test.bin', bytes: records(3) },
  ];

  test('has its fine labels', async () => {
    const { training, validation, classNames, notes } = await readFiles([
      ...files,
      names('fine', 100),
      names('coarse', 20),
    ]);
    expect([...training.labels.slice(0, 3), validation.count]).toEqual([0, 7, 14, 3]);
    expect([classNames.length, classNames[7]]).toEqual([100, 'fine 7']);
    expect([...training.images.slice(0, 3)]).toEqual([0, 1, 2].map((c) => cifarByte(0, c, 0)));
    expect(notes?.map(sayMessage).join()).toContain('Each image has a coarse class too');
  });

  test('has its coarse ones where only their names are there', async () => {
    const { training, classNames } = await readFiles([...files, names('coarse', 20)]);
    expect([...training.labels.slice(0, 3)]).toEqual([0, 1, 2]);
    expect(classNames[19]).toBe('coarse 19');
  });
});
