import type { Page } from '@playwright/test';
import { cell, expect, openLab, openReport, openTab, rest, test, undo, unlearn } from './labPage';

/** What a cell of the grid says of how much its sample is memorised. */
async function memorised(page: Page, place: number): Promise<number> {
  const title = await page.getByRole('gridcell').nth(place).getAttribute('title');
  return Number(/memorised (−?[\d.]+)/.exec(title!)![1]!.replace('−', '-'));
}

test('the ensemble that ships orders and filters the grid, and places the model on the screen', async ({
  page,
}) => {
  await openLab(
    page,
    'backend=wasm&dataset=digits&model=mnist-logistic&order=memorisation&method=gradient-ascent&guard=off',
  );
  const thirds = page.getByLabel('How much they are memorised');
  await expect(thirds).toBeEnabled();
  await expect(cell(page, 5)).toBeVisible();
  const [first, second] = [await memorised(page, 0), await memorised(page, 1)];
  expect(first).toBeGreaterThanOrEqual(second);
  expect(second).toBeGreaterThan(1);
  await thirds.selectOption('least');
  await expect(page.getByText('2,000 of 6,000')).toBeVisible();
  expect(await memorised(page, 0)).toBeLessThan(0.5);
  await thirds.selectOption('most');

  await cell(page, 5).click();
  await expect(page.getByText(/memorised\s+[\d.]+ ± [\d.]+/)).toBeVisible();
  await unlearn(page, 5);
  await openReport(page, 'Attack');
  const place = page.getByRole('row', { name: /^5 / });
  await expect(place).toContainText(/± [\d.]+/);
  await expect(page.getByRole('button', { name: 'Attack on each sample' })).toBeEnabled();
  await expect(page.getByText('Compare with retraining to see the place')).toBeVisible();
});

test('a model without an ensemble offers to train one, and says how long that takes', async ({ page }) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic&method=gradient-ascent&guard=off');
  await openTab(page, 'Training');
  await page.getByLabel('Epochs').fill('1');
  await page.getByRole('button', { name: 'Train from scratch' }).click();
  await rest(page);
  await unlearn(page, 7);
  await openReport(page, 'Attack');
  await expect(page.getByText(/64 models must be trained first.* that takes about \d/)).toBeVisible();
  await page.getByLabel('Models', { exact: true }).fill('32');
  await page.getByLabel('Seed of the ensemble').fill('2');
  await page.getByRole('button', { name: 'Use this ensemble' }).click();
  await expect(page.getByText(/of 32 models with seed 2 .* that takes about \d/)).toBeVisible();
  await page.getByRole('button', { name: 'Train the models' }).click();
  const bar = page.getByRole('region', { name: 'In the background' });
  await expect(bar.getByText(/: [1-9]\d* of 32 models trained/)).toBeVisible();
  // The page is free: it removes, and takes back.
  await unlearn(page, 8);
  await undo(page);
  await expect(bar).toBeVisible();
  await page.reload();
  await expect(bar.getByText(/: [1-9]\d* of 32 models trained/)).toBeVisible();
  await bar.getByRole('button', { name: 'Stop' }).click();
  await expect(bar).toBeHidden();
  await openReport(page, 'Attack');
  await expect(page.getByText(/\d+ of 32 are trained already/)).toBeVisible();
});
