import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openFolderMembers } from '../../src/cli/ensemble/folderMembers';
import { loadData } from '../../src/cli/loadData';
import { shippedEnsembles, shippedWeights } from '../../src/cli/loadWeights';
import { decodeEnsemble, type EnsembleCard, readEnsembleCard } from '../../src/engine/yardstick/ensembleFile';
import { memorisationBy } from '../../src/engine/yardstick/ensembleMargins';
import { specOf } from '../../src/engine/yardstick/ensembleSpec';
import type { MemberStore } from '../../src/engine/yardstick/memberStore';
import { openShippedEnsembles } from '../../src/lab/opening/shippedEnsembles';
import { createRandom } from '../../src/math/random/random';
import { describeMembers } from '../lab/memberContract';
import { readTable, runLethe, trainTiny } from './unlearnCommand';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let home: string;
let checkpoint: string;
const inHome = (name: string) => join(home, name);
const words = (store: string, ...more: string[]) => [
  ...['--data', 'digits', '--limit', '300', '--checkpoint', checkpoint, '--models', '24'],
  ...['--store', inHome(store), ...more],
];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'lethe-ensemble-'));
  checkpoint = await trainTiny(home);
});
afterAll(() => rmSync(home, { recursive: true }));

const folders = new Map<MemberStore, string>();
const openIn = (folder: string) => {
  const store = openFolderMembers(folder);
  folders.set(store, folder);
  return store;
};
describeMembers('a folder', {
  open: async () => openIn(mkdtempSync(join(home, 'members-'))),
  reopen: async (store) => openIn(folders.get(store)!),
});

/** What lies in a store, by its path there. */
function contents(store: string): Record<string, string> {
  const files = readdirSync(inHome(store), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.bin'),
  );
  return Object.fromEntries(
    files.sort().map((name) => [name, readFileSync(inHome(join(store, name))).toString('base64')]),
  );
}

