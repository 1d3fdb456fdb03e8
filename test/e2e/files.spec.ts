import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { encode } from 'fast-png';
import { unzipSync, zipSync } from 'fflate';
import { imageFile, labelFile } from './idxFiles';
import {
  cell,
  choose,
  digest,
  drop,
  expect,
  give,
  history,
  numbers,
  openLab,
  reports,
  rest,
  test,
  unlearn,
  unlearnButton,
} from './labPage';

const question = (page: Page) => page.getByRole('dialog');
const dataset = (page: Page) => page.evaluate(() => window.lethe!.session!.dataset);
const pair = (count: number) => [
  imageFile('train-images-idx3-ubyte', count),
  labelFile('train-labels-idx1-ubyte', count),
];

/** A zip with a folder of small colour pictures for each class. */
function zipOfPictures(name: string, classes: readonly string[], perClass: number) {
  const side = 12;
  const entries = classes.flatMap((folder, label) =>
    Array.from({ length: perClass }, (_, i) => {
      const data = new Uint8Array(side * side * 3).fill(20 * i);
      for (let pixel = 0; pixel < side * side; pixel++) data[3 * pixel + label] = 255;
      return [`${folder}/${i}.png`, encode({ width: side, height: side, data, channels: 3 })] as const;
    }),
  );
  const buffer = Buffer.from(zipSync(Object.fromEntries(entries)));
  return { name, mimeType: 'application/zip', buffer };
}

test('a corrupt file is refused by name and nothing is lost; good files are shown, taken, trained on, unlearned from', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits');
  await unlearn(page, 3);
  const before = { digest: await digest(page), reports: await reports(page) };

  await drop(page, [
    imageFile('train-images-idx3-ubyte', 200),
    labelFile('train-labels-idx1-ubyte', 150, 200),
  ]);
  const alert = page.getByRole('alert').filter({ hasText: 'train-labels-idx1-ubyte' });
  await expect(alert).toContainText('expected 208 bytes');
  await expect(alert).toContainText('found 158 bytes');
  await rest(page);
  await expect(question(page)).toHaveCount(0);
  expect({ digest: await digest(page), reports: await reports(page) }).toEqual(before);
  await expect(history(page)).toHaveCount(1);
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toHaveCount(0);

  const [images, labels] = pair(200);
  await give(page, 'Data files', [
    { ...images!, name: `${images!.name}.gz`, buffer: gzipSync(images!.buffer) },
    labels!,
  ]);
  await expect(question(page)).toContainText('167 training and 33 validation images of 28 × 28, grey');
  const counts = await numbers(question(page).locator('tbody'));
  expect(counts.filter((_, i) => i % 2 === 0).reduce((sum, { value }) => sum + value, 0)).toBe(167);
  expect(counts.filter((_, i) => i % 2 === 1).reduce((sum, { value }) => sum + value, 0)).toBe(33);
  await expect(question(page).locator('canvas')).toHaveCount(10);
  expect(await digest(page)).toBe(before.digest);
  await page.keyboard.press('Enter');
  await expect(question(page)).toHaveCount(0);

  await expect(page.getByRole('heading', { name: 'is not trained on these data yet' })).toBeVisible();
  await expect(cell(page, 13)).toHaveAccessibleName('Sample 13, label 3');
  await expect(unlearnButton(page)).toBeDisabled();
  await page.getByRole('button', { name: 'Train now' }).click();
  await expect(page.getByText(/validation samples right after 12 epochs/)).toBeVisible();
  expect((await unlearn(page, 13)).samples[0]).toMatchObject({ index: 13, label: 3 });
  await expect(page.getByRole('article', { name: 'Removal 1' })).toBeVisible();
});

