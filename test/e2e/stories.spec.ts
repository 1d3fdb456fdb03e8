/** Every story from its start to its end, on the real engine; two of them in every run, the others in `npm run test:long`. */
import AxeBuilder from '@axe-core/playwright';
import { type StoryId, stories } from '../../src/state/stories/stories';
import { isLong } from '../support/long';
import { expect, openLab, test } from './labPage';

const usual: readonly StoryId[] = ['onePicture', 'privacy'];
const told = isLong ? (Object.keys(stories) as StoryId[]) : usual;

for (const id of told) {
  test(`the story ${id} goes from its start to its end, and its words have the numbers that were measured`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
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
        await words.getByRole('radio').nth(1).check();
        await expect(words.getByRole('status').filter({ hasText: /^(Yes|Not quite)\./ })).toBeVisible();
      }
      await expect(words).not.toContainText('undefined');
      if (place === 1) {
        const { violations } = await new AxeBuilder({ page }).include('.driver-popover').analyze();
        expect(violations.map(({ id: rule }) => rule)).toEqual([]);
        await page.screenshot({ path: `test-results/looks/story-${id}.png` });
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
