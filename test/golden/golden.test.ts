import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failures, readGolden } from '../support/golden';
import { checkModel } from './checker/activations';
import { closeRelative } from './checker/check';
import { CHECKERS, checkFolder } from './checker/checkFolder';
import type { ActivationsFile } from './checker/goldenModel';

const GOLDEN = join(import.meta.dirname, '');

describe('checkFolder', () => {
  let folder: string;
  let lines: string[];
  const say = (line: string) => lines.push(line);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'golden-'));
    lines = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('passes a folder that holds one golden file, and names what is absent or has no checker', () => {
    copyFileSync(join(GOLDEN, 'foci.json'), join(folder, 'foci.json'));
    writeFileSync(join(folder, 'other.json'), '{}');
    const { passed, failed } = checkFolder(folder, say);
    expect(passed).toBeGreaterThan(20);
    expect(failed).toBe(0);
    expect(lines).toContain('codec.json: absent');
    expect(lines).toContain('other.json: no checker');
    expect(lines).toContain(`foci.json: ${passed} passed, 0 failed`);
  });

  it('says file, case, expected and got of each mismatch', () => {
    const file = JSON.parse(readFileSync(join(GOLDEN, 'foci.json'), 'utf8'));
    file.cases[0].ordering = [4, 0];
    file.cases[3].values[1] += 2e-13;
    writeFileSync(join(folder, 'foci.json'), JSON.stringify(file));
    expect(checkFolder(folder, say).failed).toBe(2);
    const [first, second] = lines.filter((line) => line.startsWith('MISMATCH'));
    expect(first).toBe('MISMATCH foci.json: small ordering: expected [4,0], got [0,4]');
    expect(second).toMatch(/^MISMATCH foci.json: middle values\[1\]: expected 0\.\d+, got 0\.\d+$/);
  });

  it('passes every golden file of the tests, and leaves no case unchecked', () => {
    const totals = checkFolder(GOLDEN, say);
    expect(totals.failed).toBe(0);
    for (const file of Object.keys(CHECKERS)) {
      expect(lines.some((line) => line.startsWith(`${file}: `) && line.endsWith(' passed, 0 failed'))).toBe(
        true,
      );
    }
    expect(lines.filter((line) => line.startsWith('NOT CHECKED'))).toEqual([]);
  });

  it('counts a file that cannot be checked, and a folder that does not exist, as failures', () => {
    writeFileSync(join(folder, 'codec.json'), '{ "cases": [');
    expect(checkFolder(folder, say)).toEqual({ passed: 0, failed: 1 });
    expect(lines[0]).toContain('codec.json: could not be checked');
    expect(checkFolder(join(folder, 'nowhere'), say)).toEqual({ passed: 0, failed: 1 });
  });
});

it('notices each kind of number in activations.json that is 2e-11 away', () => {
  const model = readGolden<ActivationsFile>('activations').cases.find((c) => c.model === 'CIFAR10Net')!;
  const [first, ...others] = model.per_input;
  const away = 2e-11;
  const spoilt = {
    ...first!,
    activations: first!.activations.with(35, first!.activations[35]! + away),
    logits: [first!.logits[0]!.with(3, first!.logits[0]![3]! - away)],
    loss: first!.loss + away,
    grad_norm: first!.grad_norm - away,
    grad_norm_per_tensor: {
      ...first!.grad_norm_per_tensor,
      'conv2.weight': first!.grad_norm_per_tensor['conv2.weight']! + away,
    },
  };
  const names = failures(checkModel({ ...model, per_input: [spoilt, ...others] })).map(({ name }) => name);
  expect(names).toEqual(
    ['activations[35]', 'logits[3]', 'loss', 'grad_norm', 'grad_norm of conv2.weight'].map(
      (field) => `CIFAR10Net input 0 ${field}`,
    ),
  );
});

describe('closeRelative', () => {
  const passes = (expected: number[], got: number[]) => closeRelative('x', expected, got, 1e-3).passed;

  it('allows a share of the largest expected entry, on every entry', () => {
    expect(passes([-1000, 1], [-1000, 1.999])).toBe(true);
    expect(passes([-1000, 1], [-1000, 2.001])).toBe(false);
  });

  it('wants zeros to be zeros, numbers to be numbers, and as many of them', () => {
    expect(passes([0, 0], [0, -0])).toBe(true);
    expect(passes([0, 0], [0, 1e-300])).toBe(false);
    expect(passes([1, 1], [1, Number.NaN])).toBe(false);
    expect(passes([1, 1], [1])).toBe(false);
  });
});

describe('npm run golden', () => {
  it('runs as a command: passes on golden files, ends with the count, and fails on a folder that is not there', () => {
    const run = (folder: string) =>
      spawnSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'test/golden/checkGolden.ts', folder], {
        encoding: 'utf8',
        timeout: 60_000,
      });
    const folder = mkdtempSync(join(tmpdir(), 'golden-'));
    for (const name of ['foci.json', 'update.json']) copyFileSync(join(GOLDEN, name), join(folder, name));
    const good = run(folder);
    expect(good.stderr).not.toContain('Error');
    expect(good.status).toBe(0);
    expect(good.stdout.trim().split('\n').at(-1)).toMatch(/^\d+ passed, 0 failed$/);
    rmSync(folder, { recursive: true });
    expect(run(folder).status).not.toBe(0);
  }, 120_000);
});
