import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlannedRemoval } from '../../src/cli/unlearn/planRemovals';
import {
  type OpenOptions,
  openRunFolder,
  type RunFolder,
  type RunPlan,
} from '../../src/cli/unlearn/runFolder';
import { openRunStore } from '../../src/cli/unlearn/runStore';
import { digestOf } from '../../src/engine/digest';
import type { RemovalReport } from '../../src/engine/report';
import { readReport } from '../../src/engine/report';
import { type RetrainingComparison, readComparison } from '../../src/engine/yardstick/comparison';
import type { RunCard } from '../../src/lab/schema/runFolder';
import { SessionConflict, type SessionWrite } from '../../src/lab/store';
import { readTable } from './unlearnCommand';

const fixture = join(import.meta.dirname, '../fixtures/25670b1/run');
const firstLine = <T>(name: string) =>
  JSON.parse(readFileSync(join(fixture, name), 'utf8').split('\n')[0]!) as T;
const template = readReport(firstLine('removals.jsonl'), 'the fixture');
const comparisonTemplate = readComparison(firstLine('comparisons.jsonl'), 'comparisons.jsonl');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lethe-run-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string) => join(folder, name);
const text = (name: string) => readFileSync(file(name), 'utf8');
const table = (name = 'removals.csv') => readTable(text(name));

const start = Float32Array.of(0, 0.5, -1);
const weightsAfter = (id: number) => Float32Array.of(id, 0.5, -1);
const planned: PlannedRemoval[] = Array.from({ length: 1000 }, (_, i) => ({ samples: [i], seed: 7 * i }));
const facts = { dataset: 'digits', model: 'mnist-logistic', backend: 'wasm', device: 'CPU' };
const zeros = '0'.repeat(64);
const where = { model: 'mnist-logistic', backend: 'wasm', device: 'CPU' } as const;
const card: RunCard = {
  format: 'lethe-unlearn',
  version: 3,
  identity: { data: zeros, validationCount: 10, weights: zeros, ...where },
  facts: {},
  provenance: null,
  trainEpochs: 2,
  seed: 1,
};

/** Whether the guard rejects the removal with this id, in these tests. */
const isRejected = (id: number) => id % 5 === 4;
const stateAfter = (id: number) => (isRejected(id) ? id - 1 : id);
const weightsAt = (id: number) => (id === 0 ? start : weightsAfter(stateAfter(id)));

function reportOf(id: number, place = id): RemovalReport {
  const { samples, seed } = planned[place - 1]!;
  return {
    ...template,
    id,
    parent: id - 1,
    accepted: !isRejected(id),
    request: { ...template.request, samples, seed },
    digestBefore: digestOf(weightsAt(id - 1)),
    digestAfter: digestOf(weightsAt(id)),
  };
}

const comparisonOf = (id: number): RetrainingComparison => ({ ...comparisonTemplate, id });

function open(
  count: number,
  { retrainEvery = null, ...options }: OpenOptions & Pick<Partial<RunPlan>, 'retrainEvery'> = {},
): Promise<RunFolder> {
  const plan = { planned: planned.slice(0, count), start, retrainEvery, facts };
  return openRunFolder(folder, card, plan, options);
}

async function make(run: RunFolder, from: number, to: number): Promise<void> {
  for (let id = from; id <= to; id++) {
    await run.addRemoval(reportOf(id), weightsAt(id));
    await run.writeRow();
  }
}

/** A finished run of so many removals. */
async function finish(count: number): Promise<void> {
  const run = await open(count);
  await make(run, 1, count);
  await run.close();
}

