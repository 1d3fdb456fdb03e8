import { expect, test } from 'vitest';
import { balancedSubset } from '../../src/data/balancedSubset';
import type { DatasetParts } from '../../src/data/dataset';
import { digestOf } from '../../src/data/digest';

/** Images of 1 x 2 pixels that carry their index; class 2 comes late and is rare. */
const labels = Uint8Array.of(0, 0, 1, 0, 1, 1, 2, 0, 2, 1);
const dataset: DatasetParts = {
  id: 'made',
  name: 'Made',
  origin: 'A test.',
  licence: '',
  citation: '',
  shape: [1, 2, 1],
  classNames: ['ant', 'bee', 'cat'],
  normalisation: { mean: [0], standardDeviation: [1] },
  training: {
    count: 10,
    images: Uint8Array.from({ length: 20 }, (_, i) => (i % 2 ? 100 : 0) + (i >> 1)),
    labels,
  },
  validation: { count: 1, images: Uint8Array.of(7, 7), labels: Uint8Array.of(2) },
};

test('the first of each class, in their original order, with a digest of their own', () => {
  const subset = balancedSubset(dataset, 6);
  const indices = [0, 1, 2, 4, 6, 8];
  expect(subset.training).toEqual({
    count: 6,
    images: Uint8Array.from(indices.flatMap((index) => [index, 100 + index])),
    labels: Uint8Array.from(indices, (index) => labels[index]!),
  });
  expect(subset.digest).toBe(digestOf(subset.training));
  expect(subset.validation).toBe(dataset.validation);
  expect(balancedSubset(dataset, 3).training.labels).toEqual(Uint8Array.of(0, 1, 2));
});

test('a class with too few images is named with its count', () => {
  expect(() => balancedSubset(dataset, 9)).toThrow(
    'needs 3 training samples of each class, got 2 of class 2 ("cat")',
  );
});

test.each([0, -3, 4, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
  '%d images are no balanced subset',
  (limit) => {
    expect(() => balancedSubset(dataset, limit)).toThrow(
      `needs a positive multiple of the 3 classes, got ${limit} training samples`,
    );
  },
);
