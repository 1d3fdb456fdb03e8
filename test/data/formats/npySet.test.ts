import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { DataError } from '../../../src/data/dataError';
import type { NamedBytes } from '../../../src/data/loadOptions';
import { readFiles } from '../../../src/data/readFiles';
import { bytesOf, npyFile } from '../npyFile';

const count = (length: number, factor = 1) => Uint8Array.from({ length }, (_, i) => (i * factor) % 256);
const pixels = count(12 * 6, 5);
const labels = Uint8Array.from({ length: 12 }, (_, i) => i % 3);

const arrays = {
  'x_train.npy': npyFile('|u1', [12, 2, 3], pixels),
  'y_train.npy': npyFile('|u1', [12], labels),
  'x_test.npy': npyFile('|u1', [4, 2, 3], count(24)),
  'y_test.npy': npyFile('|u1', [4], Uint8Array.of(2, 1, 0, 2)),
};
const npz = (members: Record<string, Uint8Array>, level: 0 | 6 = 6): NamedBytes[] => [
  { name: 'set.npz', bytes: zipSync(members, { level }) },
];
const refusal = async (files: readonly NamedBytes[]): Promise<string> => {
  const error = await readFiles(files).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  return (error as DataError).message;
};

describe('four arrays', () => {
  test.each([
    ['packed', npz(arrays)],
    ['stored, as numpy.savez does', npz(arrays, 0)],
    ['as single files', Object.entries(arrays).map(([name, bytes]) => ({ name, bytes }))],
    [
      'under the names of other data sets',
      npz({
        'train_images.npy': arrays['x_train.npy'],
        'train_labels.npy': arrays['y_train.npy'],
        'test_images.npy': arrays['x_test.npy'],
        'test_labels.npy': arrays['y_test.npy'],
      }),
    ],
    ['beside arrays that are not asked for', npz({ ...arrays, 'noise.npy': count(999) })],
  ])('%s', async (_, files) => {
    const dataset = await readFiles(files);
    expect(dataset).toMatchObject({ id: 'files', name: 'Your NumPy arrays', shape: [2, 3, 1] });
    expect(dataset.classNames).toEqual(['0', '1', '2']);
    expect(dataset.training).toEqual({ count: 12, images: pixels, labels });
    expect(dataset.validation).toEqual({ count: 4, images: count(24), labels: Uint8Array.of(2, 1, 0, 2) });
  });
});

test('two arrays: the last sixth is held out', async () => {
  const { 'x_train.npy': x, 'y_train.npy': y } = arrays;
  const dataset = await readFiles(npz({ 'x_train.npy': x, 'y_train.npy': y }));
  expect([dataset.training.count, dataset.validation.count]).toEqual([10, 2]);
});

describe('images', () => {
  const read = async (x: Uint8Array) =>
    readFiles(npz({ ...arrays, 'x_train.npy': x, 'x_test.npy': x, 'y_test.npy': arrays['y_train.npy'] }));
  const ramp = Uint8Array.from({ length: 12 * 4 }, (_, i) => i * 5);
  const shares = Array.from(ramp, (level) => level / 255);

  test.each<[what: string, descr: string, content: Uint8Array]>([
    ['bytes', '|u1', ramp],
    ['32-bit shares', '<f4', bytesOf(Float32Array.from(shares))],
    ['64-bit shares', '<f8', bytesOf(Float64Array.from(shares))],
    ['32-bit levels', '<f4', bytesOf(Float32Array.from(ramp))],
    ['64-bit whole numbers', '<i8', bytesOf(BigInt64Array.from(ramp, BigInt))],
    [
      '16-bit whole numbers, big end first',
      '>u2',
      Uint8Array.from({ length: 96 }, (_, i) => (i % 2 ? ramp[i >> 1]! : 0)),
    ],
  ])('as %s', async (_, descr, content) => {
    // The largest share of the ramp is under 1, so that shares are told from levels by the data and not by luck.
    const dataset = await read(npyFile(descr, [12, 2, 2], content));
    expect(dataset.training.images).toEqual(ramp);
  });

  test.each<[shape: number[], expected: number[]]>([
    [
      [12, 2, 2, 1],
      [2, 2, 1],
    ],
    [
      [12, 4],
      [2, 2, 1],
    ],
    [
      [12, 4, 1],
      [4, 1, 1],
    ],
    [[12, 1, 2, 2], []],
    [[12, 1, 1, 3, 1], []],
    [[12, 3], []],
    [[12], []],
    [[0, 2, 2], []],
    [[12, 65, 1], []],
  ])('of the shape %j', async (shape, expected) => {
    const x = npyFile('|u1', shape, count(shape.reduce((product, size) => product * size, 1)));
    if (expected.length > 0) expect((await read(x)).shape).toEqual(expected);
    else await expect(read(x)).rejects.toBeInstanceOf(DataError);
  });

  test('whole numbers of 0 and 1 stay levels', async () => {
    const levels = Uint8Array.from({ length: 48 }, (_, i) => i % 2);
    const dataset = await read(npyFile('<i4', [12, 2, 2], bytesOf(Int32Array.from(levels))));
    expect(dataset.training.images).toEqual(levels);
  });

  test('bytes are copied out of a stored archive, which would stay in memory else', async () => {
    const { training } = await readFiles(npz(arrays, 0));
    expect(training.images.buffer.byteLength).toBe(training.images.length);
  });

  test('headers of versions 2 and 3', async () => {
    for (const version of [2, 3]) {
      expect((await read(npyFile('|u1', [12, 2, 2], ramp, { version }))).training.images).toEqual(ramp);
    }
  });
});

