import { describe, expect, it } from 'vitest';
import { extremeEigenvalues } from '../../../src/math/linear/lanczos';
import { multiplyVector } from '../../../src/math/linear/matrixVector';
import { dot } from '../../../src/math/linear/vector';
import { createRandom } from '../../../src/math/random/random';

/** Multiplies by Q diag(values) Q', Q = I - 2 u u' a reflection. */
function reflected(values: Float64Array): (vector: Float64Array) => Float64Array {
  const random = createRandom(6, 'reflection');
  const u = values.map(() => random.normal());
  const square = dot(u, u);
  const reflect = (vector: Float64Array) => {
    const part = (2 * dot(u, vector)) / square;
    return vector.map((entry, i) => entry - part * u[i]!);
  };
  return (vector) => reflect(reflect(vector).map((entry, i) => entry * values[i]!));
}

describe('extremeEigenvalues', () => {
  it('by hand: (5), and (2 1; 1 2) with eigenvalues 1 and 3', async () => {
    const one = await extremeEigenvalues((v) => v.map((entry) => 5 * entry), 1, { seed: 1 });
    expect(one).toEqual({ smallest: 5, largest: 5, iterations: 1, residual: 0 });
    const matrix = Float64Array.of(2, 1, 1, 2);
    const two = await extremeEigenvalues(async (v) => multiplyVector(matrix, v), 2, { seed: 1 });
    expect(two.iterations).toBe(2);
    expect(two.smallest).toBeCloseTo(1, 14);
    expect(two.largest).toBeCloseTo(3, 14);
  });

  it('ends early in a space that the matrix maps into itself', async () => {
    const identity = await extremeEigenvalues((v) => v.slice(), 200, { seed: 2 });
    expect(identity.iterations).toBe(1);
    expect([identity.smallest, identity.largest].map((value) => value.toFixed(12))).toEqual([
      '1.000000000000',
      '1.000000000000',
    ]);
    const zero = await extremeEigenvalues((v) => v.map(() => 0), 30, { seed: 2 });
    expect(zero).toEqual({ smallest: 0, largest: 0, iterations: 1, residual: 0 });
    // Rank one: 0 and |u|^2 = 30 are the only eigenvalues.
    const u = Float64Array.of(1, 2, 3, 4, 0, 0, 0);
    const rankOne = await extremeEigenvalues((v) => u.map((entry) => entry * dot(u, v)), 7, { seed: 2 });
    expect(rankOne.iterations).toBe(2);
    expect(rankOne.smallest).toBeCloseTo(0, 12);
    expect(rankOne.largest).toBeCloseTo(30, 12);
  });

  it.each([1, 2, 3])('finds both ends of an indefinite matrix of 785 rows, seed %i', async (seed) => {
    // As a block Hessian has it: most eigenvalues near 0, some large, one negative.
    const values = Float64Array.from({ length: 785 }, (_, i) => 12 * Math.exp(-i / 6));
    values[784] = -0.3;
    const found = await extremeEigenvalues(reflected(values), 785, { seed });
    expect(found.iterations).toBeLessThan(60);
    expect(found.largest).toBeCloseTo(12, 9);
    expect(found.smallest).toBeCloseTo(-0.3, 9);
  });

  it('stays inside the spectrum, and says by the residual how far from an eigenvalue it may be', async () => {
    const values = Float64Array.from({ length: 500 }, (_, i) => i / 499);
    const found = await extremeEigenvalues(reflected(values), 500, { seed: 1, maxIterations: 20 });
    expect(found.iterations).toBe(20);
    expect(found.smallest).toBeGreaterThan(0);
    expect(found.largest).toBeLessThan(1);
    expect(found.residual).toBeGreaterThan(1e-8);
    const nearest = Math.min(...values.map((value) => Math.abs(value - found.smallest)));
    expect(nearest).toBeLessThanOrEqual(found.residual);
  });

  it('needs all products of a small matrix, and no more', async () => {
    const values = Float64Array.of(-7, -1, 0, 2, 3, 11);
    const found = await extremeEigenvalues(reflected(values), 6, { seed: 4, tolerance: 0 });
    expect(found.iterations).toBe(6);
    expect(found.smallest).toBeCloseTo(-7, 12);
    expect(found.largest).toBeCloseTo(11, 12);
  });

  it('keeps its vectors orthogonal: 2^-39 is found beside 1, and no large eigenvalue twice in its place', async () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => 2 ** -i);
    const found = await extremeEigenvalues(reflected(values), 40, { seed: 4, tolerance: 0 });
    expect(found.largest).toBeCloseTo(1, 12);
    expect(Math.abs(found.smallest - 2 ** -39)).toBeLessThan(1e-14);
  });

  it('refuses sizes and products that do not fit', async () => {
    const settings = { seed: 1 };
    await expect(extremeEigenvalues((v) => v, 0, settings)).rejects.toThrow('got 0 and 80');
    await expect(extremeEigenvalues((v) => v, 3, { seed: 1, maxIterations: 0 })).rejects.toThrow('3 and 0');
    await expect(extremeEigenvalues(() => new Float64Array(2), 3, settings)).rejects.toThrow(
      /3 entries, got 2/,
    );
    const bad = extremeEigenvalues((v) => v.map((_, i) => (i === 1 ? Number.NaN : 0)), 3, settings);
    await expect(bad).rejects.toThrow('entry 1 of a product of the matrix is NaN');
  });
});
