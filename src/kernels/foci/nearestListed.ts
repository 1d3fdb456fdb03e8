import code from '../../../shaders/foci/nearestListed.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { compileKernel, recordDispatch } from '../../gpu/kernel';
import { splitRows } from '../../gpu/split';
import { refuseSizes, WORKGROUP } from './limits';
import { type NearestNeighbourBuffers, strideOf } from './nearestNeighbour';
import type { ShortLists } from './shortLists';

/**
 * Compiles shaders/foci/nearestListed.wgsl; the function returned records the pruned search for p candidates at once. The result is
 * that of nearestNeighbour, entry by entry.
 */
export async function prepareNearestListed(gpu: Gpu, workgroup = WORKGROUP) {
  const kernel = await compileKernel(gpu, 'nearestListed', code, { WORKGROUP: workgroup });
  return (
    encoder: GPUCommandEncoder,
    scope: BufferScope,
    buffers: NearestNeighbourBuffers & ShortLists,
    n: number,
    p: number,
    pairsPerDispatch: number,
  ): void => {
    refuseSizes('nearestListed', n, p);
    const { selection, distances, rowMajor, lengths, orderedDistances, orderedRows, neighbours } = buffers;
    const stride = strideOf(p);
    const mostRows = Math.floor((gpu.device.limits.maxComputeWorkgroupsPerDimension * workgroup) / stride);
    // The worst case, in which every list is too short: then each row costs what it costs without lists.
    for (const { firstRow, rows } of splitRows(n, n * stride, pairsPerDispatch, mostRows)) {
      const params = scope.uniform('nearestListed', new Uint32Array([n, stride, firstRow, rows, 0]));
      recordDispatch(
        gpu,
        encoder,
        kernel,
        [params, selection, distances, rowMajor, lengths, orderedDistances, orderedRows, neighbours],
        [Math.ceil((rows * stride) / workgroup)],
      );
    }
  };
}
