import code from '../../../shaders/network/softmax.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { recordDispatch, workgroupsFor } from '../../gpu/kernel';
import { SHAPED_WORKGROUP, type ShapedKernel, shapedKernelNow } from '../../gpu/shapedKernel';

/** The kernel; all sizes are free. */
export const softmaxKernel: ShapedKernel = { name: 'softmax', code, constants: {} };

/**
 * Records output = softmax of every row of the input, rows x columns.
 * @throws RangeError when a size is not a whole number from 1
 */
export function recordSoftmax(
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  scope: BufferScope,
  { rows, columns }: { readonly rows: number; readonly columns: number },
  { input, output }: { readonly input: GPUBuffer; readonly output: GPUBuffer },
): void {
  if (!(rows >= 1 && columns >= 1)) {
    throw new RangeError(`softmax needs sizes from 1, got ${rows} x ${columns}`);
  }
  recordDispatch(
    gpu,
    encoder,
    shapedKernelNow(gpu, softmaxKernel),
    [scope.uniform('softmax params', Uint32Array.from([rows, columns, 0, 0])), input, output],
    workgroupsFor(gpu, rows, SHAPED_WORKGROUP),
  );
}
