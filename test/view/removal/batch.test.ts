import { expect, test } from 'vitest';
import { ReportPanel } from '../../../src/view/frame/ReportPanel';
import { draw } from '../draw';
import { batch, idle, opened } from '../openLab';

const textOf = (page: string) => page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('a batch says how its block came about, and which sample selected what', () => {
  const page = draw(ReportPanel, {}, { ...batch, reportTab: 'slices' });
  const text = textOf(page);
  expect(text).toContain('The union of each sample\u2019s own Markov blanket.');
  expect(text).toContain('Each of the 3 samples was perturbed by itself.');
  const own = page.slice(page.indexOf('<details'));
  expect([...own.matchAll(/data-sample="(\d+)"/g)].map(([, sample]) => sample)).toEqual(['3', '17', '20']);
  const names = own
    .split('data-sample=')
    .slice(1)
    .map((row) => [...row.matchAll(/<li>/g)].length);
  expect(names[0]).toBeGreaterThan(1);
  expect(names.slice(1)).toEqual([1, 0]);
  expect(page).toMatch(/aria-sort="none"><span><button[^>]*>Samples</);
  expect(textOf(draw(ReportPanel, {}, { ...opened, reportTab: 'slices' }))).not.toContain(
    'perturbed by itself',
  );
});

test('a removal that changed nothing says so before its tabs', () => {
  const text = textOf(draw(ReportPanel, {}, { ...idle, reportTab: 'overview' }));
  const sentence = 'This removal changed nothing: its step is 0, and the model is what it was before.';
  expect(text).toContain(sentence);
  expect(text.indexOf(sentence)).toBeLessThan(text.indexOf('Overview'));
  expect(textOf(draw(ReportPanel, {}, { ...opened, reportTab: 'overview' }))).not.toContain(
    'changed nothing',
  );
});
