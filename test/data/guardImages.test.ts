import { describe, expect, it } from 'vitest';
import { balancedSubset } from '../../src/data/balancedSubset';
import { countHeldOut, withGuard, withoutGuard } from '../../src/data/guardImages';
import { makeSmallDataset } from '../support/smallDataset';

describe('images for the guard', () => {
  const dataset = makeSmallDataset(30, 241);

  it('are every second held-out image where the source has no more, and these are then not reported', async () => {
    const split = withGuard(dataset);
    expect(split.validation.count).toBe(121);
    expect(split.guard).toMatchObject({ from: 'validation', count: 120 });
    expect([...(await split.guard!.load()).labels]).toEqual(
      [...dataset.validation.labels].filter((_, index) => index % 2 === 1),
    );
    expect(countHeldOut(split)).toBe(241);
    expect(withGuard(split)).toBe(split);
    const few = makeSmallDataset(30, 199);
    expect(withGuard(few)).toBe(few);
    expect(split.digest).toBe(dataset.digest);
  });

  it('go back to their places', async () => {
    const { validation } = await withoutGuard(withGuard(dataset));
    expect(validation).toEqual(dataset.validation);
    expect(await withoutGuard(dataset)).toBe(dataset);
  });

  it('are the next of each class where only some are trained on: none of those, and none that is reported', async () => {
    const source = makeSmallDataset(600, 10);
    const taken = balancedSubset(source, 150);
    const { from, load } = taken.guard!;
    const images = await load();
    expect(from).toBe('source');
    expect(taken.validation).toBe(source.validation);
    const byClass = [0, 1, 2].map((label) => images.labels.filter((one) => one === label).length);
    expect(new Set(byClass).size).toBe(1);
    const size = 36;
    const pictureAt = (from: Uint8Array, index: number) =>
      from.subarray(index * size, (index + 1) * size).join();
    const trained = new Set(
      Array.from({ length: taken.training.count }, (_, index) => pictureAt(taken.training.images, index)),
    );
    for (let index = 0; index < images.count; index++) {
      expect(trained.has(pictureAt(images.images, index))).toBe(false);
    }
    // The first of class 0 among them is the one after those that are trained on.
    const ofZero = [...source.training.labels.keys()].filter((index) => source.training.labels[index] === 0);
    expect(pictureAt(images.images, images.labels.indexOf(0))).toBe(
      pictureAt(source.training.images, ofZero[50]!),
    );
  });

  it('are not taken of a source that has too few left', () => {
    expect(balancedSubset(makeSmallDataset(120, 10), 90).guard).toBeUndefined();
  });
});
