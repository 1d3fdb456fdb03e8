/** Run folders and sessions of earlier versions of the lab (test/fixtures): they open, and go on. */

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writeContent } from '../../src/lab/saving/writeSession';
import { readSession } from '../../src/lab/schema/session';
import { checkpointOfFiles } from '../../src/model/checkpointFile';
import { readComparisons, readReports, readTable, runLethe } from './unlearnCommand';

vi.setConfig({ testTimeout: 60_000 });

const fixtures = join(import.meta.dirname, '../fixtures/25670b1');
let home: string;
const out = (name: string) => join(home, name);
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'lethe-old-'));
});
afterAll(() => rmSync(home, { recursive: true }));

/** What the lab did of itself when these were made. */
const asThen = [
  ...['--curvature', 'secant-cut', '--weight-decay', 'none', '--batch', 'mean'],
  ...['--hessian-samples', '1024', '--retraining-order', 'independent'],
  ...['--guard-set', 'validation'],
];
const plain = ['--data', 'digits', '--model', 'mnist-logistic', '--perturbations', '200', ...asThen];
const noisy = [...plain, '--epsilon', '1', '--delta', '0.01'];
const text = (name: string) => readFileSync(out(name), 'utf8');
const digests = (name: string) => readReports(out(name)).map(({ digestAfter }) => digestAfter.slice(0, 12));

