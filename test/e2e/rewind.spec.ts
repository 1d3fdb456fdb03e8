import { expect, numbers, openLab, openReport, openTab, rest, test, unlearn } from './labPage';

test('rewinding says what its start has seen, and its line of share against cost is drawn beside a step', async ({
  page,
}) => {
  await openLab(page, 'v=3&backend=wasm&dataset=digits&model=mnist-logistic&perturbations=100');
  const settings = page.getByRole('region', { name: 'Settings' });
  await settings.getByLabel('Method', { exact: true }).selectOption('rewind');
  await page.getByLabel('Epochs run again').fill('2');
  await expect(page).toHaveURL(/method=rewind&rewind\.epochs=2/);
  const { rewind } = await unlearn(page, 1);
  expect(rewind).toMatchObject({ epochs: 2, of: 12, remadeEpochs: 12 });
  const report = page.getByRole('article', { name: 'Removal 1', exact: true });
  await openReport(page, 'Overview');
  await expect(report).toContainText(
    /The last 2 of 12\. The start, the end of epoch 10, has seen the samples/,
  );
  await expect(report).toContainText(/12 epochs of training made it anew before, in .* not counted/);

  const again = await unlearn(page, 4);
  expect(again.rewind).toMatchObject({ remadeEpochs: 0, remadeMs: 0 });
  await settings.getByLabel('Method', { exact: true }).selectOption('gradient-ascent');
  await unlearn(page, 3);
  await openReport(page, 'Retraining');
  await page.getByRole('button', { name: 'Compare with retraining' }).first().click();
  await expect(page.locator('[data-comparison]')).toBeVisible();
  await rest(page);
  const part = page.getByRole('region', { name: 'Beside rewinding' });
  await part.getByRole('button', { name: 'Measure rewinding' }).click();
  const chart = part.getByRole('figure', { name: 'Share against cost' });
  await expect(chart.locator('svg .recharts-line')).toHaveCount(2);
  await rest(page);
  const [comparison] = await page.evaluate(() => window.lethe!.session!.comparisons);
  const { points, stepMs } = comparison!.rewindLine!;
  expect(points.map(({ epochs }) => epochs)).toEqual([1, 2, 4, 6, 9, 12]);
  await expect(part.locator('p').first()).toContainText(
    /^(Below|Above|Left of) the line|^Between two points|^Past/,
  );
  await expect(part).toContainText(/were kept/);
  await expect(chart).toContainText('several methods');
  await chart.getByRole('button', { name: 'Table' }).click();
  await expect(chart.locator('tbody tr')).toHaveCount(7);
  await expect(chart.locator('tbody tr').last()).toContainText('the removals');
  const shares = (await numbers(chart.locator('tbody'))).map(({ value }) => value);
  expect(shares.slice(-2)).toEqual([1, comparison!.recovered!.loss.share]);
  expect(stepMs).toBeGreaterThan(0);
});

test('a training leaves the ends of its epochs to rewinding', async ({ page }) => {
  await openLab(page, 'v=3&backend=wasm&dataset=digits&model=mnist-logistic&method=rewind&rewind.epochs=1');
  await openTab(page, 'Training');
  await page.getByLabel('Epochs').fill('2');
  await page.getByRole('button', { name: 'Train from scratch' }).click();
  await rest(page);
  const { rewind } = await unlearn(page, 1);
  expect(rewind).toEqual({ epochs: 1, of: 2, remadeEpochs: 0, remadeMs: 0, originalDistance: 0 });
});
