import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { type IdxFile, imageFile, labelFile } from './idxFiles';
import {
  cell,
  digest,
  expect,
  history,
  openLab,
  reports,
  rest,
  test,
  unlearn,
  unlearnButton,
} from './labPage';

/** Drops files on the page. */
async function drop(page: Page, files: readonly IdxFile[]): Promise<void> {
  const contents = files.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') }));
  const dataTransfer = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, contents);
  await page.dispatchEvent('main', 'drop', { dataTransfer });
}

test('a corrupt file is refused by name and nothing is lost; good files are accepted, trained on, unlearned from', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm');
  await unlearn(page, 3);
  const before = { digest: await digest(page), reports: await reports(page) };
  const chooser = page.locator('input[type="file"]');

  await drop(page, [
    imageFile('train-images-idx3-ubyte', 200),
    labelFile('train-labels-idx1-ubyte', 150, 200),
  ]);
  const alert = page.getByRole('alert').filter({ hasText: 'train-labels-idx1-ubyte' });
  await expect(alert).toContainText('expected 208 bytes');
  await expect(alert).toContainText('found 158 bytes');
  await rest(page);
  expect({ digest: await digest(page), reports: await reports(page) }).toEqual(before);
  await expect(history(page)).toHaveCount(1);
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toHaveCount(0);

  const images = imageFile('train-images-idx3-ubyte.gz', 200);
  await chooser.setInputFiles([
    { ...images, buffer: gzipSync(images.buffer) },
    labelFile('train-labels-idx1-ubyte', 200),
  ]);
  await expect(page.getByText('is not trained on these data yet').first()).toBeVisible();
  await expect(cell(page, 13)).toHaveAccessibleName('Sample 13, label 3');
  await expect(unlearnButton(page)).toBeDisabled();
  await page.getByRole('button', { name: 'Train now' }).click();
  await expect(page.getByText('Make the network forget one image')).toBeVisible();
  expect((await unlearn(page, 13)).sample).toMatchObject({ index: 13, label: 3 });
});

test('new files take the place of the old ones for every model, and the data menu leads back to the new', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm');
  const chooser = page.locator('input[type="file"]');
  const choose = (menu: 'Data' | 'Model', label: string) =>
    page.getByRole('combobox', { name: menu }).selectOption({ label });
  const trainingCount = () => page.evaluate(() => window.lethe!.session!.dataset.trainingCount);
  const give = async (count: number, left: number) => {
    await chooser.setInputFiles([
      imageFile('train-images-idx3-ubyte', count),
      labelFile('train-labels-idx1-ubyte', count),
    ]);
    await expect.poll(trainingCount).toBe(left);
    await rest(page);
  };
  await give(200, 167);
  await choose('Model', 'Logistic regression');
  await rest(page);
  await give(120, 100);
  await choose('Data', 'Handwritten-like digits');
  await expect.poll(trainingCount).toBe(6000);
  await rest(page);
  await choose('Data', 'MNIST (your files)');
  await expect.poll(trainingCount).toBe(100);
  await rest(page);
  await choose('Model', 'Two-layer net');
  await rest(page);
  expect(await trainingCount()).toBe(100);
});
