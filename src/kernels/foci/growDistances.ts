import code from '../../../shaders/foci/growDistances.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { compileKernel, recordDispatch } from '../../gpu/kernel';
import { refuseSizes, WORKGROUP } from './limits';

export interface GrowDistancesBuffers {
  /** Words 0 and 2 are read: the stop flag and the column taken last (chooseColumn). */
  readonly selection: GPUBuffer;
  /** p columns of n entries, column after column. */
  readonly columnMajor: GPUBuffer;
  /** n x n. */
  readonly distances: GPUBuffer;
}

/** Compiles shaders/foci/growDistances.wgsl; the function returned records the growth by the column taken last. */
export async function prepareGrowDistances(gpu: Gpu, workgroup = WORKGROUP) {
  const kernel = await compileKernel(gpu, 'growDistances', code, { WORKGROUP: workgroup });
  return (
    encoder: GPUCommandEncoder,
    scope: BufferScope,
    { selection, columnMajor, distances }: GrowDistancesBuffers,
    n: number,
    isFirst: boolean,
  ): void => {
    refuseSizes('growDistances', n);
    const params = scope.uniform('growDistances', new Uint32Array([n, isFirst ? 1 : 0, 0]));
    recordDispatch(gpu, encoder, kernel, [params, selection, columnMajor, distances], [n]);
  };
}