describe('what an earlier lab left', () => {
  it('is a finished run that nothing is left to make of', async () => {
    cpSync(join(fixtures, 'run'), out('run'), { recursive: true });
    const before = text('run/removals.jsonl');
    const words = ['--samples', '3,17,20-22', '--guard', '0', '--retrain-every', '2', '--relearn-limit', '2'];
    const { code, out: said, err } = await runLethe(['unlearn', ...noisy, ...words, '--out', out('run')]);
    expect([code, err]).toEqual([0, '']);
    expect(said).toMatch(/^5 removals \(1 rejected, 0 made now in .* weights 23269ca02dfd$/);
    expect(text('run/removals.jsonl')).toBe(before);
    expect(readTable(text('run/comparisons.csv')).map(({ id }) => id)).toEqual(['2', '4']);
  });

  it('says which options ask for the run that is in the folder, where the defaults are others now', async () => {
    cpSync(join(fixtures, 'run'), out('run-again'), { recursive: true });
    const now = noisy.filter((word) => !asThen.includes(word));
    const words = ['--samples', '3,17,20-22', '--guard', '0', '--retrain-every', '2', '--relearn-limit', '2'];
    const { code, err } = await runLethe(['unlearn', ...now, ...words, '--out', out('run-again')]);
    expect(code).toBe(3);
    expect(err).toMatch(/is of another run \(.*hessianSamples 1024 there, null here/);
    expect(err).toContain('made with: --curvature secant-cut --hessian-samples 1024 --weight-decay none');
  });

  it('is a run of which the same command goes on without the name of its data, whatever the default is by now', async () => {
    cpSync(join(fixtures, 'run'), out('unnamed'), { recursive: true });
    const words = ['--samples', '3,17,20-22', '--guard', '0', '--retrain-every', '2', '--relearn-limit', '2'];
    const { code, out: said } = await runLethe([
      'unlearn',
      ...noisy.slice(2),
      ...words,
      '--out',
      out('unnamed'),
    ]);
    expect([code, said]).toEqual([0, expect.stringMatching(/^5 removals .* 0 made now .* 23269ca02dfd$/)]);
  });

  it('is a run that was killed, and goes on to the weights of an undisturbed one, its new lines chained', async () => {
    cpSync(join(fixtures, 'run-interrupted'), out('killed'), { recursive: true });
    const words = ['--removals', '8', '--seed', '7', '--retrain-every', '3', '--out', out('killed')];
    const { code, out: said } = await runLethe(['unlearn', ...noisy, ...words]);
    expect(code).toBe(0);
    expect(said).toContain('3 made now');
    expect(digests('killed').slice(5)).toEqual(['147a08853ff4', '61be0e9816cd', '51fc6407ce37']);
    const chained = text('killed/removals.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => 'chain' in JSON.parse(line));
    expect(chained).toEqual([false, false, false, false, false, true, true, true]);
    expect(readTable(text('killed/removals.csv')).length).toBe(8);
  });

  it('is a run whose guard went by the validation set, and does so when it is made again; by its own images it rejects more', async () => {
    cpSync(join(import.meta.dirname, '../fixtures/87e9873/run'), out('apart'), { recursive: true });
    const step = ['--data', 'digits', '--model', 'mnist-logistic', '--method', 'gradient-ascent'];
    const words = [...step, '--set', 'learningRate=0.001', '--seed', '3', '--guard', '0', '--removals'];
    const unlearn = (count: string, name: string, ...more: string[]) =>
      runLethe(['unlearn', ...words, count, ...more, '--out', out(name)]);
    const judged = (name: string) =>
      readReports(out(name)).map(({ accepted, guard, digestAfter }) => ({ accepted, guard, digestAfter }));
    const then = judged('apart');
    expect(then.map(({ guard }) => guard!.set)).toEqual(new Array(6).fill('validation'));
    expect((await unlearn('6', 'apart', '--guard-set', 'apart')).out).toContain('0 made now');
    const refused = await unlearn('6', 'apart');
    expect([refused.code, refused.err]).toEqual([3, expect.stringContaining('made with: --guard-set apart')]);
    await unlearn('6', 'apart', '--guard-set', 'apart', '--from-start');
    expect(judged('apart')).toEqual(then);
    await unlearn('1', 'own');
    const [first] = judged('own');
    expect([then[0]!.accepted, first!.accepted]).toEqual([true, false]);
    expect(first!.guard).toMatchObject({ set: 'next', count: 500 });
    expect(readTable(text('own/removals.csv'))[0]).toMatchObject({
      guard_set: 'own',
      guard_went_by: 'next',
      guard_images: '500',
    });
  });

  it('is a session of the page, which goes on where it stands, without what is gone', async () => {
    const session = join(fixtures, 'session.json');
    const run = (...words: string[]) =>
      runLethe([
        'unlearn',
        '--session',
        session,
        '--perturbations',
        '200',
        ...words,
        '--out',
        out('session'),
      ]);
    const { code, out: said } = await run('--samples', '30,31');
    expect(said).toMatch(/^6 removals \(1 rejected, 2 made now/);
    expect(code).toBe(0);
    const reports = readReports(out('session'));
    expect(reports.map(({ id, parent }) => [id, parent])).toEqual(
      [1, 2, 3, 4, 5, 6].map((id) => [id, id - 1]),
    );
    // States 1, 3, 4 and 5 of the session lead to the one that it stands at.
    expect(digests('session').slice(0, 4)).toEqual([
      'e63602e49ece',
      'b0f04418a5ac',
      'b0f04418a5ac',
      '2198c5985518',
    ]);
    expect(reports.at(-1)!.retainCount).toBe(6000 - 5 - 2);
    expect(readTable(text('session/removals.csv')).at(-1)).toMatchObject({ n_removals: '6', id: '6' });
    // The same command finds nothing to make; more samples go on; those that are gone are refused.
    expect((await run('--samples', '30,31')).out).toContain('0 made now');
    expect((await run('--samples', '30-32')).out).toContain('1 made now');
    expect(await run('--samples', '17')).toMatchObject({
      code: 2,
      err: 'lethe unlearn: --samples: 17 was removed in the session already',
    });
  });

  it('is a session saved again with its weights inside, of which a run keeps what was compared on its path', async () => {
    const { history, model, dataset, training, ...old } = readSession(
      readFileSync(join(fixtures, 'session.json')),
    );
    const shipped = join(import.meta.dirname, '../../public/models/former/digits--mnist-logistic');
    const parts = ['card.json', 'model.json', 'weights.bin', 'secant.bin'];
    const files = parts.map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(shipped, name))) }));
    const [compared] = old.comparisons;
    const content = {
      ...history,
      provenance: null,
      origin: { dataset, model, training },
      weights: checkpointOfFiles(files),
      next: history.next,
      reports: history.removals.map(({ report }) => report),
      readValues: async (id: number) => history.removals[id - 1]!.values,
      present: null,
      certificate: null,
      // State 2 is of another branch.
      comparisons: [compared!, { ...compared!, id: 2 }, { ...compared!, id: 1 }],
    };
    const path = out('session-2.json');
    writeFileSync(path, await writeContent(content));
    expect(readSession(readFileSync(path))).toMatchObject({ isChained: true, weights: { card: {} } });
    const words = ['--session', path, '--perturbations', '200', '--samples', '30', '--out', out('kept')];
    const { code, err } = await runLethe(['unlearn', ...words]);
    expect(code).toBe(0);
    expect(err).toContain('--session: 1 removal of another branch is left out');
    // States 1, 3, 4 and 5 of the session are 1 to 4 of the run.
    const ids = () => readComparisons(out('kept')).map(({ id }) => id);
    expect(ids()).toEqual([1, 2]);
    expect(readComparisons(out('kept'))[1]!.retrained).toEqual(compared!.retrained);
    expect(readTable(text('kept/comparisons.csv')).map(({ id }) => id)).toEqual(['1', '2']);
    expect((await runLethe(['unlearn', ...words])).out).toContain('0 made now');
    expect(ids()).toEqual([1, 2]);
  });

  it.each([
    ['nowhere', () => null, /^lethe unlearn: There is no session .*nowhere\.$/],
    [
      'cut',
      (bytes: Buffer) => bytes.subarray(0, 5000),
      /^lethe unlearn: .*cut: The session cannot be opened: .*JSON/,
    ],
    [
      'edited',
      (bytes: Buffer) =>
        Buffer.from(bytes.toString().replace(/"validationLoss":0\.2/, '"validationLoss":0.1')),
      /^lethe unlearn: .*edited: The session cannot be opened: /,
    ],
  ])('refuses the session %s by its name', async (name, damage, sentence) => {
    const bytes = damage(readFileSync(join(fixtures, 'session.json')));
    if (bytes) writeFileSync(out(name), bytes);
    const { code, err } = await runLethe(['unlearn', '--session', out(name), '--out', out('none')]);
    expect(code).toBe(3);
    expect(err).toMatch(sentence);
    expect(existsSync(out('none'))).toBe(false);
  });
});
