import { pixelSensitivity } from '../../../math/dependence/pixelSensitivity';
import { matrix } from '../../../math/linear/matrix';
import { createRandom } from '../../../math/random/random';
import { pixelSensitivityOnGpu } from '../../foci/pixelSensitivity';
import { judgeEqual } from '../judge';
import { defineCase, type KernelCases } from '../kernelCase';

/** Pixels of which every third is clamped, so that it has ties, and every seventh stands still; the loss follows two of them. */
export function drawCopies(m: number, p: number) {
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

const shapes = [
  [2, 1],
  [3, 64],
  [63, 65],
  [64, 8],
  [65, 1],
  [1000, 130],
  [8192, 9],
] as const;

export const sensitivityCases: KernelCases = {
  kernel: 'pixelSensitivity',
  shaders: ['foci/sortColumns', 'foci/rankJumps'],
  tolerance: 'exact',
  cases: shapes.map(([m, p]) =>
    defineCase({
      name: `m = ${m}, p = ${p}`,
      work: m === 1000 ? { bytes: 16 * m * p, operations: m * p * Math.ceil(Math.log2(m)) } : undefined,
      draw: () => drawCopies(m, p),
      compute: (gpu, { pixels, losses }) => pixelSensitivityOnGpu(gpu, pixels, losses),
      judge: (found, { pixels, losses }) => judgeEqual(found, pixelSensitivity(pixels, losses)),
    }),
  ),
};
