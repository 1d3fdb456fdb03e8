/** What the panels show, computed from the state. Pure functions; the ones over thousands of samples remember their last answer. */

import type { TextCode } from '../words/catalogue';
import { formats, say } from '../words/say';
import {
  hasBit,
  type MethodId,
  type Metrics,
  type RemovalPreview,
  type RemovalReport,
  type ReportSummary,
  type RetrainingComparison,
  type SampleIndex,
  type SampleScores,
  type SelectedSlice,
  type SliceLayer,
  standingState,
  type TrainingImages,
} from '../worker/protocol';
import type { ChartSource } from './charts/charts';
import { pathTo } from './history/historyTree';
import type { LabState } from './labState';
import type { SampleOrder } from './settings/settings';
import { usedSettings } from './settings/usedSettings';
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
    removed: hasBit(lab.removed, index),
  };
}

/** Why nothing can be unlearned now, in a sentence, or null. A job that runs is no reason: it ends. */
export function whyNotUnlearn({ lab, selected, drafts, settings }: State): string | null {
  if (lab === null) return say('lab.notOpen');
  if (lab.model.training === null)
    return say('page.jobs.trainFirst', { model: lab.model.name, data: lab.dataset.name });
  if (selected.length === 0) return say('page.samples.selection.empty');
  const wrong = usedSettings(settings).find((name) => drafts[name] !== undefined);
  return wrong === undefined ? null : drafts[wrong]!.complaint;
}

/** The state of the history on show: the one chosen there, else the one that the model is in. */
export function shownState({ lab, reports, shown }: State): number {
  const id = shown ?? lab?.history.current ?? 0;
  return id <= reports.length ? id : 0;
}

/** The whole report on show; null for the original model, and until the worker has sent it. */
export function shownReport(state: State): RemovalReport | null {
  const { report } = state;
  return report?.id === shownState(state) ? report : null;
}

/** The report on show in short; null for the original model. */
export function shownSummary(state: State): ReportSummary | null {
  return state.reports[shownState(state) - 1] ?? null;
}

/** The comparison of a state with a retrained model; null where there is none. */
export function comparisonOf(
  { lab, reports }: Pick<State, 'lab' | 'reports'>,
  id: number,
): RetrainingComparison | null {
  const standing = standingState(reports, id);
  return lab?.comparisons.findLast((comparison) => comparison.id === standing) ?? null;
}

/** What the charts are drawn from; null before the lab is open. */
export function chartSource({ lab, reports }: Pick<State, 'lab' | 'reports'>): ChartSource | null {
  return rememberedSource(lab, reports);
}

const rememberedSource = rememberLast((lab: LabState | null, reports: readonly ReportSummary[]) => {
  if (lab === null) return null;
  const { current } = lab.history;
  const parents = reports.map(({ parent }) => parent);
  const path = pathTo(parents, current)
    .map((id) => reports[id - 1]!)
    .filter(({ accepted }) => accepted);
  return { path, original: lab.original, comparisons: lab.comparisons };
});

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

/** What certification noise will be beside the step, as a plain sentence; null while it stays below the step. */
export function noiseWarning({ noise, stepNorm }: RemovalPreview): string | null {
  if (noise.expectedNorm <= stepNorm) return null;
  const times = noise.expectedNorm / stepNorm;
  if (!Number.isFinite(times)) return say('page.settings.preview.stepIsZero');
  const factor = times < 10 ? formats.tenths(times) : formats.whole(Math.round(times));
  return say('page.settings.preview.noiseLarger', { factor });
}

/** A removal that costs more validation accuracy than this did more than forget. */
const largestHarmlessLoss = 0.05;

/** Points of validation accuracy that a removal cost, or would have cost; below 0 where it won some. */
export function lostPoints({
  before,
  after,
}: {
  readonly before: Pick<Metrics, 'validationAccuracy'>;
  readonly after: Pick<Metrics, 'validationAccuracy'>;
}): number {
  return 100 * (before.validationAccuracy - after.validationAccuracy);
}

/** Methods whose damage comes of a step, or of noise, that was too long. The others train: what they cost has many reasons. */
const stepping: readonly MethodId[] = ['algorithm1', 'gradient-ascent', 'influence', 'fisher-forgetting'];

/** What to say of an accepted removal that damaged the model, as a plain sentence; null while the damage is small. */
export function damageWarning(report: ReportSummary): string | null {
  const { method, stepNorm, noiseNorm } = report;
  const lost = lostPoints(report);
  if (lost <= 100 * largestHarmlessLoss) return null;
  const cost = costSentence(report.samples, formats.tenths(lost));
  const because = (reason: TextCode) => say('page.removal.outcome.withReason', { cost, reason: say(reason) });
  if (report.emptiesClass) return because('page.removal.outcome.classGone');
  if (!stepping.includes(method)) return cost;
  const isOurs = method === 'algorithm1';
  if (noiseNorm !== null && noiseNorm > stepNorm) {
    return because(isOurs ? 'page.removal.outcome.noiseOn' : 'page.removal.outcome.noiseTooStrong');
  }
  return because(isOurs ? 'page.removal.outcome.stepTooLongForDamping' : 'page.removal.outcome.stepTooLong');
}

function costSentence(samples: readonly SampleIndex[], points: string): string {
  return samples.length === 1
    ? say('page.removal.outcome.costOne', { sample: samples[0]!, points })
    : say('page.removal.outcome.costMany', { count: formats.whole(samples.length), points });
}

/** What the guard did to a removal, as a plain sentence; null where it let it pass. */
export function guardSentence(report: ReportSummary): string | null {
  if (report.accepted) return null;
  const cost = say('page.removal.outcome.rejected', {
    points: formats.tenths(lostPoints(report)),
    count: report.samples.length,
  });
  if (!report.emptiesClass) return cost;
  return say('page.removal.outcome.withReason', {
    cost,
    reason: say('page.removal.outcome.wouldEmptyClass'),
  });
}

/** What the guard rejected of a run of several removals, as a plain sentence; null where it let all pass. The report of one says it itself. */
export function rejectedSentence(finished: readonly ReportSummary[]): string | null {
  const rejected = finished.filter(({ accepted }) => !accepted);
  if (rejected.length === 0 || finished.length === 1) return null;
  return say('page.removal.outcome.someRejected', { rejected: rejected.length, of: finished.length });
}

/** What became of a cancelled run of removals. */
export function cancelledSentence(finished: number, asked: number): string {
  if (finished === 0) return say('page.removal.outcome.cancelled');
  return say('page.removal.outcome.cancelledAfter', { finished, of: asked });
}
