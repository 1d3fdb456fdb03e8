import { describe, expect, it } from 'vitest';
import { choleskyFactor } from '../../../src/math/linear/cholesky';
import { positiveShift } from '../../../src/math/removal/positiveShift';

const diagonalMatrix = (values: readonly number[]) =>
  Float64Array.from({ length: values.length ** 2 }, (_, at) => {
    const row = Math.floor(at / values.length);
    return row === at % values.length ? values[row]! : 0;
  });

describe('positiveShift', () => {
  it('by hand: eigenvalues 3 and -1 need a shift of 1 + floor', async () => {
    const matrix = Float64Array.of(1, 2, 2, 1);
    const { shift, factor, eigenvalues } = await positiveShift(matrix, 2, 0.5, { seed: 1 });
    expect(shift).toBeCloseTo(1.5, 13);
    expect(eigenvalues[0]).toBeCloseTo(-1, 13);
    expect(eigenvalues[1]).toBeCloseTo(3, 13);
    // A + 1.5 I = (2.5 2; 2 2.5).
    expect(factor[0]).toBeCloseTo(Math.sqrt(2.5), 13);
    expect(factor[2]).toBeCloseTo(2 / Math.sqrt(2.5), 13);
    expect(factor[3]).toBeCloseTo(Math.sqrt(2.5 - 4 / 2.5), 13);
    expect([...matrix]).toEqual([1, 2, 2, 1]);
  });

  it('is 0 where the matrix is positive enough', async () => {
    const { shift, factor } = await positiveShift(Float64Array.of(4, 2, 2, 5), 2, 0.1, { seed: 1 });
    expect(shift).toBe(0);
    expect([...factor]).toEqual([2, 0, 1, 2]);
    const one = await positiveShift(Float64Array.of(-3), 1, 2, { seed: 1 });
    expect(one.shift).toBeCloseTo(5, 13);
  });

  it('adds beta, then twice as much each time, while the factorisation fails (algorithm 3.3)', async () => {
    const tried: number[] = [];
    const { shift } = await positiveShift(diagonalMatrix([1, -1, 2]), 3, 0.25, {
      seed: 1,
      // Arithmetic so coarse that a pivot below 1 is lost.
      factorise: async (matrix, size) => {
        tried.push(matrix[size + 1]!);
        return matrix[size + 1]! < 1 ? null : choleskyFactor(matrix, size);
      },
    });
    // The last attempt: the eigenvalue -1, now known from the factor, would only ask for 1.25.
    expect(tried.map((pivot) => Number(pivot.toFixed(12)))).toEqual([0.25, 0.5, 0.75, 1.25, 0.25]);
    expect(shift).toBeCloseTo(2.25, 13);
  });

  it.each([0.002, 0.05])(
    'finds by the factor what too few products of the matrix did not show, floor %f',
    async (floor) => {
      const values = Array.from({ length: 120 }, (_, i) => (i - 1) / 100);
      const { shift, eigenvalues } = await positiveShift(diagonalMatrix(values), 120, floor, {
        seed: 1,
        maxIterations: 6,
      });
      expect(eigenvalues[0]).toBeCloseTo(-0.01, 6);
      expect(Math.abs(shift - (0.01 + floor))).toBeLessThan(0.01 * floor);
    },
  );

  it('refuses a floor that is not positive, a matrix that is not finite, and a factorisation that never succeeds', async () => {
    const matrix = Float64Array.of(1);
    await expect(positiveShift(matrix, 1, 0, { seed: 1 })).rejects.toThrow('a positive floor, got 0');
    const bad = Float64Array.of(Number.POSITIVE_INFINITY);
    await expect(positiveShift(bad, 1, 1, { seed: 1 })).rejects.toThrow('not finite');
    const never = positiveShift(matrix, 1, 1, { seed: 1, factorise: () => null });
    await expect(never).rejects.toThrow('no shift of the diagonal');
  });
});
