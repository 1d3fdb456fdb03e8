import type { Text } from '../words/catalogue';
import type { Planting } from './planted/plantedId';

/**
 * What the lab calls a data set: labelled images of one shape, as bytes, in a training and a validation part.
 * Pixels stay u8 in memory and become normalised float32 only for the rows that a computation asks for:
 *
 *   x = (pixel / 255 - mean[channel]) / standardDeviation[channel]
 *
 * Or labelled texts (`text`): they have no pixels, and a network takes the numbers of their word pieces.
 */

export interface ImageSet {
  readonly count: number;
  /** count x height x width x channels, row by row from the top left; 0 is the background. */
  readonly images: Uint8Array;
  /** One class number per image. */
  readonly labels: Uint8Array;
  /**
   * What a network is given of each image in place of its pixels, count x width: what the body of a large model made of it, which stays as it is (lab/opening/
   * ownFeatures.ts). The images are then for people to see.
   */
  readonly features?: Float32Array;
  /** What is true (1) or not (0) of each image, count x the attribute names of the data. */
  readonly attributes?: Uint8Array;
  /**
   * Of data whose samples have several labels: 1 where a label is true, count x classes. `labels` then holds the first true one of each sample, which sorts,
   * colours and draws evenly.
   */
  readonly labelSets?: Uint8Array;
  /** Of data of texts: each as people read it. What a network is given of it are `features`, numbers of word pieces (text/wordPieces.ts). */
  readonly texts?: readonly string[];
  /** Of texts: from which work each is, and whose that is, in words. */
  readonly origins?: readonly string[];
}

export type ImageShape = readonly [height: number, width: number, channels: number];

/** Per channel, of pixel / 255. */
export interface Normalisation {
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
  /** Whether the numbers were chosen without a look at the data; absent: they were measured, and depend on every sample. */
  readonly isFixed?: true;
}

/**
 * Images that the guard goes by: further ones of the source, the validation part of files that have a test part too, or what was
 * taken out of the held-out images for it.
 */
export interface GuardImages {
  readonly from: 'source' | 'part' | 'validation';
  readonly count: number;
  /** Whether the lab had none here before, so that removals of then (`apart`) went by the validation set. */
  readonly isLater?: true;
  /**
   * The images, the same object each time; they may lie in a file that is read when it is first asked for.
   * @throws DataError when that cannot be had, or is damaged: the next call tries again
   */
  load(signal?: AbortSignal): Promise<ImageSet>;
}

/** Samples that the lab planted in the training part, and what they were before. */
export interface Planted extends Planting {
  /** Ascending indices of training images. */
  readonly samples: Uint32Array;
  /** The label that each of them had. */
  readonly trueLabels: Uint8Array;
  /** The class that a patch stands for; null of wrong labels. */
  readonly means: number | null;
}

/** Classes that are hard to tell apart, because they are relatives. */
export interface Relatives {
  /** Numbers of classes, two by two. */
  readonly pairs: readonly (readonly [number, number])[];
  /** What both of a pair have alike in all their pictures. */
  readonly alike: Text;
}

/** Pictures of people whom no network of the data is trained on, for re-identification: a label is a person's number among them. */
export interface Strangers {
  /** Pictures of whom the same people are sought in the gallery. */
  readonly query: ImageSet;
  readonly gallery: ImageSet;
}

export interface Dataset {
  readonly id: string;
  /** What cards, reports and files call it, in English. */
  readonly name: string;
  /** One plain sentence: where the images come from. */
  readonly origin: Text;
  /** Whose the images are, and what may be done with them, in plain words. */
  readonly licence: Text;
  /** The publication to cite, as plain text; empty where there is none. */
  readonly citation: string;
  readonly shape: ImageShape;
  readonly classNames: readonly string[];
  readonly normalisation: Normalisation;
  readonly training: ImageSet;
  readonly validation: ImageSet;
  /** Neither trained on nor reported; absent where the data have none, and the guard goes by the validation set. */
  readonly guard?: GuardImages | undefined;
  /** Of data of texts, which have no images (shape 0 x 0 x 0): the word pieces that the numbers of `features` stand for, in order. */
  readonly text?: { readonly pieces: readonly string[] } | undefined;
  /** Of the attributes of each image; absent where images have none. */
  readonly attributeNames?: readonly string[] | undefined;
  /** Where the data have them: read when they are first asked for. @throws DataError when they cannot be had, or are damaged */
  readonly loadStrangers?: ((signal?: AbortSignal) => Promise<Strangers>) | undefined;
  /** What identifies the training data, whatever way it came: see digestOf. */
  readonly digest: string;
  /** How the numbers of the files became pixels; absent where they were bytes, and where nothing says. */
  readonly levels?: Levels | undefined;
  /** What a person should know of how the data was read ("37 images were scaled"), in plain sentences. */
  readonly notes?: readonly Text[];
  /** Of data of people: who is related. */
  readonly relatives?: Relatives | undefined;
  /** What the lab planted; absent: nothing. */
  readonly planted?: Planted | undefined;
}

