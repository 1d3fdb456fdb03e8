import code from '../../../shaders/foci/growDistances.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
import { refuseSizes } from './limits';

export interface GrowDistancesBuffers {
  /** Words 0 and 2 are read: the stop flag and the column taken last (chooseColumn). */
  readonly selection: GPUBuffer;
  /** p columns of n entries, column after column. */
  readonly columnMajor: GPUBuffer;
  /** n x n. */
  readonly distances: GPUBuffer;
}

export const growDistancesKernel = defineKernel({
  name: 'growDistances',
  code,
  params: { n: 'u32', isFirst: 'u32', zero: 'u32' },
  bindings: { selection: 'read', columns: 'read', distances: 'read_write' },
  workgroups: ({ n }) => [n],
});

/** Records the growth of the kept distances by the column taken last. */
export function recordGrowDistances(
  list: RunList,
  { selection, columnMajor, distances }: GrowDistancesBuffers,
  n: number,
  isFirst: boolean,
): void {
  refuseSizes('growDistances', n);
  const buffers = { selection, columns: columnMajor, distances };
  list.dispatch(growDistancesKernel, { n, isFirst: isFirst ? 1 : 0, zero: 0 }, buffers, n * n);
}
