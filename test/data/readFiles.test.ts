import { describe, expect, test } from 'vitest';
import { DataError } from '../../src/data/dataError';
import { wantedPlaces } from '../../src/data/formats/takeWanted';
import type { NamedBytes } from '../../src/data/loadOptions';
import { readFiles } from '../../src/data/readFiles';
import { sayMessage } from '../../src/words/say';
import { gzipped, imagesFile, labelsFile, withHeader } from './idxFile';

const file = (name: string, bytes: Uint8Array): NamedBytes => ({ name, bytes });
const trainImages = file('train-images-idx3-ubyte', imagesFile(24));
const trainLabels = file('train-labels-idx1-ubyte', labelsFile(24));
const testImages = file('t10k-images-idx3-ubyte', imagesFile(9));
const testLabels = file('t10k-labels-idx1-ubyte', labelsFile(9));
const four = [trainImages, trainLabels, testImages, testLabels];
const packed = ({ name, bytes }: NamedBytes) => file(`${name}.gz`, gzipped(bytes));

describe('four files', () => {
  test.each([
    ['raw', four],
    ['gzipped', four.map(packed)],
    ['one gzipped, in another order', [testLabels, packed(trainImages), testImages, trainLabels]],
    [
      'under names that say nothing: the larger pair is for training',
      four.map(({ bytes }, i) => file(`${i}`, bytes)),
    ],
    [
      'where one name of two says its part',
      [
        file('a', trainImages.bytes),
        file('b', trainLabels.bytes),
        file('test i', testImages.bytes),
        file('test l', testLabels.bytes),
      ],
    ],
  ])('%s', async (_, files) => {
    const dataset = await readFiles(files);
    expect(dataset).toMatchObject({
      id: 'files',
      name: 'Your IDX files',
      shape: [28, 28, 1],
      classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    });
    expect(dataset.training).toEqual({
      count: 24,
      images: trainImages.bytes.slice(16),
      labels: trainLabels.bytes.slice(8),
    });
    expect(dataset.validation).toEqual({
      count: 9,
      images: testImages.bytes.slice(16),
      labels: testLabels.bytes.slice(8),
    });
    expect(sayMessage(dataset.origin)).toContain('Read from your IDX files');
    expect(dataset.origin).not.toContain('held out');
  });

  test('by their names where the test part is the larger', async () => {
    const dataset = await readFiles([
      file('test-labels', labelsFile(9)),
      file('train-images', imagesFile(5)),
      file('test-images', imagesFile(9)),
      file('train-labels', labelsFile(5)),
    ]);
    expect([dataset.training.count, dataset.validation.count]).toEqual([5, 9]);
  });
});

describe('two files', () => {
  test('the last sixth is held out, and the origin says so', async () => {
    const dataset = await readFiles([trainImages, trainLabels]);
    expect(dataset.training.count).toBe(20);
    expect(dataset.validation.count).toBe(4);
    const images = new Uint8Array(24 * 784);
    images.set(dataset.training.images);
    images.set(dataset.validation.images, 20 * 784);
    expect(images).toEqual(trainImages.bytes.slice(16));
    expect([...dataset.validation.labels]).toEqual([0, 1, 2, 3]);
    expect(sayMessage(dataset.origin)).toContain('the last 4 training images are held out for validation');
  });

  test('images of a file of their own are not copied: 280,000 of them would be there three times', async () => {
    const { training, validation } = await readFiles([trainImages, trainLabels]);
    expect(training.images.buffer).toBe(trainImages.bytes.buffer);
    expect(validation.images.buffer.byteLength).toBe(4 * 784);
  });

  test('images that are a part of a file are copied: they would keep all of it in memory', async () => {
    const large = new Uint8Array(2 * trainImages.bytes.length);
    large.set(trainImages.bytes);
    const { training } = await readFiles([
      { ...trainImages, bytes: large.subarray(0, trainImages.bytes.length) },
      trainLabels,
    ]);
    expect(training.images.buffer.byteLength).toBe(24 * 784);
  });

  test('at most 10,000 are held out', async () => {
    const dataset = await readFiles([file('i', imagesFile(60_060, 1)), file('l', labelsFile(60_060))]);
    expect([dataset.training.count, dataset.validation.count]).toEqual([50_060, 10_000]);
  });

  test('the shape follows the file', async () => {
    const dataset = await readFiles([file('i', imagesFile(6, 16, 20)), file('l', labelsFile(6))]);
    expect(dataset.shape).toEqual([16, 20, 1]);
    expect(dataset.training.images).toHaveLength(5 * 320);
  });
});

