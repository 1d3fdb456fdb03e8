import orderCode from '../../../shaders/foci/orderLists.wgsl?raw';
import listCode from '../../../shaders/foci/shortLists.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { compileKernel, recordDispatch } from '../../gpu/kernel';
import { splitRows } from '../../gpu/split';
import { refuseSizes, WORKGROUP } from './limits';

/** The nearest others of every row by the kept distance, capacity x n each: entry (k, i) is the k-th of row i. */
export interface ShortLists {
  /** How many of them row i has. */
  readonly lengths: GPUBuffer;
  readonly orderedDistances: GPUBuffer;
  readonly orderedRows: GPUBuffer;
}

export interface ShortListsBuffers extends ShortLists {
  readonly selection: GPUBuffer;
  /** Kept squared distances, n x n. */
  readonly distances: GPUBuffer;
  /** Scratch, capacity x n each. */
  readonly listedDistances: GPUBuffer;
  readonly listedRows: GPUBuffer;
}

/** Thresholds that the kernel draws from its sample. */
const THRESHOLDS = 8;

/** Places in a list that aims at `aim` rows: a sample's threshold admits more than that about once in a hundred rows. */
export function listCapacity(aim: number): number {
  return 2 * aim;
}

/**
 * Compiles shaders/foci/shortLists.wgsl and shaders/foci/orderLists.wgsl; the function returned records the lists of all n rows.
 * @param aim (of the function) rows a list should hold, a multiple of 8; a list may hold up to listCapacity(aim)
 */
export async function prepareShortLists(gpu: Gpu, workgroup = WORKGROUP) {
  const [list, order] = await Promise.all([
    compileKernel(gpu, 'shortLists', listCode, { WORKGROUP: workgroup }),
    compileKernel(gpu, 'orderLists', orderCode, { WORKGROUP: workgroup }),
  ]);
  return (
    encoder: GPUCommandEncoder,
    scope: BufferScope,
    buffers: ShortListsBuffers,
    n: number,
    aim: number,
    pairsPerDispatch: number,
  ): void => {
    refuseSizes('shortLists', n);
    if (!Number.isInteger(aim / THRESHOLDS) || aim < THRESHOLDS) {
      throw new RangeError(`shortLists aims at a multiple of ${THRESHOLDS} rows, got ${aim}`);
    }
    const { selection, distances, lengths, listedDistances, listedRows } = buffers;
    const capacity = listCapacity(aim);
    // Three looks at every pair, one of them with eight comparisons.
    for (const { firstRow, rows } of splitRows(n, 10 * n, pairsPerDispatch)) {
      const params = scope.uniform(
        'shortLists',
        new Uint32Array([n, capacity, aim / THRESHOLDS, firstRow, firstRow + rows]),
      );
      recordDispatch(
        gpu,
        encoder,
        list,
        [params, selection, distances, lengths, listedDistances, listedRows],
        [Math.ceil(rows / workgroup)],
      );
    }
    const { orderedDistances, orderedRows } = buffers;
    recordDispatch(
      gpu,
      encoder,
      order,
      [
        scope.uniform('orderLists', new Uint32Array([n])),
        selection,
        lengths,
        listedDistances,
        listedRows,
        orderedDistances,
        orderedRows,
      ],
      [Math.ceil(n / workgroup), Math.min(capacity, n - 1)],
    );
  };
}
