/** Where a selection runs and how: the measurements behind these numbers stand in docs/performance.md, "FOCI on the GPU". */
import type { Gpu } from '../../gpu/device';

/** How the GPU looks for neighbours: among all pairs, or through short lists that all candidates share. Same result. */
export type FociSearch = 'pairs' | 'shortLists';

export interface FociPath {
  readonly runsOn: 'gpu' | 'cpu';
  /** On the GPU, the short lists are used from so many taken columns on: the more are taken, the sooner a list decides. */
  readonly listsFrom: number;
  /** Pairs of rows that one dispatch may look at, for about 100 ms on slow hardware of this class. */
  readonly pairsPerDispatch: number;
}

/** Software adapters look at 0.3 to 0.5 pairs a nanosecond, the slowest of real GPUs at 10 or more. */
const PAIRS_PER_DISPATCH = { software: 3.2e7, hardware: 1e9 } as const;

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
export function fociPath(gpu: Pick<Gpu, 'software'> | null, n: number, p: number): FociPath {
  const isHardware = gpu !== null && !gpu.software;
  return {
    runsOn: isHardware ? 'gpu' : 'cpu',
    listsFrom: isHardware ? (n * n * p < PAIRS_FOR_LISTS ? NEVER : 2) : p < CANDIDATES_FOR_LISTS ? 3 : 2,
    pairsPerDispatch: PAIRS_PER_DISPATCH[isHardware ? 'hardware' : 'software'],
  };
}

const NEVER = Number.POSITIVE_INFINITY;

/** The path with one search forced, whatever was measured. */
export function forceSearch(path: FociPath, search: FociSearch): FociPath {
  return { ...path, listsFrom: search === 'pairs' ? NEVER : 1 };
}