describe('openRunFolder', () => {
  it('goes on with more removals of the same plan, and refuses fewer than were made', async () => {
    await finish(3);
    const run = await open(6);
    expect(run.state).toMatchObject({ lines: { length: 3 }, reports: { length: 3 } });
    await make(run, 4, 6);
    await run.close();
    expect(table().map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6']);
    await expect(open(2)).rejects.toThrow(/6 removals were made, and 2 are asked for/);
  });

  it('notes what failed in a row with the reason, and passes it when it goes on', async () => {
    const run = await open(5);
    const fail = (place: number, parent: number) => {
      const request = { ...template.request, ...planned[place - 1]! };
      return run.addFailure({ parent, request, reason: '=2,355 > "2,048"' }, digestOf(weightsAt(parent)));
    };
    await fail(1, 0);
    await run.addRemoval(reportOf(1, 2), weightsAt(1));
    await run.writeRow();
    await fail(3, 1);
    await run.close();
    const csv = text('removals.csv');
    expect(table().map(({ scrub_list, failed, id }) => [scrub_list, failed, id])).toEqual([
      ['[0]', '\'=2,355 > "2,048"', ''],
      ['[1]', '', '1'],
      ['[2]', '\'=2,355 > "2,048"', ''],
    ]);
    const again = await open(5);
    expect(again.state).toMatchObject({
      lines: [{ event: 'failed' }, { id: 1 }, { event: 'failed' }],
      reports: [{ id: 1 }],
    });
    expect(text('removals.csv')).toBe(csv);
    await again.close();
  });

  it('writes the row once the comparison of its state is known, and later ones in a table of their own', async () => {
    const run = await open(9, { retrainEvery: 2 });
    for (let id = 1; id <= 4; id++) {
      await run.addRemoval(reportOf(id), weightsAt(id));
      if (id === 2) await run.addComparison(comparisonOf(2));
      // The fourth is rejected: the model that it would have been is compared.
      if (id === 4) await run.addComparison(comparisonOf(4));
      await run.writeRow();
    }
    await run.addRemoval(reportOf(5), weightsAt(5));
    await run.addRemoval(reportOf(6), weightsAt(6));
    await run.close();
    const gaps = () => table().map(({ id, validation_loss_gap }) => [id, validation_loss_gap !== '']);
    const known = [
      ['1', false],
      ['2', true],
      ['3', false],
      ['4', true],
    ];
    expect(gaps()).toEqual(known);
    expect(table('comparisons.csv').map(({ id }) => id)).toEqual(['2', '4']);
    // The row of the sixth waits for its comparison, also in the next process.
    const again = await open(9, { retrainEvery: 2 });
    expect(gaps()).toEqual([...known, ['5', false]]);
    await again.addComparison(comparisonOf(6));
    await again.writeRow();
    await again.close();
    expect(gaps()).toEqual([...known, ['5', false], ['6', true]]);
  });

  it('completes rows that were half written', async () => {
    await finish(7);
    const whole = text('removals.csv');
    for (const length of [0, 10, whole.length - 1, whole.length - 900]) {
      truncateSync(file('removals.csv'), length);
      await (await open(7)).close();
      expect(text('removals.csv')).toBe(whole);
    }
    writeFileSync(file('removals.csv'), `${whole}8,half a r`);
    await (await open(7)).close();
    expect(text('removals.csv')).toBe(whole);
  });

  it('writes as much for the five hundredth removal as for the tenth', async () => {
    const run = await open(1000);
    /** What one removal writes: what files grow by, and all of those that are replaced. */
    const written = async (id: number) => {
      const sizes = () => new Map(readdirSync(folder).map((name) => [name, statSync(file(name))]));
      const before = sizes();
      await make(run, id, id);
      let bytes = 0;
      for (const [name, { size, ino }] of sizes()) {
        const old = before.get(name);
        bytes += old?.ino === ino ? size - old.size : size;
      }
      return bytes;
    };
    await make(run, 1, 9);
    const tenth = await written(10);
    await make(run, 11, 499);
    const fiveHundredth = await written(500);
    await run.close();
    expect(tenth).toBeGreaterThan(1000);
    // Numbers have more digits.
    expect(Math.abs(fiveHundredth - tenth)).toBeLessThan(50);
    expect(table().length).toBe(500);
  });

  it('finds a number that was edited, in a line or the one before it', async () => {
    await finish(5);
    const edit = (name: string, change: (line: string) => string) => {
      const lines = text(name).split('\n');
      writeFileSync(file(name), lines.with(1, change(lines[1]!)).join('\n'));
    };
    const kept = text('removals.jsonl');
    const edits = [
      (line: string) => line.replace(/"validationAccuracy":[\d.]+/, '"validationAccuracy":0.999'),
      (line: string) => line.replace(/"damping":[\d.]+/, '"damping":77'),
      (line: string) => line.replace('"accepted":true', '"accepted":false'),
      (line: string) => line.replace(/,"chain":"\w+"/, '').replace(/"damping":[\d.]+/, '"damping":77'),
    ];
    for (const change of edits) {
      edit('removals.jsonl', change);
      expect(text('removals.jsonl')).not.toBe(kept);
      await expect(open(5)).rejects.toThrow(/weights\.bin .* \(line [23]: .*(changed|damaged)/);
      writeFileSync(file('removals.jsonl'), kept);
    }
    await (await open(5)).close();
  });

  it('refuses a damaged last line that left the weights as they were, and repairs one that was cut off', async () => {
    await finish(4);
    const kept = text('removals.jsonl');
    const last = kept.trimEnd().split('\n')[3]!;
    writeFileSync(
      file('removals.jsonl'),
      kept.replace(last, last.replace(/"damping":[\d.]+/, '"damping":77')),
    );
    const edited = text('removals.jsonl');
    expect(edited).not.toBe(kept);
    await expect(open(4)).rejects.toMatchObject({
      name: 'InputError',
      exitCode: 3,
      message: expect.stringMatching(/removals\.jsonl is not .*\(line 4: .*--from-start/),
    });
    expect(text('removals.jsonl')).toBe(edited);
    expect(table().length).toBe(4);
    writeFileSync(file('removals.jsonl'), kept.slice(0, -20));
    const run = await open(4);
    expect(run.state.lines.length).toBe(3);
    await make(run, 4, 4);
    await run.close();
    expect(text('removals.jsonl')).toBe(kept);
  });

  it('refuses fewer removals than were made also where the last ones left the weights as they were', async () => {
    const run = await open(5);
    await make(run, 1, 4);
    const request = { ...template.request, ...planned[4]! };
    await run.addFailure({ parent: 4, request, reason: 'no' }, digestOf(weightsAt(4)));
    await run.close();
    const [lines, rows] = [text('removals.jsonl'), text('removals.csv')];
    await expect(open(3)).rejects.toThrow(/5 removals were made, and 3 are asked for/);
    expect([text('removals.jsonl'), text('removals.csv')]).toEqual([lines, rows]);
  });

  it('begins with what was compared elsewhere, and adds it once', async () => {
    const beginning = {
      reports: [reportOf(1), reportOf(2)],
      comparisons: [comparisonOf(0), comparisonOf(2)],
      parameters: weightsAt(2),
    };
    const interrupted = await open(4, { retrainEvery: 2 });
    await interrupted.addComparison(comparisonOf(0));
    await interrupted.close();
    const run = await open(4, { retrainEvery: 2 });
    await run.begin(beginning);
    await run.close();
    const again = await open(4, { retrainEvery: 2 });
    await again.begin(beginning);
    expect(again.state.comparisons.map(({ id }) => id)).toEqual([0, 2]);
    await again.close();
    expect(table('comparisons.csv').map(({ id }) => id)).toEqual(['0', '2']);
    expect(table().map(({ id, validation_loss_gap }) => [id, validation_loss_gap !== ''])).toEqual([
      ['1', false],
      ['2', true],
    ]);
  });

  it('completes a beginning that was interrupted after removals that left the weights as they were', async () => {
    const first = { ...reportOf(1), accepted: false, digestAfter: digestOf(start) };
    const second = { ...reportOf(2), digestBefore: digestOf(start) };
    const beginning = {
      reports: [first, second],
      comparisons: [comparisonOf(0), comparisonOf(2)],
      parameters: weightsAt(2),
    };
    const whole = await open(3);
    await whole.begin(beginning);
    await whole.close();
    const names = ['removals.jsonl', 'comparisons.jsonl', 'removals.csv', 'comparisons.csv'];
    const wanted = names.map(text);
    // As a process leaves it that ends before the weights are written.
    writeFileSync(file('removals.jsonl'), `${wanted[0]!.split('\n')[0]}\n`);
    writeFileSync(file('weights.bin'), new Uint8Array(start.buffer));
    const again = await open(3);
    await again.begin(beginning);
    expect(again.state).toMatchObject({
      reports: [{ id: 1 }, { id: 2 }],
      comparisons: [{ id: 0 }, { id: 2 }],
    });
    await again.close();
    expect(names.map(text)).toEqual(wanted);
    const gone = await open(3);
    expect(gone.state.parameters).toEqual(weightsAt(2));
    await gone.close();
  });

  it('refuses a rejected removal whose weights changed, in lines that have no hash', async () => {
    await finish(2);
    const lines = [1, 2].map((id) => JSON.stringify({ ...reportOf(id), accepted: id === 1 }));
    writeFileSync(file('removals.jsonl'), `${lines.join('\n')}\n`);
    await expect(open(2)).rejects.toThrow(/line 2: digestAfter: .* because the removal was rejected/);
  });

  it('says that weights are missing, and makes all again when it is told to', async () => {
    await finish(3);
    rmSync(file('weights.bin'));
    const lines = text('removals.jsonl');
    await expect(open(3)).rejects.toMatchObject({
      name: 'InputError',
      exitCode: 3,
      message: expect.stringMatching(/weights\.bin is missing, .* after the 3 removals .* --from-start/),
    });
    expect(text('removals.jsonl')).toBe(lines);
    const run = await open(3, { fromStart: true });
    expect(run.state).toMatchObject({ lines: [], reports: [] });
    await make(run, 1, 3);
    await run.close();
    expect(text('removals.jsonl')).toBe(lines);
    expect(table().length).toBe(3);
  });

  it('does not write through a link in the place of a file that is about to be replaced', async () => {
    const victim = file('victim');
    writeFileSync(victim, 'mine');
    symlinkSync(victim, file('weights.bin.next'));
    await finish(1);
    expect(readFileSync(victim, 'utf8')).toBe('mine');
    expect(existsSync(file('weights.bin'))).toBe(true);
  });
});

describe('openRunStore', () => {
  const write = (made: number, known: number, after: number | null): SessionWrite => ({
    head: { current: made, next: [], comparisons: made >= 2 ? [comparisonOf(2)] : [] },
    keep: known,
    added: Array.from({ length: made - known }, (_, i) => ({
      report: reportOf(known + i + 1),
      values: null,
    })),
    remade: [],
    parameters: weightsAt(made),
    after,
  });

  it('makes lines of what a step adds, and gives them back with the weights of the last when the folder is opened again', async () => {
    const run = await open(5, { retrainEvery: 2 });
    const store = openRunStore(folder, run);
    expect(await store.loadSession('any')).toBeNull();
    const first = await store.saveSession('any', write(1, 0, 0));
    expect(await store.saveSession('any', write(3, 1, first))).toBeGreaterThan(first);
    expect(await store.loadValues('any', 3)).toEqual({ indices: null, after: weightsAt(3) });
    await run.close();
    const again = await open(5, { retrainEvery: 2 });
    const found = await openRunStore(folder, again).loadSession('any');
    expect(found?.reports).toEqual([1, 2, 3].map((id) => reportOf(id)));
    expect(found?.head).toMatchObject({ current: 3, comparisons: [{ id: 2 }] });
    expect(await openRunStore(folder, again).loadValues('any', 2)).toBeNull();
    await again.close();
  });

  it('takes nothing back, and writes after nobody but itself', async () => {
    const run = await open(5);
    const store = openRunStore(folder, run);
    const first = await store.saveSession('any', write(2, 0, 0));
    await expect(store.saveSession('any', write(3, 2, first - 1))).rejects.toBeInstanceOf(SessionConflict);
    await expect(store.saveSession('any', write(3, 1, first))).rejects.toThrow(/nothing of it is taken back/);
    await expect(store.discardSession('any', null)).rejects.toThrow(/nothing of it is taken back/);
    await run.close();
    const again = await open(5);
    expect(again.state.reports).toHaveLength(2);
    await again.close();
  });
});
