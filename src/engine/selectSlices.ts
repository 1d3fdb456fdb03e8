import type { FociStep } from '../math/dependence/fociTrace';
import { norm } from '../math/linear/vector';
import type { Label } from '../math/network/outputLoss';
import {
  countSlices,
  locateSlice,
  type SliceIndex,
  type SliceLayer,
  sliceLength,
  slicesOf,
} from '../model/slices';
import type { StopId } from '../words/stopMessage';
import type { Blanket } from './blanket';
import {
  drawPerLayer,
  drawSlices,
  drawWithLabels,
  orderByGradient,
  takeBySaliency,
} from './controlSelections';
import type { RemovalRequest, SelectedSlice, SelectionReport } from './report';

/** The selected slices, in order, and why they are. */
export interface Selection {
  readonly slices: readonly SliceIndex[];
  /** What L-FOCI did, where it is L-FOCI that selected. */
  readonly blanket: Blanket | null;
  readonly stop: StopId;
}

type SelectionSettings = Pick<RemovalRequest, 'samples' | 'selection' | 'maxSlices' | 'seed'>;

/** What the selections go by. */
export interface SelectionEvidence {
  readonly layers: readonly SliceLayer[];
  /** What L-FOCI takes; needed by those that it takes part in (needsBlanket). */
  readonly blanket: Blanket | null;
  /** The forgotten samples' mean gradient, flat. */
  readonly gradient: Float64Array;
  /** The forgotten samples' labels. */
  readonly labels: readonly Label[];
}

/** Whether L-FOCI takes part in a selection: for the others no perturbed copies are made. */
export function needsBlanket({ selection }: Pick<RemovalRequest, 'selection'>): boolean {
  return selection !== 'full' && selection !== 'one';
}

/**
 * Step 2 of Algorithm 1: the slices to update. `lfoci`: the Markov blanket of the loss (blanket.ts); the others are for comparison (choices.ts), most of
 * them with a number that is L-FOCI's. Where nothing varies (a loss of exactly 0 for every copy, say) L-FOCI selects nothing.
 */
export function selectSlices(evidence: SelectionEvidence, request: SelectionSettings): Selection {
  const { layers, gradient, labels } = evidence;
  const count = countSlices(layers);
  const limit = request.maxSlices ?? count;
  const blanket = evidence.blanket!;
  const control = (slices: readonly SliceIndex[], stop: StopId): Selection => ({
    slices: slices.slice(0, limit),
    blanket: null,
    stop,
  });
  switch (request.selection) {
    case 'lfoci':
    case 'cheap':
      return { slices: blanket.slices, blanket, stop: blanket.stop };
    case 'random':
      return control(drawSlices(layers, blanket.slices.length, request), 'random');
    case 'random-layer':
      return control(drawPerLayer(layers, blanket.slices, request), 'randomLayer');
    case 'random-label':
      return control(drawWithLabels(layers, blanket.slices, labels, request), 'randomLabel');
    case 'one':
      return control(drawSlices(layers, 1, request), 'one');
    case 'saliency':
      return control(takeBySaliency(layers, blanket.slices, gradient), 'saliencyParameters');
    case 'saliency-slices':
      return control(orderByGradient(layers, gradient).slice(0, blanket.slices.length), 'saliency');
    case 'full': {
      const slices = slicesOf(layers).slice(0, limit);
      return { slices, blanket: null, stop: slices.length === count ? 'every' : 'firstSlices' };
    }
    default:
      return request.selection satisfies never;
  }
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
  { slices, blanket, stop }: Selection,
  gradient: Float64Array,
  step: Float64Array,
): SelectionReport {
  const trace = blanket?.trace ?? null;
  let end = 0;
  const selected = slices.map((slice, i): SelectedSlice => {
    const { layer, unit } = locateSlice(layers, slice);
    const begin = end;
    end += sliceLength(layer);
    return {
      slice,
      layer: layer.name,
      unit,
      t: trace?.values[i] ?? null,
      gradientNorm: norm(gradient.subarray(begin, end)),
      parameters: sliceLength(layer),
      stepNorm: norm(step.subarray(begin, end)),
      runnerUp: trace ? runnerUp(trace.steps[i]!) : null,
    };
  });
  const first = trace?.steps[0]?.candidates;
  return {
    path: blanket?.path ?? null,
    stop,
    blankets: blanket?.own?.map(({ sample, slices }) => ({ sample, slices: [...slices] })) ?? null,
    first: trace
      ? Array.from({ length: Math.max(...slicesOf(layers)) + 1 }, (_, slice) => finiteOrNull(first?.[slice]))
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
