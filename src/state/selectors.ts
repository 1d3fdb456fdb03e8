/** What the panels show, computed from the state. Pure functions; the ones over thousands of samples remember their last answer. */

import type {
  LabState,
  RemovalPreview,
  RemovalReport,
  SampleIndex,
  SampleScores,
  SelectedSlice,
  SliceLayer,
  TrainingImages,
} from '../worker/protocol';
import type { SampleOrder, SettingName } from './settings';
import type { State } from './store';

/** Which samples the grid shows, and in which order. */
export interface SampleFilter {
  readonly class: number | null;
  readonly misclassified: boolean;
  readonly order: SampleOrder;
}

/** The samples that pass the filter, in its order. Without scores nothing is misclassified and the order is by index. */
export function filterSamples(
  labels: Uint8Array,
  scores: SampleScores | null,
  filter: SampleFilter,
): SampleIndex[] {
  const order = filter.order === 'loss' && scores !== null ? byFallingLoss(scores) : null;
  const shown: SampleIndex[] = [];
  for (let place = 0; place < labels.length; place++) {
    const index = order?.[place] ?? place;
    if (filter.class !== null && labels[index] !== filter.class) continue;
    if (filter.misclassified && (scores === null || scores.predicted[index] === labels[index])) continue;
    shown.push(index);
  }
  return shown;
}

/** Remembers the last answer, as long as the inputs are the very same values. */
function rememberLast<A extends readonly unknown[], R>(compute: (...inputs: A) => R): (...inputs: A) => R {
  let last: { inputs: A; result: R } | null = null;
  return (...inputs) => {
    if (last === null || inputs.some((input, i) => input !== last?.inputs[i])) {
      last = { inputs, result: compute(...inputs) };
    }
    return last.result;
  };
}

/** Room for the index in a sort key: with the 31 bits of a loss that makes a whole number that a double holds exactly. */
const indexRoom = 2 ** 21;

/**
 * All samples, the highest loss first, equal losses by index. The bits of a float that is not negative rise with its value, so loss
 * and index make one key: keys sort without a function that compares, which 60,000 samples would call a million times.
 */
const byFallingLoss = rememberLast(({ losses }: SampleScores): Uint32Array => {
  const bits = new Uint32Array(losses.map((loss) => Math.max(0, loss)).buffer);
  const keys = Float64Array.from(bits, (rising, index) => (2 ** 31 - rising) * indexRoom + index);
  return Uint32Array.from(keys.sort(), (key) => key % indexRoom);
});

const noSamples: SampleIndex[] = [];

const rememberedFilter = rememberLast(
  (
    images: TrainingImages | null,
    scores: SampleScores | null,
    shownClass: number | null,
    misclassified: boolean,
    order: SampleOrder,
  ) =>
    images === null
      ? noSamples
      : filterSamples(images.labels, scores, { class: shownClass, misclassified, order }),
);

/** The samples of the grid. */
export function visibleSamples({ images, lab, settings }: State): SampleIndex[] {
  return rememberedFilter(
    images,
    lab?.scores ?? null,
    settings.class,
    settings.misclassified,
    settings.order,
  );
}

/** All that the grid says about one sample. */
export interface SampleFacts {
  readonly index: SampleIndex;
  readonly label: string;
  /** null while the model is not trained. */
  readonly predicted: string | null;
  readonly loss: number | null;
  readonly misclassified: boolean;
  readonly removed: boolean;
}

/** The facts of a sample; null while there are no pictures. */
export function sampleFacts(
  lab: LabState | null,
  images: TrainingImages | null,
  index: SampleIndex,
): SampleFacts | null {
  const label = images?.labels[index];
  if (lab === null || label === undefined) return null;
  const { classNames } = lab.dataset;
  const predicted = lab.scores?.predicted[index];
  return {
    index,
    label: classNames[label] ?? String(label),
    predicted: predicted === undefined ? null : (classNames[predicted] ?? String(predicted)),
    loss: lab.scores?.losses[index] ?? null,
    misclassified: predicted !== undefined && predicted !== label,
    removed: lab.removed.includes(index),
  };
}

