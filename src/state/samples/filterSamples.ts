/** Which samples the grid shows, and in which order. What takes thousands of steps is kept with what it was computed from. */

import {
  hasBit,
  type LookedScore,
  lookedScores,
  type SampleIndex,
  type SampleMemorisation,
  type SampleScores,
  type TrainingImages,
} from '../../worker/protocol';
import { lookAt } from '../looks/looks';
import type { GoneFilter, MemorisedThird, SampleOrder, Settings } from '../settings/settings';
import type { State } from '../store';
import { hasLabel } from './sampleFacts';

/** What the grid is to show. */
export interface SampleFilter {
  readonly class: number | null;
  /** What the model takes them for; null: anything. */
  readonly predicted: number | null;
  readonly gone: GoneFilter;
  readonly misclassified: boolean;
  /** Only what the lab planted. */
  readonly planted: boolean;
  /** A third of all samples by memorisation, or all. */
  readonly memorised: MemorisedThird;
  readonly order: SampleOrder;
  /** Only texts with a word that begins so; empty: all. */
  readonly word?: string;
}

/** What else a filter goes by, as far as it is known. */
export interface FilterGrounds {
  readonly memorisation: SampleMemorisation | null;
  /** The number of every sample that they are ordered by, where a look has it. */
  readonly values: Float32Array | null;
  /** A bit for each sample that is gone. */
  readonly removed: Uint8Array | null;
  /** What the lab planted. */
  readonly plantedSet: ReadonlySet<SampleIndex> | null;
  /** Of samples that have several labels: 1 for each of them, count x classes. */
  readonly labelSets: Uint8Array | null;
  /** Of data of texts. */
  readonly texts: readonly string[] | null;
}

/** The samples that pass the filter, in its order. What is not known orders and filters nothing, but without scores nothing is misclassified. */
export function filterSamples(
  labels: Uint8Array,
  scores: SampleScores | null,
  filter: SampleFilter,
  {
    memorisation = null,
    values = null,
    removed = null,
    plantedSet = null,
    labelSets = null,
    texts = null,
  }: Partial<FilterGrounds> = {},
): SampleIndex[] {
  const labelled = { labels, ...(labelSets && { labelSets }) };
  const begins = filter.word && texts ? wordThatBegins(filter.word) : null;
  const order = orderBy(filter.order, scores, memorisation, values);
  const third = memorisation && filter.memorised !== 'all' ? thirdsOf(memorisation) : null;
  if (order === null && hidesNone(filter)) return allSamples(labels.length);
  const shown: SampleIndex[] = [];
  for (let place = 0; place < labels.length; place++) {
    const index = order?.[place] ?? place;
    if (filter.class !== null && !hasLabel(labelled, index, filter.class)) continue;
    if (begins && !begins.test(texts![index]!)) continue;
    if (filter.predicted !== null && scores?.predicted[index] !== filter.predicted) continue;
    if (filter.gone !== 'all' && removed !== null && hasBit(removed, index) !== (filter.gone === 'forgotten'))
      continue;
    if (filter.misclassified && (scores === null || hasLabel(labelled, index, scores.predicted[index]!)))
      continue;
    if (filter.planted && plantedSet !== null && !plantedSet.has(index)) continue;
    if (third !== null && third[index] !== memorisedNumbers[filter.memorised]) continue;
    shown.push(index);
  }
  return shown;
}

function hidesNone({
  class: only,
  predicted,
  gone,
  misclassified,
  planted,
  memorised,
  word = '',
}: SampleFilter): boolean {
  const isWhole = only === null && predicted === null && word === '';
  return isWhole && gone === 'all' && !misclassified && !planted && memorised === 'all';
}

/** A word that begins with these letters, whatever their case. */
function wordThatBegins(letters: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${letters.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'iu');
}

/** Without a question to each: of hundreds of thousands that takes as long as the page may be still. */
function allSamples(count: number): SampleIndex[] {
  const all = new Array<SampleIndex>(count);
  for (let index = 0; index < count; index++) all[index] = index;
  return all;
}

/** All samples in an order; null: by index. */
function orderBy(
  order: SampleOrder,
  scores: SampleScores | null,
  memorisation: SampleMemorisation | null,
  values: Float32Array | null,
): Uint32Array | null {
  if (order === 'loss') return scores && byFallingLoss(scores);
  if (order === 'undecided') return scores && byDoubt(scores);
  if (order === 'memorisation') return memorisation && byFallingMemorisation(memorisation).order;
  if (isLooked(order)) return values && byFallingValue(values, order === 'margin');
  return null;
}

/** What a sample's third is noted as; 0: nobody knows how much it is memorised. */
const memorisedNumbers = { all: 0, most: 1, middle: 2, least: 3 } as const;

interface MemorisationOrder {
  /** The most memorised first, equal ones by index; in the end those that nobody knows of. */
  readonly order: Uint32Array;
  readonly known: number;
}

const memorisationOrders = new WeakMap<SampleMemorisation, MemorisationOrder>();

function byFallingMemorisation(memorisation: SampleMemorisation): MemorisationOrder {
  const found = memorisationOrders.get(memorisation);
  if (found) return found;
  const { values } = memorisation;
  const rank = (index: number) => (Number.isNaN(values[index]) ? Number.NEGATIVE_INFINITY : values[index]!);
  const order = Uint32Array.from(values.keys()).sort((a, b) =>
    rank(a) === rank(b) ? a - b : rank(b) - rank(a),
  );
  const ordered = { order, known: values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0) };
  memorisationOrders.set(memorisation, ordered);
  return ordered;
}

