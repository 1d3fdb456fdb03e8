import code from '../../../shaders/foci/sortColumns.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { compileKernel, recordDispatch } from '../../gpu/kernel';
import { refuseSizes, WORKGROUP } from './limits';

/** Columns being sorted: `columns` of n values and the rows they came from, column after column. */
export interface SortableColumns {
  readonly values: GPUBuffer;
  readonly rows: GPUBuffer;
}

/** Runs merged into one: many at first, when each holds a single entry, so that there are few passes. */
const FIRST_FAN_IN = 16;
const LATER_FAN_IN = 4;

/**
 * Compiles shaders/foci/sortColumns.wgsl; the function returned records the sort of all columns by value, then row, from one pair of
 * buffers to the other and back, once for every merging of runs.
 * @returns (from the function) whichever pair holds the sorted columns in the end; the other one is overwritten
 */
export async function prepareSortColumns(gpu: Gpu, workgroup = WORKGROUP) {
  const kernel = await compileKernel(gpu, 'sortColumns', code, { WORKGROUP: workgroup });
  return (
    encoder: GPUCommandEncoder,
    scope: BufferScope,
    unsorted: SortableColumns,
    spare: SortableColumns,
    n: number,
    columns: number,
  ): SortableColumns => {
    refuseSizes('sortColumns', n, columns);
    let from = unsorted;
    let to = spare;
    let width = 1;
    while (width < n) {
      const fanIn = width === 1 ? FIRST_FAN_IN : LATER_FAN_IN;
      const params = scope.uniform('sortColumns', new Uint32Array([n, width, fanIn]));
      recordDispatch(
        gpu,
        encoder,
        kernel,
        [params, from.values, from.rows, to.values, to.rows],
        [Math.ceil(n / workgroup), columns],
      );
      [from, to] = [to, from];
      width *= fanIn;
    }
    return from;
  };
}
