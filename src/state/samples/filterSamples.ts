/** Which samples the grid shows, and in which order. What takes thousands of steps is kept with what it was computed from. */

import type { SampleIndex, SampleScores, TrainingImages } from '../../worker/protocol';
import type { SampleOrder } from '../settings/settings';
import type { State } from '../store';

/** What the grid is to show. */
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

/** Room for the index in a sort key: with the 31 bits of a loss that makes a whole number that a double holds exactly. */
const indexRoom = 2 ** 21;

/** The orders of scores that are still in use: the scores stay the same object as long as the weights' digest is the same. */
const orders = new WeakMap<SampleScores, Uint32Array>();

/**
 * All samples, the highest loss first, equal losses by index. The bits of a float that is not negative rise with its value, so loss
 * and index make one key: keys sort without a function that compares, which 60,000 samples would call a million times.
 */
function byFallingLoss(scores: SampleScores): Uint32Array {
  const known = orders.get(scores);
  if (known) return known;
  const bits = new Uint32Array(scores.losses.map((loss) => Math.max(0, loss)).buffer);
  const keys = Float64Array.from(bits, (rising, index) => (2 ** 31 - rising) * indexRoom + index);
  const order = Uint32Array.from(keys.sort(), (key) => key % indexRoom);
  orders.set(scores, order);
  return order;
}

/** What was shown last of a training set, and of what. */
interface Shown extends SampleFilter {
  readonly scores: SampleScores | null;
  readonly samples: readonly SampleIndex[];
}

const lastShown = new WeakMap<TrainingImages, Shown>();
const noSamples: readonly SampleIndex[] = [];

/** The samples of the grid: the very same array as long as nothing changed. */
export function visibleSamples({
  images,
  lab,
  settings,
}: Pick<State, 'images' | 'lab' | 'settings'>): readonly SampleIndex[] {
  if (images === null) return noSamples;
  const { class: shownClass, misclassified, order } = settings;
  const usesScores = misclassified || order === 'loss';
  const scores = usesScores ? (lab?.scores ?? null) : null;
  const known = lastShown.get(images);
  if (
    known?.scores === scores &&
    known.class === shownClass &&
    known.misclassified === misclassified &&
    known.order === order
  ) {
    return known.samples;
  }
  const filter = { class: shownClass, misclassified, order };
  const samples = filterSamples(images.labels, scores, filter);
  lastShown.set(images, { ...filter, scores, samples });
  return samples;
}
