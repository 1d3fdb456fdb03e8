import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { cellText } from '../../src/lab/figures/cellFile';
import { cellsOf, planExperiment, planText } from '../../src/lab/figures/plan';
import { expect, test } from './labPage';

test('experiments: a figure that comes along, then the folder of another one, with its files to save', async ({
  page,
}, info) => {
  await page.goto('./?view=experiments&figure=fig5-left');
  await expect(page.getByRole('heading', { name: /^Figure 5, left/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Figure 5, left/ })).toHaveJSProperty('complete', true);
  await expect(page.getByRole('columnheader', { name: 'residual_accuracy', exact: true })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.screenshot({ path: info.outputPath('shipped.png'), fullPage: true });

  const folder = info.outputPath('fig3');
  const plan = planExperiment('fig3', { scale: 'small', data: null, backend: 'wasm' });
  for (const part of ['cells', 'times']) await mkdir(join(folder, part), { recursive: true });
  await writeFile(join(folder, 'experiment.json'), planText(plan));
  for (const { key, spec } of cellsOf(plan)) {
    const { samples, seed } = spec as { samples: number; seed: number };
    const rows = [{ samples, seed, agreement: 1 - seed / 10, visits_per_pair: 1 }];
    await writeFile(join(folder, 'cells', `${key}.json`), cellText({ key, spec, rows }));
    const times = ['exact', 'lfoci'].map((method) => ({ samples, seed, method, ms: samples }));
    await writeFile(join(folder, 'times', `${key}.json`), cellText({ key, rows: times }));
  }
  await page.getByLabel('Folder of an experiment', { exact: true }).setInputFiles(folder);
  await expect(page.getByRole('heading', { name: /^Figures 3 and 9/ })).toBeVisible();
  await expect(page.getByText('Small scale, 20 cells.')).toBeVisible();
  await page.screenshot({ path: info.outputPath('folder.png'), fullPage: true });
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the picture (SVG)' }).click();
  expect((await saved).suggestedFilename()).toBe('fig3.svg');
});
