import code from '../../../shaders/removal/secantHessian.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import { defineKernel } from '../../gpu/defineKernel';
import type { Gpu } from '../../gpu/device';
import { runOnGpu, type TakeBuffers } from '../../gpu/host';
import type { RunList } from '../../gpu/runList';
import type { RankOne } from '../../math/removal/secantHessian';

export const secantHessianKernel = defineKernel({
  name: 'secantHessian',
  code,
  params: { size: 'u32', fullScale: 'f32', sampleScale: 'f32', damping: 'f32' },
  bindings: { fullDifference: 'read', sampleDifference: 'read', hessian: 'read_write' },
  workgroups: ({ size }, workgroup) => [Math.ceil(size / workgroup), size],
});

/**
 * Records the p x p float32 matrix fullScale y y' + sampleScale z z' + damping I.
 * @param terms its two terms, the full loss's first (as removeSample of src/math/removal/secantHessian gives them)
 * @returns the buffer with the matrix, which lives in the scope
 * @throws RangeError when the block is empty, the terms are not two of one length, or the matrix does not fit a binding
 */
export function recordSecantHessian(
  list: RunList,
  scope: BufferScope,
  terms: readonly RankOne[],
  damping: number,
): GPUBuffer {
  const [full, sample] = terms;
  if (!full || !sample || terms.length !== 2) {
    throw new RangeError(`secantHessian takes two rank-one terms, got ${terms.length}`);
  }
  const size = full.vector.length;
  if (size === 0 || sample.vector.length !== size) {
    throw new RangeError(
      `secantHessian needs vectors of one length from 1, got ${size} and ${sample.vector.length}`,
    );
  }
  const hessian = scope.storage('hessian', size * size * 4);
  list.dispatch(
    secantHessianKernel,
    { size, fullScale: full.scale, sampleScale: sample.scale, damping },
    {
      fullDifference: scope.upload('full difference', Float32Array.from(full.vector)),
      sampleDifference: scope.upload('sample difference', Float32Array.from(sample.vector)),
      hessian,
    },
    size * size,
  );
  return hessian;
}

/**
 * Writes the damped Hessian of a removal out on the GPU and reads it back: p x p, row-major, float32.
 * @param take reads it together with what others want; by itself unless given
 */
export async function writeOutOnGpu(
  gpu: Gpu,
  hessian: readonly RankOne[],
  damping: number,
  take?: TakeBuffers,
): Promise<Float32Array> {
  return runOnGpu(gpu, 'secant Hessian', async ({ scope, execute, read, readWith }) => {
    let output: GPUBuffer | undefined;
    await execute((list) => {
      output = recordSecantHessian(list, scope, hessian, damping);
    });
    const [bytes] = await (take ? readWith([output!], take) : read([output!]));
    return new Float32Array(bytes!);
  });
}
