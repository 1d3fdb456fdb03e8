import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Dataset } from '../data/dataset';
import { checkFileSizes, LARGEST_OF_MODELS, largestOfData } from '../data/formats/limits';
import { withGuard } from '../data/guardImages';
import type { CacheLike, LoadOptions, NamedBytes } from '../data/loadOptions';
import { dataSources, findSource, sourceOf } from '../data/sources';
import { findCacheFolder } from './cacheFolder';
import { InputError } from './commandError';
import { openDiskCache } from './diskCache';
import { readShipped } from './packageFiles';
import { pictureDecoders } from './pictureDecoders';

/** Files that are open at once: a system allows about a thousand. */
const OPEN_AT_ONCE = 64;

type DataOptions = Pick<LoadOptions, 'seed' | 'trainingLimit' | 'signal' | 'pictures'>;

/**
 * A data source of the table, or the files at these paths (of a folder all). Where LETHE_DATA names a folder that has one called like a source
 * (mnist, say), the source is read from there, not downloaded.
 * @throws InputError when there is neither a source nor a file of this name; DataError when the files are no data set; the signal's reason
 * when that says stop
 */
export async function loadData(data: readonly string[], options: DataOptions): Promise<Dataset> {
  options.signal?.throwIfAborted();
  const [first = ''] = data;
  const isSource = data.length === 1 && sourceOf(first) !== null;
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

/**
 * The files at paths, of folders all in them.
 * @throws InputError when there is none of such a name; DataError when one is too large to be taken in; the signal's reason when that says stop
 */
export async function readPaths(
  paths: readonly string[],
  signal: AbortSignal | undefined,
  largest = LARGEST_OF_MODELS,
): Promise<NamedBytes[]> {
  const found = (await Promise.all(paths.map(listFiles))).flat();
  checkFileSizes(found, largest);
  const files: NamedBytes[] = [];
  for (let at = 0; at < found.length; at += OPEN_AT_ONCE) {
    const some = found.slice(at, at + OPEN_AT_ONCE);
    files.push(...(await Promise.all(some.map((file) => readOne(file, signal)))));
  }
  return files;
}

async function loadFiles(paths: readonly string[], options: DataOptions): Promise<Dataset> {
  const { trainingLimit, signal } = options;
  const files = await readPaths(paths, signal, largestOfData(trainingLimit));
  return withGuard(await findSource('files').load({ ...options, files, decoders: pictureDecoders }));
}

async function readOne({ name, path }: FoundFile, signal: AbortSignal | undefined): Promise<NamedBytes> {
  return { name, bytes: new Uint8Array(await readFile(path, { signal })) };
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

interface FoundFile {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
}

/** The files at a path, by names that begin with its own last part: what the folders above it are called says nothing of the data. */
async function listFiles(path: string): Promise<FoundFile[]> {
  const found = await stat(path).catch(() => null);
  if (!found) {
    const known = dataSources.map(({ id }) => id).join(', ');
    throw new InputError('cli.noSuchData', [{ known, path }]);
  }
  const name = basename(resolve(path));
  return found.isDirectory() ? listFolder(path, name, []) : [{ name, path, sizeBytes: found.size }];
}

/**
 * The files in a folder and in those below it, links followed; a link to a folder above is left, as it would never end.
 * @param above where the folders above lie in truth
 */
async function listFolder(path: string, name: string, above: readonly string[]): Promise<FoundFile[]> {
  const place = await realpath(path);
  if (above.includes(place)) return [];
  const entries = await readdir(path);
  const files: FoundFile[] = [];
  for (const entry of entries) {
    const own = { name: `${name}/${entry}`, path: join(path, entry) };
    const found = await stat(own.path).catch(() => null);
    if (found?.isDirectory()) files.push(...(await listFolder(own.path, own.name, [...above, place])));
    else if (found?.isFile()) files.push({ ...own, sizeBytes: found.size });
    else if (!found) throw new InputError('cli.deadLink', [{ path: own.path }]);
  }
  return files;
}
