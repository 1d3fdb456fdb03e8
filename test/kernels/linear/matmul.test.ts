import { describe, expect, it } from 'vitest';
import type { Gpu } from '../../../src/gpu/device';
import { recordMatmul } from '../../../src/kernels/linear/matmul';
import { type MatmulShape, matmul } from '../../../src/math/linear/matmul';
import { createRandom } from '../../../src/math/random/random';
import { withGpu } from '../../support/gpu';
import { garbage, recorded } from '../recorded';

const draw = (length: number, label: string) => {
  const random = createRandom(1, label);
  return Float32Array.from({ length }, () => random.normal());
};

async function multiplyOnGpu(gpu: Gpu, shape: MatmulShape, bias: Float32Array | null, relu: boolean) {
  const a = draw(shape.rows * shape.inner, 'a');
  const b = draw(shape.inner * shape.columns, 'b');
  const [words] = await recorded(gpu, (list, scope) => {
    const output = garbage(scope, shape.rows * shape.columns);
    const buffers = { a: scope.upload('a', a), b: scope.upload('b', b), output };
    const biased = bias ? { ...buffers, bias: scope.upload('bias', bias) } : buffers;
    recordMatmul(list, shape, biased, relu);
    return [output];
  });
  return { a, b, c: new Float32Array(words!.buffer) };
}

/** Relative to size: the error of a sum of d products is below c d eps sum|a b|. */
function expectClose(
  actual: Float32Array,
  a: Float32Array,
  b: Float32Array,
  shape: MatmulShape,
  bias: Float32Array | null,
) {
  const expected = matmul(a, b, shape);
  const sizes = matmul(a.map(Math.abs), b.map(Math.abs), shape);
  for (let i = 0; i < expected.length; i++) {
    const shift = bias ? bias[i % shape.columns]! : 0;
    const tolerance = (shape.inner + 2) * 2 ** -23 * (sizes[i]! + Math.abs(shift));
    if (!(Math.abs(actual[i]! - expected[i]! - shift) <= tolerance)) {
      expect.fail(`entry ${i}: got ${actual[i]}, expected ${expected[i]! + shift} within ${tolerance}`);
    }
  }
}

const sizes = [
  [1, 1, 1],
  [3, 5, 2],
  [7, 9, 4],
  [8, 8, 8],
  [9, 7, 5],
  [63, 10, 33],
  [64, 4, 65],
  [257, 100, 31],
] as const;

describe('matmul', () => {
  describe.each(sizes)('%i x %i, inner %i', (rows, columns, inner) => {
    it.each([
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ])('transposeA %s, transposeB %s', (transposeA, transposeB) =>
      withGpu(async (gpu) => {
        const shape = { rows, columns, inner, transposeA, transposeB };
        const { a, b, c } = await multiplyOnGpu(gpu, shape, null, false);
        expectClose(c, a, b, shape, null);
      }),
    );
  });

  it('adds the bias to every row, and clips at 0 where asked', () =>
    withGpu(async (gpu) => {
      const shape = { rows: 9, columns: 6, inner: 11, transposeA: false, transposeB: false };
      const bias = draw(6, 'bias');
      const linear = await multiplyOnGpu(gpu, shape, bias, false);
      expectClose(linear.c, linear.a, linear.b, shape, bias);
      const clipped = await multiplyOnGpu(gpu, shape, bias, true);
      expect(clipped.c).toEqual(linear.c.map((value) => Math.max(value, 0)));
      expect(Math.min(...linear.c)).toBeLessThan(0);
    }));

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
