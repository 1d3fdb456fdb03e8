import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import {
  cell,
  current,
  digest,
  expect,
  give,
  history,
  historyState,
  numbers,
  openLab,
  openReport,
  openTab,
  reports,
  rest,
  test,
  undo,
  unlearn,
  unlearnButton,
} from './labPage';

const logistic = 'backend=wasm&dataset=digits&model=mnist-logistic&perturbations=100';
const article = (page: Page, id: number) => page.getByRole('article', { name: `Removal ${id}`, exact: true });
const removedNow = (page: Page) => page.evaluate(() => window.lethe!.session!.removed);

async function chooseSetting(page: Page, menu: string, value: string): Promise<void> {
  await page.getByRole('region', { name: 'Settings' }).getByLabel(menu, { exact: true }).selectOption(value);
}

/** Goes to a state with the keyboard alone. */
async function goTo(page: Page, id: number): Promise<void> {
  const list = page.getByRole('listbox');
  await list.focus();
  await page.keyboard.press('End');
  for (let at = 0; at < id; at++) await page.keyboard.press('ArrowUp');
  await expect(historyState(page, id)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect.poll(() => current(page)).toBe(id);
  await rest(page);
}

test('two curvatures and a rival run, and the page shows of each what it has', async ({ page }) => {
  await openLab(page, logistic);
  await chooseSetting(page, 'Curvature', 'cg');
  await page.getByLabel('Hessian samples').fill('200');
  await expect(page).toHaveURL(/curvature=cg&.*hessianSamples=200/);
  await expect(page.getByLabel('Solver')).toHaveCount(0);
  const { curvature: gradients } = await unlearn(page, 3);
  expect(gradients).toMatchObject({ name: 'cg', hessianSamples: 200 });
  await openReport(page, 'Curvature');
  await expect(article(page, 1)).toContainText('Conjugate gradients');
  const shown = (await numbers(article(page, 1))).map(({ value }) => value);
  expect(shown).toEqual(expect.arrayContaining([gradients!.products!, gradients!.hessianSamples!]));

  await chooseSetting(page, 'Curvature', 'fisher');
  await expect(page.getByLabel('Hessian samples')).toHaveCount(0);
  await expect(page.getByLabel('Solver')).toBeVisible();
  const { curvature: fisher } = await unlearn(page, 5);
  expect(fisher).toMatchObject({ name: 'fisher', hessianSamples: null });

  await chooseSetting(page, 'Method', 'fine-tuning');
  await expect(page.getByRole('combobox', { name: 'Curvature' })).toHaveCount(0);
  await expect(page.getByLabel('Perturbations m')).toHaveCount(0);
  await page.getByLabel('Learning rate').fill('0.02');
  await expect(page).toHaveURL(/method=fine-tuning&fine-tuning\.learningRate=0\.02/);
  const rival = await unlearn(page, 8);
  expect(rival).toMatchObject({ selection: null, curvature: null, accepted: true });
  expect(rival.request.methodNumbers).toMatchObject({ learningRate: 0.02 });
  const tabs = page.getByRole('tablist', { name: 'The report' }).getByRole('tab');
  await expect(tabs).toHaveText(['Overview', 'Metrics', 'Classes', 'Retraining', 'Differences', 'Attack']);
  await expect(historyState(page, 3)).toContainText('Fine-tuning');
});

test('an address sets up a method, and selects what it describes', async ({ page }) => {
  await openLab(page, `${logistic}&method=ssd&ssd.alpha=4&forget=list&forgetList=7,%209-11&removeAs=batch`);
  await expect(page.getByLabel('Selection \u03b1')).toHaveValue('4');
  await expect(page.getByRole('gridcell', { selected: true })).toHaveCount(4);
  await expect(page.getByRole('radio', { name: 'As one batch' })).toBeChecked();
});

test('a rejected removal is marked, and its sample stays; a run goes on after it and counts', async ({
  page,
}) => {
  await openLab(
    page,
    `${logistic}&method=gradient-ascent&gradient-ascent.learningRate=9&guardSet=validation`,
  );
  const before = await digest(page);
  const report = await unlearn(page, 3);
  expect(report.accepted).toBe(false);
  const cost = 100 * (report.before.validationAccuracy - report.after.validationAccuracy);
  await expect(article(page, 1)).toContainText(
    `Rejected by the guard: it would have cost ${cost.toFixed(1)} percentage points of validation accuracy; the sample stays in the retain set.`,
  );
  await expect(historyState(page, 1)).toContainText('rejected');
  await expect(cell(page, 3)).toHaveAccessibleName(/loss \S+, memorised \S+$/);
  expect(await digest(page)).toBe(before);
  expect(await removedNow(page)).toEqual([]);

  await cell(page, 5).click({ modifiers: ['Control'] });
  await unlearnButton(page).click();
  await expect(history(page)).toHaveCount(3);
  await rest(page);
  await expect(page.getByText('2 of 2 removals rejected by the guard')).toBeVisible();
  await expect(page.getByRole('gridcell', { selected: true })).toHaveCount(2);

  await page.getByLabel('Guard', { exact: true }).fill('off');
  await expect(page).toHaveURL(/guard=off/);
  await cell(page, 5).click({ modifiers: ['Control'] });
  expect((await unlearn(page, 3)).accepted).toBe(true);
  await expect(page.getByRole('alert').filter({ hasText: 'Removing sample 3 cost' })).toBeVisible();
});

test('undo, redo, jumps and a branch: every state has its weights, bit for bit', async ({ page }) => {
  await openLab(page, logistic);
  const weights = [await digest(page)];
  for (const sample of [3, 5, 8]) weights.push((await unlearn(page, sample)).digestAfter);
  await undo(page);
  expect(await digest(page)).toBe(weights[2]);
  await undo(page);
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect.poll(() => current(page)).toBe(2);
  await rest(page);
  expect(await digest(page)).toBe(weights[2]);
  expect(await removedNow(page)).toEqual([3, 5]);

  await goTo(page, 1);
  expect(await digest(page)).toBe(weights[1]);
  const branch = await unlearn(page, 12);
  expect(branch).toMatchObject({ id: 4, parent: 1, digestBefore: weights[1] });
  expect(await removedNow(page)).toEqual([3, 12]);
  await expect(historyState(page, 4)).toHaveAttribute('aria-current', 'true');
  await expect(historyState(page, 2)).toHaveAttribute('data-aside', 'true');
  await expect(historyState(page, 1)).toHaveAttribute('data-aside', 'false');
  const chart = page.locator('[data-chart="accuracy"]');
  await chart.getByRole('button', { name: 'Table' }).click();
  await expect(chart.locator('tbody td:first-child')).toHaveText(['original', '1', '2']);

  await historyState(page, 3).click();
  await expect(article(page, 3)).toContainText('not the model in use');
  await page.getByRole('button', { name: 'Go to this state' }).click();
  await expect.poll(() => digest(page)).toBe(weights[3]);
  await rest(page);
  await goTo(page, 0);
  expect(await digest(page)).toBe(weights[0]);
  await expect(page.getByRole('article', { name: 'The original model' })).toBeVisible();
});

test('a class goes as one batch, up to its limit; what is not there is told', async ({ page }) => {
  await openLab(page, logistic);
  const menu = page.getByRole('group').filter({ has: page.getByText('Describe') });
  await menu.locator('summary').click();
  await menu.getByText('A list').click();
  await page.getByLabel('Indices and ranges').fill('3, 6000');
  await expect(menu.getByRole('alert')).toHaveText('There is no sample 6000: the indices go from 0 to 5999.');
  await menu.getByText('A class').click();
  await page.getByLabel('Class to forget').selectOption('2');
  await page.getByLabel('At most').fill('12');
  await menu.getByRole('button', { name: 'Select these 12 samples' }).click();
  await page.getByText('As one batch').click();
  await unlearnButton(page).click();
  await expect(history(page)).toHaveCount(1);
  await rest(page);
  const [report] = await reports(page);
  expect(report!.samples).toHaveLength(12);
  expect(report!.samples.every(({ label }) => label === 2)).toBe(true);
  expect(await removedNow(page)).toEqual(report!.request.samples);
  const rows = article(page, 1).locator('tr[data-sample]');
  await expect(rows).toHaveCount(12);
  const [loss] = await numbers(rows.first());
  expect(loss!.value).toBe(report!.samples[0]!.lossBefore);
  await openReport(page, 'Classes');
  await expect(article(page, 1).locator('tr[data-class="3"]')).toContainText('none');
});

test('a comparison with retraining runs with its progress, and its gaps are shown', async ({ page }) => {
  await openLab(page, logistic);
  const { id } = await unlearn(page, 3);
  await page.getByRole('button', { name: 'Compare with retraining' }).first().click();
  await expect(page.getByText(/Retraining on what is left: epoch \d+ of \d+/)).toBeVisible();
  await expect(page.locator('[data-comparison]')).toBeVisible();
  await rest(page);
  const [comparison] = await page.evaluate(() => window.lethe!.session!.comparisons);
  expect(comparison!.id).toBe(id);
  const shown = (await numbers(page.locator('[data-comparison]'))).map(({ value }) => value);
  expect(shown).toEqual(
    expect.arrayContaining([comparison!.divergence.validation, comparison!.distanceToRetrained]),
  );
  const figure = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(figure('Distance of weights')).toContainText('Lower is better.');
  await expect(figure('Validation accuracy')).toContainText('the retrained model has the value to reach');
  await openReport(page, 'Metrics');
  const { retrained, unlearned } = comparison!;
  const line = await numbers(article(page, id).locator('[data-number="residualLoss"]'));
  expect(line.slice(-3).map(({ value }) => value)).toEqual([
    retrained.residualLoss,
    unlearned.residualLoss - retrained.residualLoss,
    // The band of the noise of retraining, which ships for this model.
    expect.any(Number),
  ]);
  const table = article(page, id).getByRole('table').first();
  const beyondPanel = await table.evaluate(
    (element) => element.getBoundingClientRect().right - element.parentElement!.getBoundingClientRect().right,
  );
  expect(beyondPanel).toBeLessThan(1);
  const chart = page.locator('[data-chart="residualGradient"]');
  await chart.getByRole('button', { name: 'Table' }).click();
  const last = () => numbers(chart.locator('tbody tr').last());
  await expect.poll(async () => (await last()).at(-1)?.value).toBe(retrained.decayedGradientNorm);
  await expect(page.getByRole('button', { name: 'Compare with retraining' })).toBeDisabled();
  // The lens has a bar of the retrained model too.
  await openReport(page, 'Overview');
  const probabilities = article(page, id).getByRole('table', { name: /^Probabilities/ });
  await expect(probabilities.getByRole('row').nth(1).locator('data')).toHaveCount(3);
});

test('what the guard rejected is compared with retraining too, with all that goes beside it and with another seed', async ({
  page,
}) => {
  await openLab(page, `${logistic}&method=gradient-ascent&gradient-ascent.learningRate=9`);
  const before = await digest(page);
  expect((await unlearn(page, 3)).accepted).toBe(false);
  await openReport(page, 'Retraining');
  const rejected = page.getByRole('region', { name: 'The model that the guard rejected' });
  const button = rejected.getByRole('button', { name: 'Compare the rejected model' });
  await button.click();
  await expect(rejected.getByRole('region', { name: 'The noise of retraining' })).toContainText('beyond');
  await rest(page);
  await expect(button).toHaveCount(0);
  const comeback = rejected.getByRole('region', { name: 'Does it come back?' });
  await comeback.getByRole('button').click();
  await expect(comeback.getByRole('table').first()).toBeVisible();
  await rest(page);
  await page.getByLabel('Seed of retraining').fill('3');
  await button.click();
  await expect(rejected).toContainText('Retrained with another seed: number 3');
  await rest(page);
  const [comparison] = await page.evaluate(() => window.lethe!.session!.comparisons);
  expect(comparison).toMatchObject({ id: 1, retrainingSeed: 3, floor: null, recovered: null });
  await expect(comeback.getByRole('button')).toBeVisible();
  expect(await digest(page)).toBe(before);
});

/** Presses an export button and reads the file. */
async function exported(page: Page, name: string): Promise<{ download: Download; buffer: Buffer }> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name, exact: true }).click();
  const download = await downloading;
  const buffer = await readFile(await download.path());
  await rest(page);
  return { download, buffer };
}

