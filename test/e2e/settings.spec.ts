import {
  cancelButton,
  cell,
  current,
  digest,
  expect,
  history,
  openLab,
  openTab,
  overflow,
  reports,
  rest,
  test,
  unlearn,
  unlearnButton,
} from './labPage';

test('the address sets up the lab, follows it, and complains about what it cannot use', async ({ page }) => {
  await openLab(page, 'backend=wasm&dataset=digits&perturbations=5&order=loss&misclassified=on&seed=7');
  await expect(page.getByRole('alert')).toContainText('perturbations=5');
  await expect(page.getByLabel('Perturbations m')).toHaveValue('1000');
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('7');
  const names = await page
    .getByRole('gridcell')
    .evaluateAll((cells) => cells.map(({ ariaLabel }) => ariaLabel));
  const read = names.map((name) => /label (\d), predicted (\d), loss (\S+?)(?:,|$)/.exec(name ?? ''));
  expect(read.length).toBeGreaterThan(10);
  expect(read.every((match) => match !== null && match[1] !== match[2])).toBe(true);
  const losses = read.map((match) => Number(match![3]));
  expect(losses).toEqual(losses.toSorted((a, b) => b - a));

  await page.getByLabel('Class', { exact: true }).selectOption({ label: 'Class 3' });
  await page.getByLabel('Damping').fill('0.5');
  await expect(page).toHaveURL(/[?&]class=3&.*damping=0\.5/);
  await expect(page).not.toHaveURL(/perturbations/);
});

test('a link of before opens the weights that shipped then, and gives the digest of then', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-2nn&seed=1');
  await expect(page).toHaveURL(/weights=former/);
  await unlearn(page, 3);
  expect((await digest(page))?.slice(0, 8)).toBe('e896fc76');
  await page.getByRole('banner').locator('summary').filter({ hasText: '%' }).click();
  await page.getByRole('button', { name: 'Open the exact ones' }).click();
  await rest(page);
  await expect(page).toHaveURL(/weights=present/);
});

test('what this lab does not have is not offered, and an address that asks for it hears so', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits&class=42&fociPath=gpuPairs&forget=list&forgetList=7000');
  await expect(
    page.getByText('address describes is selected. There is no sample 7000: the indices go from 0 to 5999.'),
  ).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('class=42. The classes of');
  await expect(page.getByRole('alert')).toContainText('fociPath=gpuPairs. The lab computes on wasm');
  await expect(page).not.toHaveURL(/class=|fociPath=/);
  await expect(page.getByLabel('Selection runs on').locator('option')).toHaveText(['Automatic', 'CPU']);
});

test('a value out of range is told under its field, and nothing can be unlearned with it', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits');
  await cell(page, 3).click();
  await expect(unlearnButton(page)).toBeEnabled();
  const field = page.getByLabel('Perturbations m');
  await field.fill('5');
  await expect(page.getByText('Perturbations m must be from 20 to 8192, got 5.')).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(unlearnButton(page)).toBeDisabled();
  await field.fill('50');
  await expect(unlearnButton(page)).toBeEnabled();
});

test('the switch of the noise without a certificate says what the noise would do before anything runs', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits&perturbations=100');
  const before = await digest(page);
  await cell(page, 3).click();
  await page.getByRole('switch', { name: /no certificate/ }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'times the step' })).toContainText(
    'what will change the model is the noise',
  );
  expect(await overflow(page)).toEqual({ x: 0, y: 0 });
  expect(await digest(page)).toBe(before);
  await page.getByRole('switch', { name: /no certificate/ }).click();
  await page.getByRole('button', { name: 'Preview the step' }).click();
  await expect(page.getByText('Noise, if on')).toBeVisible();
  const preview = await page
    .locator('dl', { hasText: 'Noise, if on' })
    .locator('data')
    .evaluateAll((all) => all.map((element) => Number((element as HTMLDataElement).value)));
  const report = await unlearn(page, 3);
  expect(preview.slice(0, 3)).toEqual([
    report.selection!.selected.length,
    report.curvature!.parameters,
    report.update.stepNorm,
  ]);
});

test('several samples go one after the other, and those to come in another order; a cancel keeps those that are finished, a reload selects what was left', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits');
  await cell(page, 3).click();
  await cell(page, 5).click({ modifiers: ['Control'] });
  await cell(page, 12).click({ modifiers: ['Shift'] });
  await expect(page.getByRole('gridcell', { selected: true })).toHaveCount(8);
  await unlearnButton(page).click();
  await expect(page.getByText('1 of 8')).toBeVisible();
  await page.getByText(/^\d to come$/).click();
  await page.getByRole('button', { name: 'Sample 12 goes next' }).click();
  await page.getByRole('button', { name: 'Drop sample 11 from the run' }).click();
  await expect(history(page)).toHaveCount(3);
  await page.keyboard.press('Escape');
  await rest(page);
  const done = await reports(page);
  expect(done.length).toBeLessThan(7);
  await expect(page.getByText(`Cancelled after ${done.length} of 7 removals`)).toBeVisible();
  const removed = done.map(({ samples }) => samples[0]!.index);
  // 12 went as soon as the one that ran was done, or the one after it.
  expect(removed.indexOf(12)).toBeGreaterThan(0);
  expect(removed.filter((sample) => sample !== 12)).toEqual([5, 6, 7, 8, 9].slice(0, done.length - 1));
  expect(await digest(page)).toBe(done.at(-1)!.digestAfter);

  await cell(page, 20).click();
  await cell(page, 24).click({ modifiers: ['Shift'] });
  await unlearnButton(page).click();
  await expect(history(page)).toHaveCount(done.length + 1);
  await page.reload();
  await expect(
    page.getByText(/The run of removals was cut short: the \d samples that were left are/),
  ).toBeVisible();
  await rest(page);
  const after = (await reports(page)).slice(done.length).map(({ samples }) => samples[0]!.index);
  const left = [20, 21, 22, 23, 24].filter((sample) => !after.includes(sample));
  await expect(page.getByRole('heading', { name: `${left.length} samples` })).toBeVisible();
  for (const sample of left) await expect(cell(page, sample)).toHaveAttribute('aria-selected', 'true');
});

