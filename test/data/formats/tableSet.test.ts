import { describe, expect, test } from 'vitest';
import { DataError } from '../../../src/data/dataError';
import { readFiles } from '../../../src/data/readFiles';
import { sayMessage } from '../../../src/words/say';

const file = (name: string, lines: readonly string[], end = '\n') => ({
  name,
  bytes: new TextEncoder().encode(lines.join(end)),
});
const inUtf16 = ({ name, bytes }: ReturnType<typeof file>) => ({
  name,
  bytes: Uint8Array.from([0xff, 0xfe, ...[...bytes].flatMap((byte) => [byte, 0])]),
});
/** Lines of a label and four pixels. */
const lines = (count: number, label = (i: number) => String(i % 2)) =>
  Array.from({ length: count }, (_, i) => `${label(i)},${i},${10 + i},20,255`);
const header = 'label,pixel0,pixel1,pixel2,pixel3';

test.each<[what: string, text: ReturnType<typeof file>]>([
  ['with names', file('a.csv', [header, ...lines(12)])],
  ['without', file('a.csv', lines(12))],
  ['of Windows, with an end', file('a.csv', [header, ...lines(12), ''], '\r\n')],
  [
    'with ";"',
    file(
      'a.csv',
      [header, ...lines(12)].map((line) => line.replaceAll(',', ';')),
    ),
  ],
  [
    'with tabs',
    file(
      'a.tsv',
      lines(12).map((line) => line.replaceAll(',', '\t')),
    ),
  ],
  [
    'with the label behind, and a number before',
    file('a.csv', [
      'id,p0,p1,p2,p3,class',
      ...lines(12).map((line, i) => [1000 + i, ...line.split(',').slice(1), i % 2].join(',')),
    ]),
  ],
  [
    'with a label behind and no names',
    file(
      'a.csv',
      lines(12).map((line, i) => [...line.split(',').slice(1), i % 2].join(',')),
    ),
  ],
  ['of an old Mac', file('a.csv', [header, ...lines(12)], '\r')],
  [
    'with spaces',
    file(
      'a.csv',
      lines(12).map((line) => line.replaceAll(',', ' ')),
    ),
  ],
  ['in UTF-16', inUtf16(file('a.csv', [header, ...lines(12)]))],
  [
    'of OpenML',
    file('a.arff', [
      '% a comment',
      '@RELATION digits',
      ...header.split(',').map((name) => `@attribute '${name}' real`),
      '@data',
      ...lines(12),
    ]),
  ],
  [
    'with all pixels in a cell',
    file('a.csv', [
      'emotion,pixels',
      ...lines(12).map((line) => `${line.slice(0, 1)},"${line.slice(2).replaceAll(',', ' ')}"`),
    ]),
  ],
])('a table %s', async (_, table) => {
  const { training, validation, shape, classNames } = await readFiles([table]);
  expect([shape, classNames, training.count, validation.count]).toEqual([[2, 2, 1], ['0', '1'], 10, 2]);
  expect([...training.images.slice(0, 8)]).toEqual([0, 10, 20, 255, 1, 11, 20, 255]);
  expect([...training.labels.slice(0, 4)]).toEqual([0, 1, 0, 1]);
});

describe('several', () => {
  test('a table for each part, and one without labels is left out', async () => {
    const { training, validation, notes } = await readFiles([
      file('mnist_train.csv', [header, ...lines(12)]),
      file('mnist_test.csv', [header, ...lines(3)]),
      file('test.csv', ['pixel0,pixel1,pixel2,pixel3', '1,2,3,4']),
      file('sample_submission.csv', ['ImageId,Label', '1,0']),
    ]);
    expect([training.count, validation.count]).toEqual([12, 3]);
    expect((notes ?? []).map(sayMessage)).toEqual([
      'Left out, as it has no labels: test.csv.',
      'Left out, as its columns are no pixels: sample_submission.csv.',
    ]);
  });

  test('a column says the part of each line', async () => {
    const uses = ['Training', 'PublicTest', 'Training', 'PrivateTest'];
    const { training, validation, guard } = await readFiles([
      file('fer.csv', [
        'emotion,pixels,Usage',
        ...uses.map((use, i) => `${i % 2},1 2 3 4,${use}`),
        '1,1 2 3 4,Training',
      ]),
    ]);
    // The public test is for the guard, the private one is what the lab reports on.
    expect([training.count, validation.count, guard?.from, guard?.count]).toEqual([3, 1, 'part', 1]);
  });
});

