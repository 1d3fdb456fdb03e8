import { expect, test } from 'vitest';
import { type Dataset, imageSizeBytes, normalise, normaliseSamples } from '../../src/data/dataset';

/** Three images of 1 x 2 pixels with two channels: channel 0 counts up, channel 1 counts down. */
const set = {
  count: 3,
  images: Uint8Array.of(0, 255, 51, 204, 102, 153, 153, 102, 204, 51, 255, 0),
  labels: Uint8Array.of(0, 1, 2),
};
const dataset: Pick<Dataset, 'shape' | 'normalisation'> = {
  shape: [1, 2, 2],
  normalisation: { mean: [0.2, 0], standardDeviation: [0.5, 2] },
};
const rows = [
  [-0.4, 0.5, 0, 0.4],
  [0.4, 0.3, 0.8, 0.2],
  [1.2, 0.1, 1.6, 0],
];

test('an image takes height x width x channels bytes', () => {
  expect(imageSizeBytes([28, 27, 3])).toBe(28 * 27 * 3);
});

test.each([
  [0, 3],
  [1, 3],
  [1, 2],
  [2, 2],
])('rows [%i, %i) are (pixel / 255 - mean) / standard deviation, channel by channel', (from, to) => {
  const actual = normalise(set, dataset, from, to);
  const expected = rows.slice(from, to).flat();
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, 6);
  });
});

test('a list of indices keeps its order and its repetitions', () => {
  const actual = normaliseSamples(set, dataset, [2, 0, 2]);
  const expected = [rows[2]!, rows[0]!, rows[2]!].flat();
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, 6);
  });
});

test('rows outside the set are refused with their numbers', () => {
  expect(() => normalise(set, dataset, 0, 4)).toThrow('0 <= from <= to <= 3, got from=0, to=4');
  expect(() => normalise(set, dataset, 2, 1)).toThrow('got from=2, to=1');
  expect(() => normalise(set, dataset, -1, 1)).toThrow('got from=-1, to=1');
  expect(() => normalise(set, dataset, 0.5, 1)).toThrow('got from=0.5, to=1');
  expect(() => normaliseSamples(set, dataset, [0, 3])).toThrow('indices in [0, 3), got indices[1]=3');
});

test('a normalisation for another number of channels is refused', () => {
  const grey = { shape: [1, 4, 1] as const, normalisation: dataset.normalisation };
  expect(() => normalise(set, grey, 0, 1)).toThrow('needs 1 mean(s) and standard deviation(s), got 2 and 2');
});
