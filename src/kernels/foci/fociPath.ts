/** Where a selection runs and how: the measurements behind these numbers stand in docs/performance.md, "FOCI on the GPU". */
import type { Gpu } from '../../gpu/device';
import { MOST_COLUMNS, MOST_ROWS } from './limits';

/** How the GPU looks for neighbours: among all pairs, or through short lists that all candidates share. Same result. */
export type FociSearch = 'pairs' | 'shortLists';

export interface FociPath {
  readonly runsOn: 'gpu' | 'cpu';
  /** On the GPU, the short lists are used from so many taken columns on: the more are taken, the sooner a list decides. */
  readonly listsFrom: number;
}

/**
 * Where the short lists begin to pay. A software adapter gains from the pruning itself, the more so the more candidates share a
 * list; a real GPU only once a step is long against a handful of dispatches.
 */
const CANDIDATES_FOR_LISTS = 200;
const PAIRS_FOR_LISTS = 2e10;

/**
 * The faster path for n rows and p columns. A software adapter shares the CPU's cores, and there the CPU's own search is faster.
 * @param gpu null where there is no WebGPU
 */
export function fociPath(gpu: Pick<Gpu, 'software' | 'device'> | null, n: number, p: number): FociPath {
  const isHardware = gpu !== null && !gpu.software;
  return {
    runsOn: isHardware && isWithinLimits(gpu, n, p) ? 'gpu' : 'cpu',
    listsFrom: isHardware ? (n * n * p < PAIRS_FOR_LISTS ? NEVER : 2) : p < CANDIDATES_FOR_LISTS ? 3 : 2,
  };
}

/** Whether the device can bind the n x n kept distances, and the kernels are built for the sizes. */
function isWithinLimits({ device }: Pick<Gpu, 'device'>, n: number, p: number): boolean {
  return (
    n >= 2 && n <= MOST_ROWS && p <= MOST_COLUMNS && 4 * n * n <= device.limits.maxStorageBufferBindingSize
  );
}

const NEVER = Number.POSITIVE_INFINITY;

/** The path with one search forced, whatever was measured. */
export function forceSearch(path: FociPath, search: FociSearch): FociPath {
  return { ...path, listsFrom: search === 'pairs' ? NEVER : 1 };
}
