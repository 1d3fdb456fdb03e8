/**
 * Samples planted in training data, known to the lab: which they are, and what their labels were.
 *
 *   k = max(1, floor(n permille / 1000)) of the n training images (for a patch: of those of other classes than the one that it stands for), drawn without replacement
 *   labels: y' = (y + 1 + r) mod C,  r uniform in 0 ... C - 2      patch: y' = t, one class t for all, and the patch drawn into the image
 *
 * Of several labels each is moved on by the same 1 + r, or t alone stands for all; an image without any is not drawn for wrong labels.
 *
 * All from the seed by whole numbers alone, so that every machine has the same bytes. Held-out images and those of the guard stay as they were.
 */

import { createRandom, type Random } from '../../math/random/random';
import type { Text } from '../../words/catalogue';
import { message } from '../../words/say';
import type { Dataset, DatasetParts, ImageSet, Planted } from '../dataset';
import { withDigest } from '../digest';
import { shiftClasses } from '../shiftClasses';
import { correlate } from './correlate';
import { drawPatch } from './patch';
import { type Planting, plantedId } from './plantedId';

/**
 * The data with samples planted in the training part, or with attributes that go with the label (correlate.ts): under an id and a name that say so.
 * @throws RangeError for texts; SaidError where attributes are to go with the label, and the data have none
 */
export function plant(dataset: DatasetParts, planting: Planting): Dataset {
  if (dataset.text) throw new RangeError('samples are planted in images, and these are texts');
  if (planting.kind === 'correlated') return correlate(dataset, planting);
  const { training, classNames, shape } = dataset;
  const random = createRandom(planting.seed, `planted ${planting.kind}`);
  const means = planting.kind === 'patch' ? random.integer(classNames.length) : null;
  const samples = drawSamples(training, planting, means, random);
  const trueLabels = Uint8Array.from(samples, (sample) => training.labels[sample]!);
  const labels = training.labels.slice();
  const labelSets = training.labelSets?.slice();
  const images = means === null ? training.images : training.images.slice();
  const classes = classNames.length;
  for (const sample of samples) {
    const shift = means === null ? 1 + random.integer(classes - 1) : 0;
    labels[sample] = means ?? (labels[sample]! + shift) % classes;
    const row = labelSets?.subarray(sample * classes, (sample + 1) * classes);
    if (row && means === null) shiftClasses(row, shift);
    else row?.fill(0).fill(1, labels[sample], labels[sample]! + 1);
    if (means !== null) drawPatch(images, shape, sample);
  }
  const planted: Planted = { ...planting, samples, trueLabels, means };
  const { id, name, notes = [] } = dataset;
  return withDigest({
    ...dataset,
    id: plantedId(id, planting),
    name: `${name}, ${englishOf(planting)}`,
    notes: [...notes, noteOf(planted, classNames)],
    training: { ...training, labels, images, ...(labelSets && { labelSets }) },
    planted,
  });
}

/** Ascending indices. */
function drawSamples(
  { labels, labelSets }: ImageSet,
  { permille }: Planting,
  means: number | null,
  random: Random,
): Uint32Array {
  const classes = labelSets ? labelSets.length / labels.length : 0;
  const isAble = (sample: number) => {
    if (!labelSets) return labels[sample] !== means;
    const row = labelSets.subarray(sample * classes, (sample + 1) * classes);
    return means === null ? row.includes(1) : row[means] !== 1;
  };
  const able = Uint32Array.from(labels.keys()).filter(isAble);
  const count = Math.min(able.length, Math.max(1, Math.floor((labels.length * permille) / 1000)));
  return random.shuffle(able).slice(0, count).sort();
}

/** What files and reports call it, in English. */
function englishOf({ kind, permille, seed }: Planting): string {
  const what = kind === 'labels' ? 'wrong labels' : 'a patch';
  return `${permille / 10}% with ${what} (seed ${seed})`;
}

function noteOf({ kind, samples, means }: Planted, classNames: readonly string[]): Text {
  const { length: count } = samples;
  return kind === 'labels'
    ? message('data.planted.labels', { count })
    : message('data.planted.patch', { count, means: classNames[means!]! });
}
