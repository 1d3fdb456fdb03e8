import { expect, test, vi } from 'vitest';
import { makeDigits } from '../../src/data/digits';
import { dataSources, findSource } from '../../src/data/sources';
import { imagesFile, labelsFile } from './idxFile';

// Half a second each on an idle machine; room for a busy one.
vi.setConfig({ testTimeout: 30_000 });

const files = [
  { name: 'train-images', bytes: imagesFile(12) },
  { name: 'train-labels', bytes: labelsFile(12) },
];

test.each(dataSources.map(({ id }) => id))('%s loads the data set of the same id and name', async (id) => {
  const source = findSource(id);
  const fractions: number[] = [];
  const dataset = await source.load({ seed: 5, files, onProgress: (fraction) => fractions.push(fraction) });
  expect(dataset.id).toBe(source.id);
  expect(dataset.name).toBe(source.name);
  expect(fractions.at(-1)).toBe(1);
});

test('the built-in source passes its seed on', async () => {
  const loaded = await findSource('digits').load({ seed: 2, files: [] });
  const made = makeDigits({ seed: 2, trainingCount: 10, validationCount: 10 });
  expect(loaded.training.images.slice(0, 7840)).toEqual(made.training.images);
});

test('every source has an id of its own, and an unknown id is refused', () => {
  expect(new Set(dataSources.map(({ id }) => id)).size).toBe(dataSources.length);
  expect(() => findSource('cats')).toThrow('unknown data source "cats"; there are digits, mnist-files');
});
