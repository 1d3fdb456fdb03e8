import code from '../../../shaders/linear/symmetrise.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { compileKernel, type Kernel, recordDispatch } from '../../gpu/kernel';

const workgroup = 64;

/** Compiles shaders/linear/symmetrise.wgsl. */
export function compileSymmetrise(gpu: Gpu): Promise<Kernel> {
  return compileKernel(gpu, 'symmetrise', code, { WORKGROUP: workgroup });
}

/**
 * Records symmetric = (M + M') / 2 + damping I.
 * @param buffers both size x size, row-major, float32; not the same buffer
 * @throws RangeError when the matrix has no row
 */
export function recordSymmetrise(
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  kernel: Kernel,
  scope: BufferScope,
  size: number,
  damping: number,
  buffers: { readonly matrix: GPUBuffer; readonly symmetric: GPUBuffer },
): void {
  if (!Number.isInteger(size) || size < 1) {
    throw new RangeError(`symmetrise needs a matrix of at least one row, got ${size}`);
  }
  const params = new ArrayBuffer(8);
  new Uint32Array(params)[0] = size;
  new Float32Array(params)[1] = damping;
  recordDispatch(
    gpu,
    encoder,
    kernel,
    [scope.uniform('symmetrise params', new Uint8Array(params)), buffers.matrix, buffers.symmetric],
    [Math.ceil(size / workgroup), size],
  );
}
