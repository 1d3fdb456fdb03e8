/** Another language: chosen, said and heard, kept over a reload, and no part of what is computed. */
import AxeBuilder from '@axe-core/playwright';
import { cell, digest, expect, openLab, reports, rest, test } from './labPage';

test('German is chosen, says and speaks a removal, stays after a reload, and gives way to English', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-2nn');
  await page.getByLabel('Language of the page: English').click();
  await page.getByText('Deutsch', { exact: true }).click();
  // The page is drawn anew, and the focus is where it was.
  await expect(page.getByLabel('Sprache der Seite (Language): Deutsch')).toBeFocused();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page).toHaveTitle('Lethe: ein Labor f\u00fcr maschinelles Verlernen');

  // A number is typed with a comma, and is the same number.
  await page.getByLabel('D\u00e4mpfung \u03bb').fill('0,25');
  await page.getByLabel('D\u00e4mpfung \u03bb').blur();
  await expect(page).toHaveURL(/damping=0\.25/);
  await expect(page.getByLabel('D\u00e4mpfung \u03bb')).toHaveValue('0,25');
  await cell(page, 5).click();
  await page.getByRole('button', { name: 'Verlernen', exact: true }).click();
  const heard = page.locator('[role="status"], [aria-live]').filter({
    hasText:
      /Datenpunkt 5 ist gel\u00f6scht\. Validierungsgenauigkeit: \d\d,\d\d\s% vorher, \d\d,\d\d\s% nachher\./,
  });
  await expect(heard).not.toHaveCount(0);
  await rest(page);
  await expect(cell(page, 5)).toHaveAccessibleName(/^Datenpunkt 5, /);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)).toEqual(
    [],
  );
  // A report is codes and English: it is the same in every language.
  expect(JSON.stringify(await reports(page))).not.toMatch(/[\u00e4\u00f6\u00fc\u00df\u201e]/i);
  const weights = await digest(page);

  await page.reload();
  await expect(page.getByText('Die L\u00f6schung des letzten Besuchs ist wieder da.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  expect(await digest(page)).toBe(weights);

  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Eingeben, was zu tun ist' }).fill('english');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Unlearn', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