test('training shows its progress, and a cancelled one changes nothing', async ({ page }) => {
  await openLab(page, 'backend=wasm&dataset=digits');
  const before = await digest(page);
  await openTab(page, 'Training');
  await page.getByLabel('Epochs').fill('0');
  await expect(page.getByText('Epochs must be a whole number from 1 to 1000, got "0".')).toBeVisible();
  await page.getByLabel('Epochs').fill('50');
  await page.getByRole('button', { name: 'Train from scratch' }).click();
  await expect(page.getByText(/Epoch \d+ of 50: loss [\d.]+, accuracy .* left/)).toBeVisible();
  await cancelButton(page).click();
  await expect(page.getByText('Training cancelled: the weights are as they were.')).toBeVisible();
  expect(await digest(page)).toBe(before);
});

test('going to another model and back finds removals and weights as they were left', async ({ page }) => {
  await openLab(page, 'backend=wasm&dataset=digits&perturbations=100');
  await unlearn(page, 3);
  const left = await digest(page);
  const model = page.getByRole('combobox', { name: 'Model' });
  await model.selectOption({ label: 'Logistic regression' });
  await expect(history(page)).toHaveCount(0);
  await rest(page);
  expect(await digest(page)).not.toBe(left);
  await model.selectOption({ label: 'Two-layer net' });
  await expect(history(page)).toHaveCount(1);
  await rest(page);
  expect(await digest(page)).toBe(left);
  const again = await unlearn(page, 5);
  expect(again).toMatchObject({ id: 2, parent: 1 });
  expect(again.digestBefore).toBe(left);
});

test('the last field of the form can be clicked: the words about it do not move over it', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic');
  const box = page.getByRole('checkbox', { name: 'Authors\u2019 mean of batch norms' });
  await box.check();
  await expect(page).toHaveURL(/batchNorms=on/);
  const foot = page.getByRole('note');
  const height = (await foot.boundingBox())!.height;
  await page.getByLabel('Guard', { exact: true }).focus();
  expect((await foot.boundingBox())!.height).toBe(height);
});

test('Ctrl+Z takes a removal back wherever the focus is, but for a field of text', async ({ page }) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic&perturbations=100');
  await unlearn(page, 3);
  await page.getByLabel('Seed', { exact: true }).focus();
  await page.keyboard.press('Control+z');
  await page.getByRole('checkbox', { name: 'Misclassified' }).focus();
  expect(await current(page)).toBe(1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => current(page)).toBe(0);
});

test('nothing is wider than the window: a projector, a tablet, a phone, twice and four times the size', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic');
  for (const [width, height] of [
    [1024, 768],
    [820, 1180],
    [640, 360],
    [360, 740],
    [320, 180],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect((await overflow(page)).x, `at ${width} pixels`).toBe(0);
    await expect(unlearnButton(page)).toBeVisible();
  }
});

test('on a screen that is touched each tap adds a sample, or takes it out', async ({ browser, baseURL }) => {
  const page = await browser.newPage({
    baseURL: baseURL!,
    viewport: { width: 820, height: 1180 },
    hasTouch: true,
  });
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic');
  await cell(page, 1).tap();
  await cell(page, 2).tap();
  await expect(page.getByRole('heading', { name: '2 samples' })).toBeVisible();
  await cell(page, 1).tap();
  await expect(page.getByRole('heading', { name: 'Sample 2', exact: true })).toBeVisible();

  // A finger draws around points in the scatter, which adds them.
  await page.getByText('Scatter', { exact: true }).tap();
  await expect(page.locator('canvas[data-drawn]')).toBeVisible();
  const { x, y, width, height } = (await page.getByRole('img', { name: /as points/ }).boundingBox())!;
  const touch = await page.context().newCDPSession(page);
  const put = (type: 'touchStart' | 'touchMove', across: number, down: number) =>
    touch.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: [{ x: x + across * width, y: y + down * height }],
    });
  await put('touchStart', 0.02, 0.02);
  for (const [across, down] of [
    [0.5, 0.02],
    [0.98, 0.02],
    [0.98, 0.98],
    [0.02, 0.98],
    [0.02, 0.5],
  ] as const) {
    await put('touchMove', across, down);
  }
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(page.getByRole('button', { name: /^Clear \d,\d{3} selected$/ })).toBeVisible();
  await page.close();
});
