import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adversarialMatrix,
  adversarialResponse,
  COLUMN_KINDS,
  type ColumnKind,
} from '../../../src/kernels/cases/foci/adversarialColumns';
import { pixelSensitivity } from '../../../src/math/dependence/pixelSensitivity';
import { xi } from '../../../src/math/dependence/xi';
import { createRandom } from '../../../src/math/random/random';

const KINDS = (Object.keys(COLUMN_KINDS) as ColumnKind[]).filter((kind) => kind !== 'constant');

describe('pixelSensitivity', () => {
  it('equals xi of every pixel that varies, bit for bit, on adversarial pixels', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 90 }), (seed, m) => {
        const pixels = adversarialMatrix(seed, m, KINDS, 0.1);
        const losses = adversarialResponse(seed, pixels);
        const sensitivity = pixelSensitivity(pixels, losses);
        KINDS.forEach((_, j) => {
          const pixel = Array.from({ length: m }, (_, i) => pixels.values[i * KINDS.length + j]!);
          const isDead = pixel.every((value) => value === pixel[0]) && new Set(losses).size > 1;
          expect(sensitivity[j]).toBe(isDead ? 0 : xi(pixel, losses).value);
        });
      }),
    );
  });

  it('finds the pixels that the loss depends on, and gives a dead one 0', () => {
    const random = createRandom(4, 'pixels');
    const values = Float32Array.from({ length: 1000 * 20 }, (_, k) => (k % 20 === 5 ? 0.5 : random.normal()));
    const losses = Float64Array.from(
      { length: 1000 },
      (_, i) => values[i * 20 + 7]! ** 2 + values[i * 20 + 11]!,
    );
    const sensitivity = pixelSensitivity({ rows: 1000, columns: 20, values }, losses);
    const byRank = Array.from(sensitivity.keys()).sort((a, b) => sensitivity[b]! - sensitivity[a]!);
    expect(new Set(byRank.slice(0, 2))).toEqual(new Set([7, 11]));
    expect(sensitivity[5]).toBe(0);
  });

  it('refuses bad input', () => {
    const pixels = { rows: 3, columns: 1, values: Float32Array.of(1, 2, 3) };
    expect(() => pixelSensitivity(pixels, [1, 2])).toThrow('y has 2 entries but pixels has 3 rows');
    expect(() => pixelSensitivity(pixels, [1, 2, Number.NaN])).toThrow('losses[2] = NaN');
  });
});
