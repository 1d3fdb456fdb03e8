import type { Message } from '../words/catalogue';
import { SaidError } from '../words/saidError';
import { message } from '../words/say';
import { balancedSubset } from './balancedSubset';
import { DataError } from './dataError';
import { type Dataset, type GuardImages, type ImageSet, imageSizeBytes } from './dataset';
import { withDigest } from './digest';
import { DownloadError } from './download/downloadError';
import { type Download, downloads, type RemoteSplit } from './download/downloads';
import { cacheKey, FULL, type KeptImages, keep, platformCache, recall } from './download/keptImages';
import { openImageTable, readRows } from './download/parquetRows';
import { pngPixels } from './download/pngPixels';
import { openRemoteFile, type RemoteFile, type Transfer } from './download/remoteFile';
import { mostGuardImages } from './guardImages';
import type { KnownData } from './knownData';
import type { CacheLike, LoadOptions } from './loadOptions';

/** Data sets from public hosts: fetched once, decoded, checked, and kept for the next visit. */

export { type Download, downloads } from './download/downloads';

export type DownloadOptions = Pick<
  LoadOptions,
  'trainingLimit' | 'onProgress' | 'signal' | 'fetch' | 'cache'
> &
  Pick<Transfer, 'patienceMs'>;

/**
 * MNIST, Fashion-MNIST or CIFAR-10. With a trainingLimit, the first trainingLimit / classes training images of each class in
 * the official order, and the next of each class for the guard; only the row groups up to them are fetched. Validation is the whole official test part.
 * What was kept on an earlier visit needs no network; a part that was kept without images for the guard is fetched again where that can be.
 * @throws DownloadError when the host cannot be reached, refuses, falls silent or sends another amount than it said;
 * DataError when what it sends is damaged; SaidError for a trainingLimit that is no multiple of the number of classes
 * or too large; the signal's reason when that says stop
 */
export function loadDownload(id: KnownData['id'], options: DownloadOptions): Promise<Dataset> {
  return loadFrom(downloads[id], options);
}

/** loadDownload for any row of such a table. */
export async function loadFrom(download: Download, options: DownloadOptions): Promise<Dataset> {
  const { data } = download;
  const { trainingLimit, signal } = options;
  checkLimit(download, trainingLimit);
  signal?.throwIfAborted();
  const cache = options.cache ?? (await platformCache());
  const kept = cache && (await recallImages(cache, data, trainingLimit));
  signal?.throwIfAborted();
  const isWhole = trainingLimit === undefined || (kept !== undefined && 'guard' in kept);
  if (kept && isWhole) {
    options.onProgress?.(1);
    return { ...data, ...kept };
  }
  const fetched = fetchDataset(download, options, cache);
  return kept ? fetched.catch((error) => withoutNetwork({ ...data, ...kept }, error)) : fetched;
}

async function fetchDataset(
  download: Download,
  options: DownloadOptions,
  cache: CacheLike | undefined,
): Promise<Dataset> {
  const { data } = download;
  const { trainingLimit } = options;
  const images = { ...data, guard: undefined, ...(await fetchImages(download, options)) };
  const dataset =
    trainingLimit === undefined ? withDigest(images) : markLater(balancedSubset(images, trainingLimit));
  const trouble = cache && (await keep(cache, cacheKey(data.id, trainingLimit), dataset));
  options.onProgress?.(1);
  return trouble ? { ...dataset, notes: [notKept(data.name, trouble)] } : dataset;
}

/** The data as an earlier lab kept them, where the host cannot be reached. @throws any other error as it is */
function withoutNetwork(dataset: Dataset, error: unknown): Dataset {
  if (!(error instanceof DownloadError)) throw error;
  return { ...dataset, notes: [message('data.notes.noGuard', { name: dataset.name })] };
}

/** The images for the guard as those that came later: a part that an earlier lab fetched had none. */
function markLater<T extends { readonly guard?: GuardImages | undefined }>(dataset: T): T {
  return { ...dataset, guard: dataset.guard && { ...dataset.guard, isLater: true } };
}

