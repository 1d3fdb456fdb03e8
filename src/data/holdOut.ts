import { DataError } from './dataError';
import type { ImageSet } from './dataset';

const LARGEST_HOLDOUT = 10_000;

/**
 * Splits a set that comes without a validation part: its last sixth, at most 10,000 images, is held out. Both
 * parts are copies: a view sent to another thread would take the whole array with it.
 * @param fileName null for pictures, of which each is a file
 * @throws DataError when there are fewer than six images
 */
export function holdOut(
  set: ImageSet,
  fileName: string | null,
): { training: ImageSet; validation: ImageSet } {
  const held = Math.min(LARGEST_HOLDOUT, Math.floor(set.count / 6));
  if (held === 0) {
    throw new DataError('data.wrong.tooFewToHoldOut', { fileName, count: set.count });
  }
  const kept = set.count - held;
  return { training: part(set, 0, kept), validation: part(set, kept, set.count) };
}

function part({ images, labels, count }: ImageSet, from: number, to: number): ImageSet {
  const imageBytes = images.length / count;
  return {
    count: to - from,
    images: images.slice(from * imageBytes, to * imageBytes),
    labels: labels.slice(from, to),
  };
}
