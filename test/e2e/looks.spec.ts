import { expect, numbers, openLab, openReport, reports, rest, test, unlearn } from './labPage';

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
  if (process.env.LETHE_SHOTS) await page.screenshot({ path: `${process.env.LETHE_SHOTS}/lens.png` });
  await rest(page);
  expect((await reports(page)).length).toBe(1);

  // Before and after side by side: the distances are those of the report, the matrix has all held-out images.
  await openReport(page, 'Differences');
  const layers = page.getByRole('region', { name: 'Layer by layer' });
  await expect(layers.getByRole('row')).toHaveCount(3);
  const distances = await layers
    .locator('td:nth-child(2) data')
    .evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLDataElement).value)));
  expect(Math.hypot(...distances)).toBeCloseTo(report.after.distanceToOriginal, 6);
  const matrix = page.getByRole('region', { name: 'What held-out samples are taken for' });
  await expect(matrix.getByRole('row')).toHaveCount(11);
  const images = page.getByRole('region', { name: /samples on which they differ most/ });
  await expect(images.getByRole('button').first()).toHaveAccessibleName(/^Select sample \d+$/);
  if (process.env.LETHE_SHOTS) await page.screenshot({ path: `${process.env.LETHE_SHOTS}/differences.png` });

  // What the population attack sees: at its best threshold as the report has it, at another one otherwise.
  const attack = page.getByRole('region', { name: 'What the population attack sees' });
  const after = attack.getByRole('figure', { name: 'After' });
  const shares = async () => (await numbers(after)).map(({ value }) => value);
  await expect.poll(async () => (await shares()).at(-1)).toBe(report.after.membership.loss.auc);
  const [removed, , , balanced] = await shares();
  const both = await Promise.all(
    ['Before', 'After'].map((name) =>
      attack.getByRole('figure', { name }).locator('[data-threshold]').getAttribute('data-threshold'),
    ),
  );
  expect(both[0]).toBe(both[1]);
  await after.getByRole('img').scrollIntoViewIfNeeded();
  const plot = (await after.getByRole('img').boundingBox())!;
  await page.mouse.move(plot.x + plot.width / 2, plot.y + 20);
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width + 5, plot.y + 20, { steps: 4 });
  await page.mouse.up();
  // At the right end everything is taken for a member.
  await expect.poll(shares).toEqual([1, 1, 1, 0.5, report.after.membership.loss.auc]);
  await attack.getByRole('button', { name: 'The best one' }).click();
  expect((await shares()).slice(0, 1)).toEqual([removed]);
  expect((await shares())[3]).toBe(balanced);
});

test('the scatter selects by a lasso, and orders come from the worker', async ({ page }) => {
  await openLab(page, 'v=4&dataset=digits&model=mnist-2nn&backend=wasm');
  const samples = page.getByRole('region', { name: 'Training samples' });
  await samples.getByText('Scatter', { exact: true }).click();
  const plot = samples.getByRole('img', { name: /samples as points/ });
  await expect(plot).toBeVisible();
  await expect(samples.locator('canvas[data-drawn="6000"]')).toBeVisible();
  if (process.env.LETHE_SHOTS) await page.screenshot({ path: `${process.env.LETHE_SHOTS}/scatter.png` });

  // A line around the left half selects the samples in it, and only some of them.
  const box = (await plot.boundingBox())!;
  const corners = [
    [0.02, 0.02],
    [0.5, 0.02],
    [0.5, 0.98],
    [0.02, 0.98],
  ] as const;
  await page.mouse.move(box.x + box.width * 0.02, box.y + box.height * 0.02);
  await page.mouse.down();
  for (const [x, y] of corners) {
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 8 });
  }
  await page.mouse.up();
  const clear = samples.getByRole('button', { name: /^Clear .* selected$/ });
  const selected = async () => Number((await clear.textContent())!.replaceAll(/\D/g, ''));
  await expect.poll(selected).toBeGreaterThan(100);
  expect(await selected()).toBeLessThan(5900);
  if (process.env.LETHE_SHOTS) await page.screenshot({ path: `${process.env.LETHE_SHOTS}/lasso.png` });

  // Arrows go from point to point.
  await plot.focus();
  await page.keyboard.press('ArrowRight');
  const pointed = samples.getByText(/^Sample \d+$/);
  const one = await pointed.textContent();
  await page.keyboard.press('ArrowDown');
  await expect(pointed).not.toHaveText(one!);

  // UMAP comes with its progress, and makes way when it is no longer wanted.
  const map = samples.getByLabel('How the samples are placed');
  await map.selectOption('umap');
  const progress = samples.getByRole('progressbar', { name: /^Computing/ });
  await expect.poll(async () => Number(await progress.getAttribute('value'))).toBeGreaterThan(0);
  await map.selectOption('pca');
  await expect(samples.locator('canvas[data-drawn="6000"]')).toBeVisible();

  // Orders: the first sample of each is that of the worker's own numbers.
  await samples.getByText('Grid', { exact: true }).click();
  const order = samples.getByLabel('Order');
  const firstCell = () => page.getByRole('gridcell').first().getAttribute('id');
  const byIndex = await firstCell();
  await order.selectOption({ label: 'Largest gradient' });
  await expect.poll(firstCell).not.toBe(byIndex);
  const byGradient = await firstCell();
  await order.selectOption({ label: 'Influence on one sample' });
  await expect.poll(firstCell).not.toBe(byGradient);

  // The way to a sample by its number.
  await order.selectOption({ label: 'By index' });
  await samples.getByText('More', { exact: false }).click();
  await samples.getByLabel('Go to sample').fill('4321');
  await samples.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(page.locator('#sample-4321')).toBeVisible();
  if (process.env.LETHE_SHOTS) await page.screenshot({ path: `${process.env.LETHE_SHOTS}/more.png` });
});
