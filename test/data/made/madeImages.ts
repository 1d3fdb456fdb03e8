import { expect, test } from 'vitest';
import { type Dataset, type ImageSet, imageSizeBytes } from '../../../src/data/dataset';
import type { MadeOptions } from '../../../src/data/made/madeImages';

/**
 * Tests of what all data sets that the lab makes have in common, for a `describe` of each.
 * @param whole the data set of seed 0, once it is made
 */
export function testMadeImages(make: (options: MadeOptions) => Dataset, whole: () => Dataset): void {
  test('are 6,000 training and 1,000 validation images of ten classes', () => {
    const { classNames, training, validation, shape } = whole();
    expect(new Set(classNames).size).toBe(10);
    for (const [set, count] of [
      [training, 6000],
      [validation, 1000],
    ] as const) {
      expect(set.count).toBe(count);
      expect(set.images).toHaveLength(count * imageSizeBytes(shape));
      expect(set.labels).toHaveLength(count);
    }
  });

  test('hold each class once in every run of ten, in shuffled order', () => {
    const orders = new Set<string>();
    for (let start = 0; start < 6000; start += 10) {
      const run = whole().training.labels.subarray(start, start + 10);
      expect([...run].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      orders.add(run.join());
    }
    expect(orders.size).toBeGreaterThan(590);
  });

  test('come with the mean and standard deviation of their pixels, to 1%, whatever the seed', () => {
    for (const dataset of [whole(), make({ seed: 71, validationCount: 10 })]) {
      const { normalisation, shape, training } = dataset;
      for (let channel = 0; channel < shape[2]; channel++) {
        const { mean, standardDeviation } = measureChannel(training, shape[2], channel);
        expect(Math.abs(normalisation.mean[channel]! / mean - 1)).toBeLessThan(0.01);
        expect(Math.abs(normalisation.standardDeviation[channel]! / standardDeviation - 1)).toBeLessThan(
          0.01,
        );
      }
    }
  });

  test('each image depends on seed, split and index alone, not on how many are made', () => {
    const { training, validation, shape } = whole();
    const size = imageSizeBytes(shape);
    const few = make({ seed: 0, trainingCount: 37, validationCount: 5 });
    expect(few.training.images).toEqual(training.images.slice(0, 37 * size));
    expect(few.training.labels).toEqual(training.labels.slice(0, 37));
    expect(few.validation.images).toEqual(validation.images.slice(0, 5 * size));
    expect(few.validation.labels).toEqual(validation.labels.slice(0, 5));
  });

  test('no two are equal, within a split, between splits, or between seeds', () => {
    const { training, validation } = whole();
    const other = make({ seed: 1, trainingCount: 500, validationCount: 10 });
    const sets = [training, validation, other.training, other.validation];
    expect(new Set(sets.flatMap(imageKeys)).size).toBe(6000 + 1000 + 500 + 10);
  });

  test('report progress from small to 1', () => {
    const fractions: number[] = [];
    make({
      seed: 3,
      trainingCount: 600,
      validationCount: 200,
      onProgress: (fraction) => fractions.push(fraction),
    });
    expect(fractions).toEqual([250 / 800, 500 / 800, 600 / 800, 1]);
  });

  test('are refused in impossible numbers or from an impossible seed', () => {
    expect(() => make({ seed: 0, trainingCount: 0 })).toThrow('training images, got 0');
    expect(() => make({ seed: 0, trainingCount: 1, validationCount: 1.5 })).toThrow(
      'validation images, got 1.5',
    );
    expect(() => make({ seed: -1, trainingCount: 1 })).toThrow('got -1');
  });
}

/** Of pixel / 255. */
function measureChannel({ images }: ImageSet, channels: number, channel: number) {
  const count = images.length / channels;
  let sum = 0;
  let squares = 0;
  for (let i = channel; i < images.length; i += channels) {
    sum += images[i]! / 255;
    squares += (images[i]! / 255) ** 2;
  }
  const mean = sum / count;
  return { mean, standardDeviation: Math.sqrt(squares / count - mean * mean) };
}

/** Texts that are equal where the images are. */
function imageKeys({ images, count }: ImageSet): string[] {
  const size = images.length / count;
  return Array.from({ length: count }, (_, index) =>
    Buffer.from(images.buffer, images.byteOffset + index * size, size).toString('latin1'),
  );
}
