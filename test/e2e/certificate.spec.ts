import { readFile } from 'node:fs/promises';
import { readRelease } from '../../src/lab/schema/release';
import { digest, expect, history, openLab, openTab, rest, test, unlearn, unlearnButton } from './labPage';

const search = 'backend=wasm&dataset=fashion&model=mnist-logistic-minimum&method=newton';
/** Of about median loss, and of the hardest fiftieth. */
const [easy, hard] = [11, 22];

test('terms are fixed, a sample is removed, and the release has weights and terms alone; a hard sample goes over', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await openLab(page, search);
  await openTab(page, 'Certificate');
  const panel = page.getByRole('region', { name: 'Settings' });
  await expect(panel).toContainText('Not covered');
  await panel.getByLabel('Sigma').fill('0');
  await expect(panel.getByRole('alert')).toContainText('Sigma');
  await panel.getByLabel('Sigma').fill('0.02');
  await panel.getByLabel('Releases').fill('2');
  await panel.getByRole('button', { name: 'Fix the terms' }).click();
  await expect(panel).toContainText('2 of 2');
  await rest(page);

  const { distanceBound } = await unlearn(page, easy);
  expect(distanceBound).toBeLessThan(1e-3);
  await openTab(page, 'Certificate');
  await expect(page.getByRole('meter', { name: 'Distance to retraining' })).toBeVisible();
  await expect(panel).toContainText('allowed. It is the whole distance');
  const weights = await digest(page);
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Make a release' }).click();
  const file = await download;
  await rest(page);
  expect(file.suggestedFilename()).toBe('fashion--mnist-logistic-minimum.lethe-release.json');
  const text = await readFile(await file.path(), 'utf8');
  expect(Object.keys(JSON.parse(text))).toEqual([
    'format',
    'version',
    'epsilon',
    'delta',
    'sigma',
    'weights',
  ]);
  const release = readRelease(text, 'release');
  expect(release).toMatchObject({ epsilon: 1, delta: 1e-5, sigma: 0.02 });
  expect(release.weights.length).toBe(7850);
  await expect(panel).toContainText('1 of 2');
  expect(await digest(page)).toBe(weights);

  // The release counts after a reload, too.
  await page.reload();
  await expect(unlearnButton(page)).toBeVisible();
  await openTab(page, 'Certificate');
  await expect(panel).toContainText('1 of 2');

  const over = await unlearn(page, hard);
  expect(over.distanceBound).toBeGreaterThan(5.4e-3);
  await openTab(page, 'Certificate');
  await expect(panel).toContainText('no release can be made');
  await expect(panel.getByRole('button', { name: 'Make a release' })).toBeDisabled();
  await expect(panel.getByRole('button', { name: 'Retrain to the minimum instead' })).toBeEnabled();
  await panel.getByRole('button', { name: 'Remove again with 2 Newton steps' }).click();
  // Two exact steps over 6,000 images take half a minute of a busy core.
  await expect(history(page)).toHaveCount(3, { timeout: 90_000 });
  await rest(page);
  await expect(panel).toContainText('allowed. It is the whole distance');
  await expect(panel.getByRole('button', { name: 'Make a release' })).toBeEnabled();
});
