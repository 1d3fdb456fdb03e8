import { describe, expect, it } from 'vitest';
import { likelyClasses } from '../../../src/state/removal/likelyClasses';

const chances = (count: number, given: Readonly<Record<number, number>>) =>
  Array.from({ length: count }, (_, index) => given[index] ?? 0);

describe('the classes that are worth a look first', () => {
  it('are all, in their order, where there are few', () => {
    expect(likelyClasses([chances(16, { 9: 1 })], 3)).toEqual(Array.from({ length: 16 }, (_, k) => k));
  });

  it('are those that any model finds likely, the greatest first, of many', () => {
    const before = chances(40, { 7: 0.6, 20: 0.3, 2: 0.1 });
    const after = chances(40, { 7: 0.2, 31: 0.75, 2: 0.05 });
    const first = likelyClasses([before, after], 7);
    expect(first.slice(0, 4)).toEqual([31, 7, 20, 2]);
    expect(first).toHaveLength(10);
  });

  it('hold the label, however unlikely it is', () => {
    const likely = chances(40, Object.fromEntries(Array.from({ length: 12 }, (_, k) => [k, 0.08])));
    expect(likelyClasses([likely], 39)).toContain(39);
    expect(likelyClasses([likely], 39).at(-1)).toBe(39);
  });
});
