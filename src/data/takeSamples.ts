import type { Dataset, DatasetParts, ImageSet } from './dataset';
import { withDigest } from './digest';

/**
 * Copies of samples of a set at the given indices, in that order, with all that the set has of them. An index may occur more than once.
 * @throws RangeError when an index is not a whole number in [0, count)
 */
export function takeRows(set: ImageSet, indices: ArrayLike<number>): ImageSet {
  const { images, labels, count, features, attributes, labelSets, texts, origins } = set;
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row]!;
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw new RangeError(`takeSamples needs indices in [0, ${count}), got indices[${row}]=${index}`);
    }
  }
  const take = <T extends Uint8Array | Float32Array>(values: T): T => {
    const width = count > 0 ? values.length / count : 0;
    const taken = (
      values instanceof Uint8Array
        ? new Uint8Array(indices.length * width)
        : new Float32Array(indices.length * width)
    ) as T;
    for (let row = 0; row < indices.length; row++) {
      const index = indices[row]!;
      taken.set(values.subarray(index * width, (index + 1) * width), row * width);
    }
    return taken;
  };
  return {
    count: indices.length,
    images: take(images),
    labels: take(labels),
    ...(features && { features: take(features) }),
    ...(attributes && { attributes: take(attributes) }),
    ...(labelSets && { labelSets: take(labelSets) }),
    ...(texts && { texts: Array.from(indices, (index) => texts[index]!) }),
    ...(origins && { origins: Array.from(indices, (index) => origins[index]!) }),
  };
}

/** The first samples of a set, with all that the set has of them: views of its arrays. */
export function firstRows(set: ImageSet, rows: number): ImageSet {
  const { images, labels, count, features, attributes, labelSets, texts, origins } = set;
  const head = <T extends Uint8Array | Float32Array>(values: T): T =>
    values.subarray(0, (values.length / count) * rows) as T;
  return {
    count: rows,
    images: head(images),
    labels: head(labels),
    ...(features && { features: head(features) }),
    ...(attributes && { attributes: head(attributes) }),
    ...(labelSets && { labelSets: head(labelSets) }),
    ...(texts && { texts: texts.slice(0, rows) }),
    ...(origins && { origins: origins.slice(0, rows) }),
  };
}

/** One set after another, with what both have of their samples. */
export function joinSets(first: ImageSet, second: ImageSet): ImageSet {
  const { images, labels, features, attributes, labelSets, texts, origins } = second;
  return {
    count: first.count + second.count,
    images: joined(first.images, images),
    labels: joined(first.labels, labels),
    ...(first.features && features && { features: joined(first.features, features) }),
    ...(first.attributes && attributes && { attributes: joined(first.attributes, attributes) }),
    ...(first.labelSets && labelSets && { labelSets: joined(first.labelSets, labelSets) }),
    ...(first.texts && texts && { texts: [...first.texts, ...texts] }),
    ...(first.origins && origins && { origins: [...first.origins, ...origins] }),
  };
}

function joined<T extends Uint8Array | Float32Array>(first: T, second: T): T {
  const length = first.length + second.length;
  const all = (first instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length)) as T;
  all.set(first);
  all.set(second, first.length);
  return all;
}

/**
 * Copies of the training images at the given indices, in that order, as takeRows.
 * @throws RangeError when an index is not a whole number in [0, count)
 */
export function takeSamples(
  { training }: Pick<DatasetParts, 'training'>,
  indices: ArrayLike<number>,
): ImageSet {
  return takeRows(training, indices);
}

/**
 * The data set without some of its training images: the retain set, for retraining. The others keep their order, so the image at a
 * place moves up; the digest is that of the images that are left.
 * @param removed indices of training images, in any order; naming one twice removes it once
 * @throws RangeError when an index is not a whole number in [0, count), or none would be left
 */
export function withoutSamples(dataset: Dataset, removed: Iterable<number>): Dataset {
  const { count } = dataset.training;
  const left = new Set(Uint32Array.from({ length: count }, (_, index) => index));
  for (const index of removed) {
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw new RangeError(`withoutSamples needs indices in [0, ${count}), got ${index}`);
    }
    left.delete(index);
  }
  if (left.size === 0) {
    throw new RangeError(`withoutSamples must leave a training image, and all ${count} were to be removed`);
  }
  return withDigest({ ...dataset, planted: undefined, training: takeSamples(dataset, [...left]) });
}
