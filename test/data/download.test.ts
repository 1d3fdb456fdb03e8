import { describe, expect, test, vi } from 'vitest';
import { balancedSubset } from '../../src/data/balancedSubset';
import { DataError } from '../../src/data/dataError';
import type { ImageSet } from '../../src/data/dataset';
import { digestOf } from '../../src/data/digest';
import { type DownloadOptions, downloads, loadDownload, loadFrom } from '../../src/data/download';
import { DownloadError } from '../../src/data/download/downloadError';
import { cacheKey, keep } from '../../src/data/download/keptImages';
import { MNIST } from '../../src/data/knownData';
import { SaidError } from '../../src/words/saidError';
import { sayMessage } from '../../src/words/say';
import { hostOf, memoryCache, silence, smallDownload } from './downloadHost';
import { colourImages, greyImages } from './downloadImages';

/** On a busy machine some hundred pictures take seconds. */
vi.setConfig({ testTimeout: 60_000 });

const TRAINING = 600;
const VALIDATION = 100;
/** A label and its pixels, as they are kept. */
const RECORD_BYTES = 1 + 28 * 28;
const grey = greyImages(TRAINING, VALIDATION);
const { download, files } = smallDownload(grey.training, grey.validation, [28, 28, 1], 100);
const offline = () => hostOf(files, () => Promise.reject(new TypeError('Failed to fetch')));

/** Image by image, without spelling out a million numbers when they differ. */
function expectSame(actual: ImageSet, expected: ImageSet): void {
  expect(actual.count).toBe(expected.count);
  for (const part of ['labels', 'images'] as const) {
    expect(actual[part].length).toBe(expected[part].length);
    expect(
      actual[part].findIndex((value, i) => value !== expected[part][i]),
      `${part} differ at`,
    ).toBe(-1);
  }
}

async function refusal(options: DownloadOptions, from = download): Promise<Error> {
  return loadFrom(from, options).then(
    () => expect.fail('this download should have failed'),
    (error) => error,
  );
}

