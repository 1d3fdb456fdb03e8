import { describe, expect, test } from 'vitest';
import { CIFAR10, FASHION_MNIST, type KnownData, MNIST, recognisePixels } from '../../src/data/knownData';
import { measureNormalisation } from '../../src/data/measureNormalisation';
import { readFiles } from '../../src/data/readFiles';
import { createRandom } from '../../src/math/random/random';
import { labelsFile, withHeader } from './idxFile';

describe('measuring', () => {
  test('mean and deviation of each channel, over 255', () => {
    const images = Uint8Array.of(0, 255, 7, 51, 0, 7, 102, 255, 7, 51, 0, 7);
    const { mean, standardDeviation } = measureNormalisation(
      { count: 2, images, labels: Uint8Array.of(0, 1) },
      3,
    );
    [0.2, 0.5, 7 / 255].forEach((value, channel) => {
      expect(mean[channel]).toBeCloseTo(value, 12);
    });
    [Math.sqrt(0.02), 0.5].forEach((value, channel) => {
      expect(standardDeviation[channel]).toBeCloseTo(value, 12);
    });
    expect(standardDeviation[2]).toBe(1); // A channel that never varies is not blown up.
  });
});

describe('recognising', () => {
  test.each([MNIST, FASHION_MNIST, CIFAR10])('$name by its own constants', (known) => {
    expect(recognisePixels(known.shape, 10, known.normalisation)).toBe(known);
    expect(recognisePixels(known.shape, 11, known.normalisation)).toBeUndefined();
    expect(recognisePixels([27, 28, 1], 10, known.normalisation)).toBeUndefined();
  });

  test.each([-0.007, 0.007])('not where a mean or a deviation is %d off', (off) => {
    const { mean, standardDeviation } = CIFAR10.normalisation;
    for (let channel = 0; channel < 3; channel++) {
      const offMean = mean.with(channel, mean[channel]! + off);
      expect(recognisePixels([32, 32, 3], 10, { mean: offMean, standardDeviation })).toBeUndefined();
      const offDeviation = standardDeviation.with(channel, standardDeviation[channel]! + off);
      expect(recognisePixels([32, 32, 3], 10, { mean, standardDeviation: offDeviation })).toBeUndefined();
    }
  });
});

/** An IDX file of 28 x 28 images of two levels, such that mean and deviation are those of a known set. */
function imagesLike({ normalisation }: KnownData, count: number): Uint8Array {
  const [mean, deviation] = [normalisation.mean[0]!, normalisation.standardDeviation[0]!];
  const share = mean ** 2 / (mean ** 2 + deviation ** 2);
  const level = Math.round((255 * mean) / share);
  const random = createRandom(1, 'levels');
  const pixels = Uint8Array.from({ length: count * 784 }, () => (random.uniform() < share ? level : 0));
  return withHeader([2051, count, 28, 28], pixels);
}

test.each([
  [MNIST, '7'],
  [FASHION_MNIST, 'Sneaker'],
])('IDX files like those of $name get its name, classes, terms and constants', async (known, seventh) => {
  const dataset = await readFiles([
    { name: 'images', bytes: imagesLike(known, 120) },
    { name: 'labels', bytes: labelsFile(120) },
  ]);
  const { normalisation, licence, citation } = known;
  expect(dataset).toMatchObject({
    id: 'files',
    name: `${known.name} (your files)`,
    normalisation,
    licence,
    citation,
  });
  expect(dataset.classNames[7]).toBe(seventh);
});

test('other IDX files get their own constants, measured before a limit takes effect', async () => {
  const pixels = Uint8Array.from({ length: 120 * 784 }, (_, i) => (i < 60 * 784 ? 0 : 255));
  const files = [
    { name: 'train-images', bytes: withHeader([2051, 120, 28, 28], pixels) },
    { name: 'train-labels', bytes: labelsFile(120) },
  ];
  const dataset = await readFiles(files, { trainingLimit: 10 });
  expect(dataset.name).toBe('Your IDX files');
  expect(dataset.training.count).toBe(10);
  expect(dataset.normalisation.mean[0]).toBeCloseTo(40 / 100, 12);
});