/** The third that each sample is in. */
function thirdsOf(memorisation: SampleMemorisation): Uint8Array {
  const { order, known } = byFallingMemorisation(memorisation);
  const thirds = new Uint8Array(order.length);
  for (let place = 0; place < known; place++) thirds[order[place]!] = 1 + Math.floor((3 * place) / known);
  return thirds;
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

const doubts = new WeakMap<SampleScores, Uint32Array>();

/** All samples, those first whose label the model gives a probability near a half, e^-loss: there a small step can tip the scales. Equal ones by index. */
function byDoubt(scores: SampleScores): Uint32Array {
  const known = doubts.get(scores);
  if (known) return known;
  const certainty = scores.losses.map((loss) => Math.abs(Math.exp(-Math.max(0, loss)) - 0.5));
  const bits = new Uint32Array(certainty.buffer);
  const keys = Float64Array.from(bits, (rising, index) => rising * indexRoom + index);
  const order = Uint32Array.from(keys.sort(), (key) => key % indexRoom);
  doubts.set(scores, order);
  return order;
}

const isLooked = (order: SampleOrder): order is LookedScore =>
  (lookedScores as readonly string[]).includes(order);

/** The question whose answer the samples are ordered by; null: the page has what it needs. */
export function orderQuestion({
  order,
  influenceOn,
  damping,
}: Pick<Settings, 'order' | 'influenceOn' | 'damping'>) {
  if (!isLooked(order)) return null;
  if (order === 'effect') return { kind: 'sampleScores', score: order, damping } as const;
  if (order === 'influence')
    return { kind: 'sampleScores', score: order, damping, on: influenceOn ?? 0 } as const;
  return { kind: 'sampleScores', score: order } as const;
}

const valueOrders = new WeakMap<Float32Array, Uint32Array>();

/** All samples, the largest value first, or the smallest; equal ones by index. */
function byFallingValue(values: Float32Array, isRising: boolean): Uint32Array {
  const known = valueOrders.get(values);
  if (known) return known;
  // Bits of floats that are turned so that they rise with the value: then value and index make one key.
  const bits = new Int32Array(values.slice().buffer);
  const keys = Float64Array.from(bits, (raw, index) => {
    const rising = raw < 0 ? -(raw & 0x7fffffff) : raw;
    return (2 ** 31 + (isRising ? rising : -rising)) * indexRoom + index;
  });
  const order = Uint32Array.from(keys.sort(), (key) => key % indexRoom);
  valueOrders.set(values, order);
  return order;
}

/** The answers that orders went by last: they stand until newer ones are there, so that nothing moves under the pointer meanwhile. */
const lastValues = new WeakMap<
  TrainingImages,
  { readonly question: string; readonly values: Float32Array }
>();

function orderValues(
  images: TrainingImages,
  { lab, settings, looks }: Pick<State, 'lab' | 'settings' | 'looks'>,
): Float32Array | null {
  const question = orderQuestion(settings);
  if (question === null || lab === null) return null;
  const look = lookAt({ lab, looks }, { state: lab.history.current }, question);
  const text = JSON.stringify(question);
  if (look?.kind === 'ready') {
    if (lastValues.get(images)?.values !== look.answer)
      lastValues.set(images, { question: text, values: look.answer });
    return look.answer;
  }
  const last = lastValues.get(images);
  return last?.question === text ? last.values : null;
}

/** What was shown last of a training set, and of what. */
interface Shown extends SampleFilter, FilterGrounds {
  readonly scores: SampleScores | null;
  readonly samples: readonly SampleIndex[];
}

const plantedSets = new WeakMap<TrainingImages, ReadonlySet<SampleIndex>>();

/** What the lab planted; null: nothing. */
export function plantedOf(images: TrainingImages): ReadonlySet<SampleIndex> | null {
  if (!images.planted) return null;
  const set = plantedSets.get(images) ?? new Set(images.planted.samples);
  plantedSets.set(images, set);
  return set;
}

const lastShown = new WeakMap<TrainingImages, Shown>();
const noSamples: readonly SampleIndex[] = [];

/** The samples of the grid: the very same array as long as nothing changed. */
export function visibleSamples({
  images,
  lab,
  settings,
  memorisation: known,
  looks,
  word: letters = '',
}: Pick<State, 'images' | 'lab' | 'settings' | 'memorisation' | 'looks'> &
  Partial<Pick<State, 'word'>>): readonly SampleIndex[] {
  if (images === null) return noSamples;
  const { class: shownClass, predicted, gone, misclassified, planted, memorised, order } = settings;
  const usesScores = misclassified || predicted !== null || order === 'loss' || order === 'undecided';
  const scores = usesScores ? (lab?.scores ?? null) : null;
  const usesMemorisation = memorised !== 'all' || order === 'memorisation';
  const memorisation = usesMemorisation ? known : null;
  const values = orderValues(images, { lab, settings, looks });
  const removed = gone === 'all' ? null : (lab?.removed ?? null);
  const plantedSet = planted ? plantedOf(images) : null;
  const { labelSets = null, texts = null } = images;
  const word = texts ? letters.trim() : '';
  const last = lastShown.get(images);
  if (
    last?.scores === scores &&
    last.memorisation === memorisation &&
    last.values === values &&
    last.removed === removed &&
    last.class === shownClass &&
    last.predicted === predicted &&
    last.gone === gone &&
    last.misclassified === misclassified &&
    last.planted === planted &&
    last.memorised === memorised &&
    last.order === order &&
    last.word === word
  ) {
    return last.samples;
  }
  const filter = { class: shownClass, predicted, gone, misclassified, planted, memorised, order, word };
  const grounds = { memorisation, values, removed, plantedSet, labelSets, texts };
  const samples = filterSamples(images.labels, scores, filter, grounds);
  lastShown.set(images, { ...filter, ...grounds, scores, samples });
  return samples;
}