describe('a download', () => {
  test('gives the very pixels and labels, with the facts of the data set', async () => {
    const loaded = await loadFrom(download, { fetch: hostOf(files).fetch });
    expectSame(loaded.training, grey.training);
    expectSame(loaded.validation, grey.validation);
    expect(loaded).toMatchObject({ ...MNIST, digest: digestOf(grey.training) });
    expect(loaded.notes).toBeUndefined();
  });

  test('keeps the channels of colour pictures apart', async () => {
    const colour = smallDownload(colourImages(300), colourImages(20, 300), [32, 32, 3], 70);
    const loaded = await loadFrom(colour.download, { fetch: hostOf(colour.files).fetch });
    expectSame(loaded.training, colourImages(300));
    expectSame(loaded.validation, colourImages(20, 300));
  });

  test('tells how far it is, never backwards, and ends at 1', async () => {
    const told: number[] = [];
    await loadFrom(download, { fetch: hostOf(files).fetch, onProgress: (fraction) => told.push(fraction) });
    expect(told.length).toBeGreaterThan(3);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  test('asks for ranges only, each a few row groups, and for no header that needs leave', async () => {
    const host = hostOf(files);
    await loadFrom(download, { fetch: host.fetch });
    const asked = host.requests.map(({ method, range }) => (method === 'HEAD' ? 'size' : range && 'range'));
    expect(asked).toEqual(['size', 'range', 'range', 'size', 'range', 'range']);
  });

  test('asks twice for a footer that is longer than the first guess', async () => {
    const many = smallDownload(colourImages(2000), colourImages(10), [32, 32, 3], 1);
    const host = hostOf(many.files);
    expectSame((await loadFrom(many.download, { fetch: host.fetch })).training, colourImages(2000));
    const [guess, footer] = host.requests.slice(1, 3).map(({ range }) => Number(/\d+/.exec(range!)![0]));
    expect(footer).toBeLessThan(guess!);
  });

  test('works where the host gives no size and where it gives no ranges', async () => {
    const noSize = hostOf(files, ({ method }) =>
      method === 'HEAD' ? new Response(null, { status: 405 }) : undefined,
    );
    const noRanges = hostOf(files, ({ headers, url }) =>
      headers.has('range') ? new Response(files.get(url)!.slice()) : undefined,
    );
    const noPreflight = hostOf(files, ({ headers }) =>
      headers.has('range') ? Promise.reject(new TypeError('CORS')) : undefined,
    );
    for (const host of [noSize, noRanges, noPreflight]) {
      expect((await loadFrom(download, { fetch: host.fetch })).digest).toBe(digestOf(grey.training));
    }
  });
});

describe('a subset', () => {
  test('is the first images of each class in their order, and the whole validation part', async () => {
    const loaded = await loadFrom(download, { fetch: hostOf(files).fetch, trainingLimit: 300 });
    const subset = balancedSubset({ ...MNIST, ...grey }, 300);
    expect(loaded.digest).toBe(subset.digest);
    expectSame(loaded.training, subset.training);
    expectSame(loaded.validation, grey.validation);
  });

  test('brings the next images of each class for the guard, the same as of the whole, and keeps them', async () => {
    const cache = memoryCache();
    const wanted = await balancedSubset({ ...MNIST, ...grey }, 300).guard!.load();
    const loaded = await loadFrom(download, { fetch: hostOf(files).fetch, cache, trainingLimit: 300 });
    const kept = await loadFrom(download, { fetch: offline().fetch, cache, trainingLimit: 300 });
    for (const { guard } of [loaded, kept]) {
      expect([guard!.from, guard!.isLater]).toEqual(['source', true]);
      expectSame(await guard!.load(), wanted);
    }
  });

  test('that an earlier lab kept without them is fetched again, or opened with a note where that cannot be', async () => {
    const cache = memoryCache();
    const { training, validation, digest } = balancedSubset({ ...MNIST, ...grey }, 300);
    await keep(cache, cacheKey('mnist', 300), { training, validation, digest });
    const [key, entry] = [...cache.entries][0]!;
    const headers = new Headers(entry.headers);
    headers.delete('x-guard-count');
    cache.entries.set(key, new Response(await entry.arrayBuffer(), { headers }));
    const opened = await loadFrom(download, { fetch: offline().fetch, cache, trainingLimit: 300 });
    expect([opened.digest, opened.guard]).toEqual([digest, undefined]);
    expect(opened.notes?.map(sayMessage)).toEqual([expect.stringContaining('without images for the guard')]);
    const again = await loadFrom(download, { fetch: hostOf(files).fetch, cache, trainingLimit: 300 });
    expect([again.digest, again.guard?.count]).toEqual([digest, 300]);
    expect('guard' in (await loadFrom(download, { fetch: offline().fetch, cache, trainingLimit: 300 }))).toBe(
      true,
    );
  });

  test('does not cost the whole', async () => {
    const colour = smallDownload(noise(4000), noise(100), [32, 32, 3], 100);
    const [part, whole] = [hostOf(colour.files), hostOf(colour.files)];
    await loadFrom(colour.download, { fetch: part.fetch, trainingLimit: 300 });
    await loadFrom(colour.download, { fetch: whole.fetch });
    expect(part.sentBytes()).toBeLessThan(0.5 * whole.sentBytes());
  });

  test('refuses a number that classes cannot share, and one that a class cannot fill', async () => {
    expect((await refusal({ trainingLimit: 55 })).message).toBe(
      'MNIST needs a trainingLimit that is a multiple of 10 from 10 to 600, got 55',
    );
    expect(await refusal({ trainingLimit: 610 })).toBeInstanceOf(SaidError);
    const { training, validation } = grey;
    const lopsided = { ...training, labels: training.labels.map((label) => Math.min(label, 8)) };
    const scarce = smallDownload(lopsided, validation, [28, 28, 1], 500);
    const tooMany = await refusal({ trainingLimit: 100, fetch: hostOf(scarce.files).fetch }, scarce.download);
    expect(tooMany).toBeInstanceOf(DataError);
    expect(tooMany.message).toMatch(/expected 10 images of class 9, found 0\. Choose fewer/);
  });
});

/** Pictures that do not compress: of as many bytes as real ones. */
function noise(count: number) {
  const set = colourImages(count);
  let state = 1;
  const images = set.images.map(() => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
  return { ...set, images };
}

describe('the second visit', () => {
  test('needs no network', async () => {
    const cache = memoryCache();
    const first = await loadFrom(download, { fetch: hostOf(files).fetch, cache });
    const host = offline();
    const told: number[] = [];
    const options = { fetch: host.fetch, cache, onProgress: (fraction: number) => told.push(fraction) };
    const { training, validation, ...facts } = await loadFrom(download, options);
    expectSame(training, first.training);
    expectSame(validation, first.validation);
    expect(first).toMatchObject(facts);
    expect(host.requests).toEqual([]);
    expect(told).toEqual([1]);
  });

  test('takes a subset out of the whole that was kept', async () => {
    const cache = memoryCache();
    await loadFrom(download, { fetch: hostOf(files).fetch, cache });
    const loaded = await loadFrom(download, { fetch: offline().fetch, cache, trainingLimit: 200 });
    expect(loaded.digest).toBe(balancedSubset({ ...MNIST, ...grey }, 200).digest);
  });

  test('does not take a subset for the whole, nor another data set', async () => {
    const cache = memoryCache();
    await loadFrom(download, { fetch: hostOf(files).fetch, cache, trainingLimit: 200 });
    expect(await refusal({ fetch: offline().fetch, cache })).toBeInstanceOf(DownloadError);
    const fashion = { ...download, data: downloads['fashion-mnist'].data };
    expect(await refusal({ fetch: offline().fetch, cache, trainingLimit: 200 }, fashion)).toBeInstanceOf(
      DownloadError,
    );
  });

  test.each([
    0,
    TRAINING,
    TRAINING * RECORD_BYTES - 1,
    TRAINING * RECORD_BYTES + 7,
    (TRAINING + VALIDATION) * RECORD_BYTES - 1,
  ])('drops what was kept when byte %i of it is damaged, and downloads again', async (at) => {
    const cache = memoryCache();
    await loadFrom(download, { fetch: hostOf(files).fetch, cache });
    const [key, entry] = [...cache.entries][0]!;
    const body = new Uint8Array(await entry.clone().arrayBuffer());
    body[at]! ^= 1;
    cache.entries.set(key, new Response(body, { headers: entry.headers }));
    const host = hostOf(files);
    expect((await loadFrom(download, { fetch: host.fetch, cache })).digest).toBe(digestOf(grey.training));
    expect(host.requests.length).toBeGreaterThan(0);
    const again = offline();
    await loadFrom(download, { fetch: again.fetch, cache });
    expect(again.requests).toEqual([]);
  });

  test('drops what was kept when it is cut off', async () => {
    const cache = memoryCache();
    await loadFrom(download, { fetch: hostOf(files).fetch, cache });
    const [key, entry] = [...cache.entries][0]!;
    cache.entries.set(
      key,
      new Response((await entry.arrayBuffer()).slice(0, 5000), { headers: entry.headers }),
    );
    expect((await loadFrom(download, { fetch: hostOf(files).fetch, cache })).training.count).toBe(TRAINING);
  });

  test('a full disk, or a cache that does not work, is no reason to fail: a note says so', async () => {
    const full = {
      ...memoryCache(),
      put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
    };
    const loaded = await loadFrom(download, { fetch: hostOf(files).fetch, cache: full });
    expect(loaded.training.count).toBe(TRAINING);
    expect(loaded.notes?.map(sayMessage)).toEqual([
      'MNIST could not be kept for the next visit: the disk space that the browser allows is used up.',
    ]);
    const broken = { ...memoryCache(), match: () => Promise.reject(new Error('broken')) };
    expect((await loadFrom(download, { fetch: hostOf(files).fetch, cache: broken })).training.count).toBe(
      TRAINING,
    );
  });
});

describe('what goes wrong on the way', () => {
  const said = (reason: string) =>
    `MNIST could not be downloaded from data.example (${reason}). Check the connection, or use the built-in data or your own files.`;

  test('no network', async () => {
    const error = await refusal({ fetch: offline().fetch });
    expect(error).toBeInstanceOf(DownloadError);
    expect(error.message).toBe(said('it cannot be reached, or does not let this page read it'));
  });

  test('the host refuses', async () => {
    const busy = hostOf(files, () => new Response('', { status: 503, statusText: 'Service Unavailable' }));
    expect((await refusal({ fetch: busy.fetch })).message).toBe(said('it answered 503 Service Unavailable'));
    expect((await refusal({ fetch: hostOf(new Map()).fetch })).message).toBe(
      said('it answered 404 Not Found'),
    );
  });

  test('the host falls silent, before it answers or in the middle', async () => {
    const deaf = hostOf(files, silence);
    const reason = said('nothing arrived for 0.05 s');
    expect((await refusal({ fetch: deaf.fetch, patienceMs: 50 })).message).toBe(reason);
    expect(deaf.requests.length, 'nobody waits twice').toBe(1);
    const choking = hostOf(files, (request) => (request.method === 'HEAD' ? undefined : halfAnswer(request)));
    expect((await refusal({ fetch: choking.fetch, patienceMs: 50 })).message).toBe(reason);
  });

  test('the connection breaks off, or carries another amount', async () => {
    const broken = (length: number) => new Response(new Uint8Array(length), { status: 206 });
    const ranges = (answer: () => Response, after: number) => {
      let asked = 0;
      return hostOf(files, ({ headers }) =>
        headers.has('range') && asked++ >= after ? answer() : undefined,
      );
    };
    const short = ranges(() => broken(10), 1);
    expect((await refusal({ fetch: short.fetch })).message).toMatch(/\(it sent 10 of \d+ bytes\)/);
    const long = ranges(() => broken(2 ** 24), 1);
    expect((await refusal({ fetch: long.fetch })).message).toMatch(/\(it sent more than \d+ bytes\)/);
    const cut = ranges(cutAnswer, 1);
    expect((await refusal({ fetch: cut.fetch })).message).toBe(said('the connection broke off'));
  });

  test('cancel, before and in the middle', async () => {
    const cancel = new AbortController();
    const host = hostOf(files, silence);
    const pending = refusal({ fetch: host.fetch, signal: cancel.signal });
    await new Promise((resolve) => setTimeout(resolve, 20));
    cancel.abort();
    expect((await pending).name).toBe('AbortError');
    expect(host.requests.length).toBe(1);
    const untouched = hostOf(files);
    expect((await refusal({ fetch: untouched.fetch, signal: cancel.signal })).name).toBe('AbortError');
    expect(untouched.requests).toEqual([]);
  });

  test('cancel of a request that does not hear of it', async () => {
    const cancel = new AbortController();
    const deaf = hostOf(files, () => new Promise(() => undefined));
    const pending = refusal({ fetch: deaf.fetch, signal: cancel.signal });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const start = performance.now();
    cancel.abort();
    expect((await pending).name).toBe('AbortError');
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test('cancel between two row groups keeps nothing', async () => {
    const cancel = new AbortController();
    const cache = memoryCache();
    const onProgress = () => cancel.abort();
    const error = await refusal({ fetch: hostOf(files).fetch, signal: cancel.signal, cache, onProgress });
    expect(error.name).toBe('AbortError');
    expect(cache.entries.size).toBe(0);
  });
});

function halfAnswer({ signal }: Request): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(8));
      signal.addEventListener('abort', () => controller.error(signal.reason));
    },
  });
  return new Response(body, { status: 206 });
}

