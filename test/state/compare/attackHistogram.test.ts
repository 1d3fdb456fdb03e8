import { describe, expect, it } from 'vitest';
import {
  type AttackScores,
  histogramOf,
  judge,
  leastDrawn,
  placeOf,
  rangeOf,
  valueAt,
} from '../../../src/state/compare/attackHistogram';

const scores = (members: number[], nonMembers: number[], forgotten: number[]): AttackScores => ({
  members: Float32Array.from(members),
  nonMembers: Float32Array.from(nonMembers),
  forgotten: Float32Array.from(forgotten),
  threshold: 0,
  auc: 0.5,
});

describe('what the population attack sees', () => {
  it('is drawn between whole powers of ten around the numbers of all models, a loss of 0 at the least that is drawn', () => {
    expect(rangeOf([scores([0.02], [3], []), scores([0.2], [30], [0.5])])).toEqual({ from: -2, to: 2 });
    expect(rangeOf([scores([0], [5], [])])).toEqual({ from: Math.log10(leastDrawn), to: 1 });
    // All the same: the axis has a length all the same.
    expect(rangeOf([scores([0.1], [0.1], [])])).toEqual({ from: -1, to: 0 });
  });

  it('counts each number in one bin of equal width on that axis', () => {
    const range = { from: -2, to: 2 };
    const values = Float32Array.from([0.015, 0.15, 0.2, 99, 100]);
    expect([...histogramOf(values, range, 4)].map((share) => share.toFixed(2))).toEqual([
      '0.20',
      '0.40',
      '0.00',
      '0.40',
    ]);
    expect(histogramOf(new Float32Array(), range, 4)).toHaveLength(0);
    for (const value of [0.01, 0.7, 100]) expect(valueAt(placeOf(value, range), range)).toBeCloseTo(value, 9);
  });

  it('judges at most the threshold as members, the threshold itself too', () => {
    const { taken, balancedAccuracy } = judge(scores([0.5, 1, 2, 4], [1, 2, 4, 8], []), 2);
    expect(taken).toEqual({ members: 0.75, nonMembers: 0.5, forgotten: null });
    expect(balancedAccuracy).toBe(0.625);
    expect(judge(scores([1], [2], [3, 1, 1, 1]), 1).taken.forgotten).toBe(0.75);
  });
});
