import { describe, expect, it } from 'vitest';
import { writeOutOnGpu } from '../../../src/kernels/removal/secantHessian';
import { norm } from '../../../src/math/linear/vector';
import { createRandom } from '../../../src/math/random/random';
import { newtonStep } from '../../../src/math/removal/newtonStep';
import { type RankOne, secantHessian } from '../../../src/math/removal/secantHessian';
import { withGpu } from '../../support/gpu';

function draw(size: number, label: string): Float64Array {
  const random = createRandom(2, label);
  return Float64Array.from({ length: size }, () => Math.fround(random.normal()));
}

/** A pair with s'y > 0, as a convex loss gives it. */
function drawHessian(size: number, label: string): RankOne {
  const y = draw(size, `${label} y`);
  return secantHessian({ s: y.map((value, i) => (0.5 + (i % 3)) * value), y });
}

describe('secantHessian', () => {
  it('gives a matrix that the Woodbury step solves, to float32', () =>
    withGpu(async (gpu) => {
      const size = 200;
      const gradient = draw(size, 'gradient');
      const { step, hessian, dampingUsed } = newtonStep({
        full: drawHessian(size, 'full'),
        sample: drawHessian(size, 'sample'),
        gradient,
        sampleCount: 50,
        damping: 0.01,
        solver: 'woodbury',
      });
      const matrix = await writeOutOnGpu(gpu, hessian, dampingUsed);
      const residual = gradient.map((g, i) => {
        let sum = -g / 49;
        for (let j = 0; j < size; j++) sum += matrix[i * size + j]! * step[j]!;
        return sum;
      });
      const sizeOfMatrix = Math.sqrt(matrix.reduce((sum, entry) => sum + entry * entry, 0));
      expect(norm(residual)).toBeLessThan(8 * 2 ** -23 * sizeOfMatrix * norm(step));
    }));

  it('refuses blocks that are empty or do not fit', () =>
    withGpu(async (gpu) => {
      const term = { scale: 1, vector: new Float64Array(0) };
      await expect(writeOutOnGpu(gpu, [term, term], 1)).rejects.toThrow(/from 1, got 0/);
      const long = { scale: 1, vector: new Float64Array(40_000) };
      await expect(writeOutOnGpu(gpu, [long, long], 1)).rejects.toThrow(/6400000000 bytes/);
      await expect(writeOutOnGpu(gpu, [long], 1)).rejects.toThrow(/two rank-one terms, got 1/);
    }));
});
