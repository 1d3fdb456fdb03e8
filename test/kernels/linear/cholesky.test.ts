import { describe, expect, it } from 'vitest';
import type { Gpu } from '../../../src/gpu/device';
import { judgeFactor } from '../../../src/kernels/cases/linear/cholesky';
import { drawPositive } from '../../../src/kernels/cases/linear/positive';
import { garbage, recorded } from '../../../src/kernels/cases/recorded';
import { choleskyOnGpu, recordCholeskyStep } from '../../../src/kernels/linear/cholesky';
import { choleskyFactor, refineSolution, solveCholesky } from '../../../src/math/linear/cholesky';
import { multiplyVector } from '../../../src/math/linear/matrixVector';
import { norm, subtract } from '../../../src/math/linear/vector';
import { createRandom } from '../../../src/math/random/random';
import { positiveShift } from '../../../src/math/removal/positiveShift';
import { withGpu } from '../../support/gpu';

function expectFactor(actual: Float32Array | null, matrix: Float32Array | Float64Array, size: number): void {
  if (!actual) expect.fail('no factor');
  expect(judgeFactor(actual, matrix, size)).toMatchObject({ wrong: 0, first: null });
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

  it('gives what float64 gives', () =>
    withGpu(async (gpu) => {
      const matrix = drawPositive(161);
      const expected = choleskyFactor(matrix, 161)!;
      const actual = (await choleskyOnGpu(gpu, matrix, 161))!;
      expect(norm(subtract(actual, expected))).toBeLessThan(1e-4 * norm(expected));
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
