/**
 * The Cholesky factorisation on the GPU, in float32, against the one in float64 on the CPU, the rival: matrices of the size of dense Hessian
 * blocks, with many small eigenvalues and a damped diagonal. The GPU's time has sending and reading back in it.
 */
import { openNodeGpu } from '../../src/cli/nodeGpu';
import { choleskyOnGpu } from '../../src/kernels/linear/cholesky';
import { choleskyFactor, refineSolution, solveCholesky } from '../../src/math/linear/cholesky';
import { multiplyVector } from '../../src/math/linear/matrixVector';
import { norm, subtract } from '../../src/math/linear/vector';
import { createRandom } from '../../src/math/random/random';
import { type BenchReport, leastMs } from './report';

const RUNS = 3;
const DAMPING = 0.1;

/** Entries exp(-|i - j| / 50) and the damping: condition number near 1,000. */
function makeBlock(size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, at) => {
    const distance = Math.abs(Math.floor(at / size) - (at % size));
    return Math.exp(-distance / 50) + (distance === 0 ? DAMPING : 0);
  });
}

/** The time of one factorisation, the least of some after one to compile. */
async function leastGpuMs(run: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= RUNS; k++) {
    const start = performance.now();
    await run();
    if (k > 0) least = Math.min(least, performance.now() - start);
  }
  return least;
}

export default async function bench(report: BenchReport): Promise<void> {
  const gpu = await openNodeGpu();
  report.note(`WebGPU: ${gpu.name}; rival: float64 on the CPU`);
  try {
    for (const size of [128, 785, 2048]) {
      const matrix = makeBlock(size);
      const rhs = Float64Array.from(createRandom(1, 'rhs of the benchmark').shuffle([...Array(size).keys()]));
      const gpuMs = await leastGpuMs(() => choleskyOnGpu(gpu, matrix, size));
      const cpuMs = leastMs(RUNS, () => choleskyFactor(matrix, size));
      const factor = await choleskyOnGpu(gpu, matrix, size);
      if (!factor) throw new Error(`the factorisation of ${size} rows failed`);
      const rough = solveCholesky(factor, rhs);
      const residualOf = (x: Float64Array) => norm(subtract(multiplyVector(matrix, x), rhs)) / norm(rhs);
      report.row({
        p: size,
        'GPU ms': gpuMs,
        'CPU ms': cpuMs,
        ratio: cpuMs / gpuMs,
        'solve ms': leastMs(RUNS, () => solveCholesky(factor, rhs)),
        residual: residualOf(rough).toExponential(1),
        refined: residualOf(refineSolution(matrix, factor, rhs, rough)).toExponential(1),
      });
    }
  } finally {
    gpu.close();
  }
}
