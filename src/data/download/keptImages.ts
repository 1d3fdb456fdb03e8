import { type Dataset, type ImageSet, type ImageShape, imageSizeBytes } from '../dataset';
import { digestOf } from '../digest';
import type { CacheLike } from '../loadOptions';

/**
 * Finished image sets in the browser's cache: one response, whose body is the labels and images of the training part and
 * then those of the validation part, and whose headers hold counts and digests.
 */

export type KeptImages = Pick<Dataset, 'training' | 'validation' | 'digest'>;

/** Why nothing was kept: the space that the browser allows is used up. */
export const FULL = 'QuotaExceededError';
const CACHE_NAME = 'lethe-data';
/** Goes up when what is kept changes: older entries are then not found. */
const VERSION = 1;
const TRAINING_COUNT = 'x-training-count';
const TRAINING_DIGEST = 'x-training-digest';
const VALIDATION_COUNT = 'x-validation-count';
const VALIDATION_DIGEST = 'x-validation-digest';

/** The browser's cache, or undefined where there is none: Node, plain http, some private windows. */
export async function platformCache(): Promise<CacheLike | undefined> {
  try {
    return await globalThis.caches?.open(CACHE_NAME);
  } catch {
    return undefined;
  }
}

/** The key of a data set, or of its subset with so many training images. */
export function cacheKey(id: string, trainingLimit: number | undefined): string {
  return `/lethe-data/${VERSION}/${id}/${trainingLimit ?? 'all'}`;
}

/** What is kept under the key, or undefined. An entry that is damaged is dropped. */
export async function recall(
  cache: CacheLike,
  key: string,
  shape: ImageShape,
): Promise<KeptImages | undefined> {
  try {
    const response = await cache.match(key);
    if (!response) return undefined;
    const kept = await readKept(response, imageSizeBytes(shape));
    if (!kept) await cache.delete(key);
    return kept;
  } catch {
    return undefined;
  }
}

/**
 * Keeps the images for the next visit.
 * @returns undefined, or why they could not be kept (FULL, or the words of the error): that is no reason to fail
 */
export async function keep(cache: CacheLike, key: string, kept: KeptImages): Promise<string | undefined> {
  const { training, validation, digest } = kept;
  const headers = {
    'content-type': 'application/octet-stream',
    [TRAINING_COUNT]: String(training.count),
    [TRAINING_DIGEST]: digest,
    [VALIDATION_COUNT]: String(validation.count),
    [VALIDATION_DIGEST]: digestOf(validation),
  };
  const parts = [training.labels, training.images, validation.labels, validation.images];
  try {
    await cache.put(key, new Response(new Blob(parts as Uint8Array<ArrayBuffer>[]), { headers }));
    return undefined;
  } catch (error) {
    const isFull = error instanceof Error && error.name === 'QuotaExceededError';
    return isFull ? FULL : String(error);
  }
}

async function readKept(response: Response, imageBytes: number): Promise<KeptImages | undefined> {
  const { headers } = response;
  const trainingCount = Number(headers.get(TRAINING_COUNT));
  const validationCount = Number(headers.get(VALIDATION_COUNT));
  const body = new Uint8Array(await response.arrayBuffer());
  const boundary = trainingCount * (1 + imageBytes);
  if (!trainingCount || body.length !== boundary + validationCount * (1 + imageBytes)) return undefined;
  const training = setIn(body.subarray(0, boundary), trainingCount);
  const validation = setIn(body.subarray(boundary), validationCount);
  const digest = digestOf(training);
  const isWhole =
    digest === headers.get(TRAINING_DIGEST) && digestOf(validation) === headers.get(VALIDATION_DIGEST);
  return isWhole ? { training, validation, digest } : undefined;
}

function setIn(bytes: Uint8Array, count: number): ImageSet {
  return { count, labels: bytes.subarray(0, count), images: bytes.subarray(count) };
}
