import code from '../../../shaders/network/channelReduction.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';
import type { Reduction } from '../../math/network/channelReduction';

/** The kernel of one reduction; all sizes are free. */
export function shapeChannelReduction(reduction: Reduction) {
  return defineKernel({
    name: 'channelReduction',
    code,
    params: { rows: 'u32', columns: 'u32', rowsPerGroup: 'u32', entries: 'u32', scale: 'f32' },
    bindings: { input: 'read', output: 'read_write' },
    workgroups: ({ entries }) => ({ invocations: entries }),
    constants: { OPERATION: reduction === 'sum' ? 0 : 1 },
  });
}

export interface ReductionSizes {
  readonly rows: number;
  readonly columns: number;
  readonly rowsPerGroup: number;
}

/**
 * Records output[g, c] = scale * (sum or greatest of input[r, c] over the rows of group g).
 * @param buffers input: rows x columns; output: groups x columns, the last group may be shorter
 * @throws RangeError when a size is not a whole number from 1
 */
export function recordChannelReduction(
  list: RunList,
  reduction: Reduction,
  { rows, columns, rowsPerGroup }: ReductionSizes,
  buffers: { readonly input: GPUBuffer; readonly output: GPUBuffer },
  scale = 1,
): void {
  if (!(rows >= 1 && columns >= 1 && rowsPerGroup >= 1)) {
    throw new RangeError(
      `channelReduction needs sizes from 1, got ${rows} x ${columns} in groups of ${rowsPerGroup} rows`,
    );
  }
  const entries = Math.ceil(rows / rowsPerGroup) * columns;
  const params = { rows, columns, rowsPerGroup, entries, scale };
  list.dispatch(shapeChannelReduction(reduction), params, buffers);
}
