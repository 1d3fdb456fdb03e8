import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { previewDataset } from '../../src/data/previewDataset';
import { readFiles } from '../../src/data/readFiles';
import { sayMessage } from '../../src/words/say';
import { imagesFile, labelsFile } from './idxFile';

test('counts, examples and bytes of a set whose later classes are missing', async () => {
  const dataset = await readFiles([
    { name: 'train-images', bytes: imagesFile(26, 3, 5) },
    { name: 'train-labels', bytes: labelsFile(26) },
    { name: 't10k-images', bytes: imagesFile(3, 3, 5) },
    { name: 't10k-labels', bytes: labelsFile(3) },
  ]);
  const preview = await previewDataset(dataset);
  expect({ ...preview, notes: preview.notes.map(sayMessage), origin: sayMessage(preview.origin) }).toEqual({
    name: 'Your IDX files',
    origin: 'Read from your IDX files.',
    shape: [3, 5, 1],
    classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    parts: [
      { part: 'training', counts: [3, 3, 3, 3, 3, 3, 2, 2, 2, 2], total: 26 },
      { part: 'validation', counts: [1, 1, 1, 0, 0, 0, 0, 0, 0, 0], total: 3 },
    ],
    levels: { lowest: 0, highest: 255, black: 0, white: 255 },
    examples: Array.from({ length: 10 }, (_, i) => (i < 6 ? [i, i + 10, i + 20] : [i, i + 10])),
    sizeBytes: 29 * 16,
    notes: ['No validation images of 3, 4, 5, 6, 7, 8, 9.'],
  });
});

test('eight examples of a class at most, and the notes of the reading', async () => {
  const picture = (name: string, side: number) => ({
    name: `${name}.png`,
    bytes: encode({ width: side, height: side, channels: 1, data: new Uint8Array(side * side) }),
  });
  const preview = await previewDataset(
    await readFiles([
      ...Array.from({ length: 12 }, (_, i) => picture(`a/${i}`, 32)),
      ...Array.from({ length: 6 }, (_, i) => picture(`b/${i}`, 8)),
    ]),
  );
  expect(preview.examples.map(({ length }) => length)).toEqual([8, 5]);
  expect(preview.notes.map(sayMessage)).toEqual([
    '6 of 18 pictures were cut to a square and scaled to 32 x 32.',
  ]);
});
