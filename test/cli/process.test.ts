/** What only shows from outside: pipes, signals, files that cannot be written. */

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { exitCodeOf, sentenceOf } from '../../src/cli/sentenceOf';
import { reasonOf } from '../../src/cli/unlearn/reasonOf';
import {
  readComparisons,
  readReports,
  repeatable,
  trainTiny,
  unlearnHere,
  unlearnWords,
} from './unlearnCommand';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const root = join(import.meta.dirname, '../..');
const program = 'dist/package/lethe.js';
let home: string;
let checkpoint: string;
const out = (name: string) => join(home, name);
const words = (name: string, ...more: string[]) => [
  'unlearn',
  ...unlearnWords(checkpoint, out(name), ...more),
];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'lethe-process-'));
  checkpoint = await trainTiny(home);
});
afterAll(() => rmSync(home, { recursive: true }));

/** `lethe` in a shell. */
function shell(line: string) {
  return spawnSync('bash', ['-c', `lethe() { "$NODE" ${program} "$@"; }; ${line}`], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE: process.execPath, HOME: home },
    timeout: 30_000,
  });
}

const quoted = (list: readonly string[]) => list.map((word) => `'${word}'`).join(' ');

describe('the process of lethe', () => {
  it('ends quietly when nobody reads its output any more', () => {
    const help = shell('lethe help unlearn | head -1; exit $PIPESTATUS');
    expect([help.status, help.stderr]).toEqual([0, '']);
    const run = shell(`lethe ${quoted(words('piped', '--removals', '60'))} 2>&1 | head -2; exit $PIPESTATUS`);
    expect(run.status).toBe(141);
    expect(run.stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^removal 1 of 60/),
      expect.stringMatching(/^removal 2 of 60/),
    ]);
    expect(existsSync(out('piped/running.lock'))).toBe(false);
    expect(readReports(out('piped')).length).toBeLessThan(60);
  });

  it.each([
    ['/proc/lethe', /^lethe unlearn: \/proc\/lethe: /],
    ['FILE/run', /^lethe unlearn: .*FILE\/run: a file is where a folder should be$/],
    ['LOCKED', /^lethe unlearn: .*LOCKED\/running\.lock: a folder is where lethe keeps a file of its own/],
    ['CARD', /^lethe unlearn: .*CARD\/run\.json: a folder is where a file should be$/],
  ])('says in one sentence why it cannot write to %s', (name, sentence) => {
    writeFileSync(out('FILE'), '');
    mkdirSync(out('LOCKED/running.lock'), { recursive: true });
    mkdirSync(out('CARD/run.json'), { recursive: true });
    const place = name.startsWith('/') ? name : out(name);
    const { status, stderr } = shell(`lethe ${quoted([...words('x'), '--out', place])}`);
    const lines = stderr.trimEnd().split('\n');
    expect(lines.at(-1)).toMatch(sentence);
    expect(status).toBe(name === 'LOCKED' ? 3 : 1);
  });

  it('names the file when there is no room for it, and goes on once there is', async () => {
    const run = shell(`ulimit -f 40; lethe ${quoted(words('full', '--removals', '7', '--seed', '7'))}`);
    expect(run.status).toBe(1);
    expect(run.stderr.trimEnd().split('\n').at(-1)).toMatch(
      /^lethe unlearn: .*full\/(removals\.(jsonl|csv)|weights\.bin\.next): it would be larger than files may be here/,
    );
    await unlearnHere(unlearnWords(checkpoint, out('full'), '--removals', '7', '--seed', '7'));
    await unlearnHere(unlearnWords(checkpoint, out('whole'), '--removals', '7', '--seed', '7'));
    expect(repeatable(readReports(out('full')))).toEqual(repeatable(readReports(out('whole'))));
  });

  it.each([
    ['EMFILE', /\/some\/file: too many files are open/],
    ['ENOSPC', /\/some\/file: the disk is full; what was finished is kept/],
    ['EROFS', /\/some\/file: it is on a disk that cannot be written to/],
    ['EACCES', /\/some\/file: there is no permission for it/],
  ])('has a sentence with the name of the file for %s', (code, sentence) => {
    const error = Object.assign(new Error(code), { code, path: '/some/file' });
    expect(sentenceOf(error, 'train')).toMatch(sentence);
    expect(exitCodeOf(error)).toBe(1);
  });

  it.each(['Invalid array length', 'Maximum call stack size exceeded'])(
    'has no sentence for "%s", a fault of the program, and one for a removal that it ended',
    (text) => {
      const error = new RangeError(text);
      expect(sentenceOf(error, 'unlearn')).toBeNull();
      expect(exitCodeOf(error)).toBe(1);
      expect(reasonOf(error)).toBe(`The program ran out of room (${text})`);
      expect(reasonOf(new RangeError('4,096 weights, and 2,048 fit'))).toBe('4,096 weights, and 2,048 fit');
    },
  );

  it('loses at most an epoch of a retraining that is killed', async () => {
    const name = 'retraining';
    const trained = out('long');
    const train = ['train', '--data', 'digits', '--limit', '300', '--model', 'mnist-logistic'];
    expect(
      shell(`lethe ${quoted([...train, '--epochs', '8', '--batch-size', '8', '--out', trained])}`).status,
    ).toBe(0);
    const run = (folder: string) => [
      ...words(folder, '--removals', '1', '--retrain-every', '1'),
      ...['--checkpoint', join(trained, 'digits--mnist-logistic')],
    ];
    const child = spawn(process.execPath, [program, ...run(name)], { cwd: root, stdio: 'ignore' });
    const ended = once(child, 'exit');
    const left = () => {
      const name = existsSync(out('retraining'))
        ? readdirSync(out('retraining')).find((file) => /^training-.*bin$/.test(file))
        : undefined;
      return name ? readFileSync(join(out('retraining'), name)).toString('latin1', 0, 60) : '';
    };
    while (child.exitCode === null && !/"epoch":[2-9]/.test(left())) await wait(1);
    child.kill('SIGKILL');
    await ended;
    const epoch = Number(/"epoch":(\d+)/.exec(left())![1]);
    expect(epoch).toBeGreaterThanOrEqual(2);
    expect(readComparisons.bind(null, out(name))).toThrow();
    const again = shell(`lethe ${quoted(run(name))} && ls ${out(name)}`);
    expect(again.stdout).not.toContain('training-');
    expect(shell(`lethe ${quoted(run('undisturbed'))}`).status).toBe(0);
    const [comparison, undisturbed] = [name, 'undisturbed'].map((folder) => readComparisons(out(folder))[0]!);
    expect(comparison!.retrained).toEqual(undisturbed!.retrained);
    expect(comparison!.distanceToRetrained).toBe(undisturbed!.distanceToRetrained);
  });

  it('counts a folder that a killed process left as nobody\u2019s', async () => {
    const child = spawn(process.execPath, [program, ...words('killed', '--removals', '40')], {
      cwd: root,
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    while (!existsSync(out('killed/removals.jsonl'))) await wait(5);
    child.kill('SIGKILL');
    await ended;
    expect(JSON.parse(readFileSync(out('killed/running.lock'), 'utf8'))).toMatchObject({ pid: child.pid });
    await unlearnHere(unlearnWords(checkpoint, out('killed'), '--removals', '40'));
    expect(existsSync(out('killed/running.lock'))).toBe(false);
  });
});
