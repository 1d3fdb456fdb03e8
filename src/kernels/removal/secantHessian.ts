import code from '../../../shaders/removal/secantHessian.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { runOnGpu } from '../../gpu/host';
import { compileKernel, type Kernel, recordDispatch } from '../../gpu/kernel';
import type { RankOne } from '../../math/removal/secantHessian';

const workgroup = 64;

/** Compiles shaders/removal/secantHessian.wgsl. */
function compileSecantHessian(gpu: Gpu): Promise<Kernel> {
  return compileKernel(gpu, 'secantHessian', code, { WORKGROUP: workgroup });
}

/**
 * Records the p x p float32 matrix fullScale y y' + sampleScale z z' + damping I.
 * @param hessian its two terms, the full loss's first (as removeSample of src/math/secantHessian gives them)
 * @returns the buffer with the matrix, which lives in the scope
 * @throws RangeError when the block is empty, the terms are not two of one length, or the matrix does not fit a binding
 */
function recordSecantHessian(
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  kernel: Kernel,
  scope: BufferScope,
  hessian: readonly RankOne[],
  damping: number,
): GPUBuffer {
  const [full, sample] = hessian;
  if (!full || !sample || hessian.length !== 2) {
    throw new RangeError(`secantHessian takes two rank-one terms, got ${hessian.length}`);
  }
  const size = full.vector.length;
  if (size === 0 || sample.vector.length !== size) {
    throw new RangeError(
      `secantHessian needs vectors of one length from 1, got ${size} and ${sample.vector.length}`,
    );
  }
  const output = scope.storage('hessian', size * size * 4);
  const params = new ArrayBuffer(16);
  new Uint32Array(params)[0] = size;
  new Float32Array(params).set([full.scale, sample.scale, damping], 1);
  recordDispatch(
    gpu,
    encoder,
    kernel,
    [
      scope.uniform('secantHessian params', new Uint8Array(params)),
      scope.upload('full difference', Float32Array.from(full.vector)),
      scope.upload('sample difference', Float32Array.from(sample.vector)),
      output,
    ],
    [Math.ceil(size / workgroup), size],
  );
  return output;
}

/** Writes the damped Hessian of a removal out on the GPU and reads it back: p x p, row-major, float32. */
export async function writeOutOnGpu(
  gpu: Gpu,
  hessian: readonly RankOne[],
  damping: number,
): Promise<Float32Array> {
  const kernel = await compileSecantHessian(gpu);
  return runOnGpu(gpu, 'secant Hessian', async ({ scope, submit, read }) => {
    let output: GPUBuffer | undefined;
    await submit('secantHessian', hessian[0]?.vector.length ?? 0, (encoder) => {
      output = recordSecantHessian(gpu, encoder, kernel, scope, hessian, damping);
    });
    const [bytes] = await read([output!]);
    return new Float32Array(bytes!);
  });
}