function notKept(name: string, reason: string): Message {
  return reason === FULL
    ? message('data.notes.diskFull', { name })
    : message('data.notes.notKept', { name, reason });
}

function checkLimit({ data, training }: Download, limit: number | undefined): void {
  const classes = data.classNames.length;
  if (limit === undefined || (limit > 0 && limit <= training.count && limit % classes === 0)) return;
  throw new SaidError('data.limit.outOfRange', [{ name: data.name, classes, most: training.count, limit }]);
}

/** What was kept of the very subset, or else the subset of what was kept of the whole. */
async function recallImages(
  cache: CacheLike,
  data: KnownData,
  limit: number | undefined,
): Promise<KeptImages | undefined> {
  const kept = await recall(cache, cacheKey(data.id, limit), data.shape);
  if (limit === undefined) return kept;
  if (kept) return 'guard' in kept ? markLater(kept) : kept;
  const whole = await recall(cache, cacheKey(data.id, undefined), data.shape);
  return whole && balancedSubset({ ...data, ...whole }, limit);
}

async function fetchImages(
  download: Download,
  options: DownloadOptions,
): Promise<Pick<Dataset, 'training' | 'validation'>> {
  const { training, validation } = download;
  const { trainingLimit, signal } = options;
  const wanted = trainingLimit === undefined ? training.count : trainingLimit + mostGuardImages;
  const share = Math.min(1, wanted / training.count);
  const expectedBytes = training.sizeBytes * share + validation.sizeBytes;
  let arrivedBytes = 0;
  const transfer = {
    what: download.data.name,
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
    signal,
    patienceMs: options.patienceMs,
    onBytes: (count: number) => {
      arrivedBytes += count;
      options.onProgress?.(Math.min(0.99, arrivedBytes / expectedBytes));
    },
  };
  const fetchSplit = async (split: RemoteSplit, limit: number | undefined) =>
    readSplit(download, split, limit, await openRemoteFile(split.url, transfer), signal);
  return {
    training: await fetchSplit(training, trainingLimit),
    validation: await fetchSplit(validation, undefined),
  };
}

/** All images of a split in the official order, or the first limit / classes of each class and those that come next, for the guard, as far as there are some. */
async function readSplit(
  { data: { shape, classNames }, imageColumn, labelColumn }: Download,
  split: RemoteSplit,
  limit: number | undefined,
  file: RemoteFile,
  signal: AbortSignal | undefined,
): Promise<ImageSet> {
  const table = await openImageTable(file, [imageColumn, labelColumn], split.count);
  const classes = classNames.length;
  const fewest = limit === undefined ? 0 : limit / classes;
  const most = limit === undefined ? split.count : fewest + Math.floor(mostGuardImages / classes);
  const count = Math.min(split.count, most * classes);
  const size = imageSizeBytes(shape);
  const [images, labels] = [new Uint8Array(count * size), new Uint8Array(count)];
  const taken = new Array<number>(classes).fill(0);
  let filled = 0;
  for (const [from, to] of split.officialOrder ?? [[0, split.count]]) {
    for await (const rows of readRows(table, from, to)) {
      signal?.throwIfAborted();
      for (const { png, label, where } of rows) {
        checkLabel(label, classes, where);
        if (taken[label]! >= most) continue;
        taken[label]!++;
        labels[filled] = label;
        images.set(pngPixels(png, shape, where), filled * size);
        if (++filled === count) return { count, images, labels };
      }
    }
  }
  const short = taken.findIndex((number) => number < fewest);
  if (short < 0)
    return { count: filled, images: images.slice(0, filled * size), labels: labels.slice(0, filled) };
  throw new DataError('data.wrong.download.tooFewOfClass', {
    fileName: file.name,
    expected: fewest,
    class: classNames[short]!,
    found: taken[short]!,
  });
}

function checkLabel(label: number, classes: number, where: string): void {
  if (Number.isInteger(label) && label >= 0 && label < classes) return;
  throw new DataError('data.wrong.download.label', { fileName: where, largest: classes - 1, found: label });
}
