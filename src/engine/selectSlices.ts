import { type FociOnGpuSettings, fociOnGpu } from '../kernels/foci/foci';
import { fociPath } from '../kernels/foci/fociPath';
import { fociInPieces } from '../math/dependence/foci';
import type { FociOptions, FociStep, FociTrace } from '../math/dependence/fociTrace';
import { randomise } from '../math/dependence/lfoci';
import { norm } from '../math/linear/vector';
import { createRandom } from '../math/random/random';
import type { Compute } from '../model/compute';
import { type Job, runInPieces } from '../model/job';
import {
  blockIndices,
  countSlices,
  gather,
  locateSlice,
  type SliceIndex,
  type SliceLayer,
  sliceLength,
} from '../model/slices';
import { SaidError } from '../words/saidError';
import type { StopId } from '../words/stopMessage';
import type { Perturbation } from './perturb';
import type { RemovalRequest, SelectedSlice, SelectionPath, SelectionReport } from './report';

/** What each GPU path asks of the kernels. */
const searches: Readonly<Record<Exclude<SelectionPath, 'cpu'>, FociOnGpuSettings>> = {
  gpu: {},
  gpuPairs: { search: 'pairs' },
  gpuLists: { search: 'shortLists' },
};

/** The selected slices, in order, and why they are. */
export interface Selection {
  readonly slices: readonly SliceIndex[];
  /** What L-FOCI did, where it ran. */
  readonly foci: { readonly trace: FociTrace; readonly path: SelectionPath } | null;
  readonly stop: StopId;
}

type SelectionSettings = Pick<RemovalRequest, 'samples' | 'selection' | 'maxSlices' | 'fociPath' | 'seed'>;

/** What the selections go by. */
export interface SelectionEvidence {
  readonly layers: readonly SliceLayer[];
  /** Needed by those that L-FOCI takes part in (needsPerturbation). */
  readonly perturbation: Perturbation | null;
  /** The forgotten samples' mean gradient, flat. */
  readonly gradient: Float64Array;
}

/** Whether a selection looks at the perturbed copies: for the others they are not made. */
export function needsPerturbation({ selection }: Pick<RemovalRequest, 'selection'>): boolean {
  return selection !== 'full' && selection !== 'one';
}

/**
 * Step 2 of Algorithm 1: the slices to update. `lfoci`: L-FOCI (Algorithm 2) on the perturbed activations and losses selects the Markov blanket of
 * the loss; the others are for comparison (choices.ts).
 * Where nothing varies (a loss of exactly 0 for every copy, say) L-FOCI selects nothing.
 * @throws SaidError when the GPU is asked for where there is none; AbortError when cancelled (on the CPU at once, on the GPU between phases)
 */
export async function selectSlices(
  compute: Compute,
  evidence: SelectionEvidence,
  request: SelectionSettings,
  job: Job = {},
): Promise<Selection> {
  const { layers, gradient } = evidence;
  const count = countSlices(layers);
  const limit = request.maxSlices ?? count;
  const search = () => searchBlanket(compute, evidence.perturbation!, request, job);
  switch (request.selection) {
    case 'lfoci':
    case 'cheap': {
      const foci = await search();
      return { slices: foci.trace.selected, foci, stop: foci.trace.stop };
    }
    case 'random': {
      const foci = await search();
      const slices = drawSlices(count, foci.trace.selected.length, request);
      return { slices, foci: null, stop: 'random' };
    }
    case 'one':
      return { slices: drawSlices(count, 1, request), foci: null, stop: 'one' };
    case 'saliency-slices': {
      const foci = await search();
      const slices = orderByGradient(layers, gradient).slice(0, foci.trace.selected.length);
      return { slices, foci: null, stop: 'saliency' };
    }
    case 'full': {
      const slices = Array.from({ length: Math.min(count, limit) }, (_, slice) => slice);
      return { slices, foci: null, stop: slices.length === count ? 'every' : 'firstSlices' };
    }
    default:
      return request.selection satisfies never;
  }
}

/** L-FOCI, on the path that is asked for. Every path gives the same answer, bit for bit (docs/decisions/0001-one-arithmetic-for-foci.md). */
async function searchBlanket(
  { gpu }: Compute,
  { activations, losses }: Perturbation,
  { selection, maxSlices, fociPath: wanted, seed }: SelectionSettings,
  { signal }: Job,
): Promise<NonNullable<Selection['foci']>> {
  const measured = fociPath(gpu, activations.rows, activations.columns).runsOn;
  const path = wanted === 'auto' ? measured : wanted;
  const { y, x } = randomise(losses, activations, seed);
  const options: FociOptions = {
    ...(maxSlices === null ? {} : { maxSlices }),
    ...(selection === 'cheap' ? { variant: 'cheap' } : {}),
  };
  if (path === 'cpu') return { trace: await runInPieces(fociInPieces(y, x, options), signal), path };
  if (!gpu) throw new SaidError('engine.failed.fociNeedsGpu', []);
  return { trace: await fociOnGpu(gpu, y, x, options, searches[path]), path };
}

/** So many of the slices, drawn without replacement, in the order of the network: others for other samples, under one seed too. */
function drawSlices(count: number, wanted: number, { seed, samples }: SelectionSettings): SliceIndex[] {
  const random = createRandom(seed, `random slices ${samples.join(' ')}`);
  const order = random.shuffle(Uint32Array.from({ length: count }, (_, i) => i));
  return [...order.subarray(0, wanted)].sort((a, b) => a - b);
}

/** All slices, that with the largest gradient norm first; the lowest of equals. */
function orderByGradient(layers: readonly SliceLayer[], gradient: Float64Array): SliceIndex[] {
  const norms = Array.from({ length: countSlices(layers) }, (_, slice) =>
    norm(gather(gradient, blockIndices(layers, [slice]))),
  );
  return [...norms.keys()].sort((a, b) => norms[b]! - norms[a]! || a - b);
}

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
 * @param gradient the forgotten samples' mean gradient on the block
 * @param step the step taken on the block
 */
export function reportSelection(
  layers: readonly SliceLayer[],
  { slices, foci, stop }: Selection,
  gradient: Float64Array,
  step: Float64Array,
): SelectionReport {
  let end = 0;
  const selected = slices.map((slice, i): SelectedSlice => {
    const { layer, unit } = locateSlice(layers, slice);
    const begin = end;
    end += sliceLength(layer);
    return {
      slice,
      layer: layer.name,
      unit,
      t: foci?.trace.values[i] ?? null,
      gradientNorm: norm(gradient.subarray(begin, end)),
      parameters: sliceLength(layer),
      stepNorm: norm(step.subarray(begin, end)),
      runnerUp: foci ? runnerUp(foci.trace.steps[i]!) : null,
    };
  });
  const first = foci?.trace.steps[0]?.candidates;
  return {
    path: foci?.path ?? null,
    stop,
    first: foci
      ? Array.from({ length: countSlices(layers) }, (_, slice) => finiteOrNull(first?.[slice]))
      : [],
    perLayer: layers.map(({ name, units }) => ({
      layer: name,
      selected: selected.filter(({ layer }) => layer === name).length,
      slices: units,
    })),
    selected,
  };
}

function finiteOrNull(t = Number.NaN): number | null {
  return Number.isNaN(t) ? null : t;
}
