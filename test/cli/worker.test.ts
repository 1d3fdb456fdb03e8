/** Sweeps by workers on a real Redis, which are killed while they compute. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageFile } from '../../src/cli/packageFiles';
import { amount } from '../support/long';

const cells = amount(8, 40);
/** Beside two steady workers a third one: it is killed as soon as it has a cell, twice; in the long runs every 20 s until all cells are done. */
const kills = amount(2, Number.POSITIVE_INFINITY);
const killAfterMs = amount(0, 20_000);

const sweep = {
  ...{
    data: 'digits',
    limit: 200,
    model: 'mnist-logistic',
    training: { epochs: 2 },
    removals: amount(4, 12),
    every: 2,
  },
  grid: {
    selection: ['lfoci', 'random'],
    perturbations: [amount(50, 500)],
    seed: Array.from({ length: cells / 2 }, (_, i) => i + 1),
  },
};

let home: string;
let url: string;
let redis: ChildProcess;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  ensureRedis();
  home = await mkdtemp(join(tmpdir(), 'lethe-worker-'));
  const port = await freePort();
  url = `redis://127.0.0.1:${port}`;
  redis = spawn('redis-server', ['--port', `${port}`, '--save', '', '--appendonly', 'no'], { cwd: home });
  await lineOf(redis, /Ready to accept connections/);
  await writeFile(join(home, 'sweep.json'), JSON.stringify(sweep));
}, 300_000);

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  redis?.kill('SIGKILL');
  await rm(home, { recursive: true, force: true });
});

/** The distribution's redis-server; installed where the tests run as root on Debian or Ubuntu. */
function ensureRedis(): void {
  const found = () => spawnSync('redis-server', ['--version']).status === 0;
  if (!found() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], {
      stdio: 'inherit',
    });
  }
  if (!found()) throw new Error('The tests of workers need redis-server: on Debian install redis-server.');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

function lethe(...words: string[]): ChildProcess {
  const child = spawn(process.execPath, [packageFile('dist/package/lethe.js'), ...words], { cwd: home });
  running.add(child);
  child.on('exit', () => running.delete(child));
  return child;
}

/** The next line that a process writes which is like this. */
async function lineOf(child: ChildProcess, like: RegExp): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) if (like.test(line)) return line;
  throw new Error(`it ended without a line like ${like}`);
}

async function codeOf(child: ChildProcess): Promise<number | null> {
  let said = '';
  child.stdout!.on('data', (text) => {
    said += text;
  });
  child.stderr!.on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) console.log(said);
  return code as number | null;
}

const worker = () => lethe('worker', '--redis', url, '--jobs', '1');

/** The files of a folder that are to be equal from run to run. */
async function lasting(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(join(home, folder, 'cells'))).map((name) => `cells/${name}`);
  const texts = await Promise.all(
    ['experiment.json', 'sweep.csv', ...names].map(async (name) => [
      name,
      await readFile(join(home, folder, name), 'utf8'),
    ]),
  );
  return Object.fromEntries(texts);
}

it(
  'gives one result for each cell, though workers are killed while they compute',
  async () => {
    const collecting = lethe('sweep', 'sweep.json', '--redis', url, '--out', 'many');
    const ended = codeOf(collecting);
    let isRunning = true;
    void ended.then(() => {
      isRunning = false;
    });
    const steady = [worker(), worker()];
    let killed = 0;
    while (killed < kills && isRunning) {
      const doomed = worker();
      await Promise.race([killAfterMs > 0 ? pause(killAfterMs) : lineOf(doomed, /^Took cell/), ended]);
      if (isRunning) killed += 1;
      doomed.kill('SIGKILL');
    }
    expect(killed).toBeGreaterThan(0);
    steady.push(worker());
    expect(await ended).toBe(0);
    for (const one of steady) one.kill('SIGKILL');

    expect(await codeOf(lethe('sweep', 'sweep.json', '--out', 'one', '--jobs', '1'))).toBe(0);
    const many = await lasting('many');
    expect(Object.keys(many)).toHaveLength(2 + cells);
    expect(many).toEqual(await lasting('one'));
  },
  amount(180_000, 900_000),
);

it(
  'collects what was computed while nobody collected, and tells how far it is',
  async () => {
    const first = lethe('sweep', 'sweep.json', '--redis', url, '--out', 'later');
    const working = worker();
    await lineOf(working, /^Took cell/);
    first.kill('SIGINT');
    await once(first, 'exit');
    const status = lethe('status', 'later', '--redis', url);
    expect(await lineOf(status, /cells are done/)).toMatch(
      new RegExp(`^sweep: \\d+ of ${cells} cells are done`),
    );
    expect(await codeOf(lethe('sweep', 'sweep.json', '--redis', url, '--out', 'later', '--resume'))).toBe(0);
    working.kill('SIGTERM');
    await once(working, 'exit');
    expect(await lasting('later')).toEqual(await lasting('one'));
  },
  amount(120_000, 900_000),
);
