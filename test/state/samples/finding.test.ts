import { expect, test } from 'vitest';
import { findPlanted } from '../../../src/state/samples/finding';

test('precision is of those looked at, recall of those planted', () => {
  const planted = new Set([1, 4, 6, 9]);
  expect(findPlanted([4, 0, 9, 2, 1], planted, 3)).toEqual({
    looked: 3,
    found: 2,
    planted: 4,
    precision: 2 / 3,
    recall: 0.5,
  });
  expect(findPlanted([4], planted, 3)).toMatchObject({ looked: 1, precision: 1, recall: 0.25 });
});

test('nothing to look at, or nothing planted, has neither', () => {
  expect(findPlanted([], new Set([1]), 3)).toBeNull();
  expect(findPlanted([1], new Set(), 3)).toBeNull();
});
