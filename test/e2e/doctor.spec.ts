import { expect, test } from './labPage';

test('the doctor: opens without the lab, says how far it is, and can be cancelled', async ({ page }) => {
  await page.goto('./?view=doctor');
  await expect(
    page.getByRole('heading', { name: 'Does this machine compute what it should?' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Examine this machine' }).click();
  await expect(page.getByText(/^\d+ of \d+ cases: \w+$/)).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Cases done' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Examine this machine' })).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'To the lab' })).toHaveAttribute('href', './');
});

test('the badge of the device leads to the doctor', async ({ page }) => {
  await page.goto('./?v=4&data=digits&model=mnist-logistic&backend=wasm');
  await page.getByText('WASM', { exact: true }).click();
  await expect(page.getByRole('link', { name: 'Try every kernel on this machine' })).toHaveAttribute(
    'href',
    '?view=doctor',
  );
});
