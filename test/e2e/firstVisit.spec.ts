/** What somebody sees who comes for the first time, and what a link of an earlier version opens. */

import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import beginning from '../../build/firstPaint.json' with { type: 'json' };
import { expect, test } from './labPage';

const grid = (page: Page) => page.getByRole('region', { name: 'Samples' });
/** Where the first row of images is in its panel. Above that a line comes where there is no GPU, and says so. */
async function placeInPanel(page: Page) {
  const row = (await grid(page).locator('canvas').first().boundingBox())!;
  const panel = (await grid(page).boundingBox())!;
  return { x: row.x - panel.x, y: row.y - panel.y, width: row.width, height: row.height };
}
const session = (page: Page) => page.evaluate(() => window.lethe!.session!);

test('the script that the page begins with is one file, under 300 kB compressed: what draws charts comes later', async ({
  page,
}) => {
  const html = await (await page.request.get('./')).text();
  const scripts = [...html.matchAll(/(?:src|href)="(\.\/[^"]+\.js)"/g)].map(([, path]) => path!);
  // Beside it come a few lines that run the page, and the bundler's own.
  expect(scripts).toHaveLength(3);
  const bodies = await Promise.all(scripts.map(async (path) => (await page.request.get(path)).body()));
  expect(bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)).toBeLessThan(300_000);
});

test("the worker's script holds no backend that the lab never uses", async ({ page }) => {
  const asked = page.waitForResponse(/lab\.worker-.*\.js$/);
  await page.goto('./?backend=wasm');
  const script = await (await asked).text();
  expect(script).toContain('WASM_HAS_SIMD_SUPPORT');
  // A word of every program of tfjs's WebGL backend.
  expect(script).not.toContain('gl_FragColor');
});

test('a first visit shows real images before all of them are there, and loads under 4 MB of data and weights', async ({
  page,
}) => {
  const bodies: Promise<Buffer>[] = [];
  const asked: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!/\/(data|models)\//.test(pathname)) return;
    asked.push(pathname);
    bodies.push(response.body());
  });
  // The last piece waits until the first images were seen.
  let release: () => void = () => {};
  const seen = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/data/fashion/training-3.bin', async (route) => {
    await seen;
    await route.continue();
  });
  // The first one waits until the lab's own script was there, and the picture of the page's beginning still stood.
  await page.route('**/data/fashion/training-0.bin', async (route) => {
    await expect(page.getByRole('progressbar')).toBeVisible();
    await expect(page.getByRole('img', { name: beginning.label })).toBeVisible();
    await route.continue();
  });
  await page.goto('./?inspect&backend=wasm');
  const first = page.getByRole('img', { name: /^The first 200 samples/ });
  await expect(first).toBeVisible();
  await expect(page.getByRole('gridcell')).toHaveCount(0);
  await expect(page.getByRole('progressbar')).toBeVisible();
  const before = await placeInPanel(page);
  const ink = () =>
    grid(page)
      .locator('canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) =>
        Array.from(canvas.getContext('2d')!.getImageData(0, 0, 28, 28).data),
      );
  const image = await ink();
  expect(image.filter((level) => level > 0).length).toBeGreaterThan(100);
  release();
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  // The same image in the same place: nothing jumps.
  expect(await ink()).toEqual(image);
  expect(await placeInPanel(page)).toEqual(before);
  const { dataset, model } = await session(page);
  expect([dataset.id, dataset.trainingCount, model.id]).toEqual(['fashion', 6000, 'mnist-2nn']);
  const bytes = (await Promise.all(bodies)).reduce((sum, { length }) => sum + length, 0);
  test.info().annotations.push({ type: 'bytes', description: String(bytes) });
  expect(bytes).toBeGreaterThan(3_000_000);
  expect(bytes).toBeLessThan(4_000_000);
  expect(asked.filter((path) => path.includes('guard'))).toEqual([]);
  await expect(page).toHaveURL(/\?inspect&backend=wasm$|v=4/);

  await page.getByRole('button', { name: 'Handwritten-like digits' }).click();
  await expect.poll(async () => (await session(page)).dataset.id).toBe('digits');
});

test('a link to a removal of the time before opens the digits, and asks for no other data', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('./?inspect&backend=wasm&forget=class&forgetClass=3&forgetLimit=5');
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  expect((await session(page)).dataset.id).toBe('digits');
  expect(asked.filter((path) => path.includes('/data/fashion/'))).toEqual([]);
});
