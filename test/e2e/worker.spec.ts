import type { Page, Worker } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { silenceMs } from '../../src/worker/heartbeat';
import { cell, choose, digest, history, openLab, rest, unlearn, unlearnButton } from './labPage';

const wasm = 'backend=wasm&dataset=digits&noise=false';

/** The lab's worker. */
function workerOf(page: Page): Worker {
  // Those of its threads come after it.
  const worker = page.workers().findLast((one) => one.url().includes('/lab.worker'));
  if (!worker) throw new Error('the page has no worker');
  return worker;
}

const again = (page: Page) => page.getByRole('button', { name: 'Start the lab again' });

test('a worker that ends in a removal is started again by itself, with the history that was saved', async ({
  page,
}) => {
  await openLab(page, wasm);
  await unlearn(page, 3);
  const saved = await digest(page);
  await cell(page, 5).click();
  await unlearnButton(page).click();
  await workerOf(page).evaluate(() => self.close());
  await expect(page.getByText(/ended unexpectedly and was started again, with the removal/)).toBeVisible();
  await rest(page);
  await expect(history(page)).toHaveCount(1);
  expect(await digest(page)).toBe(saved);
  const { parent } = await unlearn(page, 5);
  expect(parent).toBe(1);
});

test('an error that nobody caught and that does no harm is told, without an order to reload', async ({
  page,
}) => {
  await openLab(page, wasm);
  await workerOf(page).evaluate(() => {
    setTimeout(() => {
      throw new Error('a stray error');
    });
  });
  const notice = page.getByText(/a stray error/);
  await expect(notice).toContainText('The lab goes on');
  await expect(notice).not.toContainText(/reload/i);
  await unlearn(page, 3);
});

test('a worker that does not answer is not ended unasked, but can be started again', async ({ page }) => {
  await openLab(page, wasm);
  await unlearn(page, 3);
  const saved = await digest(page);
  workerOf(page)
    .evaluate(() => {
      for (;;);
    })
    .catch(() => {});
  await expect(page.getByText('The lab has not answered for 15 seconds.')).toBeVisible();
  await again(page).click();
  await expect(page.getByText('The lab was started again.')).toBeVisible();
  await rest(page);
  expect(await digest(page)).toBe(saved);
  await expect(again(page)).toHaveCount(0);
});

test('the longest piece of work without a pause is well under the time after which a worker is called silent', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await openLab(page, wasm);
  await workerOf(page).evaluate(() => {
    const { port1, port2 } = new MessageChannel();
    let last = performance.now();
    let longest = 0;
    port1.onmessage = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      setTimeout(() => port2.postMessage(null), 5);
    };
    Object.assign(self, {
      longestPiece() {
        const result = longest;
        longest = 0;
        last = performance.now();
        return result;
      },
    });
    port2.postMessage(null);
  });
  const longest = () =>
    workerOf(page).evaluate(() => (self as unknown as { longestPiece(): number }).longestPiece());
  const pieces: Record<string, number> = {};
  await unlearn(page, 3);
  pieces['a removal from the two-layer net'] = await longest();
  await choose(page, 'Model', 'Logistic regression');
  await rest(page);
  pieces['another model'] = await longest();
  await choose(page, 'Data', 'Shapes in colour');
  await rest(page);
  pieces['data that are drawn, and their model'] = await longest();
  await unlearn(page, 3);
  pieces['a removal from a convolutional net'] = await longest();
  test.info().annotations.push({ type: 'longest pieces', description: JSON.stringify(pieces) });
  for (const [what, ms] of Object.entries(pieces)) expect(ms, what).toBeLessThan(silenceMs / 2);
});
