import type { ReadShipped } from '../lab/lab';
import { fileCache } from './offlineNames';

/**
 * Reads the files that come with the lab from its host, and keeps each as it was last loaded: where the host does not answer, the kept one is read. A page in place of a file,
 * as servers of single-page programs send it, counts as none.
 * @param baseUrl address of the folder that holds data/ and models/
 * @param caches where they are kept; absent where a browser has none for this page (over plain http)
 */
export function readFrom(baseUrl: string, caches: CacheStorage | undefined = globalThis.caches): ReadShipped {
  return async (path, signal) => {
    const url = new URL(path, baseUrl).href;
    let response: Response | undefined;
    try {
      response = await fetch(url, signal ? { signal } : {});
    } catch (error) {
      signal?.throwIfAborted();
      response = await (await openCache(caches))?.match(url);
      if (!response) throw error;
      return bytesOf(response);
    }
    const isPage = response.headers.get('content-type')?.startsWith('text/html');
    if (!response.ok || isPage) return null;
    const bytes = await bytesOf(response);
    void keep(caches, url, response.headers, bytes);
    return bytes;
  };
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

/** A browser may have none, or no room. */
const openCache = (caches: CacheStorage | undefined) => caches?.open(fileCache).catch(() => undefined);

/** What says that a file is the same: hosts send one of them. */
const marks = ['etag', 'last-modified'];

async function keep(
  caches: CacheStorage | undefined,
  url: string,
  headers: Headers,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const cache = await openCache(caches);
  if (!cache) return;
  try {
    const kept = await cache.match(url);
    const mark = marks.find((name) => headers.has(name));
    if (kept && mark && kept.headers.get(mark) === headers.get(mark)) return;
    await cache.put(url, new Response(new Blob([bytes]), { headers: new Headers(headers) }));
  } catch {
    // Without room the page is as it was: it wants its host.
  }
}
