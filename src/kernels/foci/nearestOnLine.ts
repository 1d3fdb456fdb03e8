import code from '../../../shaders/foci/nearestOnLine.wgsl?raw';
import type { BufferScope } from '../../gpu/buffers';
import type { Gpu } from '../../gpu/device';
import { compileKernel, recordDispatch } from '../../gpu/kernel';
import { refuseSizes, WORKGROUP } from './limits';
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

/**
 * Compiles shaders/foci/nearestOnLine.wgsl; the function returned records the one-dimensional neighbours of every row in every
 * sorted column into `neighbours`, n x stride.
 */
export async function prepareNearestOnLine(gpu: Gpu, workgroup = WORKGROUP) {
  const kernel = await compileKernel(gpu, 'nearestOnLine', code, { WORKGROUP: workgroup });
  return (
    encoder: GPUCommandEncoder,
    scope: BufferScope,
    sorted: SortableColumns,
    neighbours: GPUBuffer,
    { n, columns, stride, firstColumn }: NearestOnLineSizes,
  ): void => {
    refuseSizes('nearestOnLine', n, columns);
    if (firstColumn + columns > stride) {
      throw new RangeError(
        `nearestOnLine has rows of ${stride} entries, too few for columns ${firstColumn} to ${firstColumn + columns - 1}`,
      );
    }
    const params = scope.uniform('nearestOnLine', new Uint32Array([n, stride, firstColumn]));
    recordDispatch(
      gpu,
      encoder,
      kernel,
      [params, sorted.values, sorted.rows, neighbours],
      [Math.ceil(n / workgroup), columns],
    );
  };
}
