import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { digest, give, history, openLab, unlearn, unlearnButton } from './labPage';

const checkpoint = readFileSync(new URL('../fixtures/25670b1/checkpoint.lethe.zip', import.meta.url));
const stopped = (page: Page) => page.getByRole('heading', { name: 'The lab stopped' });

/** From now on drawing throws wherever this selector finds something on the page. */
async function breakDrawing(page: Page, selector: string): Promise<void> {
  await page.addInitScript((broken) => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...values: unknown[]) {
      if (sessionStorage.getItem('broken') && document.querySelector(broken))
        throw new Error('cannot be drawn');
      return Reflect.apply(getContext, this, values);
    } as typeof getContext;
  }, selector);
}

const fromNowOn = (page: Page) => page.evaluate(() => sessionStorage.setItem('broken', 'yes'));

test('what cannot be drawn does not lock the page out: a reload opens what was there before', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits&noise=false');
  await unlearn(page, 3);
  const saved = await digest(page);
  await page.evaluate(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...values: unknown[]) {
      if (window.lethe?.session?.model.weightsFrom === 'checkpoint') throw new Error('cannot be drawn');
      return Reflect.apply(getContext, this, values);
    } as typeof getContext;
  });
  await give(page, 'A model or a checkpoint', [
    { name: 'checkpoint.lethe.zip', mimeType: 'application/zip', buffer: checkpoint },
  ]);
  await expect(stopped(page)).toBeVisible();
  await expect(page.getByText('cannot be drawn')).toBeVisible();
  await openLab(page, 'backend=wasm&dataset=digits&noise=false');
  expect(await digest(page)).toBe(saved);
  await expect(history(page)).toHaveCount(1);
});

test('a lab that stopped gives what is saved as files, and opens without the last visit', async ({
  page,
}) => {
  await breakDrawing(page, '[data-state="1"]');
  await openLab(page, 'backend=wasm&dataset=digits&noise=false');
  await unlearn(page, 3);
  await fromNowOn(page);
  await page.reload();
  await expect(stopped(page)).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export what is saved' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.lethe-session\.json$/);
  await expect(page.getByText('One file was exported.')).toBeVisible();
  await page.getByRole('link', { name: 'Open without the last visit' }).click();
  await expect(unlearnButton(page)).toBeVisible();
  await expect(history(page)).toHaveCount(0);
  await expect(page).not.toHaveURL(/without-last-visit/);
});
