import { describe, expect, it } from 'vitest';
import { pixelSensitivityOnGpu } from '../../../src/kernels/foci/pixelSensitivity';
import { pixelSensitivity } from '../../../src/math/dependence/pixelSensitivity';
import { matrix } from '../../../src/math/linear/matrix';
import { createRandom } from '../../../src/math/random/random';
import { withGpu } from '../../support/gpu';

/** Pixels of which every third is clamped, so that it has ties, and every seventh stands still; the loss follows two of them. */
function drawCopies(m: number, p: number) {
  const random = createRandom(m, `pixels ${p}`);
  const values = Float32Array.from({ length: m * p }, (_, k) => {
    const noise = random.normal();
    if ((k % p) % 7 === 6) return 0.5;
    return (k % p) % 3 === 1 ? Math.max(0, noise) : noise;
  });
  const losses = Float64Array.from({ length: m }, (_, i) => {
    const loss = values[i * p]! ** 2 + values[i * p + (p >> 1)]!;
    return i % 5 === 0 ? Math.round(loss) : loss;
  });
  return { pixels: matrix(m, p, values), losses };
}

describe('the sensitivity of pixels on the GPU', () => {
  const shapes = [
    [2, 1],
    [3, 64],
    [63, 65],
    [64, 8],
    [65, 1],
    [1000, 130],
    [8192, 300],
  ] as const;
  it.each(shapes)('is the one of the CPU, bit for bit: m = %i, p = %i', async (m, p) => {
    const { pixels, losses } = drawCopies(m, p);
    await withGpu(async (gpu) => {
      expect(await pixelSensitivityOnGpu(gpu, pixels, losses)).toEqual(pixelSensitivity(pixels, losses));
    });
  });

  it('is undefined where the loss does not vary', () =>
    withGpu(async (gpu) => {
      const { pixels } = drawCopies(10, 8);
      const sensitivity = await pixelSensitivityOnGpu(gpu, pixels, new Float64Array(10).fill(3));
      expect([...sensitivity]).toEqual(new Array(8).fill(Number.NaN));
    }));

  it('refuses bad input with the argument and the number', () =>
    withGpu(async (gpu) => {
      const { pixels, losses } = drawCopies(10, 2);
      const refused = (broken: Float64Array, message: string) =>
        expect(pixelSensitivityOnGpu(gpu, pixels, broken)).rejects.toThrow(message);
      await refused(losses.subarray(2), 'losses has 8 entries');
      await refused(Float64Array.from(losses).fill(Number.NaN, 3, 4), 'losses[3] = NaN');
      const infinite = matrix(10, 2, Float32Array.from(pixels.values).fill(Number.POSITIVE_INFINITY, 5, 6));
      await expect(pixelSensitivityOnGpu(gpu, infinite, losses)).rejects.toThrow('row 2, column 1');
    }));
});
