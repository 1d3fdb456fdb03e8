/** The first thirty seconds, and finding one's way: an example, what is too small to see, keys, commands, words, a room. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import first from '../../build/firstPaint.json' with { type: 'json' };
import { current, expect, history, numbers, openLab, openReport, reports, rest, test } from './labPage';

/** What axe finds, on the page or in a part of it. */
async function axe(page: Page, part = 'body'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

test('an example changes what one sees; what is too small to see is said; keys alone do all of it', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=fashion&model=mnist-2nn');
  // What the page says before any script has come is what the lab says.
  await page.getByRole('grid').press('Home');
  await page.keyboard.press('Space');
  const words = page.getByRole('region', { name: 'Removal', exact: true });
  await expect(words).toContainText(`Sample ${first.sample}`);
  await expect(words).toContainText(first.label);
  const [loss] = await numbers(words);
  expect(Math.exp(-loss!.value)).toBeCloseTo(first.chance, 4);
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Show me an example' }).click();
  await expect(history(page)).toHaveCount(1);
  await rest(page);
  const [shown] = (await reports(page))[0]!.samples;
  const change = shown!.probabilitiesBefore.map((one, i) => Math.abs(one - shown!.probabilitiesAfter[i]!));
  expect(Math.max(...change)).toBeGreaterThan(0.05);
  await expect(page.locator('[data-too-small]')).toHaveCount(0);
  await page.screenshot({ path: 'test-results/looks/example.png' });

  // The same removal, step by step, at each reading level.
  await openReport(page, 'Step by step');
  const steps = page.getByRole('region', { name: 'The removal, step by step' });
  await steps.getByRole('button', { name: 'Step forward' }).click();
  await steps.getByRole('button', { name: 'Step forward' }).click();
  await expect(steps).toHaveAttribute('data-step', 'selection');
  await expect(steps).toContainText('Slices selected');
  await steps.getByText('Mathematics').click();
  await expect(steps.locator('math')).toBeVisible();
  expect(await axe(page, '[data-step]')).toEqual([]);
  await page.screenshot({ path: 'test-results/looks/steps.png' });
  await steps.getByRole('button', { name: 'Play' }).click();
  await expect(steps).toHaveAttribute('data-step', 'hessian');
  await steps.getByRole('button', { name: 'Pause' }).click();
  await openReport(page, 'Overview');

  await page.keyboard.press('z');
  await expect.poll(() => current(page)).toBe(0);
  await rest(page);
  await page.keyboard.press('Shift+Z');
  await expect.poll(() => current(page)).toBe(1);
  await rest(page);

  // The first sample is one that the model is sure of.
  await page.getByRole('grid').press('Home');
  await page.keyboard.press('Space');
  await page.keyboard.press('u');
  await expect(history(page)).toHaveCount(2);
  await rest(page);
  await expect(page.locator('[data-too-small]')).toContainText('too small to see');
  await expect(page.locator('[data-too-small]')).toContainText('other samples');
  await page.screenshot({ path: 'test-results/looks/tooSmall.png' });

  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Type what to do' }).fill('start over');
  await page.keyboard.press('Enter');
  await expect.poll(() => current(page)).toBe(0);
  await rest(page);
  await expect(history(page)).toHaveCount(2);
});

test('keys, commands, words and the view for a room stand on their own, without a fault that axe finds', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Undo the last removal');
  expect(await axe(page)).toEqual([]);
  await page.getByLabel('Single keys are commands').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const menu = page.getByLabel('Help: commands, keys, words, showing others');
  await menu.click();
  await page.getByRole('button', { name: 'Find a command' }).click();
  await page.getByRole('combobox', { name: 'Type what to do' }).fill('room');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Enter');
  const room = page.getByRole('dialog', { name: 'Which weights are these?' });
  const digest = await page.evaluate(() => window.lethe!.digest!);
  await expect(room.locator('[data-digest]')).toHaveText(`${digest.slice(0, 4)} ${digest.slice(4, 8)}`);
  await expect(room.getByRole('img', { name: /link to these removals/ })).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/looks/room.png' });
  await page.keyboard.press('Escape');

  await menu.click();
  await page.getByRole('button', { name: 'Words', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Find a word' }).fill('L-FOCI');
  await expect(page.getByRole('definition').first()).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/looks/glossary.png' });
});
