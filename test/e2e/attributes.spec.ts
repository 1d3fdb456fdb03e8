import { expect, openLab, openTab, rest, test } from './labPage';

test('a training hides attributes that L-FOCI picks, and stands beside one that hides nothing', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=faces_correlated-0.9-1&model=mnist-2nn');
  await openTab(page, 'Training');
  await page.getByLabel('Epochs').fill('2');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const table = page.getByRole('region', { name: 'Right on held-out images, by attribute' });
  await expect(table.getByRole('columnheader', { name: 'Nothing hidden' })).toBeVisible();
  await rest(page);

  await page.getByLabel('Hide attributes').selectOption('picked');
  const hidden = page.getByRole('group', { name: 'What is hidden' });
  await expect(hidden.getByLabel('long hair')).toBeChecked();
  await expect(hidden.getByLabel('turned')).not.toBeChecked();
  await page.getByLabel('Strength of hiding').fill('11');
  await expect(page.getByRole('button', { name: 'Train from scratch' })).toBeDisabled();
  await page.getByLabel('Strength of hiding').fill('0.5');
  await page.getByRole('button', { name: 'Train from scratch' }).click();
  await expect(
    table.getByRole('columnheader', { name: /^Hidden: .*long hair.* \(strength 0.5\)$/ }),
  ).toBeVisible();
  await rest(page);
  const { reversal } = await page.evaluate(() => window.lethe!.session!.model.training!);
  expect(reversal).toMatchObject({ strength: 0.5, attributes: expect.arrayContaining(['longHair']) });
  // All images, and eleven attributes: the label is none.
  await expect(table.locator('tbody tr')).toHaveCount(12);
  await expect(table.getByRole('row', { name: /^all images 400 / }).locator('data')).toHaveCount(2);
  await expect(table.getByRole('row', { name: /^long hair 118, 282 / }).locator('data')).toHaveCount(4);
});
