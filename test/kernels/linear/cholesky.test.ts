import { describe, expect, it } from 'vitest';
import type { Gpu } from '../../../src/gpu/device';
import { choleskyOnGpu, recordCholeskyStep } from '../../../src/kernels/linear/cholesky';
import { choleskyFactor, refineSolution, solveCholesky } from '../../../src/math/linear/cholesky';
import { multiplyVector } from '../../../src/math/linear/matrixVector';
import { norm, subtract } from '../../../src/math/linear/vector';
import { createRandom } from '../../../src/math/random/random';
import { positiveShift } from '../../../src/math/removal/positiveShift';
import { withGpu } from '../../support/gpu';
import { garbage, recorded } from '../recorded';

/** L L' with a random L whose rows have a norm near 1 and whose pivots are not small; rounded to float32. */
function drawPositive(size: number): Float32Array {
  const random = createRandom(8, `positive matrix of ${size}`);
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) factor[i * size + j] = random.normal() / Math.sqrt(size);
    factor[i * size + i] = 0.5 + random.uniform();
  }
  return Float32Array.from(multiplyTransposed(factor, size));
}

function multiplyTransposed(factor: Float32Array | Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k <= j; k++) sum += factor[i * size + k]! * factor[j * size + k]!;
      product[i * size + j] = sum;
      product[j * size + i] = sum;
    }
  }
  return product;
}

/**
 * Residual: |A - L L'|_ij within (size + 16) eps sqrt(A_ii A_jj), which bounds the rounding of the sum of products L_ik L_jk and of one
 * division or root (Higham, Accuracy and Stability of Numerical Algorithms, theorem 10.3).
 */
function expectFactor(actual: Float32Array | null, matrix: Float32Array | Float64Array, size: number): void {
  if (!actual) expect.fail('no factor');
  const product = multiplyTransposed(actual, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const at = i * size + j;
      const tolerance = (size + 16) * 2 ** -23 * Math.sqrt(matrix[i * (size + 1)]! * matrix[j * (size + 1)]!);
      const isAbove = j > i && actual[at] !== 0;
      if (isAbove || !(Math.abs(product[at]! - matrix[at]!) <= tolerance)) {
        expect.fail(
          `row ${i}, column ${j}: L ${actual[at]}, L L\u2019 ${product[at]}, A ${matrix[at]} within ${tolerance}`,
        );
      }
    }
  }
}

const factorise = (gpu: Gpu) => (matrix: Float64Array, size: number) => choleskyOnGpu(gpu, matrix, size);

