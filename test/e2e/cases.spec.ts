/** Files as people have them, one after the other in one page: each opens, or is refused, in the words of the command line (the same tables there). */

import type { Locator, Page } from '@playwright/test';
import * as tf from '@tensorflow/tfjs';
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { pictureDecoders } from '../../src/cli/pictureDecoders';
import { isGif, readGif } from '../../src/data/formats/gif';
import { readWebp } from '../../src/data/formats/webp';
import { createRandom } from '../../src/math/random/random';
import { browserPictures } from '../support/browserPictures';
import { dataCases } from '../support/dataCases';
import { moreDataCases } from '../support/moreDataCases';
import { type CaseFile, ownCases } from '../support/ownCases';
import { saveModel } from '../support/saveModel';
import { makeTeachable } from '../support/teachable';
import { digest, drop, expect, openLab, rest, test, unlearn } from './labPage';

const dropped = (page: Page, files: readonly CaseFile[]) =>
  drop(
    page,
    files.map(({ name, bytes }) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(bytes),
    })),
  );

interface Case {
  readonly what: string;
  readonly files: () => readonly CaseFile[];
  readonly says: readonly string[];
  readonly isRefused?: boolean;
}

/** Words in a place; after a line's end they are the name of a class. */
async function see(place: Locator, words: string): Promise<void> {
  if (!words.startsWith('\n')) await expect(place).toContainText(words);
  else await expect(place.getByRole('rowheader', { name: words.trim(), exact: true })).toBeVisible();
}

/** What is asked, or why not: both are gone afterwards. */
async function seeOneAfterTheOther(page: Page, cases: readonly Case[], name: string): Promise<void> {
  for (const { what, files, says, isRefused } of cases) {
    await test.step(what, async () => {
      await dropped(page, files());
      const place = isRefused
        ? page.getByRole('alert').filter({ hasText: says[0]! })
        : page.getByRole('dialog', { name });
      for (const words of says) await see(place, words);
      await expect(place).not.toContainText(/TypeError|undefined|\[object/);
      if (isRefused) await place.getByRole('button', { name: 'Dismiss' }).click();
      else await page.keyboard.press('Escape');
      await expect(place).toHaveCount(0);
      await rest(page);
    });
  }
}

test('models and data of all kinds open, or are refused, in the words of the command line', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic');
  const before = await digest(page);
  const asked = ownCases.filter(({ isCheckpoint }) => !isCheckpoint);
  await seeOneAfterTheOther(page, asked, 'Take this model?');
  await seeOneAfterTheOther(page, [...dataCases, ...moreDataCases], 'Take these data?');
  expect(await digest(page)).toBe(before);

  // The four files of a checkpoint, chosen together, open without a question.
  const [checkpoint] = ownCases.filter(({ isCheckpoint }) => isCheckpoint);
  await dropped(page, checkpoint!.files());
  await expect.poll(() => page.evaluate(() => window.lethe!.session!.model.weightsFrom)).toBe('checkpoint');
});

/** Levels as the browser draws them over white, red, green and blue of each pixel. */
const drawn = (page: Page, base64: string) =>
  page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]), { colorSpaceConversion: 'none' });
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    context.fillStyle = 'white';
    context.fillRect(0, 0, bitmap.width, bitmap.height);
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    return Array.from(data).filter((_, i) => i % 4 < 3);
  }, base64);

test('GIF and WebP have on the command line the levels that the browser draws', async ({ page }) => {
  for (const [what, base64] of Object.entries(browserPictures)) {
    const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
    const { pixels } = await (isGif(bytes)
      ? readGif(bytes, what)
      : readWebp(bytes, what, pictureDecoders.webp));
    expect([...pixels], what).toEqual(await drawn(page, base64));
  }
});

test('an export of Teachable Machine opens on pictures of its own size, and a sample is unlearned from its head', async ({
  page,
}) => {
  await tf.setBackend('cpu');
  const side = 72;
  const random = createRandom(3, 'pictures');
  const picture = (label: number) => {
    const light = 40 + 60 * label;
    const data = Uint8Array.from({ length: side * side * 3 }, () => light + 60 * random.uniform());
    return encode({ width: side, height: side, channels: 3, data });
  };
  const members = (['train', 'val'] as const).flatMap((part) =>
    ['cat', 'dog', 'fish'].flatMap((name, label) =>
      Array.from({ length: part === 'train' ? 5 : 2 }, (_, i) => [
        `${part}/${name}/${i}.png`,
        picture(label),
      ]),
    ),
  );
  const model = makeTeachable(side, 3);
  const files = await saveModel(model);
  model.dispose();

  await openLab(page, 'backend=wasm&dataset=digits&model=mnist-logistic&perturbations=60');
  await dropped(page, [{ name: 'pets.zip', bytes: zipSync(Object.fromEntries(members), { level: 0 }) }]);
  await page.getByRole('dialog', { name: 'Take these data?' }).getByRole('button', { name: 'Take' }).click();
  await expect.poll(() => page.evaluate(() => window.lethe!.session!.dataset.trainingCount)).toBe(15);
  await rest(page);
  await dropped(page, files);
  const question = page.getByRole('dialog', { name: 'Take this model?' });
  await expect(question).toContainText('turn each picture of 72 x 72 x 3 into 24 numbers once');
  await question.getByRole('button', { name: 'Take', exact: true }).click();
  await expect.poll(() => page.evaluate(() => window.lethe!.session!.model.id)).toBe('own');
  const { layers } = await page.evaluate(() => window.lethe!.session!.model);
  expect(layers.map(({ name, units }) => [name, units])).toEqual([
    ['hidden', 10],
    ['answer', 3],
  ]);
  const report = await unlearn(page, 3);
  expect(report.samples[0]).toMatchObject({ index: 3 });
  expect(report.selection!.selected.length).toBeGreaterThan(0);
});