test('a session leaves as JSON and CSV, replays, starts anew, and comes back', async ({ page }) => {
  await openLab(page, logistic);
  for (const sample of [3, 5]) await unlearn(page, sample);
  await undo(page);
  await unlearn(page, 8);
  const left = await digest(page);
  const made = await reports(page);
  await openTab(page, 'Session');
  const { download, buffer } = await exported(page, 'Session (JSON)');
  const table = (await exported(page, 'Table (CSV)')).buffer.toString('utf8');
  const rows = table.trim().split('\n');
  expect(rows.length).toBe(1 + made.length);
  await page.getByRole('button', { name: 'What the columns mean' }).click();
  const dictionary = page.getByRole('dialog').locator('tbody th');
  expect((await dictionary.allTextContents()).join(',')).toBe(rows[0]!.trim());
  await page.getByRole('button', { name: 'Close' }).click();
  expect((await exported(page, 'Weights')).buffer.length).toBeGreaterThan(785 * 10 * 2);

  await page.getByRole('button', { name: 'Replay', exact: true }).click();
  await expect(page.getByText('All 2 removals made again: the weights are the same')).toBeVisible();
  await rest(page);

  await page.getByRole('button', { name: 'Start anew\u2026' }).click();
  await page.getByRole('button', { name: 'Forget all removals' }).click();
  await expect(history(page)).toHaveCount(0);
  await rest(page);
  expect(await digest(page)).not.toBe(left);
  await expect(page.getByRole('button', { name: 'Table (CSV)' })).toBeDisabled();

  const file = { name: download.suggestedFilename(), mimeType: 'application/json', buffer };
  await give(page, 'A session file', [file]);
  await expect(history(page)).toHaveCount(3);
  await rest(page);
  await expect(page.getByText('Opened a session of 3 removals.')).toBeVisible();
  expect(await digest(page)).toBe(left);
  expect(await reports(page)).toEqual(made);
  expect(await current(page)).toBe(3);
});
