import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom/worker';
import { expect, it } from 'vitest';
import { cellText } from '../../../src/lab/figures/cellFile';
import { cellsOf, planExperiment, planText } from '../../../src/lab/figures/plan';
import { readExperiment } from '../../../src/lab/figures/readFolder';
import type { ChosenFile } from '../../../src/lab/protocol';
import { createExperimentsStore, titleOf } from '../../../src/state/figures/experimentsState';
import { readTable } from '../../../src/state/figures/readTable';
import { type ShippedFigure, shippedFigures } from '../../../src/state/figures/shippedFigures';

const root = join(import.meta.dirname, '../../..');
const { document } = parseHTML('<!doctype html><html><body></body></html>');
const plan = planExperiment('fig3', { scale: 'small', data: null, backend: 'wasm' });

/** The folder of Figure 3 with made numbers. */
function folder(change: (path: string, text: string) => string | null = (_, text) => text): ChosenFile[] {
  const cells = cellsOf(plan).flatMap(({ key, spec }) => {
    const { samples, seed } = spec as { samples: number; seed: number };
    const rows = [{ samples, seed, agreement: 1 - seed / 10, visits_per_pair: samples / 100 }];
    const times = ['exact', 'lfoci'].map((method) => ({ samples, seed, method, ms: samples * seed }));
    return [
      [`fig3/cells/${key}.json`, cellText({ key, spec, rows })],
      [`fig3/times/${key}.json`, cellText({ key, rows: times })],
    ] as const;
  });
  return [
    ['fig3/experiment.json', planText(plan)] as const,
    ['fig3/notes.txt', ''] as const,
    ...cells,
  ].flatMap(([path, text]) => {
    const changed = change(path, text);
    return changed === null ? [] : [{ path, file: new File([changed], path.split('/').at(-1)!) }];
  });
}

it('reads the folder of an experiment, reduces it and draws it', async () => {
  const { plan: read, cells, rows, csv, timesCsv, picture } = await readExperiment(folder(), document);
  expect(read).toEqual(plan);
  expect(cells).toBe(20);
  expect(rows[0]).toMatchObject({ samples: 250, runs: 5, agreement: expect.closeTo(0.7, 12) });
  expect(csv.split('\n')[0]).toMatch(/^samples,runs,.*,agreement,agreement_low/);
  expect(timesCsv).toMatch(/^method,samples,runs,ms/);
  expect(picture).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
});

it.each<[string, (path: string, text: string) => string | null, RegExp]>([
  [
    'no experiment.json',
    (path, text) => (path.endsWith('experiment.json') ? null : text),
    /no experiment\.json/,
  ],
  [
    'a damaged plan',
    (path, text) => (path.endsWith('experiment.json') ? '{' : text),
    /experiment\.json is damaged/,
  ],
  ['a missing cell', dropFirst('cells'), /1 of 20 cells are missing/],
  [
    'a cell of another key',
    (path, text) => (path.includes('/times/') ? text.replace('"key":"', '"key":"f') : text),
    /times.* is damaged/,
  ],
])('refuses a folder with %s', async (_, change, sentence) => {
  await expect(readExperiment(folder(change), document)).rejects.toThrow(sentence);
});

function dropFirst(part: string) {
  let dropped = false;
  return (path: string, text: string) => {
    if (dropped || !path.includes(`/${part}/`)) return text;
    dropped = true;
    return null;
  };
}

it('reads a table with each interval in the cell of its mean', () => {
  const csv = 'kind,removed,loss,loss_low,loss_high,high_low\n"a ""b"", c",10,0.5,0.25,0.75,\nd,,0.1,,,x\n';
  expect(readTable(csv)).toEqual({
    columns: ['kind', 'removed', 'loss', 'high_low'],
    rows: [
      ['a "b", c', { mean: 10, low: null, high: null }, { mean: 0.5, low: 0.25, high: 0.75 }, ''],
      ['d', '', { mean: 0.1, low: null, high: null }, 'x'],
    ],
  });
});

it('shows what was asked for last, and says why it does not', async () => {
  const waiting: ((text: string) => void)[] = [];
  const figures = ['fig3', 'fig6'].map((name) => ({
    name,
    experiment: name,
    picture: name,
    table: name,
    times: null,
  }));
  const store = createExperimentsStore({
    figures: figures as unknown as ShippedFigure[],
    fetchText: () => new Promise((resolve) => waiting.push(resolve)),
    read: () => Promise.reject(new Error('no folder')),
  });
  const first = store.show('fig3');
  const second = store.show('fig6');
  for (const answer of waiting.toReversed()) answer('a\n1\n');
  await Promise.all([first, second]);
  expect(store.state.getState()).toMatchObject({
    shown: { shipped: 'fig6' },
    isReading: false,
    problem: null,
  });
  await store.open([]);
  expect(store.state.getState()).toMatchObject({ shown: { shipped: 'fig6' }, problem: 'no folder' });
});

it('has the files of every figure that it lists', () => {
  expect(shippedFigures.length).toBeGreaterThan(0);
  for (const figure of shippedFigures) {
    expect(titleOf(figure)).toBeTruthy();
    expect(existsSync(join(root, 'docs/figures', `${figure.name}.svg`))).toBe(true);
    const csv = readFileSync(join(root, 'docs/tables', `${figure.name}.csv`), 'utf8');
    expect(readTable(csv).rows.length).toBeGreaterThan(0);
  }
});
