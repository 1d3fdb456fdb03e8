/** Threads: where the server sends the headers, and where a thread cannot start. Where it sends none: offline.spec.ts. The numbers are the same. */
import { isolatingHeaders } from '../../build/pageSecurity';
import { badge, expect, openLab, test, threadsHere, unlearn } from './labPage';
import { serveStatic } from './staticHost';

const search = 'dataset=digits&model=mnist-logistic&backend=wasm';

test('the server that comes along lets the page have threads, and the badge says how many', async ({
  page,
}) => {
  await openLab(page, search);
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  await expect(badge(page)).toHaveAttribute('data-threads', String(await threadsHere(page)));
});

test('threads that do not start are said, and one does the work', async ({ browser }) => {
  const server = await serveStatic({ port: 4193, headers: isolatingHeaders, missing: /wasmThread/ });
  const page = await browser.newPage({ baseURL: 'http://localhost:4193/lab/' });
  const uncaught: string[] = [];
  page.on('pageerror', ({ message }) => uncaught.push(message));
  try {
    await openLab(page, search);
    const reason = 'threads did not start';
    await expect(page.getByRole('alert').getByText(reason)).toBeVisible();
    // And as long as the page is open, on the badge.
    await expect(page.getByRole('banner').getByText(reason)).toBeAttached();
    await expect(badge(page)).toHaveText('one thread');
    expect((await unlearn(page, 3)).accepted).toBe(true);
    expect(uncaught).toEqual([]);
  } finally {
    await page.close();
    server.close();
  }
});
