import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commands } from '../../src/cli/commands';
import { exitCodes } from '../../src/cli/exitCodes';
import { exitCodeOf } from '../../src/cli/sentenceOf';
import { noStop } from '../../src/cli/stop';
import { removalRows } from '../../src/engine/exportRows';
import { type RemovalReport, removalPhases } from '../../src/engine/report';
import { startChain } from '../../src/lab/schema/chain';
import {
  parseCsv,
  quietly,
  readComparisons,
  readReports,
  readTable,
  repeatable,
  runLethe,
  startUnlearn,
  trainTiny,
  unlearnHere,
  unlearnWords,
} from './unlearnCommand';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let home: string;
let checkpoint: string;
const out = (name: string) => join(home, name);
const words = (name: string, ...more: string[]) => unlearnWords(checkpoint, out(name), ...more);

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'lethe-unlearn-'));
  checkpoint = await trainTiny(home);
  await unlearnHere(words('five', '--removals', '5', '--seed', '7'));
});
afterAll(() => rmSync(home, { recursive: true }));

const table = (name: string) => readTable(readFileSync(join(out(name), 'removals.csv'), 'utf8'));
const digests = (name: string) => readReports(out(name)).map(({ digestAfter }) => digestAfter);

describe('lethe unlearn', () => {
  it('writes a row and a report for each removal, and each starts from the model that the last one left', () => {
    const reports = readReports(out('five'));
    const rows = table('five');
    expect(rows.length).toBe(5);
    expect(reports.map(({ id, parent }) => [id, parent])).toEqual([1, 2, 3, 4, 5].map((id) => [id, id - 1]));
    reports.forEach((report, i) => {
      expect(report.digestAfter).not.toBe(report.digestBefore);
      if (i > 0) expect(report.digestBefore).toBe(reports[i - 1]!.digestAfter);
      expect(rows[i]).toMatchObject({
        dataset: 'digits',
        model: 'mnist-logistic',
        train_epochs: '1',
        selectionType: 'FOCI',
        HessType: 'Sekhari',
        approxType: 'FD',
        run: '7',
        orig_trainset_size: '300',
        epsilon: '',
        l2_reg: '2',
        val_acc_before: String(reports[0]!.before.validationAccuracy),
        scrub_list: `[${report.request.samples}]`,
        n_removals: String(i),
        bad_sample: '0',
        sample_loss_after: String(report.samples[0]!.lossAfter),
        residual_gradnorm_after: '',
        residual_gradient_norm_after: String(report.after.residualGradientNorm),
        validation_accuracy_gap: '',
        digest_after: report.digestAfter,
      });
    });
    expect(new Set(reports.flatMap(({ request }) => request.samples)).size).toBe(5);
    expect(new Set(reports.map(({ request }) => request.seed)).size).toBe(5);
  });

  it('makes the same weights and reports from the same seed, and others from another', async () => {
    await unlearnHere(words('again', '--removals', '5', '--seed', '7'));
    await unlearnHere(words('other', '--removals', '5', '--seed', '8'));
    expect(repeatable(readReports(out('again')))).toEqual(repeatable(readReports(out('five'))));
    expect(digests('other')).not.toEqual(digests('five'));
  });

  it('removes the same samples under the same seeds whatever the selection', async () => {
    await unlearnHere(words('random', '--removals', '5', '--seed', '7', '--selection', 'random'));
    const asked = (name: string) =>
      readReports(out(name)).map(({ request: { samples, seed } }) => ({ samples, seed }));
    expect(asked('random')).toEqual(asked('five'));
    const chosen = readReports(out('random')).map(({ selection }) =>
      selection!.selected.map(({ slice }) => slice),
    );
    expect(new Set(chosen.map(String)).size).toBeGreaterThan(1);
  });

  it('takes a list as batches, and adds noise where it is asked to', async () => {
    await unlearnHere(
      words(
        'list',
        '--samples',
        '3,17,20-22',
        '--batch-size',
        '2',
        '--epsilon',
        '0.9',
        '--delta',
        '0.01',
        '--batch-norms',
      ),
    );
    const rows = table('list');
    expect(rows.map(({ scrub_list, n_removals }) => [scrub_list, n_removals])).toEqual([
      ['[3, 17]', '0'],
      ['[20, 21]', '2'],
      ['[22]', '4'],
    ]);
    for (const row of rows) {
      expect(row).toMatchObject({ epsilon: '', delta: '', noise_epsilon: '0.9', noise_delta: '0.01' });
      expect(Number(row.noise_norm)).toBeGreaterThan(0);
      expect(Number(row.residual_gradnorm_after)).toBeGreaterThanOrEqual(
        Number(row.residual_gradient_norm_after),
      );
    }
  });

  it('takes a class, and no more of it than it is told to', async () => {
    await unlearnHere(words('class', '--class', '4', '--removals', '3', '--selection', 'full'));
    const reports = readReports(out('class'));
    expect(reports.map(({ samples }) => samples.map(({ label }) => label))).toEqual([[4], [4], [4]]);
    expect(reports.map(({ selection }) => selection!.selected.length)).toEqual([10, 10, 10]);
  });

  it('retrains every so many removals, and writes the gaps', async () => {
    await unlearnHere(
      words(
        'compared',
        '--removals',
        '5',
        '--retrain-every',
        '2',
        '--relearn-limit',
        '1',
        '--comeback',
        '--rewind-line',
      ),
    );
    const comparisons = readComparisons(out('compared'));
    expect(comparisons.map(({ id }) => id)).toEqual([2, 4]);
    const rows = table('compared');
    expect(rows.map(({ validation_loss_gap }) => validation_loss_gap !== '')).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
    const { unlearned, retrained, relearnEpochs } = comparisons[1]!;
    expect(relearnEpochs!.limit).toBe(1);
    expect(comparisons[1]!.comeback!.relearning.limit).toBe(1);

    // The model had one epoch: the line is coupled retraining alone.
    expect(rows[3]!.rewind_line_recovered).toBe('1=1');
    expect(Number(rows[3]!.rewind_line_step_ms)).toBeGreaterThan(0);
    expect(rows[1]!.rewind_line_side).toMatch(/^(below|above|between|quicker|past)$/);
    expect(Number(rows[3]!.validation_loss_gap)).toBe(unlearned.validationLoss - retrained.validationLoss);
  });

  it('compares what the guard rejected as the model that it would have been, and goes on with that', async () => {
    const options = ['--removals', '8', '--damping', '0.003', '--guard', '1', '--seed', '3'];
    const run = words('rejecting', ...options, '--retrain-every', '4', '--retraining-seed', '5');
    await unlearnHere(run);
    const reports = readReports(out('rejecting'));
    const rejected = reports.filter(({ accepted }) => !accepted).map(({ id }) => id);
    expect(rejected).toEqual([1, 2, 3, 4, 5, 7, 8]);
    const check = () => {
      const comparisons = readComparisons(out('rejecting'));
      expect(comparisons.map(({ id }) => id)).toEqual([4, 8]);
      for (const { id, unlearned } of comparisons) expect(unlearned).toEqual(reports[id - 1]!.after);
      expect(comparisons[1]).toMatchObject({ retrainingSeed: 5, floor: null, recovered: null });
      const compared = table('rejecting').filter((row) => row.validation_loss_gap !== '');
      expect(compared.map((row) => [row.id, row.retraining_seed])).toEqual([
        ['4', '5'],
        ['8', '5'],
      ]);
      return comparisons.map((comparison) => ({ ...comparison, retrainingMs: 0, chain: '' }));
    };
    const whole = check();
    expect(digests('rejecting').at(-1)).toBe(reports[5]!.digestAfter);
    // Killed between the removal and its comparison.
    const path = join(out('rejecting'), 'comparisons.jsonl');
    writeFileSync(path, `${readFileSync(path, 'utf8').split('\n')[0]}\n`);
    await unlearnHere(run);
    const again = check();
    expect(again).toEqual(whole);
  });

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'goes on after %s as if nothing had happened, rejected removals among those made',
    async (signal) => {
      // Steps so long that the guard stops some of them.
      const options = ['--removals', '24', '--damping', '0.003', '--guard', '1', '--seed', '3'];
      if (!existsSync(out('whole'))) await unlearnHere(words('whole', ...options));
      const whole = readReports(out('whole'));
      expect(new Set(whole.map(({ accepted }) => accepted))).toEqual(new Set([true, false]));

      const child = startUnlearn(words(signal, ...options));
      const ended = once(child, 'exit');
      const path = join(out(signal), 'removals.jsonl');
      while (child.exitCode === null && !(existsSync(path) && readReports(out(signal)).length >= 4))
        await wait(5);
      child.kill(signal);
      expect(await ended).toEqual(signal === 'SIGINT' ? [130, null] : [null, signal]);
      const made = readReports(out(signal)).length;
      expect(made).toBeGreaterThanOrEqual(4);
      expect(made).toBeLessThan(whole.length);

      // A removal whose line was written and its weights were not, and half a line.
      const chain = startChain(JSON.parse(readFileSync(join(out(signal), 'run.json'), 'utf8')));
      for (const report of readReports(out(signal))) chain.check(report, path);
      const rest = whole.slice(made).map((report) => {
        const { chain: _, ...line } = report as RemovalReport & { chain?: string };
        return chain.add(line);
      });
      const next = whole.findIndex(({ accepted }, i) => i >= made && accepted);
      appendFileSync(path, `${rest.slice(0, next + 1 - made).join('\n')}\n${rest[0]!.slice(0, 999)}`);
      await unlearnHere(words(signal, ...options));
      expect(repeatable(readReports(out(signal)))).toEqual(repeatable(whole));
      expect(table(signal).map(({ bad_sample }) => bad_sample)).toEqual(
        whole.map(({ accepted }) => (accepted ? '0' : '1')),
      );
    },
  );

  it('goes on where a removal fails, with a row that says why, and then with more removals', async () => {
    // Blocks of three slices and more are too large for a dense Hessian.
    const options = [
      '--selection',
      'random',
      '--curvature',
      'block',
      '--hessian-samples',
      '8',
      '--seed',
      '7',
    ];
    const run = async (name: string, removals: string) =>
      quietly(() => commands.unlearn!.start(words(name, ...options, '--removals', removals), noStop));
    const { result, log, err } = await run('failing', '3');
    expect(result).toBe(1);
    expect(log).toMatch(/^3 removals \(0 rejected, [12] failed, [12] made now/);
    expect(err).toMatch(/removal \d of 3 failed: .*2,?048/);
    const rows = table('failing');
    expect(rows.length).toBe(3);
    const failed = rows.filter(({ failed }) => failed !== '');
    expect(failed.length).toBeGreaterThan(0);
    for (const row of failed) {
      expect(row).toMatchObject({ failed: expect.stringMatching(/2,?048/), step_norm: '', run: '7' });
      expect(row.digest_after).toBe(row.digest_before);
    }
    const csv = readFileSync(join(out('failing'), 'removals.csv'), 'utf8');
    expect((await run('failing', '3')).log).toContain('0 made now');
    expect(readFileSync(join(out('failing'), 'removals.csv'), 'utf8')).toBe(csv);
    await run('failing', '4');
    expect(table('failing').length).toBe(4);
    expect(readFileSync(join(out('failing'), 'removals.csv'), 'utf8').startsWith(csv)).toBe(true);
  });

  it('warns when the model falls to chance without a guard', async () => {
    const harm = ['--method', 'gradient-ascent', '--set', 'steps=100', '--set', 'learningRate=10'];
    const { result, log, err } = await quietly(() =>
      commands.unlearn!.start(words('harmed', ...harm, '--guard', 'off', '--removals', '2'), noStop),
    );
    expect(result).toBe(0);
    expect(err.match(/naming the most common class always has/g)?.length).toBe(1);
    expect(log).toMatch(/no more than one that always names the most common class/);
  });

  it('says of a removal that changes nothing that it does, in its line, in its row and at the end', async () => {
    const options = ['--method', 'ssd', '--set', 'alpha=1000000', '--removals', '1'];
    const { log, err } = await quietly(() => commands.unlearn!.start(words('idle', ...options), noStop));
    expect(err).toContain('removal 1 of 1, done');
    expect(err).toContain('changed nothing: the step is 0');
    expect(log).toContain('1 without effect on any prediction, 1 made now');
    expect(table('idle')[0]).toMatchObject({ largest_change: '0', without_effect: '1', step_norm: '0' });
    expect(table('five').map(({ without_effect }) => without_effect)).toContain('0');
  });

  it('leaves a finished run as it is', async () => {
    const before = readFileSync(join(out('five'), 'removals.jsonl'), 'utf8');
    const said = await unlearnHere(words('five', '--removals', '5', '--seed', '7'));
    expect(said).toContain('5 removals (0 rejected, 0 made now');
    expect(readFileSync(join(out('five'), 'removals.jsonl'), 'utf8')).toBe(before);
  });

  it('refuses the folder of another run, and weights that no removal made', async () => {
    await expect(unlearnHere([...fiveAgain('five'), '--guard', '3'])).rejects.toThrow(
      /run\.json is of another run \(guard 5 there, 3 here\)/,
    );
    await unlearnHere(words('mixed', '--removals', '1'));
    writeFileSync(join(out('mixed'), 'weights.bin'), readFileSync(join(out('five'), 'weights.bin')));
    await expect(unlearnHere(words('mixed', '--removals', '1'))).rejects.toThrow(/belongs to no line/);
  });

  const fiveAgain = (name: string) => words(name, '--removals', '5', '--seed', '7');
  /** A copy of the finished run, with one of its files changed; null: without it. */
  function spoil(name: string, file: string, change: (text: string) => string | null): void {
    cpSync(out('five'), out(name), { recursive: true });
    const path = join(out(name), file);
    const changed = change(existsSync(path) ? readFileSync(path, 'utf8') : '');
    if (changed === null) rmSync(path);
    else writeFileSync(path, changed);
  }
  const lines = (change: (all: string[]) => string[]) => (text: string) =>
    change(text.trimEnd().split('\n'))
      .map((line) => `${line}\n`)
      .join('');

  it.each([
    [
      'a missing line',
      'removals.jsonl',
      lines((all) => all.toSpliced(1, 1)),
      /line 2: it is not the line that was written/,
    ],
    [
      'a line twice',
      'removals.jsonl',
      lines((all) => all.toSpliced(1, 0, all[0]!)),
      /line 2: it is not the line that was written/,
    ],
    ['a null', 'removals.jsonl', lines((all) => all.with(2, 'null')), /line 3: it has no "chain"/],
    [
      'half a line',
      'removals.jsonl',
      lines((all) => all.with(2, all[2]!.slice(0, 99))),
      /line 3: it is no JSON/,
    ],
    [
      'another sample',
      'removals.jsonl',
      lines((all) => all.with(3, all[3]!.replace(/"samples":\[\d+/, '"samples":[301'))),
      /line 4: it is not the line that was written/,
    ],
    ['no run.json', 'run.json', () => null, /has removals\.jsonl and no run\.json/],
    ['an empty run.json', 'run.json', () => '', /run\.json: it is no JSON/],
    ['run.json of nothing', 'run.json', () => 'null', /run\.json: expected an object, found null/],
    ['short weights', 'weights.bin', () => 'abc', /weights\.bin has 3 bytes, and the model 31400/],
    [
      'spoilt comparisons',
      'comparisons.jsonl',
      () => '{"id":1}\n',
      /comparisons\.jsonl .* is damaged \(line 1: retrained: /,
    ],
  ])('refuses a folder with %s, and says where', async (name, file, change, message) => {
    spoil(name, file, change);
    const error = await unlearnHere(fiveAgain(name)).catch((reason: Error) => reason);
    expect(error).toMatchObject({ message: expect.stringMatching(message) });
    expect(exitCodeOf(error)).toBe(exitCodes.refused);
    expect(existsSync(join(out(name), 'running.lock'))).toBe(false);
  });

  // A damaged line may be a removal that left the weights as they were: to make it again in silence would drop it.
  it('refuses a damaged line also where the weights are those of a line before it', async () => {
    spoil('tail', 'removals.jsonl', (text) => text);
    await unlearnHere(words('three', '--removals', '3', '--seed', '7'));
    writeFileSync(join(out('tail'), 'weights.bin'), readFileSync(join(out('three'), 'weights.bin')));
    appendFileSync(join(out('tail'), 'removals.jsonl'), '\0\0\0\n');
    const left = readFileSync(join(out('tail'), 'removals.jsonl'));
    await expect(unlearnHere(fiveAgain('tail'))).rejects.toThrow(
      /removals\.jsonl is not .*\(line 6: it is no JSON.*--from-start/,
    );
    expect(readFileSync(join(out('tail'), 'removals.jsonl')).equals(left)).toBe(true);
  });

  it('does not write where another process does, and takes the folder of a dead one', async () => {
    const dead = spawnSync(process.execPath, ['-e', '0']).pid;
    const alive = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await wait(50);
    try {
      for (const pid of [alive.pid!, dead]) spoil(`taken by ${pid}`, 'running.pid', () => String(pid));
      await expect(unlearnHere(fiveAgain(`taken by ${alive.pid}`))).rejects.toThrow(
        new RegExp(`^--out: process ${alive.pid} is writing to`),
      );
      await unlearnHere(fiveAgain(`taken by ${dead}`));
      expect(existsSync(join(out(`taken by ${dead}`), 'running.pid'))).toBe(false);
    } finally {
      alive.kill();
    }
  });

  it('refuses weights that samples were unlearned from, and damaged cards', async () => {
    const path = join(home, 'unlearned');
    cpSync(checkpoint, path, { recursive: true });
    const card = JSON.parse(readFileSync(join(path, 'card.json'), 'utf8'));
    writeFileSync(join(path, 'card.json'), JSON.stringify({ ...card, removedCount: 3 }));
    const start = () => unlearnHere([...words('no'), '--checkpoint', path]);
    await expect(start()).rejects.toThrow(
      /3 samples were unlearned from the weights in .* nobody knows which/,
    );
    writeFileSync(join(path, 'card.json'), '{}');
    await expect(start()).rejects.toThrow(
      /unlearned\/card\.json: format: expected "lethe-checkpoint", found nothing/,
    );
  });

  it('refuses a checkpoint of other data, and data without shipped weights', async () => {
    const whole = ['--data', 'digits', '--limit', '200', '--out', out('no')];
    await expect(unlearnHere([...whole, '--checkpoint', checkpoint])).rejects.toThrow(/digests differ/);
    await expect(unlearnHere(whole)).rejects.toThrow(/No weights of any model ship for these 200/);
  });

  it.each([
    [['--selection', 'best'], /^--selection is one of lfoci, cheap, random, .* got best$/],
    [['--curvature', 'newton'], /^--curvature is one of secant, .* got newton$/],
    [['--update', 'sgd'], /^--update is one of sekhari, cr, gradient-ascent, got sgd$/],
    [['--method', 'prayer'], /^--method is one of algorithm1, .* got prayer$/],
    [['--backend', 'cuda'], /^--backend is one of wasm, webgpu, cpu, got cuda$/],
    [['--damping', '20000'], /^--damping is a number from 0 to 10000, got 20000$/],
    [['--damping', 'little'], /^--damping is a number from .*, got little$/],
    [['--perturbations', '20.5'], /^--perturbations is a whole number from 20 to 8192, got 20\.5$/],
    [['--epsilon', '1'], /^--epsilon needs --delta/],
    [['--epsilon', '1', '--delta', '0.1'], /holds for an epsilon below 1, got 1/],
    [['--update', 'cr', '--epsilon', '0.5', '--delta', '0.1'], /No formula says .* update cr/],
    [['--curvature', 'authors-1', '--epsilon', '0.5', '--delta', '0.1'], /No formula says .* authors-1/],
    [['--method', 'ssd', '--epsilon', '1', '--delta', '0.1'], /ssd draws no such noise$/],
    [['--relearn-limit', '2'], /^--relearn-limit goes with --retrain-every/],
    [['--comeback'], /^--comeback goes with --retrain-every/],
    [['--rewind-line'], /^--rewind-line goes with --retrain-every/],
    [['--method', 'ssd', '--set', 'alpha=1=7'], /^--set alpha is a number from .*, got 1=7$/],
    [['--samples', '0-99999999999'], /^--samples are numbers up to 9999999, got 99999999999$/],
    [['--removals', '301'], /301 samples are to go, and one of the 300 must stay$/],
    [['--set', 'epochs=2'], /the method algorithm1 has no numbers of its own, got epochs=2/],
    [['--method', 'ssd', '--set', 'beta=2'], /ssd has the numbers alpha, lambda, got beta=2/],
    [['--method', 'ssd', '--set', 'alpha=0'], /^--set alpha is a number from 0\.1 to 1000000, got 0$/],
    [['--samples', '3-1'], /^--samples is a list like 3,17,20-25, got 3-1$/],
    [['--samples', '3,1-4'], /^--samples names each sample once, and 3 is there twice$/],
    [['--samples', '3,300'], /^--samples are numbers from 0 to 299, got 300$/],
    [['--samples', '3', '--class', '1'], /exclude each other/],
    [['--order', 'class'], /^--order class goes with --class$/],
    [['--class', '11'], /^--class 11: no training sample is of it$/],
    [['--class', '1', '--removals', '31'], /31 samples are to go, and --class has 30$/],
    [['--removals', '300'], /300 samples are to go, and one of the 300 must stay$/],
    [['--removals', '0'], /^--removals is a whole number from 1, got 0$/],
    [['--retrain-every', '-1'], /--retrain-every/],
    [['--model', 'mnist-2nn'], /^--model and --checkpoint exclude each other/],
    [['--selektion', 'full'], /'--selektion'.*--help lists the options/],
  ])('refuses %j', async (bad, message) => {
    const error = await unlearnHere(words('bad', ...bad)).catch((reason: Error) => reason);
    expect(error).toMatchObject({
      name: 'OptionError',
      exitCode: 2,
      message: expect.stringMatching(message),
    });
    expect(existsSync(out('bad'))).toBe(false);
  });

  it('prints every choice of the tables as help', async () => {
    const { out: help } = await runLethe(['unlearn', '--help']);
    for (const word of [
      'saliency',
      'kfac',
      'gradient-ascent',
      'neg-grad-plus',
      '--hessian-samples',
      'ascentEpochs',
    ]) {
      expect(help).toContain(word);
    }
  });
});

describe('removalRows', () => {
  it('quotes what CSV would misread', () => {
    const [report] = readReports(out('five'));
    const device = 'A "GPU",\nbig';
    const [header, ...rows] = parseCsv(removalRows([{ ...report!, device }]));
    expect(rows.length).toBe(1);
    expect(rows[0]![header!.indexOf('device')]).toBe(device);
    expect(rows[0]!.length).toBe(header!.length);
  });

  it('writes no cell that a spreadsheet takes for a formula, and leaves numbers alone', () => {
    const [report] = readReports(out('five'));
    for (const device of ['=cmd|calc!A1', '+1', '-1', '@sum', '\tx']) {
      const [row] = readTable(removalRows([{ ...report!, device }]));
      expect(row!.device).toBe(`'${device}`);
    }
    const [row] = readTable(
      removalRows([{ ...report!, after: { ...report!.after, validationLoss: -0.25 } }]),
    );
    expect(row!.val_loss_after).toBe('-0.25');
  });

  it('begins with the columns of the authors, and is empty without removals', () => {
    expect(removalRows([])).toBe('');
    const [header] = parseCsv(removalRows(readReports(out('five'))));
    expect(header!.slice(0, 27).join()).toBe(
      'dataset,model,train_epochs,selectionType,order,HessType,approxType,run,orig_trainset_size,delta,epsilon,l2_reg,val_acc_before,val_loss_before,scrub_list,n_removals,bad_sample,time,val_acc_after,val_loss_after,sample_loss_before,sample_loss_after,sample_gradnorm_before,sample_gradnorm_after,residual_loss_after,residual_acc_after,residual_gradnorm_after',
    );
    expect(new Set(header).size).toBe(header!.length);
  });

  it('has the times of the GPU where there are some', () => {
    const [report] = readReports(out('five'));
    const gpuMs = { perturb: 1, select: 2.5, curvature: 3, update: 0, evaluate: 4 };
    const rows = readTable(removalRows([report!, { ...report!, id: 2, gpuMs }]));
    const read = (row: (typeof rows)[number]) => removalPhases.map((phase) => row[`gpu_${phase}_ms`]);
    expect(rows.map(read)).toEqual([
      ['', '', '', '', ''],
      ['1', '2.5', '3', '0', '4'],
    ]);
    expect(rows.map(({ select_ms }) => select_ms)).toEqual(Array(2).fill(String(report!.durationsMs.select)));
  });

  it('counts along each branch of a history', () => {
    const [first, second] = readReports(out('five'));
    const rejected = { ...second!, id: 2, accepted: false, retainCount: 299 };
    const after = { ...second!, id: 3, parent: 2 };
    const branch = { ...second!, id: 4, parent: 0, retainCount: 299 };
    const rows = readTable(removalRows([first!, rejected, after, branch]));
    expect(rows.map(({ n_removals }) => n_removals)).toEqual(['0', '1', '1', '0']);
    expect(rows.map(({ orig_trainset_size }) => orig_trainset_size)).toEqual(Array(4).fill('300'));
    expect(rows.map(({ bad_sample }) => bad_sample)).toEqual(['0', '1', '0', '0']);
  });
});
