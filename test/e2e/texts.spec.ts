/** Provisions in place of pictures: read, and found by a word. */

import { cell, expect, openLab, test } from './labPage';

test('provisions are read in grid and lens, and found by a word', async ({ page }) => {
  await openLab(page, 'backend=wasm&dataset=provisions');
  await expect(cell(page, 0)).toHaveAccessibleName(/^Sample 0, label \S/);
  await page.getByRole('searchbox', { name: 'Search by word' }).fill('trademark');
  await expect(page.getByText(/^\d+ of 1,461/)).toBeVisible();
  const found = page.getByRole('gridcell').first();
  await found.click();
  const text = page.getByRole('region', { name: 'The text' });
  await expect(text).toContainText(/trademark/i);
  await expect(text).toContainText(/From .+ \(.+\)/);
});
