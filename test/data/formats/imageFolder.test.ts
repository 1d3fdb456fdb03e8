import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { pictureDecoders } from '../../../src/cli/pictureDecoders';
import { DataError } from '../../../src/data/dataError';
import type { NamedBytes } from '../../../src/data/loadOptions';
import { readFiles } from '../../../src/data/readFiles';
import { sayMessage } from '../../../src/words/say';

/** A picture in one colour. */
function png(width: number, height: number, ...levels: number[]): Uint8Array {
  const data = Uint8Array.from(
    { length: width * height * levels.length },
    (_, i) => levels[i % levels.length]!,
  );
  return encode({ width, height, channels: levels.length, data });
}
const file = (name: string, bytes: Uint8Array): NamedBytes => ({ name, bytes });
/** Three cats and six dogs, each with its number as its level. */
const pets = [
  ...[1, 2, 3].map((level) => file(`pets/cat/${level}.png`, png(4, 3, level))),
  ...[11, 12, 13, 14, 15, 16].map((level) => file(`pets/dog/${level}.png`, png(4, 3, level))),
];
const zipped = (files: readonly NamedBytes[]) => [
  file('pets.zip', zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])))),
];

test.each([
  ['a folder', pets],
  ['a zip of it', zipped(pets)],
  ['in another order', pets.toReversed()],
  [
    'with what systems put beside',
    [
      ...pets,
      file('pets/.DS_Store', png(1, 1, 0)),
      file('__MACOSX/pets/cat/._1.png', png(1, 1, 0)),
      file('pets/dog/Thumbs.db', new Uint8Array(9)),
    ],
  ],
])('%s: classes from folders, each in its share in every stretch', async (_, files) => {
  const dataset = await readFiles(files);
  expect(dataset).toMatchObject({ name: 'Your pictures', shape: [3, 4, 1], classNames: ['cat', 'dog'] });
  const levels = dataset.training.images.filter((_, i) => i % 12 === 0);
  expect([...levels, dataset.validation.images[0]]).toEqual([11, 1, 12, 13, 2, 14, 15, 3, 16]);
  expect([...dataset.training.labels]).toEqual([1, 0, 1, 1, 0, 1, 1, 0]);
});

test('folders train and test (or val) divide the set; classes are counted as people do', async () => {
  const dataset = await readFiles([
    file('train/10/a.png', png(2, 2, 10)),
    file('train/9/b.png', png(2, 2, 9)),
    file('Val/9/c.png', png(2, 2, 90)),
  ]);
  expect(dataset.classNames).toEqual(['9', '10']);
  expect([...dataset.training.labels]).toEqual([0, 1]);
  expect(dataset.validation).toMatchObject({ count: 1, labels: Uint8Array.of(0) });
});

describe('colour and size', () => {
  test('one coloured picture makes all of them three channels', async () => {
    const files = pets.slice(0, 8).concat(file('pets/dog/z.png', png(4, 3, 10, 20, 30)));
    const dataset = await readFiles(files);
    expect(dataset.shape).toEqual([3, 4, 3]);
    expect([...dataset.training.images.slice(0, 4)]).toEqual([11, 11, 11, 11]);
    expect([...dataset.validation.images.slice(0, 4)]).toEqual([10, 20, 30, 10]);
  });

  test.each<[what: string, odd: Uint8Array, notes: string[]]>([
    ['one size stays', png(4, 3, 16), []],
    [
      'another size brings all to 32 x 32',
      png(3, 4, 16),
      ['9 of 9 pictures were cut to a square and scaled to 32 x 32.'],
    ],
    [
      'so does one too large',
      png(65, 65, 16),
      ['9 of 9 pictures were cut to a square and scaled to 32 x 32.'],
    ],
    [
      'one of 32 x 32 is not counted',
      png(32, 32, 16),
      ['8 of 9 pictures were cut to a square and scaled to 32 x 32.'],
    ],
  ])('%s', async (_, odd, notes) => {
    const dataset = await readFiles([...pets.slice(0, 8), file('pets/dog/16.png', odd)]);
    expect(dataset.shape).toEqual(notes.length ? [32, 32, 1] : [3, 4, 1]);
    expect(dataset.notes?.map(sayMessage)).toEqual(notes);
    expect(new Set(dataset.validation.images)).toEqual(new Set([16]));
  });
});

