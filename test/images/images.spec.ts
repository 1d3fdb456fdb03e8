/** Draws the pictures of the page's main states into docs/images: what the docs show is the page of today. */

import type { Page } from '@playwright/test';
import { cell, history, historyState, openLab, openReport, rest, test, undo, unlearn } from '../e2e/labPage';

const shoot = (page: Page, name: string) => page.screenshot({ path: `docs/images/${name}.png` });

test('the picture of the README: a few removals, with a branch', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await openLab(page, 'backend=wasm&dataset=fashion&model=mnist-2nn');
  await page.getByLabel('Order').first().selectOption({ label: 'Most memorised' });
  await cell(page, 128).waitFor();
  for (const sample of [128, 1931, 1641]) await unlearn(page, sample);
  await undo(page);
  for (const sample of [3396, 818]) await unlearn(page, sample);
  // What networks that never saw the sample say is read a moment later, and the charts draw in turn.
  await page.getByText('networks that never saw it').waitFor();
  await page.waitForTimeout(2000);
  await shoot(page, 'lab');
});

test('the pictures of the docs', async ({ page }) => {
  test.setTimeout(600_000);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await openLab(page, 'backend=wasm&dataset=fashion&model=mnist-2nn');
  await shoot(page, 'opened');
  await page.getByRole('button', { name: 'Show me an example' }).click();
  await history(page).first().waitFor();
  await rest(page);
  await shoot(page, 'example');
  await page.locator('article').getByRole('button', { name: 'Validation accuracy' }).focus();
  await shoot(page, 'definition');
  await openReport(page, 'Step by step');
  const steps = page.getByRole('region', { name: 'The removal, step by step' });
  for (let step = 0; step < 4; step++) await steps.getByRole('button', { name: 'Step forward' }).click();
  await steps.getByText('Mathematics').click();
  await shoot(page, 'steps');
  await steps.getByText('Plain', { exact: true }).click();
  await openReport(page, 'Slices');
  await page.getByText('Computing').waitFor({ state: 'detached' });
  await shoot(page, 'slices');
  await page.getByRole('button', { name: 'Compare with retraining' }).first().click();
  await rest(page);
  await historyState(page, 1).click();
  await openReport(page, 'Retraining');
  await shoot(page, 'retraining');
  await openReport(page, 'Overview');
  await page.getByLabel('Help: commands, keys, words, showing others').click();
  await page.getByRole('button', { name: 'Stories' }).first().click();
  await page.getByRole('dialog', { name: 'Stories' }).waitFor();
  await shoot(page, 'stories');
  await page.getByRole('button', { name: /^Begin: One picture/ }).click();
  await page.locator('[data-story]').getByRole('button').first().click();
  await page.locator('[data-story-done]').waitFor();
  await page.locator('[data-story]').getByRole('button', { name: 'Next' }).click();
  await page.locator('[data-story]').getByRole('button').first().click();
  await page.locator('[data-story-done]').waitFor();
  await shoot(page, 'story');
  await page.locator('[data-story]').getByRole('button', { name: 'Leave the story' }).click();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await historyState(page, 1).click();
  await page.locator('article').scrollIntoViewIfNeeded();
  await shoot(page, 'phone');
});
