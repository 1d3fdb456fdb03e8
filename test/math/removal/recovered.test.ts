import { describe, expect, it } from 'vitest';
import { correlateChanges, marginOfLoss, recoveredShare } from '../../../src/math/removal/recovered';

describe('the margin of a loss', () => {
  it.each([
    [[2, -1, 0.5], 0],
    [[2, -1, 0.5], 1],
    [[40, -3, 1], 0],
    [[-50, 3, 1], 0],
    [[0, 0], 1],
  ])('is z_y - log of the sum of the others’ e^z, of logits %j', (logits, label) => {
    const others = logits.filter((_, i) => i !== label).reduce((sum, z) => sum + Math.exp(z), 0);
    const margin = logits[label]! - Math.log(others);
    const loss = Math.log1p(Math.exp(-margin));
    expect(marginOfLoss(loss)).toBeCloseTo(margin, 8);
  });

  it('is finite for a loss of 0, and about minus the loss for a large one', () => {
    expect(marginOfLoss(0)).toBeGreaterThan(100);
    expect(marginOfLoss(0)).toBeLessThan(110);
    expect(marginOfLoss(900)).toBe(-900);
  });
});

describe('the share that was recovered', () => {
  const original = [1, 2];
  const retrained = [2, 4];

  it.each([
    [[2, 4], 1],
    [[1, 2], 0],
    [[1.5, 2.25], 0.25],
    [[4, 5], 2],
    [[0, 2], -1 / 3],
  ])('of changes to %j is %f', (unlearned, share) => {
    expect(recoveredShare({ original, unlearned, retrained, floor: original }).share).toBeCloseTo(share, 12);
  });

  it('is not defined where retraining changes less than twice what a sample of no influence does', () => {
    const of = (floor: readonly number[]) =>
      recoveredShare({ original, unlearned: [2, 2], retrained, floor });
    expect(of([1, 3.5])).toEqual({ made: 1, retrained: 3, floor: 1.5, share: 1 / 3 });
    expect(of([1, 3.6]).share).toBeNull();
    expect(of([1, 0.4]).share).toBeNull();
    expect(
      recoveredShare({ original, unlearned: [2, 2], retrained: original, floor: original }).share,
    ).toBeNull();
  });

  it('needs the same samples everywhere', () => {
    expect(() => recoveredShare({ original, unlearned: [1], retrained, floor: original })).toThrow(
      RangeError,
    );
  });
});

describe('the correlation of changes', () => {
  it('is Pearson’s, of what changed', () => {
    expect(correlateChanges([5, 5, 5], [6, 7, 8], [5, 7, 9])).toBeCloseTo(1, 12);
    expect(correlateChanges([5, 5, 5], [6, 7, 8], [9, 7, 5])).toBeCloseTo(-1, 12);
    expect(correlateChanges([0, 0, 0, 0], [1, 2, 3, 5], [2, 1, 4, 3])).toBeCloseTo(0.5291503, 6);
    expect(correlateChanges([1, 2, 3], [2, 3, 4], [1, 2, 4])).toBeNull();
  });
});
