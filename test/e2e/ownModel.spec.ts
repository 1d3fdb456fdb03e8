import * as tf from '@tensorflow/tfjs';
import { drop, expect, type MadeFile, openLab, openReport, test, unlearn } from './labPage';

/** model.json and weights.bin of a model, as model.save() writes them. */
async function save(model: tf.Sequential): Promise<MadeFile[]> {
  let artifacts: tf.io.ModelArtifacts | undefined;
  await model.save({
    save: async (given) => {
      artifacts = given;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  });
  model.dispose();
  const { modelTopology, weightSpecs, weightData } = artifacts!;
  const description = { modelTopology, weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }] };
  return [
    { name: 'model.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(description)) },
    {
      name: 'weights.bin',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(tf.io.CompositeArrayBuffer.join(weightData)),
    },
  ];
}

const inputShape = [28, 28, 1];

test.beforeAll(() => tf.setBackend('cpu'));

test('a model of the person\u2019s own is opened and unlearned from', async ({ page }) => {
  await openLab(page, 'backend=wasm&dataset=digits&perturbations=100');
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape,
        filters: 2,
        kernelSize: 5,
        strides: 2,
        activation: 'relu',
        name: 'look',
      }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 10, name: 'say' }),
    ],
  });
  await drop(page, await save(model));
  const question = page.getByRole('dialog', { name: 'Take this model?' });
  await expect(question).toContainText('Takes images of 28 x 28 x 1 and tells 10 classes apart');
  await expect(question.getByRole('row', { name: /Conv2D look/ })).toContainText('12 × 12 × 2');
  await question.getByRole('combobox', { name: 'Pixels scaled' }).selectOption('symmetric');
  expect(await page.evaluate(() => window.lethe!.session!.model.id)).not.toBe('own');
  await question.getByRole('button', { name: 'Take', exact: true }).click();
  await expect.poll(() => page.evaluate(() => window.lethe!.session!.model.id)).toBe('own');
  expect(await page.evaluate(() => window.lethe!.session!.model.scaling!.id)).toBe('symmetric');
  const { layers, weightsFrom } = await page.evaluate(() => window.lethe!.session!.model);
  expect(layers.map(({ name, units }) => [name, units])).toEqual([
    ['look', 2],
    ['say', 10],
  ]);
  expect(weightsFrom).toBe('own');
  const report = await unlearn(page, 3);
  expect(report.selection!.selected.length).toBeGreaterThan(0);
  await openReport(page, 'Slices');
  await expect(page.getByRole('figure', { name: 'Layer look, 2 filters' })).toBeVisible();
});
