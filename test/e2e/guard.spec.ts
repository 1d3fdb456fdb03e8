/** Which images the guard goes by: further ones of the source, read when a guard first judges; an earlier link goes by those of then. */

import type { Page } from '@playwright/test';
import { expect, openLab, reports, test, unlearn, unlearnButton } from './labPage';

const article = (page: Page, id: number) => page.getByRole('article', { name: `Removal ${id}`, exact: true });
const step = 'backend=wasm&dataset=digits&model=mnist-logistic&method=gradient-ascent';

test('the guard judges by images of its own, which come when it first judges, and the page says so', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const ofGuard = () => asked.filter((path) => path.endsWith('/data/digits/guard-0.bin')).length;
  await openLab(page, `v=4&${step}&gradient-ascent.learningRate=9`);
  await page.getByRole('combobox', { name: 'Guard goes by' }).focus();
  await expect(page.getByText('With these data: 500 further samples of the source')).toBeVisible();
  expect(ofGuard()).toBe(0);
  const { accepted, guard } = await unlearn(page, 3);
  expect([accepted, guard!.set, guard!.count, ofGuard()]).toEqual([false, 'next', 500, 1]);
  await expect(article(page, 1)).toContainText('percentage points of accuracy on the samples of the guard;');
  await expect(article(page, 1)).toContainText(
    '500 further samples of the source, neither trained on nor reported: 90.60\u202f% before',
  );
  await unlearn(page, 3);
  expect(ofGuard()).toBe(1);
});

test('without the network a guard that has no images yet says so, and nothing is removed', async ({
  page,
}) => {
  await page.route('**/guard-0.bin', (route) => route.fulfill({ status: 404 }));
  await openLab(page, `v=4&${step}`);
  await page.locator('#sample-3').click();
  await unlearnButton(page).click();
  await expect(page.getByText('let the guard go by all held-out samples')).toBeVisible();
  expect(await reports(page)).toEqual([]);
});

test('an earlier link goes by the validation set, and asks for no other images', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await openLab(page, `v=3&${step}`);
  const { request, guard } = await unlearn(page, 3);
  expect([request.guardSet, guard!.set, guard!.count]).toEqual(['apart', 'validation', 1000]);
  await expect(article(page, 1)).toContainText('all 1,000 held-out samples, which are reported too');
  expect(asked.filter((path) => path.includes('guard'))).toEqual([]);
});