/** The settings that a removal under this state reads. */
function usedSettings(noise: boolean): SettingName[] {
  const always: SettingName[] = ['perturbations', 'perturbationDeviation', 'damping', 'maxSlices', 'seed'];
  return noise ? [...always, 'epsilon', 'delta'] : always;
}

/** Why nothing can be unlearned now, in a sentence, or null. A job that runs is no reason: it ends. */
export function whyNotUnlearn({ lab, selected, drafts, settings }: State): string | null {
  if (lab === null) return 'The lab is not open yet.';
  if (lab.model.training === null) return `Train ${lab.model.name} on ${lab.dataset.name} first.`;
  if (selected.length === 0) return 'Select a sample in the grid.';
  const wrong = usedSettings(settings.noise).find((name) => drafts[name] !== undefined);
  return wrong === undefined ? null : drafts[wrong]!.complaint;
}

/** The report on show: the one chosen in the history, else the last; null while there is none. */
export function shownReport({ lab, shown }: State): RemovalReport | null {
  const reports = lab?.reports ?? [];
  return reports.find(({ number }) => number === shown) ?? reports.at(-1) ?? null;
}

/** A unit of a layer's picture. */
export interface UnitPicture {
  readonly unit: number;
  /** T(loss, this unit alone); null where its activation does not vary. */
  readonly t: number | null;
  /** Place in the order of selection, from 1; null where it was not selected. */
  readonly order: number | null;
}

/** A layer's units with what the selection saw of each. */
export function layerPictures(
  layers: readonly SliceLayer[],
  first: readonly (number | null)[],
  selected: readonly SelectedSlice[],
): { layer: SliceLayer; units: UnitPicture[] }[] {
  const order = new Map(selected.map(({ slice }, i) => [slice, i + 1]));
  return layers.map((layer) => ({
    layer,
    units: Array.from({ length: layer.units }, (_, unit) => ({
      unit,
      t: first[layer.firstSlice + unit] ?? null,
      order: order.get(layer.firstSlice + unit) ?? null,
    })),
  }));
}

/** What to expect of certification noise beside the step, as a plain sentence; null while it stays below the step. */
export function noiseWarning({ noise, stepNorm }: RemovalPreview): string | null {
  if (noise.expectedNorm <= stepNorm) return null;
  const times = noise.expectedNorm / stepNorm;
  if (!Number.isFinite(times)) return 'The step is zero: all that noise can do is harm.';
  const factor = times < 10 ? times.toFixed(1) : Math.round(times).toLocaleString('en');
  return `Noise ${factor} times the step: the model will be destroyed, not unlearned.`;
}

/** A removal that costs more validation accuracy than this did more than forget. */
const largestHarmlessLoss = 0.05;

/** What to say of a removal that damaged the model, as a plain sentence; null while the damage is small. */
export function damageWarning({ before, after, sample, update }: RemovalReport): string | null {
  const lost = before.validationAccuracy - after.validationAccuracy;
  if (lost <= largestHarmlessLoss) return null;
  const cause =
    update.noise && update.noise.norm > update.stepNorm
      ? 'Certification noise was on: compare its norm with the step\u2019s.'
      : 'The step was too long for this sample: undo, and raise the damping \u03bb.';
  return `Removing sample ${sample.index} cost ${(100 * lost).toFixed(1)} points of validation accuracy. ${cause}`;
}

/** What to say where a run of removals ends at damage, with `left` samples not removed. */
export function damageSentence(warning: string, left: number): string {
  if (left === 0) return warning;
  const rest =
    left === 1
      ? 'The sample after it was not removed and stays'
      : `The ${left} samples after it were not removed and stay`;
  return `${warning} ${rest} selected.`;
}

/** What became of a cancelled run of removals. */
export function cancelledSentence(finished: number, asked: number): string {
  if (finished === 0) return 'Cancelled: the model is as it was.';
  const kept = finished === 1 ? 'the finished one is' : 'the finished ones are';
  return `Cancelled after ${finished} of ${asked} removals: ${kept} kept, the rest changed nothing.`;
}
