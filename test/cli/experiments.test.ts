import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../src/cli/packageFiles';
import { experimentIds } from '../../src/experiments/ids';
import { cellsOf, differenceOf, parsePlan, planExperiment, planText } from '../../src/lab/figures/plan';

const run = promisify(execFile);
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'lethe-experiments-'));
  await writeFile(join(home, 'sweep.json'), JSON.stringify(sweep));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** Eight cells of less than a second. */
const sweep = {
  ...{ data: 'digits', limit: 200, model: 'mnist-logistic', training: { epochs: 2 }, removals: 4, every: 2 },
  grid: { selection: ['lfoci', 'random'], perturbations: [50], damping: [0.1, 1], seed: [1, 2] },
};

async function lethe(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const file = packageFile('dist/package/lethe.js');
  try {
    const { stdout, stderr } = await run(process.execPath, [file, ...words], { cwd: home });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

/** The files of a folder that are to be equal from run to run, by their names. */
async function lasting(folder: string): Promise<Record<string, string>> {
  const names = ['experiment.json', 'sweep.csv', 'sweep.svg'];
  const cells = (await readdir(join(home, folder, 'cells'))).map((name) => `cells/${name}`);
  const texts = await Promise.all(
    [...names, ...cells].map(async (name) => [name, await readFile(join(home, folder, name), 'utf8')]),
  );
  return Object.fromEntries(texts);
}

describe('lethe sweep', () => {
  it('gives the same files twice, in one process as in two, and in three shards that are merged', async () => {
    expect((await lethe('sweep', 'sweep.json', '--out', 'one', '--jobs', '1')).code).toBe(0);
    expect((await lethe('sweep', 'sweep.json', '--out', 'two', '--jobs', '2')).code).toBe(0);
    const one = await lasting('one');
    expect(Object.keys(one)).toHaveLength(3 + 8);
    expect(await lasting('two')).toEqual(one);

    for (const shard of ['1/3', '2/3', '3/3']) {
      const words = ['sweep', 'sweep.json', '--out', `part-${shard[0]}`, '--jobs', '1', '--shard', shard];
      expect((await lethe(...words)).code).toBe(0);
    }
    expect((await lethe('merge', 'part-1', 'part-2', '--out', 'joined')).out).toContain(
      'left to other shards',
    );
    const merged = await lethe('merge', 'part-1', 'part-2', 'part-3', '--out', 'joined');
    expect(merged).toMatchObject({ code: 0, err: '' });
    expect(await lasting('joined')).toEqual(one);
  }, 240_000);

  it('runs the first seeds alone where that is asked for, in a folder of their own', async () => {
    const plan = planExperiment('fig3', { scale: 'paper', data: null, runs: undefined, backend: 'wasm' });
    const three = { ...plan, runs: 3 };
    const [all, some] = [cellsOf(plan), cellsOf(three)];
    expect(some).toEqual(all.filter(({ spec }) => [1, 2, 3].includes(Number(spec.seed))));
    expect(some.length).toBeLessThan(all.length);
    expect(parsePlan(planText(three))).toEqual(three);
    expect(differenceOf(plan, three)).toBe('runs undefined / 3');
  });

  it('computes what is missing, and nothing else', async () => {
    await cp(join(home, 'one'), join(home, 'gaps'), { recursive: true });
    const one = await lasting('one');
    const [gone, kept] = await readdir(join(home, 'gaps/cells'));
    await rm(join(home, 'gaps/cells', gone!));
    const marked = JSON.stringify({ head: { key: kept!.replace('.json', '') }, rows: [] });
    await writeFile(join(home, 'gaps/cells', kept!), marked);
    const refused = await lethe('sweep', 'sweep.json', '--out', 'gaps', '--jobs', '1');
    expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('has 7 cells already') });
    expect((await lethe('sweep', 'sweep.json', '--out', 'gaps', '--jobs', '1', '--resume')).code).toBe(0);
    expect(await readFile(join(home, 'gaps/cells', gone!), 'utf8')).toBe(one[`cells/${gone}`]);
    expect(await readFile(join(home, 'gaps/cells', kept!), 'utf8')).toBe(marked);
  }, 120_000);

  it('refuses folders of another engine, by name', async () => {
    await cp(join(home, 'one'), join(home, 'other'), { recursive: true });
    const card = JSON.parse(await readFile(join(home, 'other/experiment.json'), 'utf8'));
    await writeFile(join(home, 'other/experiment.json'), JSON.stringify({ ...card, engine: 'f'.repeat(64) }));
    const resumed = await lethe('sweep', 'sweep.json', '--out', 'other', '--resume');
    expect(resumed).toMatchObject({
      code: 3,
      err: expect.stringMatching(/other is of another .* engine f{12} \//),
    });
    const merged = await lethe('merge', 'one', 'other', '--out', 'mixture');
    expect(merged).toMatchObject({
      code: 3,
      err: expect.stringContaining('other does not belong together with one'),
    });
  });

  it('refuses two folders that disagree on a cell', async () => {
    await cp(join(home, 'one'), join(home, 'edited'), { recursive: true });
    const [name] = await readdir(join(home, 'edited/cells'));
    const file = join(home, 'edited/cells', name!);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('"removed":2', '"removed":3'));
    const merged = await lethe('merge', 'one', 'edited', '--out', 'both');
    expect(merged).toMatchObject({
      code: 3,
      err: expect.stringContaining('has other rows in edited than in both'),
    });
  });

  it.each([
    ['{', 'is no sweep'],
    [JSON.stringify({ ...sweep, removals: 0 }), 'is no sweep, at removals'],
    [
      JSON.stringify({ ...sweep, grid: { ...sweep.grid, dampening: [1] } }),
      'names dampening, which no removal has',
    ],
  ])('refuses the file %s', async (text, sentence) => {
    await writeFile(join(home, 'bad.json'), text);
    const refused = await lethe('sweep', 'bad.json', '--out', 'bad');
    expect(refused).toMatchObject({ code: 3, err: expect.stringContaining(sentence) });
  });
});

describe('lethe list', () => {
  it('names every experiment', async () => {
    const { out } = await lethe('list');
    for (const id of experimentIds)
      expect(out).toMatch(new RegExp(`^${id} .*\\(\\d+ small, \\d+ paper\\)$`, 'm'));
  });
});

describe('lethe run', () => {
  it.each([
    [['run'], 'Name one experiment'],
    [['run', 'fig99'], 'There is no experiment "fig99"'],
    [['run', 'fig5-left', '--shard', '3/2'], '--shard is I/N'],
    [['run', 'fig5-left', '--limit', '100'], '--limit goes with --data'],
    [['figure', 'fig5-left', '--from', 'nowhere'], 'nowhere holds no experiment'],
  ])('refuses %j', async (words, sentence) => {
    const { code, err } = await lethe(...words);
    expect([code === 2 || code === 3, err]).toEqual([true, expect.stringContaining(sentence)]);
  });
});
