import { describe, expect, it } from 'vitest';
import { prepareColumns } from '../../../src/math/dependence/columns';
import { nearestNeighbours, nearestNeighboursFloat32 } from '../../../src/math/dependence/nearestNeighbour';
import { squaredDistanceGrowth } from '../../../src/math/dependence/squaredDistance';
import { matrix } from '../../../src/math/linear/matrix';

describe('nearestNeighbours', () => {
  it('finds the nearest other row, the lowest among equals', () => {
    // On a line at 0, 1, 2, 5: row 1 is as near to 0 as to 2.
    expect([...nearestNeighbours(matrix(4, 1, Float64Array.of(0, 1, 2, 5)))]).toEqual([1, 0, 1, 2]);
    // Corners of a unit square: each has two nearest.
    const square = matrix(4, 2, Float64Array.of(0, 0, 1, 1, 0, 1, 1, 0));
    expect([...nearestNeighbours(square)]).toEqual([2, 2, 0, 0]);
    expect([...nearestNeighbours(matrix(3, 1, Float64Array.of(7, 7, 7)))]).toEqual([1, 0, 0]);
  });

  it('refuses matrices without another row or without a column', () => {
    expect(() => nearestNeighbours(matrix(1, 1, Float64Array.of(1)))).toThrow('n >= 2, got n=1');
    expect(() => nearestNeighbours(matrix(2, 0, new Float64Array(0)))).toThrow('d >= 1, got d=0');
  });
});

describe('nearestNeighboursFloat32', () => {
  it('takes |d| over one column, so that squares too small for float32 still differ', () => {
    const prepared = prepareColumns(matrix(4, 1, Float64Array.of(1, 3e-25, 0, 1e-25)));
    expect([...nearestNeighboursFloat32(prepared, [0])]).toEqual([1, 3, 3, 2]);
  });

  it('adds squares in float32 over several columns: near ties are ties there, lowest row first', () => {
    const x = matrix(3, 2, Float64Array.of(0, 0, 1, 1e-5, 1, 0));
    expect([...nearestNeighbours(x)][0]).toBe(2);
    expect([...nearestNeighboursFloat32(prepareColumns(x), [0, 1])][0]).toBe(1);
  });

  it('refuses an empty choice', () => {
    const prepared = prepareColumns(matrix(2, 1, Float64Array.of(0, 1)));
    expect(() => nearestNeighboursFloat32(prepared, [])).toThrow('at least 1 column, got 0');
  });
});

describe('squaredDistanceGrowth', () => {
  it('rounds to float32 and counts a subnormal square as 0', () => {
    expect(squaredDistanceGrowth(0.1)).toBe(Math.fround(0.1 * 0.1));
    expect(squaredDistanceGrowth(2 ** -63)).toBe(2 ** -126);
    expect(squaredDistanceGrowth(2 ** -63 * (1 - 2 ** -24))).toBe(0);
  });
});
