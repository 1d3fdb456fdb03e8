import code from '../../../shaders/foci/nearestNeighbour.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { compileKernel, recordDispatch } from '../../gpu/kernel';
import { splitRows } from '../../gpu/split';
import { refuseSizes, WORKGROUP } from './limits';

export interface NearestNeighbourBuffers {
  /** Word 0 is the stop flag (chooseColumn). */
  readonly selection: GPUBuffer;
  /** Kept squared distances, n x n; the largest float32 on the diagonal (growDistances). */
  readonly distances: GPUBuffer;
  /** Candidates, n x stride, row after row. */
  readonly rowMajor: GPUBuffer;
  /** Result, n x stride. */
  readonly neighbours: GPUBuffer;
}

/** Rows that one invocation looks after. */
export const TILE_ROWS = 4;

/** Entries of one row of p candidates: the kernels take them by four. */
export function strideOf(p: number): number {
  return 4 * Math.ceil(p / 4);
}

/**
 * Compiles shaders/foci/nearestNeighbour.wgsl; the function returned records the search among all pairs, for p candidates at once.
 * Entries of the result past p in a row are of no meaning. All rows, or those from firstRow (a multiple of TILE_ROWS) to endRow (exclusive).
 */
export async function prepareNearestNeighbour(gpu: Gpu, workgroup = WORKGROUP) {
  const kernel = await compileKernel(gpu, 'nearestNeighbour', code, { WORKGROUP: workgroup });
  return (
    encoder: GPUCommandEncoder,
    scope: BufferScope,
    { selection, distances, rowMajor, neighbours }: NearestNeighbourBuffers,
    n: number,
    p: number,
    pairsPerDispatch: number,
    { firstRow: from, endRow: end } = { firstRow: 0, endRow: n },
  ): void => {
    refuseSizes('nearestNeighbour', n, p);
    const quads = strideOf(p) / 4;
    const mostTiles = Math.floor((gpu.device.limits.maxComputeWorkgroupsPerDimension * workgroup) / quads);
    const tiles = Math.ceil((end - from) / TILE_ROWS);
    const pairsPerTile = TILE_ROWS * n * 4 * quads;
    for (const { firstRow, rows } of splitRows(tiles, pairsPerTile, pairsPerDispatch, mostTiles)) {
      const endRow = Math.min(end, from + TILE_ROWS * (firstRow + rows));
      const params = scope.uniform(
        'nearestNeighbour',
        new Uint32Array([n, quads, from + TILE_ROWS * firstRow, endRow, 0]),
      );
      recordDispatch(
        gpu,
        encoder,
        kernel,
        [params, selection, distances, rowMajor, neighbours],
        [Math.ceil((rows * quads) / workgroup)],
      );
    }
  };
}
