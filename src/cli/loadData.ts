import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Dataset } from '../data/dataset';
import { withGuard } from '../data/guardImages';
import type { CacheLike, LoadOptions } from '../data/loadOptions';
import { dataSources, findSource } from '../data/sources';
import { findCacheFolder } from './cacheFolder';
import { InputError } from './commandError';
import { openDiskCache } from './diskCache';
import { readShipped } from './packageFiles';

type DataOptions = Pick<LoadOptions, 'seed' | 'trainingLimit' | 'signal'>;

/**
 * A data source of the table, or the files at these paths (of a folder all). Where LETHE_DATA names a folder that has one called like a source
 * (mnist, say), the source is read from there, not downloaded.
 * @throws InputError when there is neither a source nor a file of this name; DataError when the files are no data set; the signal's reason
 * when that says stop
 */
export async function loadData(data: readonly string[], options: DataOptions): Promise<Dataset> {
  options.signal?.throwIfAborted();
  const [first = ''] = data;
  const isSource = data.length === 1 && dataSources.some(({ id }) => id === first);
  if (!isSource) return loadFiles(data, options);
  const source = findSource(first);
  const { LETHE_DATA } = process.env;
  const folder = source.kind === 'download' && LETHE_DATA ? join(LETHE_DATA, first) : null;
  if (!folder || !(await isFolder(folder))) {
    return source.load({
      ...options,
      files: [],
      readShipped,
      ...(source.isKept ? { cache: userCache() } : {}),
    });
  }
  return { ...(await loadFiles([folder], options)), id: source.id, name: source.name };
}

/** Where downloads are kept, and what takes long to draw. */
function userCache(): CacheLike {
  const folder = findCacheFolder();
  if (folder.note !== null) console.error(folder.note);
  return openDiskCache(folder);
}

async function loadFiles(paths: readonly string[], options: DataOptions): Promise<Dataset> {
  const names = (await Promise.all(paths.map(listFiles))).flat();
  const files = await Promise.all(
    names.map(async ({ name, path }) => ({
      name,
      bytes: new Uint8Array(await readFile(path, { signal: options.signal })),
    })),
  );
  return withGuard(await findSource('files').load({ ...options, files }));
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

/** The files at a path, by names that begin with its own last part: what the folders above it are called says nothing of the data. */
async function listFiles(path: string): Promise<{ name: string; path: string }[]> {
  const found = await stat(path).catch(() => null);
  if (!found) {
    const known = dataSources.map(({ id }) => id).join(', ');
    throw new InputError('cli.noSuchData', [{ known, path }]);
  }
  if (!found.isDirectory()) return [{ name: basename(path), path }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      name: relative(dirname(resolve(path)), resolve(file)).replaceAll(sep, '/'),
      path: file,
    }));
}
