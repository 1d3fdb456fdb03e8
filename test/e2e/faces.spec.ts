/** The painted faces: a picture of a person is removed from the net that tells who it is. */

import { cell, digest, expect, historyState, openLab, openReport, test, unlearn } from './labPage';

test('a picture of a face is removed: the person is named, and of one who has a relative that one too, the report says what became of it, and the net shows its filters and units', async ({
  page,
}) => {
  await openLab(page, 'backend=wasm&dataset=faces&perturbations=60&maxSlices=2&hessianSamples=32&guard=off');
  await expect(cell(page, 5)).toHaveAccessibleName(/^Sample 5, label \S/);
  await page
    .getByRole('gridcell', { name: /Falk|Lund|Moro|Senn/ })
    .first()
    .click();
  await expect(
    page.getByText(/^\w+ (\w+) is a relative of \w+ \1: the same head, skin and ears\.$/),
  ).toBeVisible();
  await cell(page, 5).click();
  await expect(page.getByText('is a relative of')).toHaveCount(0);
  const before = await digest(page);
  const report = await unlearn(page, 5);
  expect([report.model, report.accepted, report.samples[0]!.index]).toEqual(['face-resnet', true, 5]);
  expect(report.after.residualAccuracy).toBeGreaterThan(0.99);
  expect(report.digestAfter).not.toBe(before);
  expect(await digest(page)).toBe(report.digestAfter);
  await expect(historyState(page, 1)).toBeVisible();
  await expect(cell(page, 5)).toHaveAccessibleName(/removed|forgotten/i);
  await openReport(page, 'Slices');
  await expect(page.getByRole('figure', { name: 'Layer conv1, 8 filters' })).toBeVisible();
  await expect(page.getByRole('figure', { name: 'Layer hidden1, 64 units' })).toBeVisible();
});
