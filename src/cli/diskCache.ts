/** What a browser keeps in its Cache, as files of a folder: a line of JSON with the headers, then the body. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheLike } from '../data/loadOptions';
import { SaidError } from '../words/saidError';
import { type CacheFolder, openCacheFolder } from './cacheFolder';
import { readOptional, replaceFile } from './folder/files';

/** A cache in a folder, which is made once there is something to keep. What cannot be read is not there. */
export function openDiskCache(folder: CacheFolder): CacheLike {
  const fileOf = (key: string) => join(folder.path, key.replaceAll(/[^a-zA-Z0-9]+/g, '-').replace(/^-/, ''));
  return {
    async match(key) {
      const bytes = await readOptional(fileOf(key)).catch(() => null);
      const end = bytes?.indexOf('\n') ?? -1;
      if (!bytes || end < 0) return undefined;
      const headers = readHeaders(bytes.toString('utf8', 0, end));
      return headers && new Response(new Uint8Array(bytes.subarray(end + 1)), { headers });
    },
    async put(key, response) {
      if (!(await openCacheFolder(folder)))
        throw new SaidError('cli.cacheUnusable', [{ folder: folder.path }]);
      const head = `${JSON.stringify(Object.fromEntries(response.headers))}\n`;
      const body = new Uint8Array(await response.arrayBuffer());
      await replaceFile(fileOf(key), Buffer.concat([Buffer.from(head), body]));
    },
    async delete(key) {
      await rm(fileOf(key), { force: true });
      return true;
    },
  };
}

function readHeaders(line: string): Record<string, string> | undefined {
  try {
    return JSON.parse(line) as Record<string, string>;
  } catch {
    return undefined;
  }
}
