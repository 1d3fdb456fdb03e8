import licences from 'spdx-license-list/full.js';
import { expect, it, vi } from 'vitest';
import { readShipped } from '../../../src/cli/packageFiles';
import { DataError } from '../../../src/data/dataError';
import { findSource, sourceOf } from '../../../src/data/sources';
import { loadProvisions, unpack } from '../../../src/data/text/loadProvisions';
import { createWordPieces, PIECES_PER_TEXT, UNKNOWN } from '../../../src/data/text/wordPieces';
import { cutLicence } from '../../support/shippedData/provisions/cutLicence';
import { labelsOf } from '../../support/shippedData/provisions/labels';
import { forbids, leftOut } from '../../support/shippedData/provisions/leftOut';
import { clusterTexts, familiesOf } from '../../support/shippedData/provisions/nearDuplicates';
import { makeProvisions } from '../../support/shippedData/provisions/provisions';

vi.setConfig({ testTimeout: 60_000 });

const load = () => findSource('provisions').load({ seed: 1, files: [], readShipped });
const known = (title: string) => labelsOf([title]).length > 0;

it('cuts headings and numbers, and knows what a paragraph stands under', () => {
  const text = [
    '2. DEFINITIONS',
    '',
    '2.1 "Work" means what',
    '   the Licensor licenses.',
    '',
    '3. Termination. You may stop',
    'at any time.',
    '',
    '(a) And so may we.',
  ];
  expect(cutLicence(text.join('\n'), known)).toEqual([
    { text: '"Work" means what the Licensor licenses.', headings: ['DEFINITIONS'] },
    { text: 'You may stop at any time.', headings: ['Termination'] },
    { text: 'And so may we.', headings: ['Termination'] },
  ]);
  const after = cutLicence('Definitions:\n\nA work is a work.\n\n1. You may copy it.\n', known);
  expect(after.map(({ headings }) => headings)).toEqual([['Definitions:'], []]);
});

it('takes texts for near duplicates by half of their triples, and licences for a family by a tenth of their texts', () => {
  const words = ['a b c d e f', 'a b c d e g', 'x y z', 'x y'].map((text) => text.split(' '));
  expect(clusterTexts(words)).toEqual([0, 0, 2, 3]);
  const range = (from: number, to: number) => new Set(Array.from({ length: to - from }, (_, i) => from + i));
  expect(familiesOf([range(0, 20), range(18, 60), range(59, 100)])).toEqual([0, 0, 2]);
});

it('leaves out the licences that forbid changed copies, by a list that holds them all', () => {
  const found = Object.keys(licences).filter((id) => forbids(id, licences[id]!.licenseText));
  expect([...leftOut]).toEqual(found.sort());
  expect(leftOut).toEqual(expect.arrayContaining(['GPL-2.0-only', 'GFDL-1.3', 'EPL-2.0', 'LPPL-1.3c']));
});

it('makes the very texts that ship, with labels, pieces and parts', async () => {
  const dataset = await load();
  const made = makeProvisions();
  expect(unpack(made.packed).digest).toBe(dataset.digest);
  expect(made.packed.classes).toEqual(dataset.classNames);
  expect(made.packed.pieces).toEqual(dataset.text!.pieces);
  expect(Math.min(...made.clusters)).toBeGreaterThanOrEqual(40);
  const parts = [dataset.training, dataset.validation, await dataset.guard!.load()];
  expect(parts.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(2000);
  const familyOf = (origin: string) =>
    made.families.findIndex((family) => family.some((id) => origin.includes(`(${id})`)));
  const families = parts.map(({ origins }) => new Set(origins!.map(familyOf)));
  for (const family of families[1]!) expect(families[0]!.has(family) || families[2]!.has(family)).toBe(false);
  const texts = parts.map((part) => part.texts!.map((text) => text.toLowerCase().match(/\p{L}+/gu)!));
  const cluster = clusterTexts(texts.flat());
  const [learned, heldOut] = [
    new Set(cluster.slice(0, texts[0]!.length)),
    new Set(cluster.slice(texts[0]!.length)),
  ];
  for (const one of heldOut) expect(learned.has(one)).toBe(false);
});

it('holds texts of one to three labels whose pieces a vocabulary of 2,000 knows', async () => {
  const { training, validation, text, classNames } = await load();
  expect(text!.pieces).toHaveLength(2000);
  expect(new Set(text!.pieces).size).toBe(2000);
  for (const set of [training, validation]) {
    const sums = set.texts!.map((_, i) =>
      set.labelSets!.subarray(i * classNames.length, (i + 1) * classNames.length),
    );
    for (const [i, row] of sums.entries()) {
      expect(row.indexOf(1)).toBe(set.labels[i]);
      expect(row.filter((label) => label === 1).length).toBeLessThanOrEqual(3);
    }
    expect(set.features!.filter((piece) => piece === UNKNOWN).length).toBeLessThan(
      0.005 * set.features!.length,
    );
  }
  const { words, numbers } = createWordPieces(text!.pieces)(training.texts![0]!);
  expect([...numbers]).toEqual([...training.features!.subarray(0, PIECES_PER_TEXT)]);
  expect(words.length).toBeGreaterThan(10);
});

it('says which file is missing or not what it should be, and takes no planted samples', async () => {
  await expect(loadProvisions({})).rejects.toThrow(DataError);
  const other = async () => new Uint8Array(await readShipped('data/faces/query-0.bin').then((file) => file!));
  await expect(loadProvisions({ readShipped: other })).rejects.toThrow('data/provisions/provisions.bin');
  expect(sourceOf('provisions_labels-0.05-1')).toBeNull();
});
