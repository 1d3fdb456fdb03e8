import code from '../../../shaders/foci/sortColumns.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
import { refuseSizes } from './limits';

/** Columns being sorted: `columns` of n values and the rows they came from, column after column. */
export interface SortableColumns {
  readonly values: GPUBuffer;
  readonly rows: GPUBuffer;
}

/** Runs merged into one: many at first, when each holds a single entry, so that there are few passes. */
const firstFanIn = 16;
const laterFanIn = 4;
/** What sorting one entry is worth, in pairs. */
const sortWork = 32;

/** Entries of all columns that are sorted together at most: bounds the scratch buffers and the length of a dispatch. */
const mostEntries = 2 ** 19;

/** Columns of n entries that are sorted together, one at the least. */
export function columnsSortedTogether(n: number): number {
  return Math.max(1, Math.floor(mostEntries / n));
}

export const sortColumnsKernel = defineKernel({
  name: 'sortColumns',
  code,
  params: { n: 'u32', columns: 'u32', width: 'u32', fanIn: 'u32' },
  bindings: { valuesIn: 'read', rowsIn: 'read', valuesOut: 'read_write', rowsOut: 'read_write' },
  workgroups: ({ n, columns }, workgroup) => [Math.ceil(n / workgroup), columns],
});

/**
 * Records the sort of all columns by value, then row, from one pair of buffers to the other and back, once for every merging of runs.
 * @returns whichever pair holds the sorted columns in the end; the other one is overwritten
 */
export function recordSortColumns(
  list: RunList,
  unsorted: SortableColumns,
  spare: SortableColumns,
  n: number,
  columns: number,
): SortableColumns {
  refuseSizes('sortColumns', n, columns);
  let from = unsorted;
  let to = spare;
  let width = 1;
  while (width < n) {
    const fanIn = width === 1 ? firstFanIn : laterFanIn;
    const buffers = { valuesIn: from.values, rowsIn: from.rows, valuesOut: to.values, rowsOut: to.rows };
    const passes = Math.ceil(Math.log(n) / Math.log(laterFanIn));
    list.dispatch(
      sortColumnsKernel,
      { n, columns, width, fanIn },
      buffers,
      Math.ceil((sortWork * n * columns) / passes),
    );
    [from, to] = [to, from];
    width *= fanIn;
  }
  return from;
}
