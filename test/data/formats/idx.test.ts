import { expect, test } from 'vitest';
import { DataError } from '../../../src/data/dataError';
import { parseIdx } from '../../../src/data/formats/idx';
import { imagesFile, labelsFile, withHeader } from '../idxFile';

test('images: count, rows, columns and pixels', () => {
  const file = imagesFile(3, 4, 5);
  const { kind, array } = parseIdx(file, 'images');
  expect([kind, array.shape, array.length, array.kind]).toEqual(['images', [3, 4, 5], 60, 'whole']);
  expect(array.bytes).toEqual(file.slice(16));
  expect(array.at(59)).toBe(file.at(-1));
});

test('labels: count and labels', () => {
  const { kind, array } = parseIdx(labelsFile(12), 'labels');
  expect([kind, array.shape]).toEqual(['labels', [12]]);
  expect(array.bytes).toEqual(Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1));
});

test('a view into a larger buffer is read from its own beginning', () => {
  const file = labelsFile(4);
  const buffer = new Uint8Array(file.length + 20).fill(255);
  buffer.set(file, 10);
  const { array } = parseIdx(buffer.subarray(10, 10 + file.length), 'labels');
  expect([array.at(0), array.at(3)]).toEqual([0, 3]);
});

test.each<[type: number, bytes: Uint8Array, values: number[]]>([
  [8, Uint8Array.of(0, 200), [0, 200]],
  [9, Uint8Array.of(1, 255), [1, -1]],
  [11, Uint8Array.of(1, 0, 255, 254), [256, -2]],
  [12, Uint8Array.of(0, 0, 1, 0, 255, 255, 255, 255), [256, -1]],
  [13, Uint8Array.of(0x3f, 0x80, 0, 0, 0xbf, 0, 0, 0), [1, -0.5]],
  [14, Uint8Array.of(0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), [1, 0]],
])('numbers of type %i', (type, content, values) => {
  const { array } = parseIdx(withHeader([256 * type + 1, 2], content), 'labels');
  expect([array.at(0), array.at(1)]).toEqual(values);
});

test('two axes are labels where the name says so or the numbers are no bytes, else rows of pixels', () => {
  const rows = withHeader([0x802, 2, 3], new Uint8Array(6));
  expect(parseIdx(rows, 'train-images').kind).toBe('images');
  expect(parseIdx(rows, 'train-labels').kind).toBe('labels');
  expect(parseIdx(withHeader([0xc02, 2, 3], new Uint8Array(24)), 'x').kind).toBe('labels');
});

const noPixels = new Uint8Array(0);

test.each<[what: string, file: Uint8Array, expected: string, found: string]>([
  ['an empty file', new Uint8Array(0), 'header of at least 8 bytes', 'found an empty file'],
  ['a cut header', labelsFile(3).slice(0, 7), 'header of at least 8 bytes', 'found 7 bytes'],
  ['a cut image header', imagesFile(1).slice(0, 15), 'an image header of 16 bytes', 'found 15 bytes'],
  [
    'another magic number',
    withHeader([0x705, 1], noPixels),
    '2051 (images) or 2049 (labels)',
    'found 1797 (hexadecimal 00000705)',
  ],
  ['a zip file', withHeader([0x504b0304, 1], noPixels), '2051', 'found 1347093252 (hexadecimal 504b0304)'],
  ['no images', imagesFile(0), 'one or more images', 'a count of 0'],
  ['no labels', labelsFile(0), 'one or more labels', 'a count of 0'],
  ['no rows', withHeader([2051, 1, 0, 28], noPixels), '1 x 1 to 64 x 64', 'found 0 x 28'],
  ['no columns', withHeader([2051, 1, 28, 0], noPixels), '1 x 1 to 64 x 64', 'found 28 x 0'],
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
