import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import { commands } from '../../src/cli/commands';
import { exitCodes } from '../../src/cli/exitCodes';
import { quietly, runLethe } from './unlearnCommand';

describe('lethe', () => {
  it.each([[[]], [['--help']], [['-h']], [['help']]])(
    'prints all commands and exit codes for %j',
    async (words) => {
      const { code, out, err } = await runLethe(words);
      expect([code, err]).toEqual([0, '']);
      for (const name of Object.keys(commands)) expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'));
      for (const number of Object.values(exitCodes)) expect(out).toMatch(new RegExp(`^ {2}${number} `, 'm'));
    },
  );

  it('prints its version', async () => {
    expect(await runLethe(['--version'])).toEqual({ code: 0, out: version, err: '' });
  });

  it.each(Object.entries(commands))(
    'lists every option of %s, however it is asked',
    async (name, { options }) => {
      const { code, out } = await runLethe(['help', name]);
      expect(code).toBe(0);
      for (const option of Object.keys(options))
        expect(out).toMatch(new RegExp(`^ {2}--${option}( |$)`, 'm'));
      for (const words of [
        [name, '--help'],
        [name, '-h'],
        [name, '--bogus', '--help'],
      ]) {
        expect(await runLethe(words)).toEqual({ code: 0, out, err: '' });
      }
    },
  );

  it.each([
    [
      ['bogus'],
      'lethe: there is no command "bogus"; there are train, unlearn, ensemble, attack, band, data, model, replay, doctor, run, sweep, worker, status, merge, figure, list, help',
    ],
    [
      ['help', 'bogus'],
      'lethe: there is no command "bogus"; there are train, unlearn, ensemble, attack, band, data, model, replay, doctor, run, sweep, worker, status, merge, figure, list, help',
    ],
    [
      ['toString'],
      'lethe: there is no command "toString"; there are train, unlearn, ensemble, attack, band, data, model, replay, doctor, run, sweep, worker, status, merge, figure, list, help',
    ],
    [['train'], 'lethe train: --out is needed: the folder that is written to'],
    [['train', '--bogus'], "lethe train: Unknown option '--bogus'; --help lists the options"],
    [['train', '--precision', 'foo'], 'lethe train: --precision is one of float32, float16, got foo'],
    [['train', '--optimizer', 'foo'], 'lethe train: --optimizer is one of sgd, adam, newton, got foo'],
    [['train', '--epochs', '0'], 'lethe train: --epochs is a whole number from 1 to 1000, got 0'],
    [['train', '--backend', 'cuda'], 'lethe train: --backend is one of wasm, webgpu, cpu, got cuda'],
    [['unlearn', '--backend', 'cuda'], 'lethe unlearn: --backend is one of wasm, webgpu, cpu, got cuda'],
    [['train', '--epochs', '-1'], 'lethe train: --epochs is a whole number from 1 to 1000, got -1'],
    [
      ['unlearn', '--retraining-seed', '-1', '--retrain-every', '1'],
      'lethe unlearn: --retraining-seed is a whole number from 1, got -1',
    ],
    [['run', 'table1', '--jobs', 'x'], 'lethe run: --jobs is a whole number from 1, got x'],
    [['unlearn', 'word'], "lethe unlearn: Unexpected argument 'word'; --help lists the options"],
  ])('refuses %j with one sentence and code 2', async (words, sentence) => {
    expect(await runLethe(words)).toEqual({ code: 2, out: '', err: sentence });
  });

  it.each(['train', 'unlearn'])('stops %s while it loads data', async (name) => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const stop = { signal: controller.signal, exitCode: () => exitCodes.interrupted };
    const out = join(tmpdir(), `lethe-stopped-${process.pid}`);
    const work = quietly(() => {
      setTimeout(() => controller.abort(reason), 20);
      return commands[name]!.start(['--data', 'digits', '--out', out], stop);
    });
    await expect(work).rejects.toBe(reason);
    expect(existsSync(out)).toBe(false);
  });

  it('imports nothing that is slow to load, no model and no data, before a command starts', () => {
    const seen = new Set<string>();
    const packages = new Set<string>();
    const visit = (path: string) => {
      if (seen.has(path)) return;
      seen.add(path);
      const code = readFileSync(path, 'utf8');
      for (const [, names, from] of code.matchAll(/^import (?!type )([^;]*?) from '([^']+)';/gms)) {
        if (/^\{(\s*type [^,]+,?)+\s*\}$/.test(names!)) continue;
        if (from!.startsWith('.')) visit(join(dirname(path), from!.endsWith('.json') ? from! : `${from}.ts`));
        else packages.add(from!);
      }
    };
    visit(join(import.meta.dirname, '../../src/cli/main.ts'));
    expect([...packages].sort()).toEqual(['node:util', 'valibot']);
    expect(seen.size).toBeGreaterThan(15);
    expect(seen.size).toBeLessThan(50);
  });
});
