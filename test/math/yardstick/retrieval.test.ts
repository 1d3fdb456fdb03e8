import { describe, expect, it } from 'vitest';
import { measureRetrieval } from '../../../src/math/yardstick/retrieval';

const rows = (...values: readonly (readonly number[])[]) => ({
  rows: values.length,
  columns: values[0]!.length,
  values: Float64Array.from(values.flat()),
});

describe('measureRetrieval', () => {
  it('gives the mean of the precisions at the hits, by hand', () => {
    // In the order of angle: labels 1, 0, 1, 0. For label 1 hits at 1 and 3: (1/1 + 2/3) / 2; for label 0 at 2 and 4: (1/2 + 2/4) / 2.
    const gallery = { features: rows([5, 0], [2, 1], [1, 2], [-1, 1]), labels: [1, 0, 1, 0] };
    const query = { features: rows([1, 0], [3, 0]), labels: [1, 0] };
    expect(measureRetrieval(query, gallery).meanAveragePrecision).toBeCloseTo((5 / 6 + 1 / 2) / 2, 12);
    expect(measureRetrieval(query, gallery).rankOne).toBe(0.5);
  });

  it('goes by direction and not by length, and counts no tie as a hit', () => {
    const query = { features: rows([1, 1]), labels: [7] };
    const near = { features: rows([1, 0], [100, 100]), labels: [3, 7] };
    expect(measureRetrieval(query, near)).toEqual({ meanAveragePrecision: 1, rankOne: 1 });
    const tied = { features: rows([2, 2], [1, 1]), labels: [7, 3] };
    expect(measureRetrieval(query, tied)).toEqual({ meanAveragePrecision: 0.5, rankOne: 0 });
  });

  it('refuses a query that nobody in the gallery answers, and rows of other lengths', () => {
    const query = { features: rows([1, 1]), labels: [7] };
    expect(() => measureRetrieval(query, { features: rows([1, 1]), labels: [3] })).toThrow(/label 7/);
    expect(() => measureRetrieval(query, { features: rows([1]), labels: [7] })).toThrow(/2 and 1/);
  });
});
