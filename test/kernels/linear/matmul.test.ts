import { describe, expect, it } from 'vitest';
import type { Gpu } from '../../../src/gpu/device';
import { drawNormals } from '../../../src/kernels/cases/draw';
import { floatsOf, garbage, recorded } from '../../../src/kernels/cases/recorded';
import { recordMatmul } from '../../../src/kernels/linear/matmul';
import { withGpu } from '../../support/gpu';

const withoutQuads = (gpu: Gpu): Gpu => ({ ...gpu, adapterInfo: { architecture: 'none' } as GPUAdapterInfo });

async function multiply(gpu: Gpu, rows: number, columns: number, inner: number): Promise<Float32Array> {
  const shape = { rows, columns, inner, transposeA: true, transposeB: false };
  const [words] = await recorded(gpu, (list, scope) => {
    const a = scope.upload('a', drawNormals(rows * inner, 'a'));
    const b = scope.upload('b', drawNormals(inner * columns, 'b'));
    const output = garbage(scope, rows * columns);
    recordMatmul(list, shape, { a, b, output });
    return [output];
  });
  return floatsOf(words!);
}

describe('matmul', () => {
  it.each([
    [1, 1, 4],
    [17, 15, 12],
    [16, 33, 7],
    [40, 8, 100],
  ])('has the same bits for %s rows and %s columns, whoever loads: sums of %s', (rows, columns, inner) =>
    withGpu(async (gpu) => {
      const alone = await multiply(withoutQuads(gpu), rows, columns, inner);
      expect(await multiply(gpu, rows, columns, inner)).toEqual(alone);
    }),
  );

  it('refuses empty dimensions', () =>
    withGpu(async (gpu) => {
      const shape = { rows: 0, columns: 1, inner: 1, transposeA: false, transposeB: false };
      const attempt = recorded(gpu, (list, scope) => {
        const buffer = scope.storage('any', 4);
        recordMatmul(list, shape, { a: buffer, b: buffer, output: buffer });
        return [];
      });
      await expect(attempt).rejects.toThrow(/0 x 1/);
    }));
});
