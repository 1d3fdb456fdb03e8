import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiplyVector } from '../../../src/math/linear/matrixVector';
import { symmetricEigen } from '../../../src/math/linear/symmetricEigen';
import { dot, norm, subtract } from '../../../src/math/linear/vector';
import { createRandom } from '../../../src/math/random/random';

function randomSymmetric(size: number, seed: number): Float64Array {
  const random = createRandom(seed, 'symmetric matrix');
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      matrix[i * size + j] = random.normal();
      matrix[j * size + i] = matrix[i * size + j]!;
    }
  return matrix;
}

function expectEigen(matrix: Float64Array, size: number): void {
  const { values, vectors } = symmetricEigen(matrix, size);
  const scale = norm(matrix);
  for (let k = 0; k < size; k++) {
    const vector = vectors.slice(k * size, (k + 1) * size);
    const image = multiplyVector(matrix, vector);
    expect(
      norm(
        subtract(
          image,
          vector.map((entry) => values[k]! * entry),
        ),
      ),
    ).toBeLessThanOrEqual(1e-13 * size * scale);
    for (let other = 0; other <= k; other++) {
      const overlap = dot(vector, vectors.subarray(other * size, (other + 1) * size));
      expect(overlap).toBeCloseTo(other === k ? 1 : 0, 12);
    }
    if (k > 0) expect(values[k]).toBeGreaterThanOrEqual(values[k - 1]!);
  }
}

describe('symmetricEigen', () => {
  it('by hand: ((2, 1), (1, 2)) has 1 along (1, -1) and 3 along (1, 1)', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expect(values[0]).toBeCloseTo(1, 15);
    expect(values[1]).toBeCloseTo(3, 15);
    expect(vectors[0]! / vectors[1]!).toBeCloseTo(-1, 15);
    expect(vectors[2]! / vectors[3]!).toBeCloseTo(1, 15);
  });

  it.each([1, 2, 3, 10, 60])('takes random matrices apart, size %i', (size) => {
    expectEigen(randomSymmetric(size, size), size);
  });

  it('serves zeros, equal eigenvalues and entries of very different size', () => {
    expectEigen(new Float64Array(9), 3);
    expectEigen(Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1), 3);
    expectEigen(Float64Array.of(1e12, 1, 1, 1e-12), 2);
    expectEigen(Float64Array.of(0, 5, 5, 0), 2);
  });

  it('keeps trace and sum of squares', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(1e6), (size, seed) => {
        const matrix = randomSymmetric(size, seed);
        const { values } = symmetricEigen(matrix, size);
        const trace = matrix.reduce((sum, entry, i) => sum + (i % (size + 1) === 0 ? entry : 0), 0);
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(trace, 11);
        expect(norm(values)).toBeCloseTo(norm(matrix), 11);
      }),
    );
  });

  it('refuses what is no square of numbers', () => {
    expect(() => symmetricEigen(new Float64Array(3), 2)).toThrow('got 3 entries for 2 rows');
    expect(() => symmetricEigen(Float64Array.of(Number.NaN), 1)).toThrow('matrix[0] = NaN');
  });
});
