import { describe, expect, it } from 'vitest';
import { multiplyVector } from '../../../src/math/linear/matrixVector';
import { finish } from '../../../src/math/linear/pieces';
import { symmetricEigen } from '../../../src/math/linear/symmetricEigen';
import { tridiagonalEigenvalue } from '../../../src/math/linear/tridiagonal';
import { type Tridiagonalisation, tridiagonaliseInPieces } from '../../../src/math/linear/tridiagonalise';
import { norm, subtract } from '../../../src/math/linear/vector';
import { createRandom } from '../../../src/math/random/random';

function randomSymmetric(size: number): Float64Array {
  const random = createRandom(size, 'symmetric');
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++)
      matrix[i * size + j] = matrix[j * size + i] = random.normal() * (i === j ? 3 : 1);
  return matrix;
}

const axis = (size: number, at: number) => Float64Array.from({ length: size }, (_, i) => (i === at ? 1 : 0));

/** Q T Q', column by column. */
function multiplyBack({ tridiagonal, turn, turnBack }: Tridiagonalisation, size: number): Float64Array {
  const { diagonal, offDiagonal } = tridiagonal;
  const product = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    const y = turn(axis(size, column));
    const times = y.map(
      (entry, i) =>
        diagonal[i]! * entry +
        (i > 0 ? offDiagonal[i - 1]! * y[i - 1]! : 0) +
        (i < size - 1 ? offDiagonal[i]! * y[i + 1]! : 0),
    );
    product.set(turnBack(times), column * size);
  }
  return product;
}

const cases: [string, Float64Array, number][] = [
  ['one entry', Float64Array.of(-3), 1],
  ['two rows', Float64Array.of(1, 2, 2, -5), 2],
  ['zeros', new Float64Array(16), 4],
  ['a diagonal', Float64Array.of(1, 0, 0, 0, 2, 0, 0, 0, 3), 3],
  ['rank one', Float64Array.from({ length: 49 }, (_, i) => (1 + Math.floor(i / 7)) * (1 + (i % 7))), 7],
  ['9 random rows', randomSymmetric(9), 9],
  ['60 random rows', randomSymmetric(60), 60],
];

describe('tridiagonaliseInPieces', () => {
  it.each(cases)("Q T Q' is the matrix, and Q turns without stretching: %s", (_, matrix, size) => {
    const result = finish(tridiagonaliseInPieces(matrix, size));
    const error = norm(subtract(multiplyBack(result, size), matrix));
    expect(error).toBeLessThanOrEqual(1e-14 * size * norm(matrix));
    const vector = Float64Array.from({ length: size }, (_, i) => i - 2.5);
    expect(norm(result.turn(vector))).toBeCloseTo(norm(vector), 11);
    expect(norm(subtract(result.turnBack(result.turn(vector)), vector))).toBeLessThan(1e-12 * norm(vector));
  });

  it('keeps the eigenvalues, and leaves the matrix as it is', () => {
    const matrix = randomSymmetric(30);
    const copy = matrix.slice();
    const { tridiagonal } = finish(tridiagonaliseInPieces(matrix, 30));
    expect(matrix).toEqual(copy);
    symmetricEigen(matrix, 30).values.forEach((value, k) => {
      expect(tridiagonalEigenvalue(tridiagonal, k)).toBeCloseTo(value, 11);
    });
  });

  it("turns by Q': Q' A b is T Q' b", () => {
    const matrix = randomSymmetric(12);
    const { tridiagonal, turn } = finish(tridiagonaliseInPieces(matrix, 12));
    const { diagonal, offDiagonal } = tridiagonal;
    const turned = turn(multiplyVector(matrix, axis(12, 4)));
    const y = turn(axis(12, 4));
    for (let i = 0; i < 12; i++) {
      const left = i > 0 ? offDiagonal[i - 1]! * y[i - 1]! : 0;
      const right = i < 11 ? offDiagonal[i]! * y[i + 1]! : 0;
      expect(turned[i]).toBeCloseTo(left + diagonal[i]! * y[i]! + right, 12);
    }
  });

  it('refuses what is no square matrix, and what is not finite', () => {
    const run = (matrix: Float64Array, size: number) => finish(tridiagonaliseInPieces(matrix, size));
    expect(() => run(new Float64Array(5), 2)).toThrow('got 5 entries for 2 rows');
    expect(() => run(Float64Array.of(1, Number.NaN, 0, 1), 2)).toThrow('matrix');
  });
});
