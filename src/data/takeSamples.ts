import { type Dataset, type DatasetParts, featureWidth, type ImageSet, imageSizeBytes } from './dataset';
import { withDigest } from './digest';

/**
 * Copies of the training images at the given indices, in that order. An index may occur more than once.
 * @throws RangeError when an index is not a whole number in [0, count)
 */
export function takeSamples(
  { training, shape }: Pick<DatasetParts, 'training' | 'shape'>,
  indices: ArrayLike<number>,
): ImageSet {
  const { images, labels, count, features, attributes } = training;
  const size = imageSizeBytes(shape);
  const width = featureWidth(training);
  const traits = attributes ? attributes.length / count : 0;
  const taken = {
    count: indices.length,
    images: new Uint8Array(indices.length * size),
    labels: new Uint8Array(indices.length),
    ...(features && { features: new Float32Array(indices.length * width) }),
    ...(attributes && { attributes: new Uint8Array(indices.length * traits) }),
  };
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row]!;
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw new RangeError(`takeSamples needs indices in [0, ${count}), got indices[${row}]=${index}`);
    }
    taken.images.set(images.subarray(index * size, (index + 1) * size), row * size);
    taken.labels[row] = labels[index]!;
    if (attributes)
      taken.attributes!.set(attributes.subarray(index * traits, (index + 1) * traits), row * traits);
    if (features) taken.features!.set(features.subarray(index * width, (index + 1) * width), row * width);
  }
  return taken;
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
