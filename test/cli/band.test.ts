import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readBandCard } from '../../src/engine/yardstick/bandFile';
import { noiseBands } from '../../src/engine/yardstick/bandReport';
import { readComparison } from '../../src/engine/yardstick/comparison';
import { runLethe, trainTiny, unlearnHere, unlearnWords } from './unlearnCommand';

let root: string;
let checkpoint: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'lethe-band-'));
  vi.stubEnv('XDG_CACHE_HOME', join(root, 'cache'));
  checkpoint = await trainTiny(join(root, 'checkpoint'));
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

/** The cells of a table's first row, by their columns. */
function firstRow(file: string): Record<string, string> {
  const [header, row] = readFileSync(file, 'utf8').split('\r\n');
  const cells = row!.split(',');
  return Object.fromEntries(header!.split(',').map((column, i) => [column, cells[i]!]));
}

test('a run with --band and --recovered-seeds has the noise of retraining in its tables, and lethe band goes by the same models', async () => {
  const out = join(root, 'run');
  const asked = ['--samples', '7', '--retrain-every', '1', '--band', '--recovered-seeds', '3'];
  await unlearnHere(unlearnWords(checkpoint, out, ...asked));
  const [line] = readFileSync(join(out, 'comparisons.jsonl'), 'utf8').split('\n');
  const { chain: _, ...comparison } = JSON.parse(line!);
  const { band, recovered } = readComparison(comparison, 'line 1');
  expect(band).toMatchObject({ leftOut: 0 });
  expect(recovered!.seeds.map(({ seed }) => seed)).toEqual(band!.seeds.slice(0, 3));
  const row = firstRow(join(out, 'comparisons.csv'));
  const width = noiseBands(band).validationLoss!;
  expect(Number(row.validation_loss_band)).toBe(width);
  expect(row.validation_loss_within).toBe(Math.abs(Number(row.validation_loss_gap)) <= width ? '1' : '0');
  expect(row.forget_loss_band).toBe('');
  const defined = recovered!.seeds.filter(({ loss }) => loss !== null).length;
  expect(row.recovered_loss_seeds).toBe(defined < 2 ? '' : String(defined));

  const words = ['band', '--data', 'digits', '--limit', '300', '--checkpoint', checkpoint, '--out', root];
  const { code, out: said, err } = await runLethe(words);
  expect(code).toBe(0);
  expect(said).toContain('16 models mnist-logistic');
  expect(said).toMatch(/Validation loss: 0\.\d+, s 0\.\d+, band \+- 0\.\d+/);
  // All 16 were there.
  expect(err).not.toContain('models retrained');
  const [card] = JSON.parse(readFileSync(join(root, 'bands.json'), 'utf8'));
  expect(readBandCard(card, 'bands.json').values).toEqual(band!.values);
});

test.each([['--band'], ['--recovered-seeds', '3']])(
  '%s without a comparison is refused',
  async (...words) => {
    const { code, err } = await runLethe(['unlearn', '--out', join(root, 'none'), ...words]);
    expect(code).toBe(2);
    expect(err).toContain('--retrain-every');
  },
);