test.each<[what: string, files: NamedBytes[], ...parts: string[]]>([
  [
    'a picture in no folder',
    [...pets, file('x.png', png(4, 3, 1))],
    'x.png: expected a picture in the folder of its class',
  ],
  ['a picture in train itself', [...pets, file('train/x.png', png(4, 3, 1))], 'found the folder "train"'],
  [
    'a picture beside the class folders',
    [...pets, file('pets/logo.png', png(4, 3, 1))],
    'pets/logo.png: expected a picture in the folder of its class',
    'found the folder "pets"',
  ],
  ['one class', pets.slice(0, 3), 'expected 2 to 256 classes', 'found one ("cat")'],
  [
    'a test part alone',
    [file('test/a/1.png', png(1, 1, 1)), file('test/b/1.png', png(1, 1, 1))],
    'a train folder beside it',
  ],
  [
    'a class that is only tested',
    [
      file('train/a/1.png', png(1, 1, 1)),
      file('train/c/1.png', png(1, 1, 1)),
      file('test/b/1.png', png(1, 1, 1)),
    ],
    'The class "b": expected pictures to train with',
  ],
  [
    'a damaged picture',
    [...pets, file('pets/cat/x.png', png(4, 3, 1).slice(0, -5))],
    'pets/cat/x.png',
    'a damaged one',
  ],
  [
    'a GIF without a picture',
    [...pets, file('a/x.gif', Uint8Array.from([...ascii('GIF89a'), 8, 0, 9, 0]))],
    'a/x.gif',
    'a damaged one (no picture)',
  ],
  ['a JPEG without its pixels', [...pets, file('a/x.jpg', jpegHeader(8, 9))], 'a/x.jpg', 'a damaged one'],
  [
    'a JPEG of too many pixels',
    [...pets, file('a/x.jpg', jpegHeader(9000, 9000))],
    'a/x.jpg',
    'found 9000 x 9000',
  ],
  [
    'a JPEG without a size',
    [...pets, file('a/x.jpg', jpegHeader(8, 9).slice(0, 9))],
    'a/x.jpg',
    'no JPEG, GIF or WebP header',
  ],
  [
    'pictures beside other data',
    [...pets, file('a.npy', new Uint8Array(9))],
    'a.npy: expected files of one format',
  ],
])('%s is refused', async (_, files, ...parts) => {
  const error = await readFiles(files, { decoders: pictureDecoders }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  for (const text of parts) expect((error as DataError).message).toContain(text);
});

test('empty files, and whatever lies beside pictures, are left out with a note', async () => {
  const { training, validation, notes } = await readFiles([
    ...pets,
    file('pets/cat/empty.jpg', new Uint8Array(0)),
    file('pets/report.docx', zipSync({ 'word/media/image1.png': png(4, 3, 99) })),
    file('pets/weights.pt', zipSync({ 'archive/data.pkl': new Uint8Array(9) })),
    file('pets/odd.bin2', Uint8Array.of(1, 2, 3)),
  ]);
  expect(training.count + validation.count).toBe(9);
  expect(notes?.map(sayMessage)).toEqual([
    'Left out, as no images: pets/report.docx, pets/weights.pt, pets/odd.bin2.',
    'Left out, as the files are empty: pets/cat/empty.jpg.',
  ]);
});

test('a picture of a kind that is not read is refused, not left out', async () => {
  await expect(readFiles([...pets, file('pets/cat/x.tif', ascii8('II*\0'))])).rejects.toThrow(
    'pets/cat/x.tif',
  );
});

const ascii8 = (text: string) => Uint8Array.from(ascii(text));

test('composed and decomposed letters are one name', async () => {
  const files = ['caf\u00e9', 'cafe\u0301'].flatMap((name, i) =>
    [1, 2, 3].map((n) => file(`${name}/${i}${n}.png`, png(2, 2, 10 * i + n))),
  );
  const { classNames } = await readFiles([...files, file('tea/1.png', png(2, 2, 7))]);
  expect(classNames).toEqual(['caf\u00e9', 'tea']);
});

test('more pictures than the limit are refused before one is decoded', async () => {
  const limits = { fileBytes: 1e6, unpackedBytes: 1e6, images: 8, pixelBytes: 1e6 };
  await expect(readFiles(pets, { limits })).rejects.toThrow('expected at most 8 images, found 9');
});

test('pictures that take more memory than the limit are refused on the way', async () => {
  const limits = { fileBytes: 1e6, unpackedBytes: 1e6, images: 100, pixelBytes: 100 };
  await expect(readFiles(pets, { limits })).rejects.toThrow(
    'expected at most 100 bytes of pixels, found 9 images of 12',
  );
});

test('pictures on their way to 32 x 32 may not take more either', async () => {
  const limits = { fileBytes: 1e6, unpackedBytes: 1e6, images: 100, pixelBytes: 20_000 };
  const large = Array.from({ length: 8 }, (_, i) => file(`${i % 2}/${i}.png`, png(64, 64, i)));
  await expect(readFiles([...large, file('1/9.png', png(9, 9, 1))], { limits })).rejects.toThrow(
    'expected at most 20000 bytes of pixels, found 5 images of 4096 bytes',
  );
});

/** Headers of pictures too large, so that the message shows what was read. Two scale bits sit above a lossy side. */
test.each<[what: string, header: number[], found: string]>([
  ['GIF', [...ascii('GIF89a'), 0x20, 0x4e, 0x20, 0x4e], '20000 x 20000'],
  ['lossy WebP', [...webp('VP8 '), ...new Array<number>(6).fill(0), 0x00, 0x60, 0x00, 0x60], '8192 x 8192'],
  ['lossless WebP', [...webp('VP8L'), 0x2f, 0xff, 0xdf, 0xff, 0x07], '8192 x 8192'],
  ['extended WebP', [...webp('VP8X'), 0, 0, 0, 0, 0x1f, 0x4e, 0, 0x1f, 0x4e, 0], '20000 x 20000'],
  ['another WebP', webp('ABCD'), 'no JPEG, GIF or WebP header that says a size'],
  ['a cut GIF', ascii('GIF89a'), 'no JPEG, GIF or WebP header that says a size'],
])('the size in the header of %s', async (_, header, found) => {
  const files = [...pets, file('pets/cat/x', Uint8Array.from(header))];
  await expect(readFiles(files)).rejects.toThrow(found);
});

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function webp(chunk: string): number[] {
  return [...ascii('RIFF....WEBP'), ...ascii(chunk), 0, 0, 0, 0];
}

/** The beginning of a JPEG file: an application segment, then the frame with its size. */
function jpegHeader(width: number, height: number): Uint8Array {
  const frame = [0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 17, 0];
  return Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, ...frame);
}
