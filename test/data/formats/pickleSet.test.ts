import { describe, expect, test } from 'vitest';
import { DataError } from '../../../src/data/dataError';
import { readFiles } from '../../../src/data/readFiles';
import { cifarByte, cifarFile } from '../cifarFile';
import { gzipped } from '../idxFile';
import { pickledCall, pickleFile } from '../pickleFile';

/** The rows of CIFAR's Python version: the planes of each image one after another. */
const rows = (count: number) =>
  Uint8Array.from({ length: count * 3072 }, (_, i) =>
    cifarByte(Math.floor(i / 3072), Math.floor((i % 3072) / 1024), i % 1024),
  );
const batch = (count: number, labels: string, first = 0) => ({
  data: { shape: [count, 3072], bytes: rows(count) },
  [labels]: Array.from({ length: count }, (_, i) => (first + i) % 10),
});

describe.each([2, 3] as const)('written by Python %i', (python) => {
  test('CIFAR-10 is the same as in its binary version', async () => {
    const dataset = await readFiles([
      { name: 'c/data_batch_1', bytes: pickleFile(batch(10, 'labels'), python) },
      { name: 'c/test_batch', bytes: pickleFile(batch(2, 'labels', 3), python) },
      { name: 'c/batches.meta', bytes: pickleFile({ label_names: ['a', 'b'] }, python) },
      { name: 'c/readme.html', bytes: new Uint8Array(3) },
    ]);
    const binary = await readFiles([
      { name: 'data_batch_1.bin', bytes: cifarFile(10) },
      { name: 'test_batch.bin', bytes: cifarFile(2, 3) },
    ]);
    expect(dataset.digest).toBe(binary.digest);
    expect(dataset).toMatchObject({ classNames: binary.classNames, normalisation: binary.normalisation });
    expect(dataset.validation).toEqual(binary.validation);
  });

  test('CIFAR-100 has its fine labels, and their names', async () => {
    const names = Array.from({ length: 10 }, (_, i) => `class ${i}`);
    const { training, classNames } = await readFiles([
      {
        name: 'train',
        bytes: pickleFile({ ...batch(10, 'fine_labels'), coarse_labels: Array(10).fill(0) }, python),
      },
      { name: 'test', bytes: pickleFile(batch(2, 'fine_labels'), python) },
      { name: 'meta', bytes: pickleFile({ fine_label_names: names }, python) },
    ]);
    expect([...training.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(classNames).toEqual(names);
  });
});

test('a pair for each part, packed: training, validation and test', async () => {
  const pair = (count: number) => [
    { shape: [count, 4], bytes: Uint8Array.from({ length: 4 * count }, (_, i) => 20 * (i % 4)) },
    Array.from({ length: count }, (_, i) => i % 2),
  ];
  const { training, validation, guard } = await readFiles([
    { name: 'mnist.pkl.gz', bytes: gzipped(pickleFile([pair(6), pair(3), pair(4)])) },
  ]);
  expect([training.count, validation.count, guard?.count]).toEqual([6, 4, 3]);
});

test.each([
  ['U', 'of code points', (name: string) => [...name].flatMap((sign) => [sign.charCodeAt(0), 0, 0, 0])],
  ['S', 'of bytes', (name: string) => [...name].map((sign) => sign.charCodeAt(0))],
] as const)('labels in an array of texts (%s), %s', async (type, _, bytesOf) => {
  const names = ['cat', 'dog'];
  const content = Array.from({ length: 12 }, (_, i) => bytesOf(names[i % 2]!)).flat();
  const labels = { shape: [12], bytes: Uint8Array.from(content), type: `${type}3` };
  const data = { shape: [12, 2, 2], bytes: new Uint8Array(48).fill(7) };
  const { classNames, training } = await readFiles([
    { name: 'd.pickle', bytes: pickleFile({ data, labels }, 3) },
  ]);
  expect(classNames).toEqual(names);
  expect([...training.labels]).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
});

test('complex numbers are refused with what makes levels of them', async () => {
  const data = { shape: [6, 2, 2], bytes: new Uint8Array(6 * 4 * 8), type: 'c8' };
  await expect(
    readFiles([{ name: 'd.pickle', bytes: pickleFile({ data, labels: [0, 1, 0, 1, 0, 1] }) }]),
  ).rejects.toThrow(/type c8\. Complex numbers are no levels: save their sizes, numpy\.abs\(array\)/);
});

test('a dictionary of arrays for each part', async () => {
  const x = (count: number) => ({ shape: [count, 2, 2], bytes: new Uint8Array(4 * count).fill(99) });
  const y = (count: number) => Array.from({ length: count }, (_, i) => i % 2);
  const { training, validation } = await readFiles([
    { name: 'd.pickle', bytes: pickleFile({ X_train: x(6), y_train: y(6), X_test: x(3), y_test: y(3) }, 3) },
  ]);
  expect([training.count, validation.count]).toEqual([6, 3]);
});

test.each([
  ['os', 'system'],
  ['builtins', 'eval'],
  ['numpy', 'load'],
  ['numpy.core.multiarray', 'constructor'],
  ['__proto__', 'toString'],
])('a pickle that asks for %s.%s is refused, and the name is told', async (module, name) => {
  const error = await readFiles([{ name: 'x.pkl', bytes: pickledCall(module, name) }]).catch(
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(DataError);
  expect(error.message).toContain(`asks Python for ${module}.${name}, of which nothing was executed`);
});

/** A dictionary of a NumPy array and labels in protocol 0, which is lines of text. */
function inLines(type: string, shape: readonly number[], content: string): Uint8Array {
  const numbers = (values: readonly number[]) => values.map((value) => `I${value}\n`).join('');
  const array = [
    `cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR(I1\n(${numbers(shape)}t`,
    `cnumpy\ndtype\n(S'${type}'\nI0\nI1\ntRI00\n${content}tb`,
  ].join('');
  const labels = numbers(Array.from({ length: shape[0]! }, (_, i) => i % 2));
  return Uint8Array.from(`(dVdata\n${array}sS'labels'\n(l(${labels}es.`, (sign) => sign.charCodeAt(0));
}
const everyByte = Uint8Array.from({ length: 256 }, (_, i) => i);
const hex = (byte: number, digits: number) => byte.toString(16).padStart(digits, '0');
const escaped: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 13: '\\r', 39: "\\'", 92: '\\\\' };
const written = (write: (byte: number) => string) => Array.from(everyByte, write).join('');

test.each([
  [
    2,
    `S'${written((byte) => escaped[byte] ?? (byte < 32 || byte > 126 ? `\\x${hex(byte, 2)}` : String.fromCharCode(byte)))}'\n`,
  ],
  [
    3,
    `c_codecs\nencode\n(V${written((byte) =>
      [0, 10, 13, 26, 92].includes(byte) ? `\\u${hex(byte, 4)}` : String.fromCharCode(byte),
    )}\nVlatin1\ntR`,
  ],
])('protocol 0, as Python %i writes it, holds what protocol 2 does', async (_, content) => {
  const shape = [16, 4, 4];
  const labels = Array.from({ length: 16 }, (_unused, i) => i % 2);
  const packed = pickleFile({ data: { shape, bytes: everyByte }, labels });
  const read = (bytes: Uint8Array) => readFiles([{ name: 'a.pkl', bytes }]);
  expect((await read(inLines('u1', shape, content))).digest).toBe((await read(packed)).digest);
});

test('complex numbers are refused by their type, and not called damage', async () => {
  const content = `S'${'\\x00'.repeat(32)}'\n`;
  await expect(readFiles([{ name: 'a.pkl', bytes: inLines('c16', [2, 1, 1], content) }])).rejects.toThrow(
    'a.pkl: expected whole or floating numbers, found those of the type c16',
  );
});

test('one without images is refused', async () => {
  await expect(readFiles([{ name: 'x.pkl', bytes: pickleFile({ a: 1 }) }])).rejects.toThrow(
    'x.pkl: expected images and labels to train with',
  );
});

describe('as people write them', () => {
  const picture = (i: number) => ({ shape: [2, 2], bytes: Uint8Array.of(i, i, 9, 200) });
  const images = (count: number) => Array.from({ length: count }, (_, i) => picture(i));
  const labels = (count: number) => Array.from({ length: count }, (_, i) => i % 2);
  const array = { shape: [12, 2, 2], bytes: Uint8Array.from({ length: 48 }, (_, i) => i) };

  test.each([
    ['a pair', [['a.pkl', pickleFile([array, labels(12)])]]],
    ['images one by one', [['a.pkl', pickleFile({ images: images(12), labels: labels(12) })]]],
    ['a list of pairs', [['a.pkl', pickleFile(images(12).map((image, i) => [image, i % 2]))]]],
    [
      'a file each',
      [
        ['X.pickle', pickleFile(array)],
        ['y.pickle', pickleFile(labels(12))],
      ],
    ],
  ] as const)('%s', async (_, files) => {
    const { training, validation, shape, classNames } = await readFiles(
      files.map(([name, bytes]) => ({ name, bytes })),
    );
    expect([training.count, validation.count, shape, classNames]).toEqual([10, 2, [2, 2, 1], ['0', '1']]);
  });

  test('images of several sizes are refused', async () => {
    const mixed = [...images(11), { shape: [1, 4], bytes: new Uint8Array(4) }];
    await expect(
      readFiles([{ name: 'a.pkl', bytes: pickleFile({ images: mixed, labels: labels(12) }) }]),
    ).rejects.toThrow('a.pkl: expected images and labels to train with');
  });
});