test('progress goes up from 0 to 1', async () => {
  const fractions: number[] = [];
  await readFiles(four, { onProgress: (fraction) => fractions.push(fraction) });
  expect(fractions.length).toBeGreaterThan(4);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect([fractions[0], fractions.at(-1)]).toEqual([0, 1]);
});

test.each<[what: string, files: NamedBytes[], ...parts: string[]]>([
  ['no file', [], 'Your files: expected IDX files', 'found no file'],
  ['no labels', [trainImages], 'training labels: expected a file of labels, found none', 'together'],
  ['no images', [trainLabels], 'training images: expected a file of images, found none'],
  [
    'only the test pair',
    [testImages, testLabels],
    't10k-images-idx3-ubyte: expected training images beside the test images, found none',
  ],
  [
    'test images without labels',
    [trainImages, trainLabels, testImages],
    't10k-images-idx3-ubyte: expected the labels that belong to it, found none',
  ],
  [
    'test labels without images',
    [trainImages, trainLabels, testLabels],
    't10k-labels-idx1-ubyte: expected the images that belong to it, found none',
  ],
  [
    'three image files',
    [...four, file('more', imagesFile(1))],
    'more: expected at most two files of images, found 3',
    'train-images-idx3-ubyte, t10k-images-idx3-ubyte, more',
  ],
  [
    'the same part twice',
    [trainImages, trainLabels, file('train (1)', imagesFile(23)), testLabels],
    'train (1): expected images of another part than train-images-idx3-ubyte',
    'two names of the training part',
  ],
  [
    'two parts that nothing tells apart',
    [file('a', imagesFile(6)), file('b', imagesFile(6)), trainLabels, testLabels],
    'b: expected images of another part than a, found 6 images in both',
  ],
  [
    'fewer labels than images',
    [trainImages, file('train-labels', labelsFile(23))],
    'train-labels: expected 24 labels, one for each image of train-images-idx3-ubyte, found 23.',
  ],
  [
    'more test labels than test images',
    [trainImages, trainLabels, testImages, file('t10k-labels', labelsFile(10))],
    't10k-labels: expected 9 labels, one for each image of t10k-images-idx3-ubyte, found 10.',
  ],
  [
    'test images of another size',
    [trainImages, trainLabels, file('t10k', imagesFile(9, 28, 27)), testLabels],
    't10k: expected images of 28 x 28 x 1, as in train-images-idx3-ubyte, found 28 x 27 x 1.',
  ],
  [
    'too few to hold any out',
    [file('i', imagesFile(5)), file('l', labelsFile(5))],
    'i: expected 6 or more samples, to hold a sixth out for validation, found 5.',
  ],
  ['a damaged archive', [file('i.gz', gzipped(imagesFile(6)).slice(0, -9)), trainLabels], 'i.gz: expected a'],
  [
    'a file of no known kind',
    [trainImages, trainLabels, file('notes.dat', new TextEncoder().encode('Read this first'))],
    'notes.dat: expected IDX files',
    'found 15 bytes that begin with "Read this first"',
  ],
  [
    'a file of no known kind and no text',
    [trainImages, trainLabels, file('notes.dat', Uint8Array.of(0x52, 0x65, 1, 2, 3))],
    'found 5 bytes that begin with 52 65 01 02',
  ],
  ...(
    [
      ['a.mat', 'MATLAB 5.0 MAT-file', 'found a file of MATLAB. Read it in Python with scipy.io.loadmat'],
      ['a.h5', '\x89HDF\r\n', 'found an HDF5 file. Read data in Python with h5py'],
      ['a.tar.bz2', 'BZh91AY', 'found an archive that the lab cannot open. Unpack it first'],
      ['a.parquet', 'PAR1', 'found a Parquet or Arrow file.'],
      ['a.jpg', '\0\0\0\x18ftypheic', 'found a picture in HEIC or AVIF, as phones take them.'],
      ['a.tif', 'II*\0', 'found a picture in TIFF. Save it as PNG.'],
      [
        'train-images-idx3-ubyte.gz',
        '<!DOCTYPE html>',
        'found a web page in its place. Download the file again',
      ],
      ['x.npz', 'version https://git-lfs.github.com/spec/v1', 'found a pointer of Git LFS in its place.'],
      ['training.pt', 'PK\x03\x04', 'found a file of PyTorch. Weights are opened as a model.'],
    ] as const
  ).map(([name, start, words]): [string, ReturnType<typeof file>[], string] => [
    name,
    [
      file(
        name,
        Uint8Array.from(start, (sign) => sign.charCodeAt(0)),
      ),
    ],
    words,
  ]),
  [
    'an IDX file with another magic number',
    [file('train-images-idx3-ubyte', withHeader([0x705, 1], new Uint8Array(9))), trainLabels],
    'train-images-idx3-ubyte: expected an IDX header, as the number 2051 (images) or 2049 (labels)',
  ],
  ['nothing but texts', [file('notes.txt', new Uint8Array(9))], 'Your files: expected', 'found notes.txt'],
])('%s is refused', async (_, files, ...parts) => {
  const error = await readFiles(files).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  for (const text of parts) expect((error as DataError).message).toContain(text);
});

