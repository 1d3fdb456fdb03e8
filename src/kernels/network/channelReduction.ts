import code from '../../../shaders/network/channelReduction.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { recordDispatch, workgroupsFor } from '../../gpu/kernel';
import { SHAPED_WORKGROUP, type ShapedKernel, shapedKernelNow } from '../../gpu/shapedKernel';
import type { Reduction } from '../../math/network/channelReduction';

/** The kernel of one reduction; all sizes are free. */
export function shapeChannelReduction(reduction: Reduction): ShapedKernel {
  return { name: 'channelReduction', code, constants: { OPERATION: reduction === 'sum' ? 0 : 1 } };
}

export interface ReductionSizes {
  readonly rows: number;
  readonly columns: number;
  readonly rowsPerGroup: number;
}

/**
 * Records output[g, c] = scale * (sum or greatest of input[r, c] over the rows of group g).
 * @param buffers input: rows x columns; output: groups x columns, the last group may be shorter
 * @throws RangeError when a size is not a whole number from 1
 */
export function recordChannelReduction(
  gpu: Gpu,
  encoder: GPUCommandEncoder,
  scope: BufferScope,
  reduction: Reduction,
  { rows, columns, rowsPerGroup }: ReductionSizes,
  { input, output }: { readonly input: GPUBuffer; readonly output: GPUBuffer },
  scale = 1,
): void {
  if (!(rows >= 1 && columns >= 1 && rowsPerGroup >= 1)) {
    throw new RangeError(
      `channelReduction needs sizes from 1, got ${rows} x ${columns} in groups of ${rowsPerGroup} rows`,
    );
  }
  const entries = Math.ceil(rows / rowsPerGroup) * columns;
  const params = new Uint32Array(8);
  params.set([rows, columns, rowsPerGroup, entries]);
  new Float32Array(params.buffer)[4] = scale;
  recordDispatch(
    gpu,
    encoder,
    shapedKernelNow(gpu, shapeChannelReduction(reduction)),
    [scope.uniform('channelReduction params', params), input, output],
    workgroupsFor(gpu, entries, SHAPED_WORKGROUP),
  );
}
