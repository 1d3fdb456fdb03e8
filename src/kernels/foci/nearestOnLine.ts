import code from '../../../shaders/foci/nearestOnLine.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
import { refuseSizes } from './limits';
import type { SortableColumns } from './sortColumns';

export interface NearestOnLineSizes {
  readonly n: number;
  /** How many sorted columns there are. */
  readonly columns: number;
  /** Entries of one row of the result. */
  readonly stride: number;
  /** Where the first of the sorted columns goes in a row of the result. */
  readonly firstColumn: number;
}

export const nearestOnLineKernel = defineKernel({
  name: 'nearestOnLine',
  code,
  params: { n: 'u32', columns: 'u32', stride: 'u32', firstColumn: 'u32' },
  bindings: { values: 'read', rows: 'read', neighbours: 'read_write' },
  workgroups: ({ n, columns }, workgroup) => [Math.ceil(n / workgroup), columns],
});

/** Records the one-dimensional neighbours of every row in every sorted column into `neighbours`, n x stride. */
export function recordNearestOnLine(
  list: RunList,
  { values, rows }: SortableColumns,
  neighbours: GPUBuffer,
  { n, columns, stride, firstColumn }: NearestOnLineSizes,
): void {
  refuseSizes('nearestOnLine', n, columns);
  if (firstColumn + columns > stride) {
    throw new RangeError(
      `nearestOnLine has rows of ${stride} entries, too few for columns ${firstColumn} to ${firstColumn + columns - 1}`,
    );
  }
  const params = { n, columns, stride, firstColumn };
  list.dispatch(nearestOnLineKernel, params, { values, rows, neighbours });
}
