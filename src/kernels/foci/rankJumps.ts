import code from '../../../shaders/foci/rankJumps.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
import { refuseSizes } from './limits';

export interface RankJumpsBuffers {
  /** R, n. */
  readonly atMost: GPUBuffer;
  /** Rows in the order of each column, column after column (sortColumns). */
  readonly rows: GPUBuffer;
  /** Result, one word a column. */
  readonly jumps: GPUBuffer;
}

export const rankJumpsKernel = defineKernel({
  name: 'rankJumps',
  code,
  params: { n: 'u32', columns: 'u32' },
  bindings: { atMost: 'read', rows: 'read', jumps: 'read_write' },
  workgroups: ({ columns }, workgroup) => [Math.ceil(columns / workgroup)],
});

/** Records the sums of rank jumps along sorted columns. */
export function recordRankJumps(
  list: RunList,
  { atMost, rows, jumps }: RankJumpsBuffers,
  n: number,
  columns: number,
): void {
  refuseSizes('rankJumps', n, columns);
  list.dispatch(rankJumpsKernel, { n, columns }, { atMost, rows, jumps });
}
