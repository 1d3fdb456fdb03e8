import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { softmax } from '../../../src/math/network/crossEntropy';
import { jensenShannon, meanJensenShannon } from '../../../src/math/network/jensenShannon';
import { mapRows } from '../../../src/math/network/rows';
import { zeroRetrainForgetting } from '../../../src/math/network/zeroRetrainForgetting';

const vector = (...values: number[]) => Float64Array.from(values);
const logits = fc
  .array(fc.double({ min: -30, max: 30, noNaN: true }), { minLength: 4, maxLength: 4 })
  .map((values) => Float64Array.from(values));

const softmaxRows = (logits: Float64Array, classes: number) => mapRows(logits, classes, softmax);

describe('mapRows', () => {
  it('is exp over its sum, by hand, and does not overflow', () => {
    const rows = softmaxRows(vector(0, Math.log(3), 1000, 1000), 2);
    expect(rows[0]).toBeCloseTo(1 / 4, 15);
    expect(rows[1]).toBeCloseTo(3 / 4, 15);
    expect([...rows.subarray(2)]).toEqual([0.5, 0.5]);
  });

  it('refuses part of a row and no classes', () => {
    expect(() => softmaxRows(vector(1, 2, 3), 2)).toThrow('3 values are no whole number of rows of 2');
    expect(() => softmaxRows(vector(1), 0)).toThrow('got 0');
  });
});

describe('jensenShannon', () => {
  it('is 0 for equals and 1 for distributions without a common class', () => {
    expect(jensenShannon(vector(0.2, 0.8), vector(0.2, 0.8))).toBe(0);
    expect(jensenShannon(vector(1, 0, 0), vector(0, 0.5, 0.5))).toBe(1);
  });

  it('by hand: (1, 0) and (1/2, 1/2) give 1/2 log2(4/3) + 1/4 log2(2/3) + 1/4 log2(2) = 0.311278', () => {
    const expected = Math.log2(4 / 3) / 2 + (Math.log2(2 / 3) + 1) / 4;
    expect(expected).toBeCloseTo(0.311278, 6);
    expect(jensenShannon(vector(1, 0), vector(0.5, 0.5))).toBeCloseTo(expected, 15);
  });

  it('is symmetric, within 0 and 1, and H((p + q) / 2) - (H(p) + H(q)) / 2', () => {
    const entropy = (p: Float64Array) =>
      -p.reduce((sum, each) => sum + (each > 0 ? each * Math.log2(each) : 0), 0);
    fc.assert(
      fc.property(logits, logits, (a, b) => {
        const p = softmaxRows(a, 4);
        const q = softmaxRows(b, 4);
        const divergence = jensenShannon(p, q);
        expect(divergence).toBeGreaterThanOrEqual(0);
        expect(divergence).toBeLessThanOrEqual(1);
        expect(jensenShannon(q, p)).toBeCloseTo(divergence, 14);
        const middle = p.map((each, k) => (each + q[k]!) / 2);
        expect(divergence).toBeCloseTo(entropy(middle) - (entropy(p) + entropy(q)) / 2, 12);
      }),
    );
  });

  it('refuses distributions of two lengths', () => {
    expect(() => jensenShannon(vector(1), vector(0.5, 0.5))).toThrow('got 1 and 2');
  });
});

describe('the mean over rows', () => {
  const p = vector(1, 0, 0.5, 0.5);
  const q = vector(0, 1, 0.5, 0.5);

  it('is the mean, and zero retrain forgetting what is missing to 1', () => {
    expect(meanJensenShannon(p, q, 2)).toBe(0.5);
    expect(zeroRetrainForgetting('softmax', p, q, 2)).toBe(0.5);
    expect(zeroRetrainForgetting('softmax', q, q, 2)).toBe(1);
  });

  it('refuses what has no mean', () => {
    expect(() => meanJensenShannon(vector(), vector(), 2)).toThrow('got 0');
    expect(() => meanJensenShannon(p, vector(0, 1), 2)).toThrow('got 4 and 2');
  });
});
