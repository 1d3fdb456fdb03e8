import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conjugateGradients, mostIterations } from '../../../src/math/linear/conjugateGradients';
import { solveLinear } from '../../../src/math/linear/linearSolve';
import { multiplyVector } from '../../../src/math/linear/matrixVector';
import { norm, subtract } from '../../../src/math/linear/vector';
import { createRandom } from '../../../src/math/random/random';

const vector = (...values: number[]) => Float64Array.from(values);
const randomVector = (size: number, seed: number) => {
  const random = createRandom(seed, 'test vector');
  return Float64Array.from({ length: size }, () => random.normal());
};

/** Q diag(eigenvalues) Q' with Q a product of random reflections. */
function withEigenvalues(eigenvalues: Float64Array, seed: number): Float64Array {
  const size = eigenvalues.length;
  const matrix = new Float64Array(size * size);
  eigenvalues.forEach((value, i) => {
    matrix[i * size + i] = value;
  });
  for (let k = 0; k < 3; k++) {
    const v = randomVector(size, seed + k);
    const square = norm(v) ** 2;
    const half = multiplyVector(matrix, v);
    const middle = v.reduce((sum, each, i) => sum + each * half[i]!, 0);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        matrix[i * size + j]! +=
          ((4 * middle * v[i]! * v[j]!) / square - 2 * (v[i]! * half[j]! + half[i]! * v[j]!)) / square;
  }
  return matrix;
}

function damped(matrix: Float64Array, size: number, damping: number): Float64Array {
  return matrix.map((value, i) => value + (i % (size + 1) === 0 ? damping : 0));
}

/** Solves, and counts the products. */
async function solve(
  matrix: Float64Array,
  rhs: Float64Array,
  options: { damping: number; floor?: number; tolerance?: number; maxIterations?: number },
) {
  let products = 0;
  const multiply = (v: Float64Array) => {
    products += 1;
    return multiplyVector(matrix, v);
  };
  const result = await conjugateGradients(multiply, rhs, { maxIterations: 200, ...options });
  expect(result.iterations).toBe(products);
  return result;
}

