import { describe, expect, it } from 'vitest';
import { drawCopies } from '../../../src/kernels/cases/foci/pixelSensitivity';
import { pixelSensitivityOnGpu } from '../../../src/kernels/foci/pixelSensitivity';
import { pixelSensitivity } from '../../../src/math/dependence/pixelSensitivity';
import { matrix } from '../../../src/math/linear/matrix';
import { withGpu } from '../../support/gpu';

describe('the sensitivity of pixels on the GPU', () => {
  it('is the one of the CPU where the columns take several submissions', () =>
    withGpu(async (gpu) => {
      const { pixels, losses } = drawCopies(8192, 300);
      expect(await pixelSensitivityOnGpu(gpu, pixels, losses)).toEqual(pixelSensitivity(pixels, losses));
    }));

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
