import { describe, expect, it } from 'vitest';
import {
  countEigenvaluesBelow,
  extremeEigenvector,
  type Tridiagonal,
  tridiagonalEigenvalue,
} from '../../../src/math/linear/tridiagonal';
import { createRandom } from '../../../src/math/random/random';

/** 2 on the diagonal, -1 beside it: eigenvalues 2 - 2 cos(k pi / (n + 1)). */
const secondDifference = (size: number): Tridiagonal => ({
  diagonal: new Array<number>(size).fill(2),
  offDiagonal: new Array<number>(size - 1).fill(-1),
});

/** All of them, ascending. */
const eigenvaluesOf = (matrix: Tridiagonal): number[] =>
  Array.from({ length: matrix.diagonal.length }, (_, index) => tridiagonalEigenvalue(matrix, index));

function drawTridiagonal(size: number): Tridiagonal {
  const random = createRandom(5, `tridiagonal of ${size}`);
  const draw = (length: number) => Array.from({ length }, () => random.normal());
  return { diagonal: draw(size), offDiagonal: draw(size - 1) };
}

describe('tridiagonal eigenvalues', () => {
  it('by hand: (3), (0 1; 1 0), and a diagonal one in any order', () => {
    expect(eigenvaluesOf({ diagonal: [3], offDiagonal: [] })).toEqual([3]);
    const [low, high] = eigenvaluesOf({ diagonal: [0, 0], offDiagonal: [1] });
    expect(low).toBeCloseTo(-1, 14);
    expect(high).toBeCloseTo(1, 14);
    const diagonal = eigenvaluesOf({ diagonal: [4, -2, 4, 0], offDiagonal: [0, 0, 0] });
    [-2, 0, 4, 4].forEach((value, i) => {
      expect(diagonal[i]).toBeCloseTo(value, 14);
    });
    expect(eigenvaluesOf({ diagonal: [0, 0], offDiagonal: [0] })).toEqual([0, 0]);
  });

  it('counts by hand: 1 and 3 are the eigenvalues of (2 -1; -1 2)', () => {
    const counts = [0.5, 1.5, 2, 2.5, 3.5].map((x) => countEigenvaluesBelow(secondDifference(2), x));
    expect(counts).toEqual([0, 1, 1, 1, 2]);
  });

  it.each([2, 3, 10, 80])('agrees with the closed form, %i rows', (size) => {
    eigenvaluesOf(secondDifference(size)).forEach((value, k) => {
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (size + 1)), 13);
    });
  });

  it.each([1, 2, 5, 40])('keeps trace and sum of squares, and is ascending, %i rows', (size) => {
    const matrix = drawTridiagonal(size);
    const values = eigenvaluesOf(matrix);
    const sum = (numbers: number[]) => numbers.reduce((total, value) => total + value, 0);
    expect(sum(values)).toBeCloseTo(sum([...(matrix.diagonal as number[])]), 11);
    const squares = (numbers: ArrayLike<number>) => sum(Array.from(numbers, (value) => value ** 2));
    expect(squares(values)).toBeCloseTo(squares(matrix.diagonal) + 2 * squares(matrix.offDiagonal), 10);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  });

  it.each(['smallest', 'largest'] as const)('gives the eigenvector of the %s eigenvalue', (end) => {
    const matrix = drawTridiagonal(30);
    const value = tridiagonalEigenvalue(matrix, end === 'smallest' ? 0 : 29);
    const vector = extremeEigenvector(matrix, end, value);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 14);
    vector.forEach((entry, i) => {
      const left = i > 0 ? matrix.offDiagonal[i - 1]! * vector[i - 1]! : 0;
      const right = i < 29 ? matrix.offDiagonal[i]! * vector[i + 1]! : 0;
      expect(left + matrix.diagonal[i]! * entry + right).toBeCloseTo(value * entry, 12);
    });
  });

  it('refuses an eigenvalue that is not there', () => {
    expect(() => tridiagonalEigenvalue(secondDifference(3), 3)).toThrow('size 3 has no eigenvalue 3');
    expect(() => tridiagonalEigenvalue({ diagonal: [], offDiagonal: [] }, 0)).toThrow('size 0');
  });
});
