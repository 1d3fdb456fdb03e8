import { createRandom, type Random } from '../../math/random/random';
import type { ImageSet } from '../dataset';

/**
 * What the data sets that the lab makes have in common: balanced classes in shuffled order, and images that depend on (seed, split, index) alone, so
 * that asking for fewer gives the beginning of the same set.
 */

export interface MadeOptions {
  /** A non-negative safe integer. */
  readonly seed: number;
  /** Default 6,000. */
  readonly trainingCount?: number;
  /** Default 1,000. */
  readonly validationCount?: number;
  /** Called now and then with the share of images made, from 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** How one image is made. */
export interface ImageMaker {
  /** Of the data set; names its random streams. */
  readonly name: string;
  readonly classes: number;
  readonly imageBytes: number;
  draw(random: Random, label: number, pixels: Uint8Array): void;
}

type Split = 'training' | 'validation';

const IMAGES_PER_REPORT = 250;

/**
 * Makes both parts of a data set: classes equal to within one in every run of as many images as there are classes.
 * @throws RangeError when a count is not a positive whole number, or the seed is not one
 */
export function makeParts(
  maker: ImageMaker,
  { seed, trainingCount = 6000, validationCount = 1000, onProgress }: MadeOptions,
): { readonly training: ImageSet; readonly validation: ImageSet } {
  const total = trainingCount + validationCount;
  const make = (split: Split, count: number, before: number) =>
    makeSplit(maker, seed, split, count, (made) => onProgress?.((before + made) / total));
  return {
    training: make('training', trainingCount, 0),
    validation: make('validation', validationCount, trainingCount),
  };
}

function makeSplit(
  { name, classes, imageBytes, draw }: ImageMaker,
  seed: number,
  split: Split,
  count: number,
  onMade: (made: number) => void,
): ImageSet {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`${name} need a positive whole number of ${split} images, got ${count}`);
  }
  const images = new Uint8Array(count * imageBytes);
  const labels = makeLabels(name, classes, seed, split, count);
  for (let index = 0; index < count; index++) {
    const random = createRandom(seed, `${name} ${split} image ${index}`);
    draw(random, labels[index]!, images.subarray(index * imageBytes, (index + 1) * imageBytes));
    if ((index + 1) % IMAGES_PER_REPORT === 0 || index + 1 === count) onMade(index + 1);
  }
  return { count, images, labels };
}

/** Every run of `classes` images holds each class once, in an order of its own. */
function makeLabels(name: string, classes: number, seed: number, split: Split, count: number): Uint8Array {
  const labels = new Uint8Array(count);
  for (let start = 0; start < count; start += classes) {
    const run = Uint8Array.from({ length: classes }, (_, label) => label);
    createRandom(seed, `${name} ${split} labels from ${start}`).shuffle(run);
    labels.set(run.subarray(0, Math.min(classes, count - start)), start);
  }
  return labels;
}
