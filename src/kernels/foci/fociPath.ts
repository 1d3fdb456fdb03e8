/** Where a selection runs: src/kernels/variants.ts says why. */
import type { Gpu } from '../../gpu/device';
import { MOST_COLUMNS, MOST_ROWS } from './limits';

/**
 * The faster path for n rows and p columns. A software adapter shares the CPU's cores, and there the CPU's own search is faster.
 * @param gpu null where there is no WebGPU
 */
export function fociPath(gpu: Pick<Gpu, 'software' | 'device'> | null, n: number, p: number): 'gpu' | 'cpu' {
  return gpu !== null && !gpu.software && isWithinLimits(gpu, n, p) ? 'gpu' : 'cpu';
}

/** Whether the device can bind the n x n kept distances, and the kernels are built for the sizes. */
function isWithinLimits({ device }: Pick<Gpu, 'device'>, n: number, p: number): boolean {
  return (
    n >= 2 && n <= MOST_ROWS && p <= MOST_COLUMNS && 4 * n * n <= device.limits.maxStorageBufferBindingSize
  );
}