function cutAnswer(): Response {
  const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError('network error')) });
  return new Response(body, { status: 206 });
}

describe('files that are not what they should be', () => {
  const withTraining = (file: Uint8Array) => hostOf(new Map(files).set(download.training.url, file)).fetch;

  test.each([
    [
      'another file',
      new TextEncoder().encode('<!doctype html><title>Sign in</title>'),
      /found a (footer|damaged)/,
    ],
    ['next to nothing', new Uint8Array(3), /expected a parquet file, found 3 bytes/],
    ['no footer', new Uint8Array(10_000), /expected a parquet file of pictures, found a damaged one/],
  ])('%s', async (_, file, message) => {
    const error = await refusal({ fetch: withTraining(file) });
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(
      /^train\.parquet: .* Download it again, or use the built-in data or your own files\.$/,
    );
  });

  test('another number of rows', async () => {
    const fewer = { ...download, training: { ...download.training, count: TRAINING - 1 } };
    expect((await refusal({ fetch: hostOf(files).fetch }, fewer)).message).toMatch(
      /expected 599 rows, found 600/,
    );
  });

  test('another column', async () => {
    const other = { ...download, imageColumn: 'picture' };
    expect(await refusal({ fetch: hostOf(files).fetch }, other)).toBeInstanceOf(DataError);
  });

  test('pictures of another size, and class numbers that there are not', async () => {
    const small = { ...download, data: { ...MNIST, shape: [27, 28, 1] as const } };
    expect((await refusal({ fetch: hostOf(files).fetch }, small)).message).toMatch(
      /^train\.parquet, row 0: expected a PNG picture of 27 x 28 pixels .* found 28 x 28 pixels/,
    );
    const strange = smallDownload(
      { ...grey.training, labels: new Uint8Array(TRAINING).fill(10) },
      grey.validation,
      [28, 28, 1],
      500,
    );
    expect((await refusal({ fetch: hostOf(strange.files).fetch }, strange.download)).message).toMatch(
      /row 0: expected a class number from 0 to 9, found 10/,
    );
  });
});

test('loadDownload goes by the table', async () => {
  const host = hostOf(new Map());
  const error = await loadDownload('cifar10', { fetch: host.fetch }).catch((reason) => reason);
  expect(error.message).toMatch(/^CIFAR-10 could not be downloaded from huggingface\.co \(it answered 404/);
  expect(host.requests[0]!.url).toBe(downloads.cifar10.training.url);
});
