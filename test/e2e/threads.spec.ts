/** Threads: where the server sends the headers, where it does not, and where a thread cannot start. The numbers are the same. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { isolatingHeaders } from '../../build/pageSecurity';
import { expect, openLab, test, unlearn } from './labPage';

const search = 'dataset=digits&model=mnist-logistic&backend=wasm';
/** What is given to a page: the machine's cores, as far as the lab takes them. */
const threadsHere = (page: Page) =>
  page.evaluate(() => (navigator.hardwareConcurrency < 4 ? Math.min(navigator.hardwareConcurrency, 2) : 4));
const badge = (page: Page) => page.locator('[data-threads]');

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

interface Host {
  readonly port: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** What it does not have. */
  readonly missing?: RegExp;
}

/** A host of the page's files alone, in a folder of its own. */
function serveStatic({ port, headers = {}, missing }: Host): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const asked = join('dist/page', pathname.replace(/^\/lab/, ''));
    const path = existsSync(asked) && statSync(asked).isDirectory() ? join(asked, 'index.html') : asked;
    if (!pathname.startsWith('/lab/') || missing?.test(pathname) || !existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    const type = kinds[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, ...headers });
    createReadStream(path).pipe(response);
  });
  return new Promise((done) => {
    server.listen(port, '127.0.0.1', () => done(server));
  });
}

test('the server that comes along lets the page have threads, and the badge says how many', async ({
  page,
}) => {
  await openLab(page, search);
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  await expect(badge(page)).toHaveAttribute('data-threads', String(await threadsHere(page)));
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});

test('a host of static files: one thread at first, threads from the second load on, the same weights', async ({
  browser,
}) => {
  const server = await serveStatic({ port: 4192 });
  const page = await browser.newPage({ baseURL: 'http://localhost:4192/lab/' });
  try {
    await openLab(page, search);
    expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(false);
    await expect(badge(page)).toHaveText('one thread');
    const alone = await unlearn(page, 3);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

    await page.evaluate(() =>
      indexedDB.databases().then((all) => all.map(({ name }) => indexedDB.deleteDatabase(name!))),
    );
    await page.goto('about:blank');
    await openLab(page, search);
    expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
    await expect(badge(page)).toHaveAttribute('data-threads', String(await threadsHere(page)));
    const together = await unlearn(page, 3);
    expect(together.digestAfter).toBe(alone.digestAfter);
  } finally {
    await page.close();
    server.close();
  }
});

test('threads that do not start are said, and one does the work', async ({ browser }) => {
  const server = await serveStatic({ port: 4193, headers: isolatingHeaders, missing: /wasmThread/ });
  const page = await browser.newPage({ baseURL: 'http://localhost:4193/lab/' });
  const uncaught: string[] = [];
  page.on('pageerror', ({ message }) => uncaught.push(message));
  try {
    await openLab(page, search);
    await expect(page.getByText('threads did not start')).toBeVisible();
    await expect(badge(page)).toHaveText('one thread');
    expect((await unlearn(page, 3)).accepted).toBe(true);
    expect(uncaught).toEqual([]);
  } finally {
    await page.close();
    server.close();
  }
});
