import { test as base, type Page } from '@playwright/test';
import type { Download } from '../../src/data/download';
import { type DataHost, SCRIPT, startHost } from './downloadHost';
import { expect } from './labPage';

let host: DataHost;
base.beforeAll(async () => {
  host = await startHost();
});
base.afterAll(() => host.close());

/** A page that holds nothing, beside the script that is tested. */
const test = base.extend({
  page: async ({ page }, use) => {
    await page.goto(host.page);
    host.takeRequests();
    await use(page);
  },
});

/** The host's data set under another folder of it, where it behaves differently. */
function under(folder: string): Download {
  const { training, validation } = host.download;
  const moved = training.url.replace('/train', `/${folder}/train`);
  return { ...host.download, training: { ...training, url: moved }, validation };
}

/** What the page gets from the host or from what it kept: a digest and counts, or the sentence for the person. */
function load(page: Page, download = host.download, trainingLimit?: number) {
  return page.evaluate(
    async ({ script, download, limit }) => {
      const { loadFrom } = (await import(script)) as typeof import('../../src/data/download');
      const told: number[] = [];
      const onProgress = (fraction: number) => told.push(fraction);
      try {
        const loaded = await loadFrom(download, { patienceMs: 2000, onProgress, ...limit });
        const counts = [loaded.training.count, loaded.validation.count];
        return { digest: loaded.digest, counts, notes: loaded.notes, end: told.at(-1) };
      } catch (error) {
        return { failed: String(error) };
      }
    },
    { script: SCRIPT, download, limit: trainingLimit === undefined ? {} : { trainingLimit } },
  );
}

/** The sentence for the person, when the host gives nothing for this reason. */
function refused(reason: string) {
  const { host: name } = new URL(host.download.training.url);
  return {
    failed: `DownloadError: MNIST could not be downloaded from ${name} (${reason}). Check the connection, or use the built-in data or your own files.`,
  };
}

test('the first visit asks another origin for no preflight, the second asks for nothing', async ({
  page,
}) => {
  const whole = { digest: host.digest, counts: [400, 60], notes: undefined, end: 1 };
  expect(await load(page)).toEqual(whole);
  const requests = host.takeRequests();
  expect(requests.filter((request) => request.startsWith('OPTIONS'))).toEqual([]);
  expect(requests.filter((request) => request.startsWith('HEAD')).length).toBe(2);

  await page.reload();
  expect(await load(page)).toEqual(whole);
  expect(await load(page, host.download, 100)).toMatchObject({ counts: [100, 60] });
  expect(host.takeRequests()).toEqual([]);
});

test('with no network there is a sentence, and when it is back the download', async ({ page }) => {
  const everything = `${new URL(host.download.training.url).origin}/**`;
  await page.route(everything, (route) => route.abort('internetdisconnected'));
  expect(await load(page)).toEqual(refused('it cannot be reached, or does not let this page read it'));
  await page.unroute(everything);
  expect(await load(page)).toMatchObject({ digest: host.digest });
});

test('a host that gives no leave, and one that never answers', async ({ page }) => {
  expect(await load(page, under('closed'))).toEqual(
    refused('it cannot be reached, or does not let this page read it'),
  );
  expect(await load(page, under('silent'))).toEqual(refused('nothing arrived for 2 s'));
});

test('what was damaged on the disk is fetched again', async ({ page }) => {
  await load(page);
  await page.evaluate(async () => {
    const cache = await caches.open('lethe-data');
    const [request] = await cache.keys();
    const kept = (await cache.match(request!))!;
    const bytes = new Uint8Array(await kept.arrayBuffer());
    bytes[1234]! ^= 1;
    await cache.put(request!, new Response(bytes, { headers: kept.headers }));
  });
  host.takeRequests();
  expect(await load(page)).toMatchObject({ digest: host.digest });
  expect(host.takeRequests().length).toBeGreaterThan(0);
});
