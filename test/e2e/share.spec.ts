/** Links that hold what was done, in a browser of somebody else; and sessions that nothing takes away. */

import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { digest, expect, history, openLab, openTab, rest, test, undo, unlearn, watch } from './labPage';

const logistic = 'dataset=digits&model=mnist-logistic&backend=wasm&perturbations=60&guard=off';

/** What the dialog has as this kind. */
async function copied(page: Page, kind: string): Promise<string> {
  await page.getByRole('radio', { name: kind, exact: true }).check();
  const text = page.getByRole('textbox', { name: 'Text' });
  await expect(text).not.toHaveValue('');
  let last = '';
  await expect
    .poll(async () => {
      const before = last;
      last = await text.inputValue();
      return last !== '' && last === before;
    })
    .toBe(true);
  return last;
}

/** A page of another profile: nothing of this browser's storage is there. */
async function otherPerson(browser: Browser, link: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  const trouble = watch(page);
  await page.goto(link.replace('?', '?inspect&'));
  return { page, trouble, close: () => context.close() };
}

test('a link takes removals to another profile, to the same digest, and says what it holds', async ({
  page,
  browser,
}) => {
  await openLab(page, logistic);
  for (const sample of [3, 5]) await unlearn(page, sample);
  await undo(page);
  await unlearn(page, 8);
  const made = await digest(page);
  await openTab(page, 'Session');

  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Copy as\u2026' });
  await expect(
    dialog.getByText('2 removals of 2 samples, each with all its settings and its seed'),
  ).toBeVisible();
  await expect(
    dialog.getByText(
      '6,000 training samples of Handwritten-like digits, by their digest: no sample is in it',
    ),
  ).toBeVisible();
  await expect(dialog.getByText(`the digest that has to come of it (${made!.slice(0, 12)})`)).toBeVisible();
  expect(await copied(page, 'Command')).toMatch(/^npx lethe replay recipe=[\w-]+\n$/);
  expect(await copied(page, 'Methods')).toContain('2 training samples were removed in 2 steps.');
  expect(await copied(page, 'BibTeX')).toContain('@inproceedings{mehta2022deep');
  const link = await copied(page, 'Link');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe('digits--mnist-logistic.lethe-recipe.json');
  expect(JSON.parse(readFileSync((await file.path())!, 'utf8')).steps).toHaveLength(2);

  const other = await otherPerson(browser, link);
  await expect(other.page.getByText('Same digest: 2 removals were made again')).toBeVisible();
  await rest(other.page);
  expect(await digest(other.page)).toBe(made);
  await expect(history(other.page)).toHaveCount(2);
  await expect(other.page.getByRole('tab', { name: 'Session', selected: true })).toBeVisible();
  // The address names data, model and panels, and leaves the removals to what is saved.
  await expect
    .poll(() => other.page.url())
    .toMatch(/\?v=\d&.*dataset=digits&.*model=mnist-logistic.*tab=session$/);

  // Once more in the same profile: nothing is made again.
  await other.page.goto(link.replace('?', '?inspect&again&'));
  await expect(
    other.page.getByText('Same digest: what the link describes is open here already'),
  ).toBeVisible();
  expect(await digest(other.page)).toBe(made);
  expect(other.trouble).toEqual([]);
  await other.close();
});

test('a link leaves out the parts that it hides', async ({ page }) => {
  await openLab(page, `${logistic}&hide=settings,charts`);
  await expect(page.getByRole('region', { name: 'Settings' })).toHaveCount(0);
  await unlearn(page, 3);
  await expect.poll(() => page.url()).toContain('hide=settings%2Ccharts');
});

test('a history that something takes the place of is kept, and comes back after a reload', async ({
  page,
}) => {
  await openLab(page, logistic);
  for (const sample of [3, 5]) await unlearn(page, sample);
  const left = await digest(page);
  await openTab(page, 'Session');
  await page.getByRole('button', { name: 'Start anew\u2026' }).click();
  await page.getByRole('button', { name: 'Forget all removals' }).click();
  await expect(page.getByText(/The history before is kept as \u201cLogistic regression on /)).toBeVisible();
  await expect(history(page)).toHaveCount(0);
  await rest(page);

  await page.reload();
  await openTab(page, 'Session');
  const kept = page.getByRole('region', { name: 'Kept sessions' });
  await kept.getByRole('button', { name: /^Rename / }).click();
  await kept.getByRole('textbox', { name: /^Name of / }).fill('Two digits');
  await kept.getByRole('button', { name: 'Save' }).click();
  await kept.getByRole('button', { name: 'Open Two digits' }).click();
  await expect(page.getByText('Opened a session of 2 removals.')).toBeVisible();
  await rest(page);
  expect(await digest(page)).toBe(left);
  await kept.getByRole('button', { name: 'Delete Two digits' }).click();
  await expect(kept.getByText('None yet.')).toBeVisible();
});
