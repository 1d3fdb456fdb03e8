/** The package as a user gets it: packed, installed into an empty folder, and used there. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'lethe-package-'));
const user = join(folder, 'user');

/** Runs a command and gives what it printed. @throws Error with all of it when it fails */
function run(words: readonly string[], cwd = user): string {
  const [command = '', ...rest] = words;
  const { status, stdout, stderr, error } = spawnSync(command, rest, {
    cwd,
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...process.env, NODE_ENV: 'production', npm_config_update_notifier: 'false' },
  });
  if (status !== 0) throw new Error(`${words.join(' ')}: ${error ?? status}\n${stdout}\n${stderr}`);
  return stdout;
}

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** The program of the README: its block of code that imports the package. */
function programOfReadme(): string {
  const blocks = readFileSync(join(root, 'README.md'), 'utf8').matchAll(/```js\n(.*?)```/gs);
  const programs = [...blocks].map(([, code]) => code!).filter((code) => code.includes("from 'lethe'"));
  expect(programs).toHaveLength(1);
  return programs[0]!;
}

let packed: Packed;

beforeAll(() => {
  run([process.execPath, 'node_modules/tsx/dist/cli.mjs', 'build/package.ts', '--if-outdated'], root);
  const list = run(['npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder], root);
  packed = (JSON.parse(list) as Packed[])[0]!;
  mkdirSync(user);
  writeFileSync(join(user, 'package.json'), '{ "name": "user", "private": true, "type": "module" }\n');
  const tarball = join(folder, packed.filename);
  run(['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', tarball]);
}, 180_000);

vi.setConfig({ testTimeout: 60_000 });

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what npm packs', () => {
  it('is the code, its types, the data, the models, the ensembles and the licences, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path);
    const expected =
      /^(package\.json|README\.md|dist\/package\/([\w-]+\.(js|d\.ts)|(tfjs-backend-wasm-simd|webp_dec|mozjpeg_dec)\.wasm|THIRD-PARTY-LICENCES\.txt)|public\/data\/\w+\/(LICENSE\.txt|\w+(-\d)?\.bin)|public\/models\/(former\/)?index\.json|public\/models\/(former\/)?[\w-]+\/(card\.json|model\.json|weights\.bin|secant\.bin)|public\/ensembles\/(index|bands)\.json|public\/ensembles\/[\w-]+\/(margins|membership)\.bin)$/;
    expect(paths.filter((path) => !expected.test(path))).toEqual([]);
    for (const path of ['lethe.js', 'index.js', 'index.d.ts', 'statistics.js', 'statistics.d.ts']) {
      expect(paths).toContain(`dist/package/${path}`);
    }
  });

  it('has each model once', () => {
    const weights = packed.files.filter(({ size }) => size > 2_000_000).map(({ path }) => path);
    expect(weights.filter((path) => !/^dist\/package\/tfjs-/.test(path))).toEqual([]);
    const models = packed.files.filter(({ path }) => path.endsWith('weights.bin')).length;
    const cards = JSON.parse(readFileSync(join(root, 'public/models/index.json'), 'utf8')) as unknown[];
    const former = JSON.parse(
      readFileSync(join(root, 'public/models/former/index.json'), 'utf8'),
    ) as unknown[];
    expect(models).toBe(cards.length + former.length);
  });

  it('says whose work it bundles, with a licence for each', () => {
    const text = readFileSync(join(user, 'node_modules/lethe/dist/package/THIRD-PARTY-LICENCES.txt'), 'utf8');
    for (const name of ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm', 'fflate', 'hyparquet']) {
      expect(text).toMatch(new RegExp(`^${name} [\\d.]+ \\(`, 'm'));
    }
    expect(text).toContain('XNNPACK (BSD-3-Clause)');
    expect(text).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
  });
});

describe('installed into an empty folder', () => {
  it('brings no other package along but the one that its types are made with', () => {
    const names = run(['npm', 'ls', '--all', '--parseable']).trim().split('\n').slice(1);
    expect(names.map((path) => path.split('node_modules/').at(-1)).sort()).toEqual(['lethe', 'valibot']);
  });

  it('removes samples from a model that ships', () => {
    const printed = run([
      'npx',
      'lethe',
      'unlearn',
      '--removals',
      '2',
      '--perturbations',
      '100',
      '--out',
      'run',
    ]);
    expect(printed).toMatch(/2 removals \(0 rejected/);
    expect(readFileSync(join(user, 'run/removals.csv'), 'utf8').trim().split('\n')).toHaveLength(3);
  });

  it('says how to get a GPU where the package for it is not installed', () => {
    const words = ['lethe', 'unlearn', '--backend', 'webgpu', '--out', 'gpu'];
    const { status, stderr } = spawnSync('npx', words, { cwd: user, encoding: 'utf8' });
    expect(stderr).toMatch(
      /^lethe unlearn: [^\n]*needs the package "webgpu" \(npm install webgpu\)[^\n]*\n$/,
    );
    expect(status).toBe(4);
  });

  it('runs the program of the README: trains, removes a sample, prints the report', () => {
    writeFileSync(join(user, 'program.js'), programOfReadme());
    expect(run([process.execPath, 'program.js'])).toMatch(
      /sample 7.*\d+ slices changed.*its loss.*retrained/s,
    );
  });

  it('gives the program its types, without our sources and by the strictest rules', () => {
    const wrong =
      "import { xi } from 'lethe/statistics';\nconst text: string = xi([1, 2, 3], [1, 2, 3]).value;\n";
    writeFileSync(join(user, 'program.ts'), programOfReadme());
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const check = (file: string, module: string) =>
      spawnSync(
        process.execPath,
        [
          tsc,
          '--noEmit',
          '--strict',
          '--module',
          module,
          '--moduleResolution',
          module === 'nodenext' ? module : 'bundler',
          '--target',
          'es2023',
          file,
        ],
        { cwd: user, encoding: 'utf8' },
      );
    expect(check('program.ts', 'nodenext').stdout).toBe('');
    expect(check('program.ts', 'esnext').stdout).toBe('');
    writeFileSync(join(user, 'wrong.ts'), wrong);
    expect(check('wrong.ts', 'nodenext').stdout).toContain(
      "Type 'number' is not assignable to type 'string'",
    );
  });

  it('gives the statistics without tfjs', () => {
    const program =
      "import { xi } from 'lethe/statistics'; const x = Array.from({ length: 100 }, (_, i) => i); console.log(xi(x, x.map((v) => v * v)).value > 0.9);";
    writeFileSync(join(user, 'xi.js'), program);
    expect(run([process.execPath, 'xi.js'])).toBe('true\n');
  });
});

describe('the command line', () => {
  it.each([
    ['--help', /^lethe COMMAND \[options\]/],
    ['--version', /^\d+\.\d+\.\d+\n$/],
  ])('answers %s at once, and well', (word, answer) => {
    const lethe = join(user, 'node_modules/lethe/dist/package/lethe.js');
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      expect(run([process.execPath, lethe, word])).toMatch(answer);
      return performance.now() - start;
    });
    expect(run(['npx', 'lethe', word])).toMatch(answer);
    // 0.3 s on two free cores; other tests share these.
    expect(Math.min(...times)).toBeLessThan(1000);
  });
});