/** How numbers became pixels: those found, and which of them are black (0) and white (255). */
export interface Levels {
  readonly lowest: number;
  readonly highest: number;
  readonly black: number;
  readonly white: number;
}

/** A data set before its training part is settled and digested. */
export type DatasetParts = Omit<Dataset, 'digest'>;

type Normalised = Pick<Dataset, 'shape' | 'normalisation'>;

/** Bytes of one image: height x width x channels. */
export function imageSizeBytes(shape: ImageShape): number {
  return shape[0] * shape[1] * shape[2];
}

/** The shape of data that have no images. */
export const NO_IMAGES: ImageShape = [0, 0, 0];

/** Features of one image; 0 where the set has none. */
export function featureWidth({ features, count }: Pick<ImageSet, 'features' | 'count'>): number {
  return features && count > 0 ? features.length / count : 0;
}

/** What a network takes of these data: images, or a row of features. */
export function inputShapeOf({ shape, training }: Pick<Dataset, 'shape' | 'training'>): ImageShape {
  return training.features ? [1, 1, featureWidth(training)] : shape;
}

/**
 * The images [from, to) as normalised float32, (to - from) x (height x width x channels); of a set with features those.
 * @throws RangeError when [from, to) is not a range of whole numbers within the set, or the data have neither images nor features
 */
export function normalise(set: ImageSet, dataset: Normalised, from: number, to: number): Float32Array {
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to < from || to > set.count) {
    throw new RangeError(`normalise needs 0 <= from <= to <= ${set.count}, got from=${from}, to=${to}`);
  }
  const { features } = set;
  if (features) {
    const width = featureWidth(set);
    return features.slice(from * width, to * width);
  }
  const size = pixelsOf(dataset.shape, to - from);
  const output = new Float32Array((to - from) * size);
  normaliseInto(output, 0, set.images.subarray(from * size, to * size), normalisedLevels(dataset));
  return output;
}

/**
 * The images at the given indices, in that order, as normalised float32, indices.length x (height x width x
 * channels). An index may occur more than once.
 * @throws RangeError when an index is not a whole number in [0, count), or the data have neither images nor features
 */
export function normaliseSamples(
  set: ImageSet,
  dataset: Normalised,
  indices: ArrayLike<number>,
): Float32Array {
  const { features } = set;
  const size = features ? featureWidth(set) : pixelsOf(dataset.shape, indices.length);
  const levels = normalisedLevels(dataset);
  const output = new Float32Array(indices.length * size);
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row]!;
    if (!Number.isInteger(index) || index < 0 || index >= set.count) {
      throw new RangeError(
        `normaliseSamples needs indices in [0, ${set.count}), got indices[${row}]=${index}`,
      );
    }
    if (features) output.set(features.subarray(index * size, (index + 1) * size), row * size);
    else normaliseInto(output, row * size, set.images.subarray(index * size, (index + 1) * size), levels);
  }
  return output;
}

/** Pixels of data that must have some: nobody takes a text without its word pieces for an image of nothing. */
function pixelsOf(shape: ImageShape, rows: number): number {
  const size = imageSizeBytes(shape);
  if (size === 0 && rows > 0) throw new RangeError('samples without images need their features');
  return size;
}

/** For every channel and byte value the normalised number: channels x 256. */
export function normalisedLevels({ shape, normalisation }: Normalised): Float32Array {
  const channels = shape[2];
  const { mean, standardDeviation } = normalisation;
  if (mean.length !== channels || standardDeviation.length !== channels) {
    throw new RangeError(
      `normalisation needs ${channels} mean(s) and standard deviation(s), got ${mean.length} and ${standardDeviation.length}`,
    );
  }
  const levels = new Float32Array(channels * 256);
  for (let i = 0; i < levels.length; i++) {
    const channel = i >> 8;
    levels[i] = ((i & 255) / 255 - mean[channel]!) / standardDeviation[channel]!;
  }
  return levels;
}

function normaliseInto(output: Float32Array, offset: number, pixels: Uint8Array, levels: Float32Array): void {
  const channels = levels.length >> 8;
  for (let i = 0; i < pixels.length; i++) {
    output[offset + i] = levels[((i % channels) << 8) | pixels[i]!]!;
  }
}
