import type { Locator, Page } from '@playwright/test';
import {
  cancelButton,
  cell,
  digest,
  expect,
  numbers,
  openLab,
  readText,
  rest,
  test,
  undo,
  unlearn,
} from './labPage';

const runButton = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });
const runs = (page: Page) => page.locator('tr[data-run]');
const values = async (place: Locator) => (await numbers(place)).map(({ value }) => value);

const mean = (all: readonly number[]) => all.reduce((sum, value) => sum + value, 0) / all.length;
const deviation = (all: readonly number[]) =>
  Math.sqrt(all.reduce((sum, value) => sum + (value - mean(all)) ** 2, 0) / (all.length - 1));

/** The features that a row says were found. */
async function foundIn(row: Locator): Promise<string[]> {
  const text = await row.locator('td').nth(2).textContent();
  return text?.match(/r\d/g) ?? [];
}

test('the demo opens from its tab, and its numbers agree with each other', async ({ page }) => {
  await openLab(page, 'backend=wasm&dataset=digits');
  await page.getByRole('button', { name: 'Markov blanket' }).click();
  await expect(page).toHaveURL(/view=blanket/);
  await page.getByLabel('Samples', { exact: true }).fill('200');
  await page.getByLabel('Repeats').fill('2');
  await runButton(page).click();
  await expect(runs(page)).toHaveCount(4);

  for (const method of ['L-FOCI', 'L-CODEC + test']) {
    const rows = page.locator(`tr[data-run$=" ${method}"]`);
    await expect(rows).toHaveCount(2);
    const [first, second] = await Promise.all([values(rows.nth(0)), values(rows.nth(1))]);
    const pair = (column: number) => [first[column]!, second[column]!];
    const [trueMean, trueDeviation, falseMean, falseDeviation, medianMs] = await values(
      page.locator(`tr[data-method="${method}"]`),
    );
    expect(trueMean).toBeCloseTo(mean(pair(0)), 12);
    expect(trueDeviation).toBeCloseTo(deviation(pair(0)), 12);
    expect(falseMean).toBeCloseTo(mean(pair(1)), 12);
    expect(falseDeviation).toBeCloseTo(deviation(pair(1)), 12);
    expect(medianMs).toBeCloseTo(mean(pair(2)), 9);

    for (const [i, row] of [first, second].entries()) {
      const found = await foundIn(rows.nth(i));
      const hits = found.filter((name) => ['r3', 'r4', 'r5', 'r6'].includes(name)).length;
      expect(row.slice(0, 2)).toEqual([hits / 4, (found.length - hits) / 2]);
    }
  }
});

test('the graph rings what the chosen run found, the chart says how often', async ({ page }) => {
  await page.goto('./?inspect&backend=wasm&view=blanket&blanketSamples=200&blanketRepeats=2');
  await runButton(page).click();
  await expect(runs(page)).toHaveCount(4);
  const found = await Promise.all([0, 1, 2, 3].map((i) => foundIn(runs(page).nth(i))));
  for (const [i, names] of found.entries()) {
    await runs(page).nth(i).getByRole('button').press('Enter');
    await expect(runs(page).nth(i).getByRole('button')).toHaveAttribute('aria-pressed', 'true');
    const ringed = page.locator('[data-found="true"]');
    const shown = await ringed.evaluateAll((all) => all.map((one) => one.getAttribute('data-variable')));
    expect(shown.toSorted()).toEqual(names.toSorted());
    await expect(page.getByRole('img', { name: /3D-Bullseye/ })).toHaveAccessibleName(
      new RegExp(`blanket of y is r3, r4, r5, r6\\..*found ${names.join(', ')}\\.$`),
    );
  }

  const chart = page.getByRole('figure', { name: 'How often each variable was found' });
  await chart.getByRole('button', { name: 'Table' }).click();
  const shares = await values(chart.locator('tbody'));
  const expected = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'].flatMap((name) =>
    [0, 1].map(
      (method) => [found[method]!, found[method + 2]!].filter((all) => all.includes(name)).length / 2,
    ),
  );
  expect(shares).toEqual(expected);

  const overflow = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { x: scrollWidth - window.innerWidth, y: scrollHeight - window.innerHeight };
  });
  expect(overflow).toEqual({ x: 0, y: 0 });
});

test('cancel stops the demo and keeps the results before it; a bad number is told', async ({ page }) => {
  await page.goto('./?inspect&backend=wasm&view=blanket&blanketSamples=100&blanketRepeats=1');
  await runButton(page).click();
  await expect(runs(page)).toHaveCount(2);
  await page.getByLabel('Repeats').fill('101');
  await expect(page.getByText('Repeats must be a whole number from 1 to 100, got "101".')).toBeVisible();
  await expect(runButton(page)).toBeDisabled();
  await page.getByLabel('Repeats').fill('100');
  await page.getByLabel('Repeats').press('Enter');
  await expect(page.getByRole('progressbar')).not.toHaveAttribute('value', '0');
  await page.getByLabel('Repeats').press('Enter');
  await expect(cancelButton(page)).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Cancelled: the results are as they were.')).toBeVisible();
  await expect(runButton(page)).toBeEnabled();
  await expect(runs(page)).toHaveCount(2);
});

test('the pixels that matter are shown for the selected sample, until something changes', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits&perturbations=500');
  const before = await digest(page);
  await cell(page, 3).click();
  const button = page.getByRole('button', { name: 'Which pixels matter for sample 3' });
  const map = page.getByRole('img', { name: /^Heat map/ });
  await button.click();
  await expect(map).toHaveAccessibleName(
    /^Heat map of sample 3: .* row \d+, column \d+, counted from 0, with xi 0\.\d+$/,
  );
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  expect(await digest(page)).toBe(before);

  const [, row, column, xi] = /row (\d+), column (\d+),.* xi (\S+)$/.exec(
    (await map.getAttribute('aria-label'))!,
  )!;
  const side = (await map.boundingBox())!.width / 28;
  await map.hover({ position: { x: (Number(column) + 0.5) * side, y: (Number(row) + 0.5) * side } });
  const figure = page.getByRole('figure').filter({ has: map });
  await expect(figure).toHaveAttribute('title', `row ${row}, column ${column}: xi ${xi}`);
  const scale = await numbers(figure.locator('figcaption'));
  expect(scale.map(({ value }) => value)[0]).toBe(0);
  expect(readText(scale[1]!.text)).toBe(Number(xi));

  await page.getByLabel('Seed', { exact: true }).fill('2');
  await expect(map).toHaveCount(0);
  await page.getByLabel('Seed', { exact: true }).fill('1');
  await expect(map).toBeVisible();
  await cell(page, 5).click();
  await expect(map).toHaveCount(0);

  await unlearn(page, 3);
  await expect(map).toHaveCount(0);
  await button.click();
  await expect(page.getByText('As the current model sees the removed sample.')).toBeVisible();
  await rest(page);
  await undo(page);
  await expect(map).toHaveCount(0);
});
