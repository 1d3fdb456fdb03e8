import { describe, expect, it } from 'vitest';
import { softmaxEntropy } from '../../../src/math/network/entropy';

const logsOf = (...probabilities: number[]) => Float64Array.from(probabilities, Math.log);

describe('softmaxEntropy', () => {
  it('is the entropy of probabilities given by their logarithms, and of their multiples', () => {
    const expected = 0.5 * Math.log(2) + 0.5 * Math.log(4);
    expect(softmaxEntropy(logsOf(0.25, 0.5, 0.25))).toBeCloseTo(expected, 14);
    expect(softmaxEntropy(logsOf(25e100, 50e100, 25e100))).toBeCloseTo(expected, 12);
  });

  it('is the logarithm of the number of classes where all are alike, and 0 for one class', () => {
    expect(softmaxEntropy(new Float32Array(10).fill(-7))).toBeCloseTo(Math.log(10), 14);
    expect(softmaxEntropy(Float32Array.of(3))).toBe(0);
  });

  it('keeps its digits where a class is almost certain: p (1 - log p) for a small p', () => {
    const small = Math.exp(-60);
    expect(softmaxEntropy(Float64Array.of(0, 60)) / (small * 61)).toBeCloseTo(1, 14);
  });

  it('is 0 where the others are out of reach, and NaN where a logit is', () => {
    expect(softmaxEntropy(Float64Array.of(1e300, 0, Number.NEGATIVE_INFINITY))).toBe(0);
    expect(softmaxEntropy(Float64Array.of(0, Number.NaN))).toBeNaN();
  });
});
