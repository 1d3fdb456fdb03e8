import { describe, expect, it } from 'vitest';
import { rank } from '../../../src/math/dependence/ranks';

describe('rank', () => {
  it('counts entries at most and at least as large, ties on both sides', () => {
    const { atMost, atLeast, sumOfSquaredAtLeast, spread } = rank([3, 1, 3, 2]);
    expect([...atMost]).toEqual([4, 1, 4, 2]);
    expect([...atLeast]).toEqual([2, 4, 2, 3]);
    expect(sumOfSquaredAtLeast).toBe(4 + 16 + 4 + 9);
    expect(spread).toBe(2 * 2 + 0 + 2 * 2 + 3 * 1);
  });

  it('sees 0 and -0 as equal, and no spread in a constant', () => {
    expect([...rank([0, -0, 1]).atMost]).toEqual([2, 2, 3]);
    expect(rank([5, 5, 5]).spread).toBe(0);
  });

  it('refuses bad input with its place and value', () => {
    expect(() => rank([1])).toThrow('y needs at least 2 entries, got n=1');
    expect(() => rank([1, Number.NaN], 'losses')).toThrow('losses must be finite, got losses[1] = NaN');
    expect(() => rank([Infinity, 1])).toThrow('y[0] = Infinity');
  });
});
