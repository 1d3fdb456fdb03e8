import { type FociOnGpuSettings, fociOnGpu } from '../kernels/foci';
import { fociPath } from '../kernels/fociPath';
import { fociInPieces } from '../math/foci';
import type { FociOptions, FociStep, FociStop, FociTrace } from '../math/fociTrace';
import { randomise } from '../math/lfoci';
import type { Compute } from '../model/compute';
import { type Job, runInPieces } from '../model/job';
import { countSlices, locateSlice, type SliceLayer, sliceLength } from '../model/slices';
import type { Perturbation } from './perturb';
import type { RemovalRequest, SelectedSlice, SelectionPath, SelectionReport } from './report';

/** What each GPU path asks of the kernels. */
const searches: Readonly<Record<Exclude<SelectionPath, 'cpu'>, FociOnGpuSettings>> = {
  gpu: {},
  gpuPairs: { search: 'pairs' },
  gpuLists: { search: 'shortLists' },
};

export interface Selection {
  readonly trace: FociTrace;
  readonly path: SelectionPath;
}

/**
 * Step 2 of Algorithm 1: L-FOCI (Algorithm 2) on the perturbed activations and losses selects the Markov blanket of the loss.
 * Every path gives the same answer, bit for bit (docs/decisions/0001-one-arithmetic-for-foci.md).
 * Where nothing varies (a loss of exactly 0 for every copy, say) nothing is selected.
 * @throws RangeError when the GPU is asked for where there is none; AbortError when cancelled (on the CPU at once, on the GPU between phases)
 */
export async function selectSlices(
  { gpu }: Compute,
  { activations, losses }: Perturbation,
  { maxSlices, fociPath: wanted, seed }: Pick<RemovalRequest, 'maxSlices' | 'fociPath' | 'seed'>,
  { signal }: Job = {},
): Promise<Selection> {
  const measured = fociPath(gpu, activations.rows, activations.columns).runsOn;
  const path = wanted === 'auto' ? measured : wanted;
  const { y, x } = randomise(losses, activations, seed);
  const options: FociOptions = maxSlices === null ? {} : { maxSlices };
  if (path === 'cpu') return { trace: await runInPieces(fociInPieces(y, x, options), signal), path };
  if (!gpu) throw new RangeError('L-FOCI on the GPU needs the WebGPU backend');
  return { trace: await fociOnGpu(gpu, y, x, options, searches[path]), path };
}

const stopSentences: Readonly<Record<FociStop, string>> = {
  noGain: 'No remaining slice says more about the loss: the best has T \u2264 0.',
  maxSlices: 'The limit on the number of slices was reached.',
  cheap: 'The cheap variant takes one slice.',
  exhausted: 'The selected slices explain the loss completely, or no slice is left.',
  noInformation:
    'Neither loss nor activations vary under this perturbation: nothing is selected, the model stays as it is.',
};

/** The candidate with the largest T after the winner; the lowest of equals. */
function runnerUp({ best, candidates }: FociStep): SelectedSlice['runnerUp'] {
  let second: SelectedSlice['runnerUp'] = null;
  candidates.forEach((t, slice) => {
    if (slice !== best && !Number.isNaN(t) && (second === null || t > second.t)) second = { slice, t };
  });
  return second;
}

/**
 * The selection in words and numbers for the report.
 * @param stepNorms norm of the step taken on each selected slice, in order of selection
 */
export function reportSelection(
  layers: readonly SliceLayer[],
  { trace, path }: Selection,
  stepNorms: readonly number[],
): SelectionReport {
  return {
    path,
    stop: stopSentences[trace.stop],
    first: Array.from({ length: countSlices(layers) }, (_, slice) => {
      const t = trace.steps[0]?.candidates[slice] ?? Number.NaN;
      return Number.isNaN(t) ? null : t;
    }),
    selected: trace.selected.map((slice, i) => {
      const { layer, unit } = locateSlice(layers, slice);
      return {
        slice,
        layer: layer.name,
        unit,
        t: trace.values[i]!,
        parameters: sliceLength(layer),
        stepNorm: stepNorms[i]!,
        runnerUp: runnerUp(trace.steps[i]!),
      };
    }),
  };
}