test('EMNIST is turned upright, and its letters are named', async () => {
  const table = file(
    'emnist-letters-train.csv',
    lines(52, (i) => String(1 + (i % 26))),
  );
  const { training, classNames } = await readFiles([table]);
  expect(classNames.join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  expect([...training.images.slice(0, 4)]).toEqual([0, 20, 10, 255]);
});

test('labels as texts, and shares of 1', async () => {
  const table = file('a.csv', [
    header,
    ...Array.from({ length: 12 }, (_, i) => `${i % 2 ? 'cat' : 'dog'},0,0.5,1,1e-1`),
  ]);
  const { training, classNames } = await readFiles([table]);
  expect(classNames).toEqual(['cat', 'dog']);
  expect([...training.images.slice(0, 4)]).toEqual([0, 128, 255, 26]);
});

test('a cell of numbers over 255', async () => {
  const table = file('a.csv', [
    'emotion,pixels',
    ...Array.from({ length: 12 }, (_, i) => `${i % 2},0 1000 1023 2`),
  ]);
  const { training, levels } = await readFiles([table]);
  expect(levels).toMatchObject({ highest: 1023, white: 1023 });
  expect([...training.images.slice(0, 4)]).toEqual([0, 249, 255, 0]);
});

test('three numbers for each pixel, side by side', async () => {
  const numbers = Array.from({ length: 48 }, (_, i) => 80 * (i % 3) + Math.floor(i / 3));
  const table = file(
    'a.csv',
    Array.from({ length: 12 }, (_, i) => [i % 2, ...numbers].join(',')),
  );
  const { shape, training } = await readFiles([table]);
  expect(shape).toEqual([4, 4, 3]);
  expect([...training.images.slice(0, 48)]).toEqual(numbers);
});

test.each<[what: string, table: ReturnType<typeof file>, ...parts: string[]]>([
  ['a short line', file('a.csv', [header, ...lines(6), '1,2,3']), '5 columns in line 8', 'found 3'],
  [
    'a word for a pixel',
    file('a.csv', [header, ...lines(6), '1,2,x,3,4']),
    'numbers for pixels in line 8',
    '"x"',
  ],
  [
    'a pixel too many in a cell',
    file('a.csv', ['emotion,pixels', '1,1 2 3 4', '1,1 2 3 4 5']),
    'columns in line 3',
  ],
  ['no pixels', file('a.csv', ['a,b', '1,2']), 'the pixels of a square image', 'found 2 columns'],
  ['no labels', file('a.csv', ['pixel0,pixel1,pixel2,pixel3', '1,2,3,4']), 'a column of labels'],
])('%s is refused', async (_, table, ...parts) => {
  const error = await readFiles([table]).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  for (const part of parts) expect((error as DataError).message).toContain(part);
});

test('commas of numbers beside ";" are those of fractions', async () => {
  const decimal = Array.from({ length: 12 }, (_, i) => `${i % 2};0,5;0;1;0,25`);
  const { training, shape } = await readFiles([file('a.csv', decimal)]);
  expect(shape).toEqual([2, 2, 1]);
  expect([...training.images.slice(0, 4)]).toEqual([128, 0, 255, 64]);
});

test('labels behind, without names, are said to be taken', async () => {
  const behind = Array.from({ length: 12 }, (_, i) => `${i},${10 + i},20,255,${i % 2}`);
  const { notes } = await readFiles([file('a.csv', behind)]);
  expect(notes?.map(sayMessage)).toContain(
    'No column of a.csv is named as that of the labels: the last one was taken.',
  );
});

test('labels before, without names, are taken though the last pixel has two levels', async () => {
  const before = Array.from({ length: 30 }, (_, i) => `${i % 3},${i},${10 + i},20,${i === 29 ? 7 : 0}`);
  const { classNames } = await readFiles([file('a.csv', before)]);
  expect(classNames).toEqual(['0', '1', '2']);
});

test('columns of a table that is none of images are counted to the end', async () => {
  const wide = ['id,label', ...lines(3)].map(() => Array(700).fill('1').join(','));
  await expect(readFiles([file('a.csv', wide)])).rejects.toThrow('found 700 columns');
});
