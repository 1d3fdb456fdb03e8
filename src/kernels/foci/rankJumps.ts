import code from '../../../shaders/foci/rankJumps.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { compileKernel, recordDispatch } from '../../gpu/kernel';
import { refuseSizes, WORKGROUP } from './limits';

export interface RankJumpsBuffers {
  /** R, n. */
  readonly atMost: GPUBuffer;
  /** Rows in the order of each column, column after column (sortColumns). */
  readonly rows: GPUBuffer;
  /** Result, one word a column. */
  readonly jumps: GPUBuffer;
}

/** Compiles shaders/foci/rankJumps.wgsl; the function returned records the sums of rank jumps along sorted columns. */
export async function prepareRankJumps(gpu: Gpu, workgroup = WORKGROUP) {
  const kernel = await compileKernel(gpu, 'rankJumps', code, { WORKGROUP: workgroup });
  return (
    encoder: GPUCommandEncoder,
    scope: BufferScope,
    { atMost, rows, jumps }: RankJumpsBuffers,
    n: number,
    columns: number,
  ): void => {
    refuseSizes('rankJumps', n, columns);
    const params = scope.uniform('rankJumps', new Uint32Array([n, columns]));
    recordDispatch(gpu, encoder, kernel, [params, atMost, rows, jumps], [Math.ceil(columns / workgroup)]);
  };
}
