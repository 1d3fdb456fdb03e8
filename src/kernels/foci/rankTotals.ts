import code from '../../../shaders/foci/rankTotals.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { compileKernel, recordDispatch } from '../../gpu/kernel';
import { refuseSizes, WORKGROUP } from './limits';

export interface RankTotalsBuffers {
  readonly atMost: GPUBuffer;
  readonly atLeast: GPUBuffer;
  /** Three words: sum R_i, then sum L_i^2 as low and high word. */
  readonly totals: GPUBuffer;
}

/** Compiles shaders/foci/rankTotals.wgsl; the function returned records the sums over n ranks. */
export async function prepareRankTotals(gpu: Gpu, workgroup = WORKGROUP) {
  const kernel = await compileKernel(gpu, 'rankTotals', code, { WORKGROUP: workgroup });
  return (encoder: GPUCommandEncoder, scope: BufferScope, buffers: RankTotalsBuffers, n: number): void => {
    refuseSizes('rankTotals', n);
    const params = scope.uniform('rankTotals', new Uint32Array([n]));
    recordDispatch(gpu, encoder, kernel, [params, buffers.atMost, buffers.atLeast, buffers.totals], [1]);
  };
}
