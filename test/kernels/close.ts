import { expect } from 'vitest';

/**
 * Relative to size: every entry is a sum of `terms` products, whose error in float32 is below terms * eps * the sum of their sizes.
 * @param sizes the same sums over the absolute values
 */
export function expectSums(
  actual: Float32Array,
  expected: ArrayLike<number>,
  sizes: ArrayLike<number>,
  terms: number,
): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const tolerance = (terms + 2) * 2 ** -23 * sizes[i]! + 2 ** -126;
    if (!(Math.abs(actual[i]! - expected[i]!) <= tolerance)) {
      expect.fail(`entry ${i}: got ${actual[i]}, expected ${expected[i]} within ${tolerance}`);
    }
  }
}
