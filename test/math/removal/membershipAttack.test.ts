import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitThreshold, memberShare } from '../../../src/math/removal/membershipAttack';

/** Few different values, so that ties are common. */
const values = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 30 });

/** Every pair and every threshold, straight from the definitions. */
function attackByBruteForce(members: readonly number[], others: readonly number[]) {
  const wins = members.flatMap((m) => others.map((o) => (m < o ? 1 : m === o ? 0.5 : 0)));
  const share = (set: readonly number[], t: number) => set.filter((value) => value <= t).length / set.length;
  const accuracies = [...members, ...others].map((t) => (share(members, t) + 1 - share(others, t)) / 2);
  const sum = wins.reduce<number>((a, b) => a + b, 0);
  return { auc: sum / wins.length, balancedAccuracy: Math.max(...accuracies) };
}

describe('fitThreshold', () => {
  it('by hand, with a tie: members 1, 2, 3, others 2, 4', () => {
    // Pairs won: 1 < 2, 1 < 4, 2 < 4, 3 < 4; half: 2 = 2; lost: 3 > 2.
    const { threshold, balancedAccuracy, auc } = fitThreshold([3, 1, 2], [4, 2]);
    expect(auc).toBe(4.5 / 6);
    // At 1: (1/3 + 1) / 2 = 2/3; at 2: (2/3 + 1/2) / 2 = 7/12; at 3: (1 + 1/2) / 2 = 3/4.
    expect(threshold).toBe(3);
    expect(balancedAccuracy).toBe(3 / 4);
  });

  it('takes the smallest of thresholds that do equally well', () => {
    expect(fitThreshold([1, 3], [2, 4])).toEqual({ threshold: 1, balancedAccuracy: 0.75, auc: 0.75 });
  });

  it('weighs both sets alike, whatever their sizes', () => {
    const few = fitThreshold([1, 3], [2, 4]);
    expect(fitThreshold([1, 3], [2, 4, 2, 4, 2, 4])).toEqual(few);
    expect(fitThreshold([1, 3, 3, 1], [2, 4])).toEqual(few);
  });

  it('sees 0 and -0 as equal', () => {
    expect(fitThreshold([0, -0], [-0, 0]).auc).toBe(0.5);
  });

  it('agrees with every pair and every threshold', () => {
    fc.assert(
      fc.property(values, values, (members, others) => {
        const { threshold, balancedAccuracy, auc } = fitThreshold(members, others);
        const expected = attackByBruteForce(members, others);
        expect(auc).toBeCloseTo(expected.auc, 14);
        expect(balancedAccuracy).toBeCloseTo(expected.balancedAccuracy, 14);
        const reached = (memberShare(members, threshold) + 1 - memberShare(others, threshold)) / 2;
        expect(reached).toBeCloseTo(balancedAccuracy, 14);
      }),
    );
  });

  it('is 0.5 for equal sets and 1 for separated ones', () => {
    fc.assert(
      fc.property(values, values, (members, others) => {
        expect(fitThreshold(members, members)).toMatchObject({ auc: 0.5, balancedAccuracy: 0.5 });
        const above = others.map((value) => value + 13);
        expect(fitThreshold(members, above)).toMatchObject({ auc: 1, balancedAccuracy: 1 });
        expect(fitThreshold(above, members).auc).toBe(0);
      }),
    );
  });

  it('does not change under a monotone transform, and turns around where the sets change places', () => {
    fc.assert(
      fc.property(values, values, (members, others) => {
        const { threshold, balancedAccuracy, auc } = fitThreshold(members, others);
        const grow = (value: number) => Math.exp(value) + value ** 3;
        expect(fitThreshold(members.map(grow), others.map(grow))).toEqual({
          threshold: grow(threshold),
          balancedAccuracy,
          auc,
        });
        expect(fitThreshold(others, members).auc).toBeCloseTo(1 - auc, 14);
      }),
    );
  });

  it('refuses empty sets and values that are not finite', () => {
    expect(() => fitThreshold([], [1])).toThrow('at least one of members, got 0');
    expect(() => fitThreshold([1], [])).toThrow('at least one of nonMembers, got 0');
    expect(() => fitThreshold([1], [2, Number.NaN])).toThrow('nonMembers[1] = NaN');
    expect(() => memberShare([], 1)).toThrow('got 0');
  });
});

describe('memberShare', () => {
  it('counts values up to the threshold, itself included', () => {
    expect(memberShare([1, 2, 3, 4], 2)).toBe(0.5);
    expect(memberShare(Float32Array.of(0.5), 0.4)).toBe(0);
  });
});