describe('lethe ensemble', () => {
  it('writes what the lab ships: margins, membership, a card and a table', async () => {
    const made = await runLethe(['ensemble', ...words('whole', '--out', inHome('shipped'), '--json')]);
    expect([made.code, made.out.startsWith('{')]).toEqual([0, true]);
    const { ensemble, mostMemorised, count } = JSON.parse(made.out);
    expect([count, mostMemorised.length]).toEqual([24, 10]);
    const dataset = await loadData(['digits'], { seed: 1, trainingLimit: 300 });
    const [card] = JSON.parse(readFileSync(inHome('shipped/index.json'), 'utf8'));
    const folder = inHome('shipped/digits--mnist-logistic');
    const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
    const files = { margins: read('margins.bin'), membership: read('membership.bin') };
    const decoded = decodeEnsemble({ card: readEnsembleCard(card, 'index.json'), ...files }, dataset);
    expect(decoded.key).toBe(ensemble);
    const exact = await openFolderMembers(inHome('whole')).loadMargins(ensemble);
    for (const [model, margins] of exact) {
      for (let i = 0; i < 300; i++) {
        const shipped = decoded.training.values[model * 300 + i]!;
        expect(Math.abs(shipped - margins[i]!)).toBeLessThanOrEqual(card.step * 0.51);
      }
    }
    const rows = readTable(readFileSync(join(folder, 'memorisation.csv'), 'utf8'));
    const { values, errors } = memorisationBy(decoded);
    expect(rows.length).toBe(300);
    expect(Number(rows[7]!.memorisation)).toBeCloseTo(values[7]!, 2);
    expect(Number(rows[7]!.memorisation_error)).toBeCloseTo(errors[7]!, 2);
    expect(mostMemorised[0].memorisation).toBeCloseTo(Math.max(...values.filter(Number.isFinite)), 2);
    const shipped = openShippedEnsembles(async (path) => {
      const file = inHome(join('shipped', path.replace(/^ensembles\//, '')));
      return existsSync(file) ? new Uint8Array(readFileSync(file)) : null;
    });
    expect((await shipped.fetch(decoded.spec, dataset))!.training).toEqual(decoded.training);
    expect(await shipped.fetch({ ...decoded.spec, seed: 2 }, dataset)).toBeNull();
    const damaged = { ...files, margins: files.margins.map((byte, i) => (i === 9 ? byte ^ 1 : byte)) };
    expect(() => decodeEnsemble({ card, ...damaged }, dataset)).toThrow(/damaged/);
  });

  it('goes on to the same models after it was killed at random, and makes a damaged one again', async () => {
    const random = createRandom(11, 'kills');
    for (let kill = 0; kill < 3; kill++) {
      const child = spawn(process.execPath, ['dist/package/lethe.js', 'ensemble', ...words('killed')], {
        cwd: join(import.meta.dirname, '../..'),
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const begun = once(child.stderr!, 'data');
      const ended = once(child, 'exit');
      await Promise.race([begun, ended]);
      await wait(random.integer(300));
      child.kill('SIGKILL');
      await ended;
    }
    const [key] = readdirSync(inHome('killed'));
    const weights = join(inHome('killed'), key!, 'weights-0000.bin');
    if (existsSync(weights)) truncateSync(join(inHome('killed'), key!, 'margins-0000.bin'), 100);
    expect((await runLethe(['ensemble', ...words('killed')])).code).toBe(0);
    expect(contents('killed')).toEqual(contents('whole'));
  });
});

describe('lethe unlearn', () => {
  it('takes memorisation from an ensemble of one\u2019s own, and says where there is none', async () => {
    const asked = (out: string, store: string) => [
      ...['unlearn', ...words(store), '--samples', '7', '--method', 'gradient-ascent', '--guard', 'off'],
      ...['--out', inHome(out)],
    ];
    expect((await runLethe(asked('run', 'whole'))).code).toBe(0);
    const [row] = readTable(readFileSync(inHome('run/removals.csv'), 'utf8'));
    const memorised = readTable(
      readFileSync(inHome('shipped/digits--mnist-logistic/memorisation.csv'), 'utf8'),
    )[7]!;
    expect(Number(row!.memorisation)).toBeCloseTo(Number(memorised.memorisation), 2);
    const { code, err } = await runLethe(asked('bare', 'empty'));
    expect([code, err.includes('No whole ensemble of 24 models')]).toEqual([0, true]);
    expect(readTable(readFileSync(inHome('bare/removals.csv'), 'utf8'))[0]!.memorisation).toBe('');
  });
});

describe('the ensembles that ship', () => {
  const cards: EnsembleCard[] = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../public/ensembles/index.json'), 'utf8'),
  );

  it.each(cards.map(({ dataset, model }) => [dataset.id, model] as const))(
    'are those of the weights that ship, and know every sample: %s %s',
    async (data: string, model: string) => {
      const dataset = await loadData([data], { seed: 1 });
      const weights = (await shippedWeights.cards()).find(
        (card) => card.model === model && card.data.digest === dataset.digest,
      )!;
      const { parameterCount } = weights;
      const spec = specOf({ dataset, model, parameterCount, training: weights }, { count: 64, seed: 1 });
      const { values, errors } = memorisationBy((await shippedEnsembles.fetch(spec, dataset))!);
      expect(values.length).toBe(dataset.training.count);
      expect(values.every(Number.isFinite) && errors.every((error) => error > 0 && error < 3)).toBe(true);
      // Hardly any sample is known better by models that never had it.
      expect(values.filter((value, sample) => value < -3 * errors[sample]!).length).toBeLessThan(60);
    },
  );
});

describe('lethe attack', () => {
  it('makes removals on the models, and says how well an attack does before and after', async () => {
    const asked = ['--samples', '0-19', '--batch-size', '20', '--method', 'retraining', '--guard', 'off'];
    const { code, out } = await runLethe(['attack', ...words('whole', ...asked, '--json')]);
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report.requests).toHaveLength(1);
    expect(report.unlearned.inScores + report.unlearned.outScores).toBe(24 * (20 - report.unlearned.skipped));
    expect(report.unlearned.auc.low).toBeLessThan(0.5);
    expect(report.unlearned.auc.high).toBeGreaterThan(0.5);
    const told = await runLethe(['attack', ...words('whole', ...asked)]);
    expect(told.out).toContain(`After: AUC ${report.unlearned.auc.value.toFixed(3)}`);
    expect(told.out).toContain(`Before: AUC ${report.untouched.auc.value.toFixed(3)}`);
  });

  it('refuses noise with a method that draws none', async () => {
    const noise = ['--method', 'scrub', '--epsilon', '1', '--delta', '0.1'];
    expect((await runLethe(['attack', ...words('whole', ...noise)])).code).toBe(2);
  });
});
