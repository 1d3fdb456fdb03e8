import { Float16Array } from '@petamoriken/float16';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { DataError } from '../../../src/data/dataError';
import type { NamedBytes } from '../../../src/data/loadOptions';
import { readFiles } from '../../../src/data/readFiles';
import { sayMessage } from '../../../src/words/say';
import { bytesOf, npyFile } from '../npyFile';
import { pickleFile } from '../pickleFile';

const count = (length: number, factor = 1) => Uint8Array.from({ length }, (_, i) => (i * factor) % 256);
const pixels = count(12 * 6, 5);
const labels = Uint8Array.from({ length: 12 }, (_, i) => i % 3);

const arrays = {
  'x_train.npy': npyFile('|u1', [12, 2, 3], pixels),
  'y_train.npy': npyFile('|u1', [12], labels),
  'x_test.npy': npyFile('|u1', [4, 2, 3], count(24)),
  'y_test.npy': npyFile('|u1', [4], Uint8Array.of(2, 1, 0, 2)),
};
/** Numbers in the type of NumPy's code. */
function typed(descr: string, numbers: readonly number[]): ArrayBufferView {
  switch (descr) {
    case '|b1':
      return Uint8Array.from(numbers);
    case '|i1':
      return Int8Array.from(numbers);
    case '<i4':
      return Int32Array.from(numbers);
    case '<u2':
      return Uint16Array.from(numbers);
    case '<f2':
      return Uint16Array.from(new Uint16Array(Float16Array.from(numbers).buffer));
    case '<f4':
      return Float32Array.from(numbers);
    default:
      return Float64Array.from(numbers);
  }
}
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
    [
      [12, 1, 2, 2],
      [2, 2, 1],
    ],
    [
      [12, 3, 2, 4],
      [2, 4, 3],
    ],
    [
      [12, 2, 4, 3],
      [2, 4, 3],
    ],
    [
      [12, 3 * 16],
      [4, 4, 3],
    ],
    [
      [12, 70, 80, 3],
      [32, 32, 3],
    ],
    [[12, 1, 1, 3, 1], []],
    [[12, 5], []],
    [[12], []],
    [[0, 2, 2], []],
    [[12, 65, 1], []],
  ])('of the shape %j', async (shape, expected) => {
    const x = npyFile('|u1', shape, count(shape.reduce((product, size) => product * size, 1)));
    if (expected.length > 0) expect((await read(x)).shape).toEqual(expected);
    else await expect(read(x)).rejects.toBeInstanceOf(DataError);
  });

  const four = [0, 1, 2, 3];
  test.each<[what: string, descr: string, numbers: (i: number) => number, expected: number[], note?: string]>(
    [
      ['booleans', '|b1', (i) => i % 2, [0, 255, 0, 255], '1 as white'],
      ['whole numbers of 0 and 1', '<i4', (i) => i % 2, [0, 255, 0, 255], '1 as white'],
      ['0 to 16', '<f8', (i) => (i % 4) * 4 + 4, [64, 128, 191, 255], '16 as white'],
      ['12 bits in 16', '<u2', (i) => [0, 2048, 4095, 1][i % 4]!, [0, 128, 255, 0], '4095 as white'],
      ['16 bits', '<u2', (i) => [0, 65_535, 257, 30_000][i % 4]!, [0, 255, 1, 117], '65535 as white'],
      ['bytes with a sign', '|i1', (i) => [-128, 127, 0, -1][i % 4]!, [0, 255, 128, 127], '-128 as black'],
      [
        'shares with a little outside',
        '<f4',
        (i) => [-0.02, 1.01, 0.5, 0][i % 4]!,
        [0, 255, 128, 0],
        'cut there',
      ],
      ['-1 to 1', '<f4', (i) => [-1, 1, 0, 0.5][i % 4]!, [0, 255, 128, 191], '-1 as black'],
      ['-1/2 to 1/2', '<f4', (i) => [-0.5, 0.5, 0, 0.25][i % 4]!, [0, 255, 128, 191], '-0.5 as black'],
      [
        'standardised',
        '<f4',
        (i) => [-2, 3, 0.5, 0][i % 4]!,
        [0, 255, 128, 102],
        '-2 as black and 3 as white',
      ],
      [
        'levels with a little outside',
        '<f4',
        (i) => [-3.5, 260, 128, 0][i % 4]!,
        [0, 255, 128, 0],
        'cut there',
      ],
      ['shares of half precision', '<f2', (i) => [0, 1, 0.5, 0.25][i % 4]!, [0, 255, 128, 64]],
    ],
  )('%s', async (_, descr, number, expected, note) => {
    const numbers = Array.from({ length: 48 }, (__, i) => number(i));
    const dataset = await read(npyFile(descr, [12, 2, 2], bytesOf(typed(descr, numbers))));
    expect(four.map((i) => dataset.training.images[i])).toEqual(expected);
    const notes = (dataset.notes ?? []).map(sayMessage);
    if (note) expect(notes.join()).toContain(note);
    else expect(notes).toEqual([]);
  });

  test('columns first, channels first, and pixels of colour side by side in rows', async () => {
    const values = count(12 * 2 * 4 * 3, 1);
    const at = (i: number, y: number, x: number, c: number) => values[((i * 2 + y) * 4 + x) * 3 + c]!;
    const permuted = (order: (i: number, y: number, x: number, c: number) => number) => {
      const out = new Uint8Array(values.length);
      for (let i = 0; i < 12; i++)
        for (let y = 0; y < 2; y++)
          for (let x = 0; x < 4; x++) for (let c = 0; c < 3; c++) out[order(i, y, x, c)] = at(i, y, x, c);
      return out;
    };
    const fortran = permuted((i, y, x, c) => i + 12 * (y + 2 * (x + 4 * c)));
    const planes = permuted((i, y, x, c) => ((i * 3 + c) * 2 + y) * 4 + x);
    for (const x of [
      npyFile('|u1', [12, 2, 4, 3], fortran, { isFortran: true }),
      npyFile('|u1', [12, 3, 2, 4], planes),
    ]) {
      expect((await read(x)).training.images).toEqual(values);
    }
  });

  test('rows of colour are taken the way in which neighbours are more alike', async () => {
    const smooth = Uint8Array.from({ length: 12 * 48 }, (_, i) => 80 * (i % 3) + (i % 48));
    const dataset = await read(npyFile('|u1', [12, 48], smooth));
    expect(dataset.training.images).toEqual(smooth);
    const planes = Uint8Array.from({ length: 12 * 48 }, (_, i) => 80 * Math.floor((i % 48) / 16) + (i % 4));
    expect([...(await read(npyFile('|u1', [12, 48], planes))).training.images.slice(0, 6)]).toEqual([
      0, 80, 160, 1, 81, 161,
    ]);
  });

  test('transparency is laid over white', async () => {
    const rgba = Uint8Array.from({ length: 12 * 16 }, (_, i) => [200, 100, 0, i % 16 < 8 ? 255 : 0][i % 4]!);
    const dataset = await read(npyFile('|u1', [12, 2, 2, 4], rgba));
    expect([...dataset.training.images.slice(0, 12)]).toEqual([
      200, 100, 0, 200, 100, 0, 255, 255, 255, 255, 255, 255,
    ]);
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
    [
      'one-hot rows',
      '<f4',
      [12, 3],
      bytesOf(Float32Array.from({ length: 36 }, (_, i) => Number(i % 3 === labels[Math.floor(i / 3)]))),
    ],
  ])('as %s', async (_, descr, shape, content) => {
    const dataset = await readFiles(npz({ ...arrays, 'y_train.npy': npyFile(descr, shape, content) }));
    expect(dataset.training.labels).toEqual(labels);
  });
});

