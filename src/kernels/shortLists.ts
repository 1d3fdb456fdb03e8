import code from '../../shaders/shortLists.wgsl?raw';
import type { BufferScope } from '../gpu/buffers';
import type { Gpu } from '../gpu/device';
import { compileKernel, recordDispatch } from '../gpu/kernel';
import { refuseSizes, WORKGROUP } from './limits';
import { splitRows } from './split';

/** The nearest others of every row by the kept distance, length x n each: entry (k, i) is the k-th of row i. */
export interface ShortLists {
  readonly distances: GPUBuffer;
  readonly rows: GPUBuffer;
  readonly length: number;
}

export interface ShortListsBuffers {
  readonly selection: GPUBuffer;
  /** Kept squared distances, n x n. */
  readonly distances: GPUBuffer;
}

/** Compiles shaders/shortLists.wgsl; the function returned records the lists of all n rows. */
export async function prepareShortLists(gpu: Gpu, workgroup = WORKGROUP) {
  const kernel = await compileKernel(gpu, 'shortLists', code, { WORKGROUP: workgroup });
  return (
    encoder: GPUCommandEncoder,
    scope: BufferScope,
    { selection, distances }: ShortListsBuffers,
    lists: ShortLists,
    n: number,
    pairsPerDispatch: number,
  ): void => {
    refuseSizes('shortLists', n);
    if (!(lists.length >= 1 && lists.length < n)) {
      throw new RangeError(`shortLists needs lists of 1 to ${n - 1} of n=${n} rows, got ${lists.length}`);
    }
    // Insertion costs a row about as many steps again as it has pairs.
    for (const { firstRow, rows } of splitRows(n, 10 * n, pairsPerDispatch)) {
      const params = scope.uniform(
        'shortLists',
        new Uint32Array([n, lists.length, firstRow, firstRow + rows]),
      );
      recordDispatch(
        gpu,
        encoder,
        kernel,
        [params, selection, distances, lists.distances, lists.rows],
        [Math.ceil(rows / workgroup)],
      );
    }
  };
}
