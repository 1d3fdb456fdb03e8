/** The lab without a mouse: by a finger alone, and what a screen reader says of a removal. */

import { cell, current, expect, history, openLab, rest, test, unlearnButton } from './labPage';

/** The virtual screen reader, at an address of the page's own: its policy takes no other. */
const reader = 'node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js';

test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

test('a finger alone removes a sample, asks what a number means, and takes it back; a screen reader hears the result, and no flood', async ({
  page,
}) => {
  await page.route('**/virtual-screen-reader.js', (route) =>
    route.fulfill({ path: reader, contentType: 'text/javascript' }),
  );
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic');
  await cell(page, 3).tap();
  await expect(cell(page, 3)).toHaveAttribute('aria-selected', 'true');
  const listening = await page.evaluateHandle(async () => {
    const { virtual } = await import(new URL('virtual-screen-reader.js', location.href).href);
    await virtual.start({ container: document.body });
    await virtual.clearSpokenPhraseLog();
    return virtual as { spokenPhraseLog(): Promise<string[]>; stop(): Promise<void> };
  });
  await unlearnButton(page).tap();
  await expect(history(page)).toHaveCount(1);
  await rest(page);
  const said = () => listening.evaluate((virtual) => virtual.spokenPhraseLog());
  const told = async () => (await said()).filter((phrase) => /^(polite|assertive): /.test(phrase));
  await expect.poll(async () => (await told()).join('\n')).toMatch(/polite: .*[Rr]emov/);
  expect((await told()).length).toBeLessThanOrEqual(3);
  await listening.evaluate((virtual) => virtual.stop());

  const name = page.locator('article').getByRole('button', { name: 'Validation accuracy' });
  await name.tap();
  await expect(page.getByRole('tooltip')).toContainText('Higher is better.');
  await page.locator('article').getByRole('heading', { level: 2 }).tap();
  await expect(page.getByRole('tooltip')).toHaveCount(0);

  await page.getByRole('button', { name: 'Undo' }).tap();
  await expect.poll(() => current(page)).toBe(0);
  await rest(page);
  await expect(history(page)).toHaveCount(1);
});
