import code from '../../../shaders/foci/nearestNeighbour.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
import { splitRows } from '../../gpu/split';
import { refuseSizes } from './limits';

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
const tileRows = 4;

/** Entries of one row of p candidates: the kernels take them by four. */
export function strideOf(p: number): number {
  return 4 * Math.ceil(p / 4);
}

/** With n and p at their limits a dispatch has 2^21 invocations: 32,768 workgroups, half of what every device takes in a row. */
export const nearestNeighbourKernel = defineKernel({
  name: 'nearestNeighbour',
  code,
  params: { n: 'u32', quads: 'u32', firstRow: 'u32', endRow: 'u32', zero: 'u32' },
  bindings: { selection: 'read', distances: 'read', columns: 'read', neighbours: 'read_write' },
  workgroups: ({ quads, firstRow, endRow }, workgroup) => [
    Math.ceil((Math.ceil((endRow - firstRow) / tileRows) * quads) / workgroup),
  ],
});

/**
 * Records the search among all pairs of n rows, for p candidates at once, in dispatches of at most so many pairs. Entries of the result past p in a
 * row are of no meaning.
 */
export function recordNearestNeighbour(
  list: RunList,
  { selection, distances, rowMajor, neighbours }: NearestNeighbourBuffers,
  n: number,
  p: number,
  pairsPerDispatch: number,
): void {
  refuseSizes('nearestNeighbour', n, p);
  const quads = strideOf(p) / 4;
  const pairsPerTile = tileRows * n * 4 * quads;
  for (const { firstRow, rows } of splitRows(Math.ceil(n / tileRows), pairsPerTile, pairsPerDispatch)) {
    const endRow = Math.min(n, tileRows * (firstRow + rows));
    list.dispatch(
      nearestNeighbourKernel,
      { n, quads, firstRow: tileRows * firstRow, endRow, zero: 0 },
      { selection, distances, columns: rowMajor, neighbours },
      rows * pairsPerTile,
    );
  }
}
