/**
 * The Markov blanket of the loss of what is to be forgotten, by L-FOCI (Algorithm 2): of one sample; of several by the means of their activations and
 * losses, as published; or of each by itself, and their union.
 */

import { GpuError } from '../gpu/gpuError';
import { fociOnGpu } from '../kernels/foci/foci';
import { fociPath } from '../kernels/foci/fociPath';
import { fociInPieces } from '../math/dependence/foci';
import type { FociOptions, FociTrace } from '../math/dependence/fociTrace';
import { randomise } from '../math/dependence/lfoci';
import type { Compute } from '../model/compute';
import { type Job, runInPieces } from '../model/job';
import type { Network } from '../model/network';
import type { SliceIndex } from '../model/slices';
import { SaidError } from '../words/saidError';
import { sayInEnglish } from '../words/say';
import type { StopId } from '../words/stopMessage';
import type { ForgetGroup } from './forgetSet';
import { type Perturbation, perturb } from './perturb';
import type { RemovalRequest, SampleIndex, SelectionPath } from './request';

/** The slices that one sample of a batch would select alone. */
export interface OwnBlanket {
  readonly sample: SampleIndex;
  readonly slices: readonly SliceIndex[];
}

/** The slices that L-FOCI selects, in order, and how it came to them. */
export interface Blanket {
  readonly slices: readonly SliceIndex[];
  readonly path: SelectionPath;
  readonly stop: StopId;
  /** What one search did; null for a union. */
  readonly trace: FociTrace | null;
  /** What the union is of, in the order of the samples; null where it is none. */
  readonly own: readonly OwnBlanket[] | null;
}

type SearchSettings = Pick<RemovalRequest, 'selection' | 'maxSlices' | 'fociPath' | 'seed'>;

/** Where each path that can be asked for runs: the last two were searches of their own once, with the same answer. */
const runsOn: Readonly<Record<SelectionPath, 'cpu' | 'gpu'>> = {
  cpu: 'cpu',
  gpu: 'gpu',
  gpuPairs: 'gpu',
  gpuLists: 'gpu',
};

/**
 * L-FOCI on one perturbation, on the path that is asked for. Every path gives the same answer, bit for bit (docs/decisions/0001-one-arithmetic-for-foci.md).
 * @throws SaidError when the GPU is asked for where there is none; AbortError when cancelled (within a few hundredths of a second)
 */
export async function searchBlanket(
  { gpu }: Compute,
  { slices, activations, losses }: Perturbation,
  { selection, maxSlices, fociPath: wanted, seed }: SearchSettings,
  { signal }: Job,
): Promise<Blanket> {
  const path = wanted === 'auto' ? fociPath(gpu, activations.rows, activations.columns) : runsOn[wanted];
  const { y, x } = randomise(losses, activations, seed);
  const options: FociOptions = {
    ...(maxSlices === null ? {} : { maxSlices }),
    ...(selection === 'cheap' ? { variant: 'cheap' } : {}),
  };
  const ofTrace = (trace: FociTrace, path: SelectionPath) => blanketOf(namedBySlice(trace, slices), path);
  if (path === 'cpu') return ofTrace(await runInPieces(fociInPieces(y, x, options), signal), path);
  if (!gpu) throw new SaidError('engine.failed.fociNeedsGpu', []);
  try {
    return ofTrace(await fociOnGpu(gpu, y, x, options, signal), path);
  } catch (error) {
    if (wanted !== 'auto' || !(error instanceof GpuError)) throw error;
    // The answer is the same, bit for bit; what else failed on the device is found out before the removal is recorded.
    gpu.tell(sayInEnglish('gpu.fociWentOnOnCpu', { reason: error.message }));
    return ofTrace(await runInPieces(fociInPieces(y, x, options), signal), 'cpu');
  }
}

/** A trace of columns as one of the slices that they are of; a slice that has no column was no candidate. */
function namedBySlice(trace: FociTrace, slices: readonly SliceIndex[]): FociTrace {
  if (slices.every((slice, column) => slice === column)) return trace;
  const count = Math.max(...slices) + 1;
  return {
    ...trace,
    selected: trace.selected.map((column) => slices[column]!),
    constantColumns: trace.constantColumns.map((column) => slices[column]!),
    steps: trace.steps.map((step) => {
      const candidates = new Float64Array(count).fill(Number.NaN);
      step.candidates.forEach((t, column) => {
        candidates[slices[column]!] = t;
      });
      return { ...step, best: slices[step.best]!, candidates };
    }),
  };
}

function blanketOf(trace: FociTrace, path: SelectionPath): Blanket {
  return { slices: trace.selected, path, stop: trace.stop, trace, own: null };
}

/**
 * The union of the samples' own blankets: each by copies of its own, sample after sample, so that no more than one perturbation is in memory. The copies'
 * noise and the ties of a sample are those that it would have alone under the same seed, so its blanket in a batch is its blanket alone. The slices that most samples
 * took come first, the lowest of equals; a limit holds for each search and for the union, which keeps the first.
 * @throws as searchBlanket
 */
export async function uniteBlankets(
  compute: Compute,
  network: Network,
  { samples, inputs }: Pick<ForgetGroup, 'samples' | 'inputs'>,
  request: RemovalRequest,
  { signal, onProgress }: Job,
): Promise<Blanket> {
  const own: OwnBlanket[] = [];
  let path: SelectionPath = 'cpu';
  for (const [i, input] of inputs.entries()) {
    const perturbation = await perturb(compute, network, [input], request, { signal });
    const found = await searchBlanket(compute, perturbation, request, { signal });
    path = found.path;
    own.push({ sample: samples[i]!, slices: found.slices });
    onProgress?.((i + 1) / inputs.length);
  }
  const united = orderByTakers(own);
  const slices = united.slice(0, request.maxSlices ?? united.length);
  const stop = slices.length < united.length ? 'maxSlices' : slices.length === 0 ? 'noInformation' : 'union';
  return { slices, path, stop, trace: null, own };
}

/** All slices that some sample took, those that most took first; the lowest of equals. */
function orderByTakers(own: readonly OwnBlanket[]): SliceIndex[] {
  const takers = new Map<SliceIndex, number>();
  for (const { slices } of own) {
    for (const slice of slices) takers.set(slice, (takers.get(slice) ?? 0) + 1);
  }
  return [...takers.keys()].sort((a, b) => takers.get(b)! - takers.get(a)! || a - b);
}
