import { describe, expect, it } from 'vitest';
import { prepareColumns } from '../../../src/math/dependence/columns';
import { matrix } from '../../../src/math/linear/matrix';

describe('prepareColumns', () => {
  it('transposes, and scales the widest column into [1, 2) by a power of two', () => {
    const prepared = prepareColumns(matrix(3, 2, Float64Array.of(0, 5, 1, 5, 12, 6)));
    expect(prepared).toEqual({
      rows: 3,
      columns: 2,
      values: Float32Array.of(0, 0.125, 1.5, 0.625, 0.625, 0.75),
      constantColumns: [],
    });
  });

  it.each([1e-45, 1e-30, 0.75, 1, 3, 1e30, 1.5e38])('brings a range of %d into [1, 2)', (range) => {
    const { values } = prepareColumns(matrix(2, 1, Float32Array.of(0, range)));
    expect(values[1]).toBeGreaterThanOrEqual(1);
    expect(values[1]).toBeLessThan(2);
  });

  it('survives the widest range that float32 has', () => {
    const most = 3.4028234663852886e38;
    const { values } = prepareColumns(matrix(2, 1, Float32Array.of(-most, most)));
    expect(values[1]! - values[0]!).toBeGreaterThanOrEqual(1);
    expect(values[1]! - values[0]!).toBeLessThanOrEqual(2);
  });

  it('leaves no entry and no difference subnormal', () => {
    const tiny = Float32Array.of(0, 1, 1.1e-38, 1, 1.3e-38, 0, 1.7e-38, 0, 1e-40, 0, -1e-45, 0);
    const column = prepareColumns(matrix(6, 2, tiny)).values.subarray(0, 6);
    for (const a of column) {
      for (const b of column) {
        const difference = Math.abs(Math.fround(a - b));
        expect(difference === 0 || difference >= 2 ** -126).toBe(true);
      }
    }
    expect(new Set(column).size).toBeGreaterThan(1);
  });

  it('names columns that do not vary and empties them, -0 beside 0 and one that rounds away included', () => {
    const values = Float64Array.of(7, 0, 1 + 1e-12, 1, 1e-40, 7, -0, 1, 2, 2e-40);
    const prepared = prepareColumns(matrix(2, 5, values));
    expect(prepared.constantColumns).toEqual([0, 1, 2, 4]);
    expect([...prepared.values]).toEqual([0, 0, 0, 0, 0, 0, 1, 2, 0, 0]);
  });

  it('refuses bad input with its place and value', () => {
    const bad = matrix(2, 2, Float64Array.of(1, 2, Number.NaN, 4));
    expect(() => prepareColumns(bad, 'activations')).toThrow(
      'activations must be finite in float32, got NaN in row 1, column 0',
    );
    expect(() => prepareColumns(matrix(2, 1, Float64Array.of(1, 1e39)))).toThrow('got 1e+39 in row 1');
    expect(() => prepareColumns(matrix(2, 1, Float64Array.of(-Infinity, 1)))).toThrow('-Infinity in row 0');
    expect(() => prepareColumns(matrix(1, 1, Float64Array.of(1)))).toThrow('at least 2 rows, got n=1');
    expect(() => prepareColumns(matrix(2, 0, new Float64Array(0)))).toThrow('at least 1 column, got p=0');
  });
});
