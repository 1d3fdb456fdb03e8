import { expect, it } from 'vitest';
import { multiplyAdd } from '../../../src/math/linear/multiplyAdd';

it('is what four chains come to by hand', () => {
  // From 1, 2, 3 and 4, halved and raised by 1 twice: 1.75, 2, 2.25 and 2.5.
  expect(multiplyAdd(1, 2, 0.5, 1)).toBe(8.5);
  expect(multiplyAdd(1, 0, 0.5, 1)).toBe(10);
  expect(multiplyAdd(-1.5, 3, 1, 2)).toBe(4 * -1.5 + 6 + 24);
});

it('is the recurrence, step by step', () => {
  let chains = [0.3, 1.3, 2.3, 3.3];
  for (let step = 0; step < 20; step++) chains = chains.map((x) => 0.75 * x + 0.5);
  expect(multiplyAdd(0.3, 20, 0.75, 0.5)).toBeCloseTo(chains[0]! + chains[1]! + chains[2]! + chains[3]!, 12);
});
