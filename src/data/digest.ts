import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Dataset, DatasetParts, ImageSet } from './dataset';

/**
 * What identifies training data: SHA-256 of the labels followed by the images, hexadecimal. Equal digests mean the
 * same images with the same labels in the same order, downloaded or read from files of any format.
 *
 * Computed piece by piece rather than by crypto.subtle, which wants labels and images copied into one array (the
 * images of CIFAR-10 take 154 MB) and is missing where the page comes over plain http.
 *
 * Of images with several labels: labels, images, sets of labels. Of texts: labels, sets of labels, the numbers of the word pieces (32 bits each), and every text in UTF-8 behind its length in bytes (32 bits), the lowest byte
 * first. Features of images are not covered: they follow from images and a model (lab/opening/ownFeatures.ts).
 */
export function digestOf(
  set: Pick<ImageSet, 'labels' | 'images'> & Pick<ImageSet, 'labelSets' | 'texts' | 'features'>,
): string {
  const { labels, images, texts } = set;
  const hash = sha256.create().update(labels).update(images);
  if (texts) updateByTexts(hash, { ...set, texts });
  else if (set.labelSets) hash.update(set.labelSets);
  return bytesToHex(hash.digest());
}

function updateByTexts(
  hash: ReturnType<typeof sha256.create>,
  {
    labelSets,
    features,
    texts,
  }: Pick<ImageSet, 'labelSets' | 'features'> & Required<Pick<ImageSet, 'texts'>>,
): void {
  if (labelSets) hash.update(labelSets);
  if (features) hash.update(new Uint8Array(Uint32Array.from(features).buffer));
  for (const text of texts) {
    const bytes = utf8ToBytes(text);
    hash.update(new Uint8Array(Uint32Array.of(bytes.length).buffer)).update(bytes);
  }
}

/** The data set with its digest. */
export function withDigest(parts: DatasetParts): Dataset {
  return { ...parts, digest: digestOf(parts.training) };
}
