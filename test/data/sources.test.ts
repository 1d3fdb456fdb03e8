import { expect, test, vi } from 'vitest';
import { readShipped } from '../../src/cli/packageFiles';
import { digestOf } from '../../src/data/digest';
import { makeDigits } from '../../src/data/made/digits';
import { dataSources, findSource } from '../../src/data/sources';
import { imagesFile, labelsFile } from './idxFile';

// A few seconds at most on an idle machine; room for a busy one.
vi.setConfig({ testTimeout: 60_000 });

const files = [
  { name: 'train-images', bytes: imagesFile(60) },
  { name: 'train-labels', bytes: labelsFile(60) },
];

const local = dataSources.filter(({ kind }) => kind !== 'download').map(({ id }) => id);

test.each(local)('%s loads a finished data set of the same id, and what the table said of it', async (id) => {
  const source = findSource(id);
  const fractions: number[] = [];
  const dataset = await source.load({
    seed: 5,
    files,
    readShipped,
    onProgress: (fraction) => fractions.push(fraction),
  });
  expect(dataset.id).toBe(source.id);
  expect(dataset.digest).toBe(digestOf(dataset.training));
  expect(dataset.licence).not.toBe('');
  expect(fractions.at(-1)).toBe(1);
  if (source.kind === 'files') return;
  const { name, shape, classNames, normalisation, licence, citation } = dataset;
  expect(source).toMatchObject({ name, shape, classNames, normalisation, licence, citation });
});

test.each(['fashion', 'digits', 'files'])(
  '%s takes the first of each class where fewer are wanted',
  async (id) => {
    const dataset = await findSource(id).load({ seed: 5, files, readShipped, trainingLimit: 20 });
    expect(dataset.training.count).toBe(20);
    expect([...dataset.training.labels].sort()).toEqual(Array.from({ length: 20 }, (_, i) => i >> 1));
  },
);

test('the built-in source passes its seed on', async () => {
  const loaded = await findSource('digits').load({ seed: 2, files: [] });
  const made = makeDigits({ seed: 2, trainingCount: 10, validationCount: 10 });
  expect(loaded.training.images.slice(0, 7840)).toEqual(made.training.images);
});

test('every source has an id of its own, and an unknown id is refused', () => {
  expect(new Set(dataSources.map(({ id }) => id)).size).toBe(dataSources.length);
  const ids = dataSources.map(({ id }) => id).join(', ');
  expect(() => findSource('cats')).toThrow(`unknown data source "cats"; there are ${ids}`);
});

test('what files leave open is the only thing left open', () => {
  for (const source of dataSources) {
    expect(source.shape === null).toBe(source.kind === 'files');
    expect(source.classNames === null).toBe(source.kind === 'files');
    expect(source.normalisation?.mean.length).toBe(source.shape?.[2]);
  }
});

test.each(['digits', 'shapes-32'])('%s are drawn with pauses, in which a cancel is heard', async (id) => {
  const stop = new AbortController();
  let turns = 0;
  const others = setInterval(() => {
    turns += 1;
    if (turns === 3) stop.abort(new Error('enough'));
  });
  try {
    await expect(findSource(id).load({ seed: 5, files: [], signal: stop.signal })).rejects.toThrow('enough');
  } finally {
    clearInterval(others);
  }
  expect(turns).toBe(3);
});
