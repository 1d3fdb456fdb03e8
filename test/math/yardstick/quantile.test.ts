import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../src/math/yardstick/quantile';

describe('the quantile of sorted values', () => {
  it('lies on straight lines between them', () => {
    expect(valueAt([1, 2, 4, 8], 0.5)).toBe(3);
    expect(valueAt([1, 2, 4, 8], 0.1)).toBeCloseTo(1.3, 12);
    expect([0, 1].map((share) => valueAt([1, 2, 4, 8], share))).toEqual([1, 8]);
    expect(valueAt([7], 0.9)).toBe(7);
    expect(valueAt([], 0.5)).toBeNaN();
  });
});
