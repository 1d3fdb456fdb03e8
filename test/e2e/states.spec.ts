/** States of a history side by side, and two methods on one forget set. */

import { readFileSync } from 'node:fs';
import {
  cell,
  expect,
  give,
  history,
  historyState,
  openLab,
  reports,
  rest,
  test,
  undo,
  unlearn,
} from './labPage';

const earlierSession = {
  name: 'session.json',
  mimeType: 'application/json',
  buffer: readFileSync('test/fixtures/25670b1/session.json'),
};

const logistic = 'dataset=digits&model=mnist-logistic&backend=wasm&perturbations=60&guard=off&removeAs=batch';

test('chosen states and two methods stand side by side, with retrained values, and leave as CSV and LaTeX', async ({
  page,
}) => {
  await openLab(page, logistic);
  await unlearn(page, 3);
  await undo(page);
  // A name stays with its state.
  await historyState(page, 1).click();
  await page.getByRole('button', { name: 'Name\u2026' }).click();
  await page.getByRole('textbox', { name: 'Name of state 1' }).fill('Two at once');
  await page.keyboard.press('Enter');
  await expect(historyState(page, 1)).toContainText('Two at once');
  await rest(page);
  await historyState(page, 0).click({ modifiers: ['Control'] });
  await page.getByRole('button', { name: 'Choose states' }).click();
  await historyState(page, 1).click();
  await page.getByRole('button', { name: 'Compare 2 states\u2026' }).click();
  const dialog = page.getByRole('dialog', { name: 'States side by side' });
  const columns = dialog.locator('thead th[scope="colgroup"]');
  await expect(columns).toHaveText(['Original model', '1: Two at once']);
  const [made] = await reports(page);
  const validation = dialog.locator('[data-metric="validationAccuracy"] data');
  await expect(validation.nth(1)).toHaveAttribute('value', String(made!.after.validationAccuracy));

  await dialog.getByRole('button', { name: 'Retrain beside the 2 states without' }).click();
  await expect(dialog.getByRole('button', { name: /^Retrain beside/ })).toHaveCount(0);
  await rest(page);
  // Of each of the two: its value, its retrained model's, and the gap; and the second less the first.
  await expect(validation).toHaveCount(7);
  const of = async (place: number) => Number(await validation.nth(place).getAttribute('value'));
  expect(await of(6)).toBe((await of(3)) - (await of(0)));
  await dialog.getByText('What each takes the validation samples for').click();
  // Of the 1,000 validation images each is taken for something, under either state.
  const matrices = dialog.locator('table', { hasText: 'Class, taken for' });
  await expect(matrices).toHaveCount(2);
  for (const matrix of await matrices.all()) {
    const counts = await matrix
      .locator('tbody td')
      .evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLElement).dataset.count)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
  }
  // The ways to both are drawn beside the one on the page.
  await dialog.getByRole('button', { name: 'Add the ways to the 2 chosen states' }).click();
  await give(page, 'Session files to draw beside', [earlierSession]);
  const beside = dialog.getByRole('region', { name: 'Runs side by side in the charts' });
  await expect(beside.getByRole('listitem')).toHaveText([
    /^Original model 0 removals/,
    /^1: Two at once 1 removal/,
    /^session 3 removals/,
  ]);
  await beside.getByRole('button', { name: 'Leave out Original model' }).click();
  await dialog.getByText('Layer by layer, from Original model').click();
  await expect(dialog.getByRole('columnheader', { name: 'CKA' })).toBeVisible();
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save as CSV' }).click();
  const csv = readFileSync((await (await saving).path())!, 'utf8').split('\r\n');
  const rows = csv.filter((line) => line.includes(',validationAccuracy,'));
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(row.split(',').slice(-5, -2)).not.toContain('');
  await page.getByRole('button', { name: 'Close' }).click();
  const accuracy = page.locator('[data-chart="accuracy"]');
  await expect(accuracy).toContainText('1: Two at once');
  await accuracy.getByLabel('Which line is drawn of every run').selectOption('validation');
  await expect(accuracy.getByRole('application').locator('[data-mark="third"]').first()).toBeVisible();

  await page.getByRole('button', { name: 'Choose states' }).click();
  await cell(page, 5).click();
  await cell(page, 8).click({ modifiers: ['Control'] });
  await page.getByRole('button', { name: 'Compare 2 states\u2026' }).click();
  const both = dialog.getByRole('region', { name: 'Two methods on one forget set' });
  await expect(both.getByText('Removes the 2 selected from Original model by one method')).toBeVisible();
  await both.getByLabel('Second method').selectOption('retraining');
  await both.getByRole('button', { name: 'Remove by both' }).click();
  await expect(columns).toHaveText([/^2: 2 samples/, /^3: 2 samples/]);
  await rest(page);
  await expect(history(page)).toHaveCount(3);
  expect((await reports(page)).map(({ parent }) => parent)).toEqual([0, 0, 0]);
});
