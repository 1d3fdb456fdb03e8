import { describe, expect, it, test } from 'vitest';
import { digestOf } from '../../src/data/digest';
import { takeSamples, withoutSamples } from '../../src/data/takeSamples';
import { makeSmallDataset } from '../support/smallDataset';

const dataset = makeSmallDataset(7, 2, [2, 3, 2]);
const { training } = dataset;
const imageAt = (index: number) => [...training.images.subarray(12 * index, 12 * index + 12)];

describe('takeSamples', () => {
  it('copies the images and labels at the indices, in their order, one of them twice', () => {
    const taken = takeSamples(dataset, [5, 0, 5]);
    expect(taken.count).toBe(3);
    expect([...taken.images]).toEqual([5, 0, 5].flatMap(imageAt));
    expect([...taken.labels]).toEqual([5, 0, 5].map((index) => training.labels[index]));
    const before = training.images[0]!;
    taken.images.fill(before + 1);
    expect(training.images[0]).toBe(before);
    expect(takeSamples(dataset, []).count).toBe(0);
  });

  it.each([-1, 7, 0.5, Number.NaN])('refuses the index %d with its place', (index) => {
    expect(() => takeSamples(dataset, [1, index])).toThrow(
      new RangeError(`takeSamples needs indices in [0, 7), got indices[1]=${index}`),
    );
  });
});

describe('withoutSamples', () => {
  it('leaves the others in their order, with a digest of their own', () => {
    const rest = withoutSamples(dataset, [4, 0, 4]);
    expect(rest.training).toEqual(takeSamples(dataset, [1, 2, 3, 5, 6]));
    expect(rest.digest).toBe(digestOf(rest.training));
    expect(rest.digest).not.toBe(dataset.digest);
    expect(rest.validation).toBe(dataset.validation);
    expect(rest.normalisation).toBe(dataset.normalisation);
  });

  test('without removed samples the digest stays', () => {
    expect(withoutSamples(dataset, []).digest).toBe(dataset.digest);
  });

  it('refuses indices that are none, and leaving nothing', () => {
    expect(() => withoutSamples(dataset, [0, 7])).toThrow('needs indices in [0, 7), got 7');
    expect(() => withoutSamples(dataset, [0, 1, 2, 3, 4, 5, 6])).toThrow('all 7 were to be removed');
  });
});
