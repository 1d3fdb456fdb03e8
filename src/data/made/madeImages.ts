import { createRandom, type Random } from '../../math/random/random';
import type { GuardImages, ImageSet } from '../dataset';
import { guardInMemory } from '../guardImages';

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
  /** Images for the guard, beyond those; default none. */
  readonly guardCount?: number;
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

type Split = 'training' | 'validation' | 'guard';

/** Images that the sources of the lab draw for the guard. */
export const GUARD_IMAGES = 500;

/** So many images take a fraction of a second. */
const IMAGES_PER_STEP = 250;

/** Told the share of images made, from 0 to 1; lets others have their turn before it resolves. */
export type Pause = (fraction: number) => Promise<void>;

/** The parts of a data set. */
export interface MadeParts {
  readonly training: ImageSet;
  readonly validation: ImageSet;
  readonly guard?: GuardImages;
}

/**
 * Makes both parts of a data set: classes equal to within one in every run of as many images as there are classes.
 * @throws RangeError when a count is not a positive whole number, or the seed is not one
 */
export function makeParts(maker: ImageMaker, options: MadeOptions): MadeParts {
  const making = makeInSteps(maker, options);
  for (;;) {
    const step = making.next();
    if (step.done) return step.value;
    options.onProgress?.(step.value);
  }
}

/**
 * The same with pauses between, in which others have their turn: thousands of images take seconds.
 * @param pause told the share that is made; it may reject, and then nothing is made
 */
export async function makePartsInTurn(
  maker: ImageMaker,
  options: MadeOptions,
  pause: Pause,
): Promise<MadeParts> {
  const making = makeInSteps(maker, options);
  for (;;) {
    const step = making.next();
    if (step.done) return step.value;
    await pause(step.value);
  }
}

/** Yields the share of images made, now and then. */
function* makeInSteps(
  maker: ImageMaker,
  { seed, trainingCount = 6000, validationCount = 1000, guardCount = 0 }: MadeOptions,
): Generator<number, MadeParts> {
  const made = trainingCount + validationCount;
  const total = made + guardCount;
  const training = yield* makeSplit(maker, seed, 'training', trainingCount, 0, total);
  const validation = yield* makeSplit(maker, seed, 'validation', validationCount, trainingCount, total);
  if (guardCount === 0) return { training, validation };
  const images = yield* makeSplit(maker, seed, 'guard', guardCount, made, total);
  return { training, validation, guard: guardInMemory('source', images) };
}

function* makeSplit(
  { name, classes, imageBytes, draw }: ImageMaker,
  seed: number,
  split: Split,
  count: number,
  before: number,
  total: number,
): Generator<number, ImageSet> {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`${name} need a positive whole number of ${split} images, got ${count}`);
  }
  const images = new Uint8Array(count * imageBytes);
  const labels = makeLabels(name, classes, seed, split, count);
  for (let index = 0; index < count; index++) {
    const random = createRandom(seed, `${name} ${split} image ${index}`);
    draw(random, labels[index]!, images.subarray(index * imageBytes, (index + 1) * imageBytes));
    const made = index + 1;
    if (made % IMAGES_PER_STEP === 0 || made === count) yield (before + made) / total;
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