describe('cholesky on the GPU', () => {
  it('by hand: (2 0 0; 6 1 0; -8 5 3)', () =>
    withGpu(async (gpu) => {
      const matrix = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);
      expectFactor(await choleskyOnGpu(gpu, matrix, 3), matrix, 3);
      expect([...(await choleskyOnGpu(gpu, matrix, 3))!].map(Math.round)).toEqual([
        2, 0, 0, 6, 1, 0, -8, 5, 3,
      ]);
    }));

  it.each([1, 2, 4, 7, 31, 32, 33, 63, 64, 65, 95, 96, 97, 127, 128, 129, 161, 300])(
    'gives L L\u2019 = A to float32, and what float64 gives, %i rows',
    (size) =>
      withGpu(async (gpu) => {
        const matrix = drawPositive(size);
        const actual = await choleskyOnGpu(gpu, matrix, size);
        expectFactor(actual, matrix, size);
        const expected = choleskyFactor(matrix, size)!;
        expect(norm(subtract(actual!, expected))).toBeLessThan(1e-4 * norm(expected));
      }),
  );

  it('cuts the update of a large matrix into several dispatches, 1504 rows', () =>
    withGpu(async (gpu) => {
      const size = 1504;
      const matrix = Float32Array.from({ length: size * size }, (_, at) => {
        const distance = Math.abs(Math.floor(at / size) - (at % size));
        return Math.exp(-distance / 300) + (distance === 0 ? 0.1 : 0);
      });
      expectFactor(await choleskyOnGpu(gpu, matrix, size), matrix, size);
    }));

  it('solves with a residual of float32, and of nearly float64 after one refinement', () =>
    withGpu(async (gpu) => {
      const size = 200;
      const matrix = drawPositive(size);
      const factor = (await choleskyOnGpu(gpu, matrix, size))!;
      const random = createRandom(8, 'right-hand side');
      const rhs = Float64Array.from({ length: size }, () => random.normal());
      const rough = solveCholesky(factor, rhs);
      const refined = refineSolution(matrix, factor, rhs, rough);
      const residualOf = (x: Float64Array) => norm(subtract(multiplyVector(matrix, x), rhs));
      const scale = norm(matrix) * norm(rough) + norm(rhs);
      expect(residualOf(rough)).toBeLessThan(size * 2 ** -23 * scale);
      expect(residualOf(rough)).toBeGreaterThan(2 ** -40 * scale);
      expect(residualOf(refined)).toBeLessThan(1e-3 * residualOf(rough));
    }));

  it('reads the lower triangle only', () =>
    withGpu(async (gpu) => {
      const size = 70;
      const matrix = drawPositive(size);
      const lower = matrix.map((entry, at) => (at % size > Math.floor(at / size) ? 1e30 : entry));
      expect(await choleskyOnGpu(gpu, lower, size)).toEqual(await choleskyOnGpu(gpu, matrix, size));
    }));

  it.each([
    [1, 0],
    [33, 0],
    [33, 31],
    [33, 32],
    [130, 64],
    [130, 129],
  ])('is null where a pivot is not positive: %i rows, column %i', (size, bad) =>
    withGpu(async (gpu) => {
      const matrix = drawPositive(size);
      for (const entry of [0, -1]) {
        matrix[bad * (size + 1)] = entry;
        expect(await choleskyOnGpu(gpu, matrix, size)).toBeNull();
      }
    }),
  );

  it.each([32, 64])('is null where the last pivot is 0 and no padding follows, %i rows', (size) =>
    withGpu(async (gpu) => {
      const matrix = Float32Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0));
      expect(await choleskyOnGpu(gpu, matrix, size)).toEqual(matrix);
      matrix[size * size - 1] = 0;
      expect(await choleskyOnGpu(gpu, matrix, size)).toBeNull();
    }),
  );

  it('names the first column that fails, and leaves the columns after its block alone', () =>
    withGpu(async (gpu) => {
      const stride = 96;
      const matrix = new Float32Array(stride * stride);
      for (let i = 0; i < stride; i++) matrix[i * stride + i] = i === 40 || i === 50 || i === 90 ? -2 : 4;
      const [status, words] = await recorded(gpu, (list, scope) => {
        const buffers = {
          matrix: scope.upload('matrix', matrix),
          status: scope.upload('status', new Uint32Array(1)),
        };
        for (const from of [0, 32, 64]) recordCholeskyStep(list, stride, from, buffers);
        return [buffers.status, buffers.matrix];
      });
      expect([...status!]).toEqual([41]);
      const rows = new Float32Array(words!.buffer);
      expect(rows[31 * stride + 31]).toBe(2);
      expect(rows.every(Number.isFinite)).toBe(true);
    }));

  it('serves positiveShift: an indefinite matrix gets the shift that float64 gives it', () =>
    withGpu(async (gpu) => {
      const size = 90;
      const matrix = Float64Array.from(drawPositive(size));
      for (let i = 0; i < size; i += 7) matrix[i * (size + 1)]! -= 2;
      const cpu = await positiveShift(matrix, size, 0.05, { seed: 3 });
      const onGpu = await positiveShift(matrix, size, 0.05, { seed: 3, factorise: factorise(gpu) });
      expect(cpu.eigenvalues[0]).toBeLessThan(-0.5);
      expect(onGpu.shift).toBeCloseTo(cpu.shift, 4);
      expect(onGpu.factor).toBeInstanceOf(Float32Array);
      const shifted = matrix.map((entry, at) => (at % (size + 1) === 0 ? entry + onGpu.shift : entry));
      expectFactor(onGpu.factor as Float32Array, shifted, size);
    }));

  it('refuses matrices that are not square, not finite in float32, or too large, and steps off the blocks', () =>
    withGpu(async (gpu) => {
      await expect(choleskyOnGpu(gpu, new Float32Array(3), 2)).rejects.toThrow('3 entries for 2 rows');
      await expect(choleskyOnGpu(gpu, new Float32Array(0), 0)).rejects.toThrow('at least one row');
      await expect(choleskyOnGpu(gpu, Float64Array.of(1e39), 1)).rejects.toThrow(
        'got 1e+39 in row 0, column 0',
      );
      const step = (stride: number, from: number) =>
        recorded(gpu, (list, scope) => {
          const matrix = garbage(scope, 4);
          recordCholeskyStep(list, stride, from, { matrix, status: matrix });
          return [];
        });
      await expect(step(33, 0)).rejects.toThrow('stride=33');
      await expect(step(64, 16)).rejects.toThrow('from=16');
      await expect(step(64, 64)).rejects.toThrow('from=64');
    }));
});