test('pictures in a zip are shown class by class, and leaving them changes nothing', async ({ page }) => {
  await openLab(page, 'backend=wasm&dataset=digits');
  const before = { digest: await digest(page), dataset: await dataset(page) };
  await drop(page, [zipOfPictures('pets.zip', ['cat', 'dog', 'owl'], 12)]);
  await expect(question(page)).toContainText('of 12 × 12, in colour, in 3 classes');
  await expect(question(page).locator('tbody th')).toHaveText(['cat', 'dog', 'owl']);
  const drawn = await question(page)
    .locator('canvas')
    .evaluateAll((all) =>
      all.map((canvas) => [...(canvas as HTMLCanvasElement).getContext('2d')!.getImageData(5, 5, 1, 1).data]),
    );
  expect(drawn.map((colour) => colour.indexOf(255))).toEqual([0, 1, 2]);
  await page.keyboard.press('Escape');
  await expect(question(page)).toHaveCount(0);
  expect({ digest: await digest(page), dataset: await dataset(page) }).toEqual(before);

  await drop(page, [zipOfPictures('pets.zip', ['cat', 'dog', 'owl'], 12)]);
  await question(page).getByRole('button', { name: 'Take' }).click();
  await expect.poll(async () => (await dataset(page)).classNames).toEqual(['cat', 'dog', 'owl']);
  await rest(page);
  await expect(page.getByLabel('Class', { exact: true }).locator('option')).toHaveText([
    'All classes',
    'Class cat',
    'Class dog',
    'Class owl',
  ]);
});

test('the three parts of a zip are shown with the range of its numbers, and what was left out', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits');
  const { buffer } = zipOfPictures(
    'x',
    ['train/cat', 'train/dog', 'val/cat', 'val/dog', 'test/cat', 'test/dog'],
    4,
  );
  const members = { ...unzipSync(buffer), 'test/report.docx': new TextEncoder().encode('PK, no pictures') };
  await drop(page, [
    { name: 'pets.zip', mimeType: 'application/zip', buffer: Buffer.from(zipSync(members)) },
  ]);
  await expect(question(page)).toContainText('8 training, 8 validation, and 8 test images of 12 × 12');
  await expect(question(page)).toContainText('Numbers from 0 to 255; 0 is black and 255 is white.');
  await expect(question(page)).toContainText('Left out, as no images: test/report.docx.');
  const parts = question(page).getByRole('columnheader', { name: /^(training|validation|test)$/ });
  await expect(parts).toHaveText(['training', 'validation', 'test']);
  const counts = await numbers(question(page).locator('tbody'));
  expect(counts.map(({ value }) => value)).toEqual([4, 4, 4, 4, 4, 4]);
});

test('new files take the place of the old ones for every model, and the data menu leads back to the new', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits');
  const trainingCount = async () => (await dataset(page)).trainingCount;
  const take = async (count: number, left: number) => {
    await give(page, 'Data files', pair(count));
    await question(page).getByRole('button', { name: 'Take' }).click();
    await expect.poll(trainingCount).toBe(left);
    await rest(page);
  };
  await take(200, 167);
  await choose(page, 'Model', 'Logistic regression');
  await rest(page);
  await take(120, 100);
  await choose(page, 'Data', 'Handwritten-like digits');
  await expect.poll(trainingCount).toBe(6000);
  await rest(page);
  await choose(page, 'Data', 'Your IDX files');
  await expect.poll(trainingCount).toBe(100);
  await rest(page);
  await choose(page, 'Model', 'Two-layer net');
  await rest(page);
  expect(await trainingCount()).toBe(100);
});

test('a download is described before it starts, and without a network there is a sentence and the old data', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits');
  const before = await dataset(page);
  await page.route(
    (url) => !['localhost', '127.0.0.1'].includes(url.hostname),
    (route) => route.abort(),
  );
  await choose(page, 'Data', 'Fashion-MNIST');
  await expect(question(page)).toContainText('MIT licence');
  await expect(question(page)).toContainText('arXiv:1708.07747');
  await expect(question(page).getByRole('radio', { checked: true })).toHaveAccessibleName(/^10,000/);
  await page.keyboard.press('Escape');
  await expect(question(page)).toHaveCount(0);
  expect(await dataset(page)).toEqual(before);

  await choose(page, 'Data', 'Fashion-MNIST');
  await question(page).getByRole('button', { name: 'Download' }).click();
  await expect(page.getByRole('alert')).toContainText('Fashion-MNIST could not be downloaded from');
  await rest(page);
  expect(await dataset(page)).toEqual(before);
});
