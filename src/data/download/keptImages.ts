import { type Dataset, type ImageSet, type ImageShape, imageSizeBytes } from '../dataset';
import { digestOf } from '../digest';
import { guardInMemory } from '../guardImages';
import type { CacheLike } from '../loadOptions';

/**
 * Finished image sets in the browser's cache: one response, whose body is the labels and images of the training part,
 * then those of the validation part, then those for the guard where there are some of their own, and whose headers hold counts and digests.
 */

/** `guard` is missing in what was kept before anybody looked for some; it is undefined where there are none. */
export type KeptImages = Pick<Dataset, 'training' | 'validation' | 'guard' | 'digest'>;

/** Why nothing was kept: the space that the browser allows is used up. */
export const FULL = 'QuotaExceededError';
const CACHE_NAME = 'lethe-data';
/** Goes up when what is kept changes: older entries are then not found. */
const VERSION = 1;
/** In the order of the body. */
const partNames = ['training', 'validation', 'guard'] as const;
const countHeader = (part: string) => `x-${part}-count`;
const digestHeader = (part: string) => `x-${part}-digest`;

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
  const { training, validation } = kept;
  const sets = { training, validation, guard: await kept.guard?.load() };
  const headers: Record<string, string> = { 'content-type': 'application/octet-stream' };
  const parts: Uint8Array[] = [];
  for (const part of partNames) {
    const set = sets[part];
    headers[countHeader(part)] = String(set?.count ?? 0);
    if (!set) continue;
    headers[digestHeader(part)] = part === 'training' ? kept.digest : digestOf(set);
    parts.push(set.labels, set.images);
  }
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
  const body = new Uint8Array(await response.arrayBuffer());
  const found: Partial<Record<(typeof partNames)[number], ImageSet>> = {};
  let end = 0;
  for (const part of partNames) {
    const count = Number(headers.get(countHeader(part)));
    if (!count) continue;
    const set = setIn(body.subarray(end, end + count * (1 + imageBytes)), count);
    if (digestOf(set) !== headers.get(digestHeader(part))) return undefined;
    found[part] = set;
    end += count * (1 + imageBytes);
  }
  const { training, validation, guard } = found;
  if (!training || !validation || end !== body.length) return undefined;
  const digest = headers.get(digestHeader('training'))!;
  const isOld = headers.get(countHeader('guard')) === null;
  return {
    training,
    validation,
    digest,
    ...(isOld ? {} : { guard: guard && guardInMemory('source', guard) }),
  };
}

function setIn(bytes: Uint8Array, count: number): ImageSet {
  return { count, labels: bytes.subarray(0, count), images: bytes.subarray(count) };
}
