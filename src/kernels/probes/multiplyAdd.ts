import code from '../../../shaders/probes/multiplyAdd.wgsl?raw';
import { defineKernel } from '../../gpu/defineKernel';
import type { RunList } from '../../gpu/runList';

export const multiplyAddKernel = defineKernel({
  name: 'multiplyAdd',
  code,
  params: { quads: 'u32', steps: 'u32', factor: 'f32', shift: 'f32' },
  bindings: { input: 'read', output: 'read_write' },
  workgroups: ({ quads }) => ({ invocations: quads }),
});

export interface Chains {
  /** Groups of four entries; each entry has four chains. */
  readonly quads: number;
  readonly steps: number;
  readonly factor: number;
  readonly shift: number;
}

/** Multiplications and additions of so many chains. */
export const operationsOf = ({ quads, steps }: Chains): number => 2 * 16 * quads * steps;

/**
 * Records the chains of every entry of the input.
 * @throws RangeError when there are none
 */
export function recordMultiplyAdd(
  list: RunList,
  { quads, steps, factor, shift }: Chains,
  buffers: { readonly input: GPUBuffer; readonly output: GPUBuffer },
): void {
  if (!Number.isInteger(quads) || quads < 1 || !Number.isInteger(steps) || steps < 0) {
    throw new RangeError(`multiplyAdd needs entries and steps, got ${quads} quads and ${steps} steps`);
  }
  list.dispatch(multiplyAddKernel, { quads, steps, factor, shift }, buffers);
}
