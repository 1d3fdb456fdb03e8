import { createRandom } from '../../../math/random/random';
import { type RankOne, removeSample, secantHessian, writeOut } from '../../../math/removal/secantHessian';
import { writeOutOnGpu } from '../../removal/secantHessian';
import { EPSILON, judgeEach } from '../judge';
import { defineCase, type KernelCases } from '../kernelCase';

const damping = 0.01;

/** A pair with s'y > 0, as a convex loss gives it. */
function drawHessian(size: number, label: string): RankOne {
  const random = createRandom(2, `${label} y`);
  const y = Float64Array.from({ length: size }, () => Math.fround(random.normal()));
  return secantHessian({ s: y.map((value, i) => (0.5 + (i % 3)) * value), y });
}

function hessianCase(size: number) {
  return defineCase({
    name: `block of ${size}`,
    work: size === 785 ? { bytes: 4 * (size * size + 2 * size), operations: 4 * size * size } : undefined,
    draw: () => removeSample(drawHessian(size, 'full'), drawHessian(size, 'sample'), 50),
    compute: (gpu, hessian) => writeOutOnGpu(gpu, hessian, damping),
    judge(matrix, hessian) {
      const sizes = writeOut(
        hessian.map(({ scale, vector }) => ({ scale: Math.abs(scale), vector: vector.map(Math.abs) })),
        damping,
        size,
      );
      return judgeEach(matrix, writeOut(hessian, damping, size), (i) => 6 * EPSILON * sizes[i]!);
    },
  });
}

export const secantHessianCases: KernelCases = {
  kernel: 'secantHessian',
  shaders: ['removal/secantHessian'],
  tolerance: 'relativeToSize',
  cases: [1, 2, 63, 64, 65, 127, 300, 785].map(hessianCase),
};
