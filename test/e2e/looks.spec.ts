import { expect, openLab, openReport, reports, rest, test, unlearn } from './labPage';

test('the lens plays the selection, shows a slice and switches it off', async ({ page }) => {
  await openLab(page, 'v=4&dataset=digits&model=mnist-2nn&backend=wasm');
  const report = await unlearn(page, 5);
  const { selected } = report.selection!;
  await openReport(page, 'Slices');

  // The trace: step by step to the first slice of the report, and to the reason.
  const player = page.getByRole('region', { name: 'The selection, step by step' });
  await player.getByRole('button', { name: 'Play' }).click();
  await expect(player).toContainText(/Step 1 of \d+/);
  await player.getByRole('button', { name: 'Pause' }).click();
  await player.getByRole('button', { name: 'One step back' }).waitFor();
  while (!(await player.textContent())!.includes('Step 1 of')) {
    await player.getByRole('button', { name: 'One step back' }).click();
  }
  const first = selected[0]!;
  await expect(player).toContainText(`${first.layer} ${first.unit} tells most of the loss, T = `);
  await expect(page.locator('[data-unit][data-order]')).toHaveCount(1);
  await player.getByRole('button', { name: 'One step on' }).click();
  await expect(page.locator('[data-unit][data-order]')).toHaveCount(2);
  await player.getByRole('button', { name: 'Show the end' }).click();
  await expect(page.locator('[data-unit][data-order]')).toHaveCount(selected.length);

  // A slice: clicked in the network, with its weights and its favourite samples.
  await page.locator(`[data-unit="${first.slice}"]`).click();
  const card = page.getByRole('region', { name: 'One slice' });
  for (const name of ['Weights before', 'After', 'Difference']) {
    await expect(card.getByRole('img', { name: new RegExp(`^${name}\\. Full colour`) })).toBeVisible();
  }
  await expect(card).toContainText('What it answers to most, after');
  await expect(card.getByText(/^Samples /)).toHaveCount(2);

  // Switched off by hand: the model on the page stays as it is.
  await card.getByRole('button', { name: 'Switch off' }).click();
  const off = page.getByRole('region', { name: 'With slices switched off' });
  await expect(off.getByRole('row')).toHaveCount(4);
  await expect(off.getByRole('row').nth(3)).toContainText('%');
  await rest(page);
  expect((await reports(page)).length).toBe(1);
  if (process.env.LETHE_SHOTS) await page.screenshot({ path: `${process.env.LETHE_SHOTS}/lens.png` });
});
