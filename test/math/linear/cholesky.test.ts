import { describe, expect, it } from 'vitest';
import { choleskyFactor, refineSolution, solveCholesky } from '../../../src/math/linear/cholesky';
import { solveLinear } from '../../../src/math/linear/linearSolve';
import { multiplyVector } from '../../../src/math/linear/matrixVector';
import { norm, subtract } from '../../../src/math/linear/vector';
import { createRandom } from '../../../src/math/random/random';
import { largestDifference } from '../../support/golden';

/** B B' + I with normal entries: positive definite. */
function drawPositive(size: number): Float64Array {
  const random = createRandom(4, `matrix of ${size}`);
  const b = Float64Array.from({ length: size * size }, () => random.normal());
  return multiplyTransposed(b, size).map((entry, i) => entry + (i % (size + 1) === 0 ? 1 : 0));
}

/** B B'. */
function multiplyTransposed(b: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, at) => {
    const i = Math.floor(at / size);
    const j = at % size;
    let sum = 0;
    for (let k = 0; k < size; k++) sum += b[i * size + k]! * b[j * size + k]!;
    return sum;
  });
}

const hilbert = (size: number) =>
  Float64Array.from({ length: size * size }, (_, at) => 1 / (Math.floor(at / size) + (at % size) + 1));

describe('choleskyFactor', () => {
  it('by hand: 2 x 2, 3 x 3 and 5 x 5 matrices whose factors are whole numbers', () => {
    expect([...choleskyFactor(Float64Array.of(9), 1)!]).toEqual([3]);
    expect([...choleskyFactor(Float64Array.of(4, 2, 2, 5), 2)!]).toEqual([2, 0, 1, 2]);
    const matrix = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);
    expect([...choleskyFactor(matrix, 3)!]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
    // L has ones on and below the diagonal: (L L')_ij = min(i, j), counted from 1.
    const minima = Float64Array.from({ length: 25 }, (_, at) => 1 + Math.min(Math.floor(at / 5), at % 5));
    const ones = Float64Array.from({ length: 25 }, (_, at) => (at % 5 <= Math.floor(at / 5) ? 1 : 0));
    expect([...choleskyFactor(minima, 5)!]).toEqual([...ones]);
  });

  it('reads the lower triangle only, and takes float32 entries', () => {
    expect([...choleskyFactor(Float32Array.of(4, 99, 2, 5), 2)!]).toEqual([2, 0, 1, 2]);
  });

  it.each([1, 2, 3, 4, 5, 7, 8, 9, 64, 101])('gives L L\u2019 = A, %i rows', (size) => {
    const matrix = drawPositive(size);
    const factor = choleskyFactor(matrix, size)!;
    const product = multiplyTransposed(factor, size);
    expect(largestDifference(product, matrix)).toBeLessThan(4 * size * 2 ** -52 * Math.max(...matrix));
    expect(factor.every((entry, at) => at % size <= Math.floor(at / size) || entry === 0)).toBe(true);
  });

  it('is null where a pivot is not positive: zero, negative, first, later, last', () => {
    expect(choleskyFactor(Float64Array.of(0), 1)).toBeNull();
    expect(choleskyFactor(Float64Array.of(-1, 0, 0, 1), 2)).toBeNull();
    // Singular: both rows are equal. Indefinite: eigenvalues 3 and -1.
    expect(choleskyFactor(Float64Array.of(1, 1, 1, 1), 2)).toBeNull();
    expect(choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
    expect(choleskyFactor(Float64Array.of(Number.NaN), 1)).toBeNull();
    for (const bad of [3, 4, 8]) {
      const identity = Float64Array.from({ length: 81 }, (_, at) => (at % 10 === 0 ? 1 : 0));
      identity[bad * 10] = -1;
      expect(choleskyFactor(identity, 9)).toBeNull();
    }
  });

  it('refuses a matrix of another size', () => {
    expect(() => choleskyFactor(new Float64Array(3), 2)).toThrow('got 3 entries for 2 rows');
    expect(() => choleskyFactor(new Float64Array(0), 0)).toThrow('at least one row');
  });
});

describe('solveCholesky', () => {
  it('by hand: L = (2 0; 1 2), L L\u2019 x = (8, 14) has x = (0.75, 2.5)', () => {
    const solution = [0.75, 2.5];
    expect([...solveCholesky(Float64Array.of(2, 0, 1, 2), Float64Array.of(8, 14))]).toEqual(solution);
    expect([...solveCholesky(Float32Array.of(2, 0, 1, 2), Float64Array.of(8, 14))]).toEqual(solution);
  });

  it.each([1, 3, 40, 101])('agrees with elimination, %i unknowns', (size) => {
    const matrix = drawPositive(size);
    const rhs = matrix.slice(0, size).map((value, i) => value + i);
    const solution = solveCholesky(choleskyFactor(matrix, size)!, rhs);
    const expected = solveLinear(matrix, rhs);
    expect(largestDifference(solution, expected)).toBeLessThan(1e-8 * norm(expected));
    expect(norm(subtract(multiplyVector(matrix, solution), rhs))).toBeLessThan(1e-13 * norm(rhs) * size);
  });

  it('refuses a factor of another size', () => {
    expect(() => solveCholesky(new Float64Array(3), new Float64Array(2))).toThrow('needs 4 factor entries');
    expect(() => multiplyVector(new Float64Array(3), new Float64Array(2))).toThrow('needs 4 matrix entries');
  });
});

describe('refineSolution', () => {
  it('takes the rounding of a float32 factor out, also of an ill-conditioned matrix', () => {
    // Condition number 1.5e4.
    const matrix = hilbert(4);
    const solution = Float64Array.of(1, -2, 3, -4);
    const rhs = multiplyVector(matrix, solution);
    const factor = Float32Array.from(choleskyFactor(matrix, 4)!);
    const rough = solveCholesky(factor, rhs);
    const refined = refineSolution(matrix, factor, rhs, rough);
    const error = norm(subtract(rough, solution));
    expect(error).toBeGreaterThan(1e-6);
    expect(norm(subtract(refined, solution))).toBeLessThan(1e-3 * error);
  });
});
