/** Where a selection runs and how: the measurements behind these numbers stand in docs/performance.md, "FOCI on the GPU". */
import type { Gpu } from '../gpu/device';

/** How the GPU looks for neighbours: among all pairs, or through short lists that all candidates share. Same result. */
export type FociSearch = 'pairs' | 'shortLists';

export interface FociPath {
  readonly runsOn: 'gpu' | 'cpu';
  /** The search to use on the GPU, chosen or forced. */
  readonly search: FociSearch;
  /** Pairs of rows that one dispatch may look at, for about 100 ms on slow hardware of this class. */
  readonly pairsPerDispatch: number;
}

export interface AdapterClass {
  /** Whether the adapter computes on the CPU. */
  readonly isSoftware: boolean;
}

/** Software adapters look at 0.3 to 0.5 pairs a nanosecond, the slowest of real GPUs at 10 or more. */
const PAIRS_PER_DISPATCH = { software: 3.2e7, hardware: 1e9 } as const;

/** From so many pairs a step on, building the short lists pays on a real GPU. */
const PAIRS_FOR_LISTS = 2e10;

/** The class of the adapter behind an open device. */
export function classifyAdapter(gpu: Gpu): AdapterClass {
  const info = gpu.adapterInfo as GPUAdapterInfo & { isFallbackAdapter?: boolean };
  const isNamedSo = /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${gpu.name} ${info.architecture}`);
  return { isSoftware: info.isFallbackAdapter === true || isNamedSo };
}

/**
 * The faster path for n rows and p columns. A software adapter shares the CPU's cores, and there the CPU's own search is faster.
 * @param adapter undefined where there is no WebGPU
 */
export function fociPath(adapter: AdapterClass | undefined, n: number, p: number): FociPath {
  const isHardware = adapter !== undefined && !adapter.isSoftware;
  return {
    runsOn: isHardware ? 'gpu' : 'cpu',
    search: isHardware && n * n * p < PAIRS_FOR_LISTS ? 'pairs' : 'shortLists',
    pairsPerDispatch: PAIRS_PER_DISPATCH[isHardware ? 'hardware' : 'software'],
  };
}
