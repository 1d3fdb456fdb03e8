import { expect, test } from 'vitest';
import { DataError } from '../../../src/data/dataError';
import { parseIdx } from '../../../src/data/formats/idx';
import { imagesFile, labelsFile, withHeader } from '../idxFile';

test('images: count, rows, columns and pixels, copied out of the file', () => {
  const file = imagesFile(3, 4, 5);
  const images = parseIdx(file, 'images');
  expect(images).toEqual({ kind: 'images', count: 3, rows: 4, columns: 5, pixels: file.slice(16) });
  file.fill(9);
  expect(images).toMatchObject({ pixels: imagesFile(3, 4, 5).slice(16) });
});

test('labels: count and labels', () => {
  expect(parseIdx(labelsFile(12), 'labels')).toEqual({
    kind: 'labels',
    count: 12,
    labels: Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1),
  });
});

test('a view into a larger buffer is read from its own beginning', () => {
  const file = labelsFile(4);
  const buffer = new Uint8Array(file.length + 20).fill(255);
  buffer.set(file, 10);
  expect(parseIdx(buffer.subarray(10, 10 + file.length), 'labels')).toMatchObject({ count: 4 });
});

test.each([
  [1, 1],
  [64, 64],
])('images of %i x %i pixels are accepted', (rows, columns) => {
  expect(parseIdx(imagesFile(2, rows, columns), 'images')).toMatchObject({ rows, columns });
});

const noPixels = new Uint8Array(0);

test.each<[what: string, file: Uint8Array, expected: string, found: string]>([
  ['an empty file', new Uint8Array(0), 'header of at least 8 bytes', 'found an empty file'],
  ['a cut header', labelsFile(3).slice(0, 7), 'header of at least 8 bytes', 'found 7 bytes'],
  ['a cut image header', imagesFile(1).slice(0, 15), 'an image header of 16 bytes', 'found 15 bytes'],
  [
    'another magic number',
    withHeader([2052, 1], noPixels),
    '2051 (images) or 2049 (labels)',
    'found 2052 (hexadecimal 00000804)',
  ],
  ['a zip file', withHeader([0x504b0304, 1], noPixels), '2051', 'found 1347093252 (hexadecimal 504b0304)'],
  ['no images', imagesFile(0), 'one or more images', 'a count of 0'],
  ['no labels', labelsFile(0), 'one or more labels', 'a count of 0'],
  ['no rows', withHeader([2051, 1, 0, 28], noPixels), '1 x 1 to 64 x 64', 'found 0 x 28'],
  ['no columns', withHeader([2051, 1, 28, 0], noPixels), '1 x 1 to 64 x 64', 'found 28 x 0'],
  ['too many rows', imagesFile(1, 65, 64), '1 x 1 to 64 x 64', 'found 65 x 64'],
  ['too many columns', imagesFile(1, 64, 65), '1 x 1 to 64 x 64', 'found 64 x 65'],
  ['a cut image', imagesFile(2).slice(0, -1), 'expected 1584 bytes', 'found 1583 bytes, 1 too few'],
  [
    'bytes after the images',
    withHeader([2051, 1, 1, 1], new Uint8Array(4)),
    '17 bytes',
    '20 bytes, 3 too many',
  ],
  ['a missing label', labelsFile(10).slice(0, 17), 'expected 18 bytes', 'found 17 bytes, 1 too few'],
  ['a label too many', withHeader([2049, 1], new Uint8Array(2)), 'expected 9 bytes', '10 bytes, 1 too many'],
  [
    'a count of four thousand million images',
    withHeader([2051, 2 ** 32 - 1, 64, 64], noPixels),
    `expected ${16 + (2 ** 32 - 1) * 4096} bytes`,
    'found 16 bytes',
  ],
])('%s is refused', (_, file, expected, found) => {
  const error = refusal(() => parseIdx(file, 'mine.idx'));
  expect(error.fileName).toBe('mine.idx');
  expect(error.message).toMatch(/^mine\.idx: expected /);
  expect(error.message).toContain(expected);
  expect(error.message).toContain(found);
  expect(error.message).toMatch(/\. [A-Z].*\.$/);
});

function refusal(action: () => unknown): DataError {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(DataError);
    return error as DataError;
  }
  throw new Error('the file was accepted');
}