const testImages4 = file('t10k-images', imagesFile(9, 4));
const testLabels4 = file('t10k-labels', labelsFile(9));

describe('a limit of training images', () => {
  const limits = { fileBytes: 1e6, unpackedBytes: 1e6, images: 1e6, pixelBytes: 20_000 };

  test('applies before a set is refused as too large', async () => {
    const large = [
      file('train-images', imagesFile(6000, 4)),
      file('train-labels', labelsFile(6000)),
      testImages4,
      testLabels4,
    ];
    await expect(readFiles(large, { limits })).rejects.toThrow('at most 20000 bytes of pixels');
    const { digest, guard } = await readFiles(large, {
      limits: { ...limits, pixelBytes: 40_000 },
      trainingLimit: 20,
    });
    const whole = await readFiles(large, { trainingLimit: 20 });
    expect(digest).toBe(whole.digest);
    expect(await guard?.load()).toEqual(await whole.guard?.load());
  });

  test('leaves of each class the first that can be wanted', () => {
    const labels = Array.from({ length: 10_000 }, (_, i) => (i % 4 ? 'dog' : 'cat'));
    const context = { limits: { ...limits, images: 5000, pixelBytes: 1e6 }, pause: async () => {} };
    const places = wantedPlaces(labels, 4, { ...context, trainingLimit: 20 })!;
    expect(places.filter((place) => labels[place] === 'cat')).toEqual(
      Array.from({ length: 638 }, (_, i) => 4 * i),
    );
    expect(places).toHaveLength(2 * 638);
    expect(wantedPlaces(labels, 4, context)).toBeNull();
    // What is held out counts too.
    expect(wantedPlaces(labels.slice(0, 5000), 4, { ...context, trainingLimit: 20 }, 5000)).not.toBeNull();
    expect(wantedPlaces(labels.slice(0, 5000), 4, { ...context, trainingLimit: 20 })).toBeNull();
  });
});