describe('labels', () => {
  test.each<[string, string, number[], Uint8Array]>([
    ['n x 1', '|u1', [12, 1], labels],
    ['64-bit whole numbers', '<i8', [12], bytesOf(BigInt64Array.from(labels, BigInt))],
    ['floating whole numbers', '<f4', [12], bytesOf(Float32Array.from(labels))],
    ['columns first, which is no different for one column', '<i4', [12], bytesOf(Int32Array.from(labels))],
  ])('as %s', async (_, descr, shape, content) => {
    const dataset = await readFiles(npz({ ...arrays, 'y_train.npy': npyFile(descr, shape, content) }));
    expect(dataset.training.labels).toEqual(labels);
  });
});

test.each<[what: string, changes: Record<string, Uint8Array>, ...parts: string[]]>([
  [
    'columns first',
    { 'x_train.npy': npyFile('|u1', [12, 2, 3], pixels, { isFortran: true }) },
    'Fortran order',
    'ascontiguousarray',
  ],
  ['Python objects', { 'x_train.npy': npyFile('|O', [12, 2, 3], pixels) }, "found the type '|O'"],
  [
    'half-precision numbers',
    { 'x_train.npy': npyFile('<f2', [12, 2, 3], count(144)) },
    "found the type '<f2'",
  ],
  [
    'a cut array',
    { 'x_train.npy': arrays['x_train.npy'].slice(0, -1) },
    'expected 72 bytes of numbers',
    'found 71',
  ],
  [
    'a huge shape',
    { 'x_train.npy': npyFile('|u1', [2 ** 40, 64, 64], pixels) },
    'bytes of numbers',
    'found 72',
  ],
  ['a version of 9', { 'x_train.npy': npyFile('|u1', [12, 2, 3], pixels, { version: 9 }) }, 'version 1 to 3'],
  [
    'negative pixels',
    { 'x_train.npy': npyFile('|i1', [12, 2, 3], new Uint8Array(72).fill(255)) },
    'found -1 as number 0',
  ],
  [
    'pixels of 256',
    { 'x_train.npy': npyFile('<u2', [12, 2, 3], bytesOf(new Uint16Array(72).fill(256))) },
    'found 256 as number 0',
  ],
  [
    'pixels that are no numbers',
    { 'x_train.npy': npyFile('<f4', [12, 2, 3], bytesOf(new Float32Array(72).fill(Number.NaN))) },
    'found NaN',
  ],
  [
    'too few labels',
    { 'y_train.npy': npyFile('|u1', [11], labels.slice(1)) },
    'expected 12 labels',
    'the shape 11',
  ],
  ['one-hot labels', { 'y_train.npy': npyFile('|u1', [12, 3], count(36)) }, 'the shape 12 x 3', 'argmax'],
  [
    'labels between whole numbers',
    { 'y_train.npy': npyFile('<f4', [12], bytesOf(new Float32Array(12).fill(0.5))) },
    'found 0.5 as label 0',
  ],
  [
    'labels of 256',
    { 'y_train.npy': npyFile('<u2', [12], bytesOf(new Uint16Array(12).fill(256))) },
    'found 256 as label 0',
  ],
  [
    'one class',
    {
      'y_train.npy': npyFile('|u1', [12], new Uint8Array(12)),
      'y_test.npy': npyFile('|u1', [4], new Uint8Array(4)),
    },
    'two or more classes',
  ],
  [
    'test images of another shape',
    { 'x_test.npy': npyFile('|u1', [4, 3, 2], count(24)) },
    'expected images of 2 x 3 x 1',
    'found 3 x 2 x 1',
  ],
])('%s is refused', async (_, changes, ...parts) => {
  const message = await refusal(npz({ ...arrays, ...changes }));
  for (const part of parts) expect(message).toContain(part);
});

test('a missing array is named', async () => {
  expect(await refusal(npz({ 'x_train.npy': arrays['x_train.npy'] }))).toContain('expected an array y_train');
  const { 'y_test.npy': _, ...three } = arrays;
  expect(await refusal(npz(three))).toContain(
    'expected an array y_test, found x_train.npy, y_train.npy, x_test.npy',
  );
});
