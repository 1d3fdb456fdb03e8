/** A host of static files that sends no headers: threads from the second load on, then no host at all, and then a new version. */
import type { Page } from '@playwright/test';
import { badge, expect, openLab, test, threadsHere, unlearn, watch } from './labPage';
import { serveStatic } from './staticHost';

const search = 'dataset=digits&model=mnist-logistic&backend=wasm';

/** As a page that nobody has worked in yet; what is kept of the lab itself stays. */
async function forget(page: Page): Promise<void> {
  await page.evaluate(() =>
    indexedDB.databases().then((all) => all.map(({ name }) => indexedDB.deleteDatabase(name!))),
  );
  await page.goto('about:blank');
}

test('after the first visit the lab opens without its host and forgets a sample as before; a new version is told, and comes when it is asked for', async ({
  browser,
}) => {
  let server = await serveStatic({ port: 4192 });
  const page = await browser.newPage({ baseURL: 'http://localhost:4192/lab/', serviceWorkers: 'allow' });
  const trouble = watch(page);
  try {
    await openLab(page, search);
    expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(false);
    await expect(badge(page)).toHaveText('one thread');
    const alone = await unlearn(page, 3);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

    await forget(page);
    server.closeAllConnections();
    server.close();
    await openLab(page, search);
    await expect(badge(page)).toHaveAttribute('data-threads', String(await threadsHere(page)));
    expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
    expect((await unlearn(page, 3)).digestAfter).toBe(alone.digestAfter);
    expect(trouble.filter((one) => !one.includes('ERR_CONNECTION_REFUSED'))).toEqual([]);

    server = await serveStatic({ port: 4192, version: 'new' });
    await page.reload();
    const take = page.getByRole('button', { name: 'Load it now' });
    await expect(take).toBeEnabled();
    await Promise.all([page.waitForEvent('load'), take.click()]);
    await expect(page.getByText('The removal of the last visit is back')).toBeVisible();
    await expect(take).toHaveCount(0);
  } finally {
    await page.close();
    server.close();
  }
});
