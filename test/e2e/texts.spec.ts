/** Provisions in place of pictures: read, found by a word, and seen word by word. */

import { cell, expect, openLab, openReport, test, unlearn } from './labPage';

test('provisions are read in grid and lens, found by a word, and coloured word by word', async ({ page }) => {
  await openLab(page, 'backend=wasm&dataset=provisions');
  await expect(cell(page, 0)).toHaveAccessibleName(/^Sample 0, label \S/);
  await page.getByRole('searchbox', { name: 'Search by word' }).fill('trademark');
  await expect(page.getByText(/^\d+ of 1,461/)).toBeVisible();
  const found = page.getByRole('gridcell').first();
  await found.click();
  const text = page.getByRole('region', { name: 'The text' });
  await expect(text).toContainText(/trademark/i);
  await expect(text).toContainText(/From .+ \(.+\)/);
  await page
    .getByRole('button', { name: /^Which words matter in text \d+$/ })
    .first()
    .click();
  await text.getByText('All words by their number').click();
  const words = text.getByRole('rowheader');
  await expect(words.first()).toBeVisible();
  expect(await words.count()).toBeGreaterThan(5);
  const sensitivities = await text.getByRole('cell').allInnerTexts();
  expect(Number(sensitivities[0])).toBeGreaterThan(Number(sensitivities.at(-1)));
});

test('a provision is removed by whole heads, which stand among the slices as heads, and layers of single tokens as units', async ({
  page,
}) => {
  const settings = 'attention=heads&selection=full&maxSlices=4&perturbations=40&hessianSamples=32&guard=off';
  await openLab(page, `backend=wasm&dataset=provisions&${settings}`);
  const { selection, request } = await unlearn(page, 5);
  expect(request.attention).toBe('heads');
  expect(selection!.selected.map(({ layer, unit }) => `${layer} ${unit}`)).toEqual(
    [0, 1, 2, 3].map((head) => `attention ${head}`),
  );
  await openReport(page, 'Slices');
  for (const name of [
    'Layer attention, 4 heads',
    'Layer attentionOutput, 64 units',
    'Layer hidden1, 128 units',
  ])
    await expect(page.getByRole('figure', { name })).toBeVisible();
});
