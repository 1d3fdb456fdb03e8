import { type Browser, chromium } from '@playwright/test';
import { browserLaunchOptions } from '../support/browser';
import { expect, openTab, openWatched, test, unlearn } from './labPage';

/** Where WebGPU is missing, in a browser of its own: what the page says, and that it works all the same. */
const places = [
  {
    name: 'a browser without a graphics adapter',
    flags: ['--use-webgpu-adapter=default', '--disable-gpu'],
    host: 'localhost',
    says: 'found no graphics adapter',
    kind: 'noAdapter',
  },
  {
    name: 'a page over plain http',
    flags: ['--host-resolver-rules=MAP lethe.test 127.0.0.1'],
    host: 'lethe.test',
    says: 'plain http',
    kind: 'insecureContext',
  },
] as const;

/** A browser like the one of the other tests, but for its WebGPU. */
function launch(flags: readonly string[]): Promise<Browser> {
  const options = browserLaunchOptions();
  const kept = options.args.filter((flag) => !/webgpu/.test(flag));
  return chromium.launch({ ...options, args: [...kept, ...flags] });
}

for (const { name, flags, host, says, kind } of places) {
  test(`${name}: the page says so in a sentence, and unlearns on WASM`, async ({ baseURL }) => {
    const browser = await launch(flags);
    try {
      const lab = await openWatched(browser, baseURL!.replace('localhost', host), 'backend=auto');
      await expect(lab.page.getByRole('status').filter({ hasText: says })).toBeVisible();
      expect(await lab.page.evaluate(() => window.lethe!.device)).toMatchObject({
        backend: 'wasm',
        webgpu: kind,
        fallback: true,
      });
      expect((await unlearn(lab.page, 3)).backend).toBe('wasm');
      // A page over plain http has fewer functions of the browser: keeping weights is to do without them.
      await openTab(lab.page, 'Checkpoints');
      await lab.page.getByLabel('Keep the trained weights as').fill('kept here');
      await lab.page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(lab.page.getByText('kept here', { exact: true })).toBeVisible();
      await lab.close();
    } finally {
      await browser.close();
    }
  });
}

test('WebGPU forced where there is none: the page says why it cannot open, and offers the CPU', async ({
  baseURL,
}) => {
  const browser = await launch(places[0].flags);
  try {
    const page = await browser.newPage({ baseURL: baseURL! });
    await page.goto('./?backend=webgpu&dataset=digits');
    await expect(page.getByRole('alert')).toContainText(places[0].says);
    await page.getByRole('link', { name: 'Open on the CPU' }).click();
    await expect(page.getByRole('gridcell').first()).toBeVisible();
    await expect(page).toHaveURL(/backend=wasm/);
  } finally {
    await browser.close();
  }
});