describe('conjugateGradients', () => {
  it('by hand: H = diag(1, 3), lambda = 1, b = (2, 8) gives (1, 2)', async () => {
    const { solution, dampingUsed, ritz, converged } = await solve(vector(1, 0, 0, 3), vector(2, 8), {
      damping: 1,
    });
    expect(solution[0]).toBeCloseTo(1, 14);
    expect(solution[1]).toBeCloseTo(2, 14);
    expect(dampingUsed).toBe(1);
    expect(ritz![0]).toBeCloseTo(2, 14);
    expect(ritz![1]).toBeCloseTo(4, 14);
    expect(converged).toBe(true);
  });

  it.each([1, 2, 7, 60])('solves a definite system as elimination does, size %i', async (size) => {
    const eigenvalues = randomVector(size, 4).map((value) => Math.abs(value) * 10);
    const matrix = withEigenvalues(eigenvalues, 5);
    const rhs = randomVector(size, 6);
    const result = await solve(matrix, rhs, { damping: 0.5, tolerance: 1e-10 });
    const expected = solveLinear(damped(matrix, size, 0.5), rhs);
    expect(result.converged).toBe(true);
    expect(result.dampingUsed).toBe(0.5);
    expect(norm(subtract(result.solution, expected))).toBeLessThan(1e-8 * norm(expected));
    expect(result.ritz![0]).toBeGreaterThan(Math.min(...eigenvalues) + 0.5 - 1e-9);
    expect(result.ritz![1]).toBeLessThan(Math.max(...eigenvalues) + 0.5 + 1e-9);
  });

  it('needs as many steps as there are different eigenvalues', async () => {
    const matrix = withEigenvalues(
      Float64Array.from({ length: 40 }, (_, i) => 1 + (i % 3)),
      7,
    );
    const { iterations, residual } = await solve(matrix, randomVector(40, 8), { damping: 0.1 });
    expect(iterations).toBe(3 + 1);
    expect(residual).toBeLessThan(1e-12);
  });

  it.each([2, 9, 60])(
    'raises the damping of an indefinite system by what is missing, size %i',
    async (size) => {
      const eigenvalues = randomVector(size, 9).map((value) => value * 10);
      eigenvalues[0] = -4;
      eigenvalues[1] = 6;
      const matrix = withEigenvalues(eigenvalues, 10);
      const rhs = randomVector(size, 11);
      const smallest = Math.min(...eigenvalues);
      const { solution, dampingUsed, ritz, converged } = await solve(matrix, rhs, {
        damping: 1,
        tolerance: 1e-9,
      });
      expect(dampingUsed).toBeGreaterThan(1);
      expect(dampingUsed).toBeLessThanOrEqual(0.1 - smallest + 1e-9);
      expect(dampingUsed).toBeCloseTo(0.1 - smallest, 6);
      expect(ritz![0]).toBeCloseTo(0.1, 9);
      expect(converged).toBe(true);
      const expected = solveLinear(damped(matrix, size, dampingUsed), rhs);
      expect(norm(subtract(solution, expected))).toBeLessThan(1e-6 * norm(expected));
    },
  );

  it('keeps a given floor, and leaves the damping where the floor is reached', async () => {
    const matrix = vector(-1, 0, 0, 2);
    const rhs = vector(1, 1);
    const options = { damping: 1.5, tolerance: 1e-12 };
    expect((await solve(matrix, rhs, { ...options, floor: 0.4 })).dampingUsed).toBe(1.5);
    const raised = await solve(matrix, rhs, { ...options, floor: 0.8 });
    expect(raised.dampingUsed).toBeCloseTo(1.8, 12);
    expect(raised.solution[0]).toBeCloseTo(1 / 0.8, 12);
    expect(raised.solution[1]).toBeCloseTo(1 / 3.8, 12);
  });

  it('says what is left of the residual where it has to stop', async () => {
    const size = 50;
    const matrix = withEigenvalues(
      Float64Array.from({ length: size }, (_, i) => 1.5 ** i),
      12,
    );
    const rhs = randomVector(size, 13);
    const heard: number[] = [];
    const multiply = (v: Float64Array) => multiplyVector(matrix, v);
    const result = await conjugateGradients(multiply, rhs, {
      damping: 1,
      maxIterations: 5,
      onProgress: (iterations, residual) => heard.push(iterations, residual),
    });
    expect(result.converged).toBe(false);
    expect(result.iterations).toBe(6);
    const product = multiplyVector(damped(matrix, size, 1), result.solution);
    expect(result.residual).toBeCloseTo(norm(subtract(product, rhs)) / norm(rhs), 10);
    expect(result.residual).toBeGreaterThan(1e-3);
    expect(heard.filter((_, i) => i % 2 === 0)).toEqual([1, 2, 3, 4, 5]);
    expect(heard.at(-1)).toBeCloseTo(result.residual, 8);
  });

  it('reports the residual of products in float32 as it is', async () => {
    const size = 30;
    const matrix = withEigenvalues(
      Float64Array.from({ length: size }, (_, i) => 10 ** (i / 6)),
      14,
    );
    const rhs = randomVector(size, 15);
    const multiply = async (v: Float64Array) => Float64Array.from(multiplyVector(matrix, v), Math.fround);
    const result = await conjugateGradients(multiply, rhs, {
      damping: 0.1,
      tolerance: 1e-12,
      maxIterations: 100,
    });
    const product = (await multiply(result.solution)).map((value, i) => value + 0.1 * result.solution[i]!);
    expect(result.residual).toBeCloseTo(norm(subtract(product, rhs)) / norm(rhs), 15);
    expect(result.residual).toBeGreaterThan(1e-12);
    expect(result.converged).toBe(false);
  });

  it('leaves a small residual or says so, for any symmetric matrix', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.nat(1e6), async (size, seed) => {
        const matrix = withEigenvalues(
          randomVector(size, seed).map((value) => 5 * value),
          seed + 1,
        );
        const rhs = randomVector(size, seed + 2);
        const { solution, dampingUsed, residual, converged } = await solve(matrix, rhs, { damping: 0.3 });
        const product = multiplyVector(damped(matrix, size, dampingUsed), solution);
        expect(norm(subtract(product, rhs)) / norm(rhs)).toBeCloseTo(residual, 10);
        expect(converged).toBe(true);
        expect(dampingUsed).toBeGreaterThanOrEqual(0.3);
      }),
      { numRuns: 50 },
    );
  });

  it('needs no product for b = 0', async () => {
    const result = await solve(vector(1), vector(0), { damping: 1 });
    expect(result).toMatchObject({ iterations: 0, residual: 0, ritz: null, converged: true });
    expect([...result.solution]).toEqual([0]);
  });

  it('takes a damping of 0 with a floor of its own', async () => {
    const result = await solve(vector(2, 0, 0, 3), vector(1, 1), { damping: 0, floor: 0.1 });
    expect(result.dampingUsed).toBe(0);
    expect(result.solution[0]).toBeCloseTo(1 / 2, 12);
    expect(result.solution[1]).toBeCloseTo(1 / 3, 12);
  });

  it('stops when told to', async () => {
    const control = new AbortController();
    const multiply = (v: Float64Array) => {
      control.abort();
      return v.map((value, i) => value * i);
    };
    const options = { damping: 1, maxIterations: 9, signal: control.signal };
    await expect(conjugateGradients(multiply, vector(1, 2, 3), options)).rejects.toThrow(/abort/i);
  });

  it('refuses what it cannot use, with the number', async () => {
    const rhs = vector(1, 2);
    await expect(solve(vector(1, 0, 0, 1), rhs, { damping: 0 })).rejects.toThrow('got 0 and 0');
    await expect(solve(vector(1, 0, 0, 1), rhs, { damping: 1, maxIterations: 0 })).rejects.toThrow('got 0');
    const options = { damping: 1, maxIterations: 10 };
    await expect(conjugateGradients(() => vector(1), rhs, options)).rejects.toThrow('got 1');
    await expect(conjugateGradients(() => vector(1, Number.NaN), rhs, options)).rejects.toThrow('NaN');
    const large = { length: 2 ** 24 } as Float64Array;
    await expect(conjugateGradients((v) => v, large, options)).rejects.toThrow(`are ${10 * 2 ** 24}`);
  });
});

describe('mostIterations', () => {
  it.each([
    [1, 1],
    [500, 500],
    [2 ** 14, 2 ** 13],
    [5_850_000, 22],
    [2 ** 28, 1],
  ])('of %i unknowns is %i: as many as there are, or as memory holds', (size, most) => {
    expect(mostIterations(size)).toBe(most);
  });
});
