import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { current, digest, expect, history, historyState, openLab, rest, test } from './labPage';

const fixtures = fileURLToPath(new URL('../fixtures/25670b1/', import.meta.url));
const expected = JSON.parse(readFileSync(`${fixtures}expected.json`, 'utf8'));

/** Chooses a folder of the fixtures. */
async function chooseFolder(page: Parameters<typeof rest>[0], name: string): Promise<void> {
  await page.getByLabel('A folder', { exact: true }).setInputFiles(`${fixtures}${name}`);
  await rest(page);
}

test('a run of the command line opens as a folder: its rows at once, other states are made again when they are gone to', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic');
  await chooseFolder(page, 'run');
  await expect(history(page)).toHaveCount(5);
  expect(await current(page)).toBe(5);
  expect(await digest(page)).toBe(expected.run.digest);
  const chart = page.locator('[data-chart="accuracy"]');
  await chart.getByRole('button', { name: 'Table' }).click();
  await expect(chart.locator('tbody tr').first()).toBeVisible();

  await historyState(page, 2).click();
  await page.getByRole('button', { name: 'Go to this state', exact: true }).click();
  await expect.poll(() => current(page), { timeout: 60_000 }).toBe(2);
  await rest(page);
  expect(await digest(page)).toBe(expected.run.removals[1].digestAfter);
});

test('what "lethe train" wrote opens as a folder', async ({ page }) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-2nn');
  await chooseFolder(page, 'checkpoint/digits--mnist-logistic');
  await expect.poll(() => digest(page)).toBe(expected.checkpoint.digest);
  expect(await page.evaluate(() => window.lethe!.session!.model.weightsFrom)).toBe('checkpoint');
});
