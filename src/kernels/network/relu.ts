import code from '../../../shaders/network/relu.wgsl?raw';
import gradientCode from '../../../shaders/network/reluGradient.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';

export const reluKernel = defineKernel({
  name: 'relu',
  code,
  params: { quads: 'u32' },
  bindings: { input: 'read', output: 'read_write' },
  workgroups: ({ quads }) => ({ invocations: quads }),
});

export const reluGradientKernel = defineKernel({
  name: 'reluGradient',
  code: gradientCode,
  params: { quads: 'u32' },
  bindings: { input: 'read', outputGradient: 'read', gradient: 'read_write' },
  workgroups: ({ quads }) => ({ invocations: quads }),
});

/** @throws RangeError when the entries do not come in fours */
function countQuads(entries: number): number {
  if (Number.isInteger(entries / 4) && entries > 0) return entries / 4;
  throw new RangeError(`relu needs entries in fours, got ${entries}`);
}

/**
 * Records output = ReLU of the input.
 * @throws RangeError when the entries do not come in fours
 */
export function recordRelu(
  list: RunList,
  entries: number,
  buffers: { readonly input: GPUBuffer; readonly output: GPUBuffer },
): void {
  list.dispatch(reluKernel, { quads: countQuads(entries) }, buffers);
}

/**
 * Records the gradient of ReLU in its input.
 * @throws RangeError when the entries do not come in fours
 */
export function recordReluGradient(
  list: RunList,
  entries: number,
  buffers: { readonly input: GPUBuffer; readonly outputGradient: GPUBuffer; readonly gradient: GPUBuffer },
): void {
  list.dispatch(reluGradientKernel, { quads: countQuads(entries) }, buffers);
}
