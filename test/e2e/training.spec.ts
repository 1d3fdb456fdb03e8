import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { cell, choose, digest, expect, give, numbers, openLab, openTab, rest, test } from './labPage';

const model = (page: Page) => page.evaluate(() => window.lethe!.session!.model);
const course = (page: Page) => page.getByRole('article', { name: 'Course of the training' });
const saved = (page: Page) => page.getByRole('listitem', { name: 'My weights' });

/** Trains so many epochs from scratch. */
async function train(page: Page, epochs: number): Promise<void> {
  await openTab(page, 'Training');
  await page.getByLabel('Epochs').fill(String(epochs));
  await page.getByRole('button', { name: /^Train( from scratch)?$/ }).click();
  await expect(course(page)).toContainText('right after');
  await rest(page);
}

test('a training that is ended early keeps the weights of its last whole epoch, and the chart tells them', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic');
  const before = await digest(page);
  await openTab(page, 'Training');
  await page.getByLabel('Epochs').fill('200');
  await page.getByRole('button', { name: 'Train from scratch' }).click();
  await expect(page.getByText(/Epoch \d+ of 200: .* left/)).toBeVisible();
  await page.getByRole('button', { name: 'End after this epoch' }).click();
  await expect(course(page)).toContainText('right after');
  await rest(page);

  const { training, weightsFrom } = await model(page);
  expect(training!.epochs).toBeLessThan(200);
  expect(weightsFrom).toBe('trained');
  expect(await digest(page)).not.toBe(before);
  const chart = page.locator('[data-chart="trainingAccuracy"]');
  await chart.getByRole('button', { name: 'Table' }).click();
  await expect(chart.locator('tbody tr')).toHaveCount(training!.epochs);
  const last = await numbers(chart.locator('tbody tr').last());
  expect(last.at(-1)!.value).toBe(training!.validationAccuracy);
});

test('training goes on from the weights that are there, in the same chart', async ({ page }) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic');
  await train(page, 2);
  const first = await digest(page);
  await page.getByRole('button', { name: 'Go on training' }).click();
  await expect(course(page)).toContainText('right after 4 epochs');
  await rest(page);
  expect((await model(page)).training!.epochs).toBe(4);
  expect(await digest(page)).not.toBe(first);
  const chart = page.locator('[data-chart="trainingLoss"]');
  await chart.getByRole('button', { name: 'Table' }).click();
  await expect(chart.locator('tbody tr')).toHaveCount(4);
});

test('a checkpoint outlives a reload, travels as a file, and is deleted after a second word', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic');
  await train(page, 1);
  const trained = await digest(page);
  await openTab(page, 'Checkpoints');
  await expect(page.getByText('Nothing saved yet.')).toBeVisible();
  await page.getByLabel('Keep the trained weights as').fill('My weights');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(saved(page)).toContainText('Logistic regression');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('digits--mnist-logistic.lethe.zip');
  const buffer = await readFile(await download.path());
  await rest(page);

  await choose(page, 'Model', 'Two-layer net');
  await expect.poll(() => digest(page)).not.toBe(trained);
  await rest(page);
  // The address is written a moment after the last change.
  await expect(page).toHaveURL(/model=mnist-2nn/);
  await page.reload();
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  expect(await digest(page)).not.toBe(trained);
  await openTab(page, 'Checkpoints');
  await saved(page).getByRole('button', { name: 'Load' }).click();
  await expect.poll(() => digest(page)).toBe(trained);
  expect((await model(page)).weightsFrom).toBe('checkpoint');
  await rest(page);
  await saved(page).getByRole('button', { name: 'Delete' }).click();
  await saved(page).getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('Nothing saved yet.')).toBeVisible();

  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-2nn');
  expect(await digest(page)).not.toBe(trained);
  await openTab(page, 'Checkpoints');
  await give(page, 'A checkpoint file', [
    { name: download.suggestedFilename(), mimeType: 'application/zip', buffer },
  ]);
  await expect.poll(() => digest(page)).toBe(trained);
});

test('pictures in colour have names for their classes, and a model learns them', async ({ page }) => {
  await openLab(page, 'backend=wasm&dataset=digits');
  await choose(page, 'Data', 'Shapes in colour');
  await expect.poll(() => page.evaluate(() => window.lethe!.session!.dataset.id)).toBe('shapes-32');
  await rest(page);
  await choose(page, 'Model', 'Logistic regression');
  await rest(page);
  await train(page, 1);
  expect((await model(page)).training!.trainingAccuracy).toBeGreaterThan(0.15);
  const { classNames } = await page.evaluate(() => window.lethe!.session!.dataset);
  const label = /label ([^,]+), predicted ([^,]+)/.exec((await cell(page, 0).getAttribute('aria-label'))!)!;
  expect(classNames).toEqual(expect.arrayContaining(label.slice(1)));
  await expect(page).toHaveURL(/dataset=shapes-32&model=mnist-logistic/);
});
