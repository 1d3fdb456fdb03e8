import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, historyState, openLab, reports, test, unlearn } from './labPage';

const chart = (page: Page, name: string) => page.getByRole('figure', { name, exact: true });

/** What a button of the dialog gives. */
async function given(page: Page, button: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: button }).click();
  return readFile(await (await download).path());
}

test('charts point at the history and back, mark what was rejected, and leave as numbers and pictures', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic&damping=0.1');
  await unlearn(page, 3);
  await page.getByLabel('Guard', { exact: true }).fill('0');
  await page.getByLabel('Damping').fill('0.00001');
  await unlearn(page, 12);
  const [, second] = await reports(page);
  expect(second).toMatchObject({ accepted: false });
  const losses = chart(page, 'Loss of the model');
  await expect(losses.locator('[data-rejected="1"]')).toBeVisible();
  await expect(losses).toContainText('1 rejected');

  await historyState(page, 1).hover();
  // A line has no width, and counts as hidden.
  await expect(losses.locator('[data-pointed="1"]')).toHaveCount(1);
  await expect(chart(page, 'Accuracy').locator('[data-pointed="1"]')).toHaveCount(1);

  await losses.getByRole('button', { name: 'Enlarge' }).click();
  const dialog = page.getByRole('dialog', { name: 'Loss of the model' });
  await dialog.getByRole('checkbox', { name: 'Powers of ten' }).check();
  await expect(dialog.locator('.recharts-line')).toHaveCount(6);
  const csv = (await given(page, 'CSV')).toString();
  expect(csv.split('\r\n').map((line) => line.split(',')[0])).toEqual(['Samples removed', '0', '1', '']);
  const { after } = (await reports(page))[0]!;
  expect(csv).toContain(`1,${after.residualLoss},${after.validationLoss},${after.forgetLoss}`);
  const svg = (await given(page, 'SVG')).toString();
  expect(svg).toMatch(/^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg).toContain('samples removed');
  expect(svg).not.toContain('var(--');
  const png = await given(page, 'PNG');
  expect([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
  const { width } = (await dialog.getByRole('application').boundingBox())!;
  expect(png.readUInt32BE(16)).toBe(Math.round(2 * width));
  await page.keyboard.press('Escape');
});
