import code from '../../../shaders/probes/copy.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';

export const copyKernel = defineKernel({
  name: 'copy',
  code,
  params: { quads: 'u32' },
  bindings: { input: 'read', output: 'read_write' },
  workgroups: ({ quads }) => ({ invocations: quads }),
});

/**
 * Records output = input.
 * @param quads how many groups of four float32
 * @throws RangeError when there are none
 */
export function recordCopy(
  list: RunList,
  quads: number,
  buffers: { readonly input: GPUBuffer; readonly output: GPUBuffer },
): void {
  if (!Number.isInteger(quads) || quads < 1) throw new RangeError(`copy needs entries, got ${quads} quads`);
  list.dispatch(copyKernel, { quads }, buffers);
}
