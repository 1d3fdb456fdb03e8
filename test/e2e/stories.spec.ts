/** Every story from its start to its end, on the real engine; two of them in every run. The others, and each step in both themes and at four widths, in `npm run test:long`. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type StoryId, stories } from '../../src/state/stories/stories';
import { isLong } from '../support/long';
import { expect, openLab, test } from './labPage';

const usual: readonly StoryId[] = ['onePicture', 'privacy'];
const told = isLong ? (Object.keys(stories) as StoryId[]) : usual;
const sizes = [
  { width: 360, height: 740 },
  { width: 820, height: 1180 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
] as const;

/** What axe finds in the story's box. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include('.driver-popover').analyze();
  return violations.map(({ id }) => id);
}

/** Looks at a step in both themes and at every width: nothing that axe finds, nothing out of the window. */
async function look(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await faults(page), `${name} at ${size.width}, ${colorScheme}`).toEqual([]);
      await page.screenshot({ path: `test-results/looks/story-${name}-${colorScheme}-${size.width}.png` });
    }
    const box = (await page.locator('.driver-popover').boundingBox())!;
    expect(box.x, name).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, name).toBeLessThanOrEqual(size.width);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 720 });
}

for (const id of told) {
  test(`the story ${id} goes from its start to its end, and its words have the numbers that were measured`, async ({
    page,
  }) => {
    test.setTimeout(isLong ? 900_000 : 300_000);
    const { steps, model } = stories[id];
    await openLab(page, `backend=wasm&dataset=fashion&model=${model}`);
    await page.getByRole('button', { name: 'Stories' }).first().click();
    const title = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) });
    await title
      .nth(Object.keys(stories).indexOf(id))
      .getByRole('button', { name: /^Begin: / })
      .click();
    for (const [place, step] of steps.entries()) {
      const words = page.locator(`[data-story="${id}.${step.id}"]`);
      await expect(words).toBeVisible();
      if ('act' in step) {
        await words.getByRole('button').first().click();
        await expect(words.locator('[data-story-done]')).toBeVisible({ timeout: 240_000 });
      }
      if ('right' in step) {
        await words.locator('input[name="answer"]').nth(1).check();
        await expect(words.getByRole('status').filter({ hasText: /^(Yes|Not quite)\./ })).toBeVisible();
      }
      await expect(words).not.toContainText('undefined');
      if (isLong) await look(page, `${id}-${step.id}`);
      if (place === 1) {
        expect(await faults(page)).toEqual([]);
        await page.screenshot({ path: `test-results/looks/story-${id}.png` });
        await words.getByText('Mathematics').click();
        await expect(words.locator('math')).toBeVisible();
        await words.getByText('A sentence').click();
        await expect(words.locator('math')).toHaveCount(0);
        await words.getByText('Plain').click();
        // Left here, and come back to.
        await words.getByRole('button', { name: 'Leave the story' }).click();
        await expect(words).toHaveCount(0);
        await page.getByLabel('Help: commands, keys, words, showing others').click();
        await page.getByRole('button', { name: 'Stories' }).first().click();
        await page.getByRole('button', { name: 'Go on where you left' }).click();
        await expect(words).toBeVisible();
      }
      console.log(`${id}.${step.id}: ${(await words.locator('p').allTextContents()).join(' ')}`);
      if (place < steps.length - 1) await words.getByRole('button', { name: 'Next' }).click();
      else await words.getByRole('button', { name: 'End of the story' }).click();
    }
    await expect(page.locator('[data-story]')).toHaveCount(0);
  });
}
