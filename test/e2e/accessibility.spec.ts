/** The page and the gallery of its parts: nothing that axe finds, nothing wider than the window; pictures of both are left to look at. */

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, historyState, openLab, openReport, openTab, overflow, test, unlearn } from './labPage';

const themes = ['light', 'dark'] as const;
const widths = [820, 1024, 1280, 1920] as const;
const heights: Readonly<Record<number, number>> = { 820: 1180, 1024: 768, 1280: 720, 1920: 1080 };

/** What axe finds wrong, in short; within a part of the page, or all over it. */
async function violations(page: Page, part?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations: found } = await (part === undefined ? axe : axe.include(part)).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Pictures in both themes and all widths, into the folder of the test's results. */
async function look(page: Page, name: string): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: heights[width]! });
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({
        path: `test-results/looks/${name}-${theme}-${width}.png`,
        fullPage: width === 1280,
      });
    }
    expect((await overflow(page)).x, `${name} at ${width}`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
}

/** Looks for faults in both themes. */
async function check(page: Page, state: string): Promise<void> {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    expect(await violations(page), `${state}, ${theme}`).toEqual([]);
  }
}

test('the gallery shows every part without a fault, and bars stay where a system has few colours', async ({
  page,
}) => {
  await page.goto('./gallery.html');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await check(page, 'gallery');
  await page.getByRole('button', { name: 'Open a dialog' }).click();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await look(page, 'gallery');
  await page.emulateMedia({ forcedColors: 'active' });
  const grounds = await page
    .getByRole('region', { name: 'Bars' })
    .locator('span[style]')
    .evaluateAll((bars) => bars.map((bar) => getComputedStyle(bar).backgroundColor));
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(grounds).toHaveLength(3);
  expect(grounds).not.toContain(paper);
});

test('the lab has no fault that axe finds, in its main states', async ({ page }) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic');
  expect(await violations(page), 'opened').toEqual([]);
  await unlearn(page, 3);
  for (const name of [
    'Step by step',
    'Metrics',
    'Classes',
    'Slices',
    'Curvature',
    'Retraining',
    'Attack',
    'Overview',
  ]) {
    await openReport(page, name);
    expect(await violations(page, 'article'), name).toEqual([]);
  }
  await openReport(page, 'Differences');
  await expect(page.getByRole('article').getByRole('img', { name: /^Share of the samples/ })).toHaveCount(2);
  expect(await violations(page, 'article'), 'Differences').toEqual([]);
  await openReport(page, 'Overview');
  await page.getByText('Scatter', { exact: true }).click();
  await expect(page.locator('canvas[data-drawn]')).toBeVisible();
  expect(await violations(page, 'section[aria-label="Training samples"]'), 'scatter').toEqual([]);
  await page.getByText('Grid', { exact: true }).click();
  await historyState(page, 1).click({ modifiers: ['Control'] });
  for (const button of [/^Compare 1 state/, 'Share']) {
    await page.getByRole('button', { name: button }).click();
    await expect(
      page
        .getByRole('dialog')
        .getByRole('table')
        .or(page.getByRole('textbox', { name: 'Text' }))
        .first(),
    ).toBeVisible();
    expect(await violations(page, 'dialog'), String(button)).toEqual([]);
    await page.keyboard.press('Escape');
  }
  for (const name of ['Certificate', 'Training', 'Checkpoints', 'Session', 'Removal'] as const) {
    await openTab(page, name);
    expect(await violations(page, 'section[aria-label="Settings"]'), name).toEqual([]);
  }
  await check(page, 'removed');
  await look(page, 'lab');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'Markov blanket' }).click();
  expect(await violations(page), 'blanket').toEqual([]);
});

test('a theme is chosen in the top bar, whatever the system says, and is kept', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await openLab(page, 'backend=wasm&dataset=digits');
  const theme = () => page.locator('html').getAttribute('data-theme');
  expect(await theme()).toBe('light');
  await page.getByRole('banner').locator('summary', { hasText: '◐' }).click();
  await page.getByText('Dark', { exact: true }).click();
  expect(await theme()).toBe('dark');
  await page.reload();
  expect(await theme()).toBe('dark');
  await page.emulateMedia({ media: 'print' });
  const paper = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--paper'),
  );
  expect(paper).toBe('#f3f2ee');
});
