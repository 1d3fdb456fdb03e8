import { chromium, expect, type Page, test } from '@playwright/test';
import { defaultSettings, type RemovalRequest } from '../../src/lab/protocol';
import { browserLaunchOptions } from '../support/browser';
import { type LabPlace, offerDriver, openDriver, placeOf } from './labDriver';

/** In a browser of its own: after some crashes of its GPU process a browser gives no more devices. */

const request = (sample: number): RemovalRequest => ({
  ...defaultSettings,
  samples: [sample],
  guard: null,
});

const unlearn = (page: Page, sample: number): Promise<LabPlace> =>
  page.evaluate(`window.driver.lab.unlearn(${JSON.stringify(request(sample))}).then(${placeOf})`);

const rebuiltCount = (page: Page): Promise<number> =>
  page.evaluate(() => window.driver.events.filter(({ kind }) => kind === 'rebuilt').length);

test('the GPU process crashes during removals: each is reported as not done, and the lab goes on with model and history', async ({
  baseURL,
}) => {
  test.setTimeout(300_000);
  const browser = await chromium.launch(browserLaunchOptions());
  try {
    const context = await browser.newContext();
    await offerDriver(context);
    const page = await context.newPage();
    const tools = await browser.newBrowserCDPSession();
    let place = await openDriver(page, baseURL!, 'webgpu');
    expect(place.backend).toBe('webgpu');
    const outcomes: string[] = [];
    for (let crash = 1; crash <= 5 && place.backend === 'webgpu'; crash++) {
      const before = await unlearn(page, crash);
      expect(before).toMatchObject({ count: crash, current: crash });
      const inFlight = unlearn(page, 100 + crash).then(
        () => 'done',
        (error: Error) => error.message,
      );
      await page.waitForTimeout(150 * crash);
      await tools.send('Browser.crashGpuProcess' as never).catch(() => {});
      expect(await inFlight).toContain('gpu.lostAtWork');
      await expect.poll(() => rebuiltCount(page), { timeout: 60_000 }).toBe(crash);
      place = await page.evaluate(
        `(${placeOf})(window.driver.events.filter(({ kind }) => kind === 'rebuilt').at(-1).moment)`,
      );
      const { digest, count, current, removed } = before;
      expect(place).toMatchObject({ digest, count, current, removed });
      outcomes.push(place.backend);
    }
    test.info().annotations.push({ type: 'devices after each crash', description: outcomes.join(', ') });
    const last = await unlearn(page, 200);
    expect(last).toMatchObject({ count: place.count + 1, backend: place.backend, problem: null });
    expect((await openDriver(await context.newPage(), baseURL!, 'wasm')).digest).toBe(last.digest);
  } finally {
    await browser.close();
  }
});
