import code from '../../../shaders/network/softmax.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';

/** All sizes are free. */
export const softmaxKernel = defineKernel({
  name: 'softmax',
  code,
  params: { rows: 'u32', columns: 'u32' },
  bindings: { input: 'read', output: 'read_write' },
  workgroups: ({ rows }) => ({ invocations: rows }),
  constants: {},
});

/**
 * Records output = softmax of every row of the input, rows x columns.
 * @throws RangeError when a size is not a whole number from 1
 */
export function recordSoftmax(
  list: RunList,
  { rows, columns }: { readonly rows: number; readonly columns: number },
  buffers: { readonly input: GPUBuffer; readonly output: GPUBuffer },
): void {
  if (!(rows >= 1 && columns >= 1)) {
    throw new RangeError(`softmax needs sizes from 1, got ${rows} x ${columns}`);
  }
  list.dispatch(softmaxKernel, { rows, columns }, buffers);
}
