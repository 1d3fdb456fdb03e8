import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Dataset, DatasetParts, ImageSet } from './dataset';

/**
 * What identifies training data: SHA-256 of the labels followed by the images, hexadecimal. Equal digests mean the
 * same images with the same labels in the same order, downloaded or read from files of any format.
 *
 * Computed piece by piece rather than by crypto.subtle, which wants labels and images copied into one array (the
 * images of CIFAR-10 take 154 MB) and is missing where the page comes over plain http.
 */
export function digestOf({ labels, images }: Pick<ImageSet, 'labels' | 'images'>): string {
  return bytesToHex(sha256.create().update(labels).update(images).digest());
}

/** The data set with its digest. */
export function withDigest(parts: DatasetParts): Dataset {
  return { ...parts, digest: digestOf(parts.training) };
}