test.each<[what: string, changes: Record<string, Uint8Array>, ...parts: string[]]>([
  ['Python objects', { 'x_train.npy': npyFile('|O', [12, 2, 3], pixels) }, 'one of other Python objects'],
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
    'pixels that are no numbers',
    { 'x_train.npy': npyFile('<f4', [12, 2, 3], bytesOf(new Float32Array(72).fill(Number.NaN))) },
    'found NaN',
  ],
  [
    'too few labels',
    { 'y_train.npy': npyFile('|u1', [11], labels.slice(1)) },
    'expected 12 labels',
    'found 11',
  ],
  [
    'rows that are not of one class',
    { 'y_train.npy': npyFile('|u1', [12, 3], count(36)) },
    'the shape 12 x 3',
    'argmax',
  ],
  [
    'several labels for an image',
    { 'y_train.npy': npyFile('|u1', [12, 3], new Uint8Array(36).fill(1, 0, 2).fill(1, 3, 4)) },
    'a single 1 in each row of 3',
    'found 11 of 12 rows',
  ],
  [
    'labels between whole numbers',
    { 'y_train.npy': npyFile('<f4', [12], bytesOf(new Float32Array(12).fill(0.5))) },
    'found 0.5 as label 0',
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

describe('other ways to say what an array is', () => {
  const x = (n: number) => npyFile('|u1', [n, 2, 3], count(6 * n, 5));
  const y = (n: number) =>
    npyFile(
      '|u1',
      [n],
      Uint8Array.from({ length: n }, (_, i) => i % 3),
    );
  const own = (files: Record<string, Uint8Array>) =>
    Object.entries(files).map(([name, member]) => ({ name, bytes: zipSync({ 'arr_0.npy': member }) }));

  test.each<[what: string, files: NamedBytes[], counts: (number | undefined)[]]>([
    ['X and y', npz({ 'X.npy': x(12), 'y.npy': y(12) }), [10, 2, undefined]],
    [
      'a part called val',
      npz({ 'X_train.npy': x(12), 'y_train.npy': y(12), 'X_val.npy': x(4), 'y_val.npy': y(4) }),
      [12, 4, undefined],
    ],
    [
      'three parts',
      npz({
        'train_images.npy': x(12),
        'train_labels.npy': y(12),
        'val_images.npy': x(4),
        'val_labels.npy': y(4),
        'test_images.npy': x(5),
        'test_labels.npy': y(5),
      }),
      [12, 5, 4],
    ],
    [
      'words in one',
      npz({ 'Xtr.npy': x(12), 'Ytr.npy': y(12), 'Xte.npy': x(4), 'Yte.npy': y(4) }),
      [12, 4, undefined],
    ],
    [
      'archives of one array each',
      own({
        'k-train-imgs.npz': x(12),
        'k-train-labels.npz': y(12),
        'k-test-imgs.npz': x(4),
        'k-test-labels.npz': y(4),
      }),
      [12, 4, undefined],
    ],
    ['arrays without names', npz({ 'arr_0.npy': x(12), 'arr_1.npy': y(12) }), [10, 2, undefined]],
    [
      'four arrays without names',
      npz({ 'arr_0.npy': x(4), 'arr_1.npy': y(4), 'arr_2.npy': x(12), 'arr_3.npy': y(12) }),
      [12, 4, undefined],
    ],
    [
      'the same array twice',
      [...npz({ 'x_train.npy': x(12), 'y_train.npy': y(12) }), { name: 'x_train.npy', bytes: x(12) }],
      [10, 2, undefined],
    ],
  ])('%s', async (_, files, counts) => {
    const { training, validation, guard } = await readFiles(files);
    expect([training.count, validation.count, guard?.count]).toEqual(counts);
  });

  test('another array for the same is refused, and named with its archive', async () => {
    const files = [
      { name: 'a.npz', bytes: zipSync({ 'x_train.npy': x(12), 'y_train.npy': y(12) }) },
      { name: 'b.npz', bytes: zipSync({ 'x_train.npy': x(13) }) },
    ];
    expect(await refusal(files)).toContain(
      'b.npz/x_train.npy: expected one array of its kind beside a.npz/x_train.npy',
    );
  });

  test.each<[what: string, y: Uint8Array, names: string[]]>([
    [
      'texts',
      npyFile(
        '<U3',
        [12],
        utf32(
          Array.from({ length: 12 }, (_, i) => ['owl', 'cat'][i % 2]!),
          3,
        ),
      ),
      ['cat', 'owl'],
    ],
    [
      'objects of texts',
      npyFile('|O', [12], pickleFile(Array.from({ length: 12 }, (_, i) => ['owl', 'cat'][i % 2]!))),
      ['cat', 'owl'],
    ],
    [
      'from 1',
      npyFile(
        '|u1',
        [12],
        Uint8Array.from({ length: 12 }, (_, i) => 1 + (i % 3)),
      ),
      ['1', '2', '3'],
    ],
    [
      '-1 and 1',
      npyFile(
        '|i1',
        [12],
        Uint8Array.from({ length: 12 }, (_, i) => (i % 2 ? 1 : 255)),
      ),
      ['-1', '1'],
    ],
    [
      'years',
      npyFile('<u2', [12], bytesOf(Uint16Array.from({ length: 12 }, (_, i) => 1990 + (i % 2)))),
      ['1990', '1991'],
    ],
  ])('labels: %s', async (_, labelFile, names) => {
    const dataset = await readFiles(npz({ 'x.npy': x(12), 'y.npy': labelFile }));
    expect(dataset.classNames).toEqual(names);
  });

  test('labels in the order of their classes are held out by class', async () => {
    const sorted = npyFile(
      '|u1',
      [18],
      Uint8Array.from({ length: 18 }, (_, i) => Math.floor(i / 6)),
    );
    const { training, validation } = await readFiles(npz({ 'x.npy': x(18), 'y.npy': sorted }));
    expect([[...training.labels].join(''), [...validation.labels].join('')]).toEqual([
      '000001111122222',
      '012',
    ]);
    expect(validation.images.slice(0, 6)).toEqual(count(6 * 18, 5).slice(30, 36));
  });
});

function utf32(texts: readonly string[], length: number): Uint8Array {
  const points = texts.flatMap((text) => Array.from({ length }, (_, i) => text.codePointAt(i) ?? 0));
  return bytesOf(Uint32Array.from(points));
}

test('an array for each class, as in the drawings of Quick, Draw!', async () => {
  const drawn = (level: number) => npyFile('|u1', [12, 36], new Uint8Array(432).fill(level));
  const dataset = await readFiles([
    { name: 'q/full_numpy_bitmap_cat.npy', bytes: drawn(3) },
    { name: 'q/full_numpy_bitmap_an owl.npy', bytes: drawn(200) },
  ]);
  expect(dataset.classNames).toEqual(['an owl', 'cat']);
  expect([dataset.training.count, dataset.validation.count, dataset.shape]).toEqual([20, 4, [6, 6, 1]]);
  for (const [i, label] of dataset.training.labels.entries()) {
    expect(dataset.training.images[36 * i]).toBe(label === 0 ? 200 : 3);
  }
});

test('an archive called "images" may hold more than images: what else there is is left out, and said', async () => {
  const dataset = await readFiles([
    {
      name: 'images.npz',
      bytes: zipSync({
        'images.npy': npyFile('|u1', [12, 2, 3], new Uint8Array(72)),
        'labels.npy': npyFile(
          '|u1',
          [12],
          Uint8Array.from({ length: 12 }, (_, i) => i % 2),
        ),
        'extra.npy': npyFile('|u1', [3], new Uint8Array(3)),
      }),
    },
  ]);
  expect(dataset.notes?.map(sayMessage)).toContain(
    'Left out, as others hold the images and labels: extra.npy.',
  );
});

test('objects that are arrays of one shape are images', async () => {
  const one = { shape: [2, 3], bytes: Uint8Array.of(1, 2, 3, 4, 5, 200) };
  const objects = npyFile('|O', [12], pickleFile(Array(12).fill(one)));
  const labels = npyFile(
    '|u1',
    [12],
    Uint8Array.from({ length: 12 }, (_, i) => i % 2),
  );
  const { shape, training } = await readFiles([
    { name: 'x.npy', bytes: objects },
    { name: 'y.npy', bytes: labels },
  ]);
  expect(shape).toEqual([2, 3, 1]);
  expect([...training.images.slice(0, 6)]).toEqual([1, 2, 3, 4, 5, 200]);
});

test('names of features are no names of classes', async () => {
  const names = npyFile('|S2', [6], new TextEncoder().encode('p0p1p2p3p4p5'));
  const { classNames } = await readFiles(npz({ ...arrays, 'feature_names.npy': names }));
  expect(classNames).not.toContain('p0');
});
