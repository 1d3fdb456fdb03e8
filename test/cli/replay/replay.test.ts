import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { packRecipe, readRecipe, writeRecipe } from '../../../src/lab/schema/recipeText';
import { readReports, runLethe, trainTiny, unlearnHere, unlearnWords } from '../unlearnCommand';

vi.setConfig({ testTimeout: 60_000 });

const fixtures = join(import.meta.dirname, '../../fixtures/25670b1');
const sessionOf = (name: string) => readRecipe(readFileSync(join(fixtures, name), 'utf8'), name);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lethe-replay-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('lethe replay', () => {
  it('makes the removals of a link again, says that the digest is the same, and writes a session that says it too', async () => {
    const recipe = await sessionOf('session.json');
    const link = `http://lab.example/?dataset=digits#recipe=${await packRecipe(recipe)}`;
    const out = join(folder, 'again.json');
    const { code, out: said, err } = await runLethe(['replay', link, '--out', out]);
    expect(said).toBe(
      'Same digest: 5 removals were made again and gave the weights that the recipe names (2198c5985518).',
    );
    expect([code, err.split('\n')[0]]).toEqual([
      0,
      'Logistic regression on 6000 training samples of Handwritten-like digits; 5 removals.',
    ]);
    const again = await readRecipe(readFileSync(out, 'utf8'), out);
    expect(again.steps).toEqual(recipe.steps);
    expect(again.expect).toMatchObject({ digest: recipe.expect!.digest });
  });

  it('trains weights again that lie nowhere', async () => {
    const recipe = await sessionOf('session-trained.json');
    const file = join(folder, 'trained.json');
    writeFileSync(file, writeRecipe(recipe));
    const { code, out, err } = await runLethe(['replay', file]);
    expect([code, out]).toEqual([0, expect.stringContaining('Same digest')]);
    expect(err).toContain('they are trained again');
  });

  it('follows branches, and says what differs where another digest comes of it', async () => {
    const { steps, ...recipe } = await sessionOf('session.json');
    const branches = [steps[0]!, { ...steps[1]!, from: 0 }, { ...steps[2]!, from: 1 }];
    const file = join(folder, 'branches.json');
    writeFileSync(file, writeRecipe({ ...recipe, steps: branches, current: 2 }));
    const { code, out } = await runLethe(['replay', file, '--json']);
    const { made, isSame, digest, expected, said } = JSON.parse(out);
    expect([code, made, isSame, expected]).toEqual([1, 3, false, recipe.expect!.digest]);
    expect(said[0]).toBe(
      `Another digest: the recipe names 2198c5985518, and the weights here have ${digest.slice(0, 12)}.`,
    );
    expect(said[1]).toContain('residual accuracy is ');
    // The state that it stands in is the second, which began from the original: as if the first had never been.
    const alone = join(folder, 'alone.json');
    writeFileSync(alone, writeRecipe({ ...recipe, steps: [steps[1]!], current: 1 }));
    expect(JSON.parse((await runLethe(['replay', alone, '--json'])).out).digest).toBe(digest);
  });

  it('scales the pixels of a model of one\u2019s own as they were', async () => {
    const trained = await trainTiny(join(folder, 'trained'));
    const own = join(folder, 'own');
    mkdirSync(own);
    for (const name of ['model.json', 'weights.bin']) cpSync(join(trained, name), join(own, name));
    const out = join(folder, 'run');
    await unlearnHere(unlearnWords(own, out, '--scaling', 'symmetric', '--samples', '3'));
    const [report] = readReports(out);
    const { identity, facts } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
    const scaling = 'symmetric';
    const recipe = {
      ...{ format: 'lethe-recipe', version: 1, provenance: null, training: null, settings: {} },
      data: { ...facts.data, digest: identity.data },
      model: { id: 'own', name: 'mine', digest: identity.weights, scaling },
      steps: [{ request: report!.request }],
      current: 1,
      expect: { digest: report!.digestAfter, accuracies: null },
    };
    const file = join(folder, 'scaled.json');
    const replayed = async (model: object) => {
      writeFileSync(file, JSON.stringify({ ...recipe, model }));
      const { out, err } = await runLethe(['replay', file, '--checkpoint', own, '--json']);
      expect(err).not.toContain('lethe replay:');
      return JSON.parse(out).isSame;
    };
    expect(await replayed(recipe.model)).toBe(true);
    // As recipes were before: the best scaling is taken, which is that of its training.
    expect(await replayed({ ...recipe.model, scaling: undefined })).toBe(false);
  });

  it('refuses what it cannot make again', async () => {
    const recipe = await sessionOf('session.json');
    const file = join(folder, 'strange.json');
    const write = (changes: object) => writeFileSync(file, JSON.stringify({ ...recipe, ...changes }));
    expect(await runLethe(['replay'])).toMatchObject({
      code: 2,
      err: 'lethe replay: one link or file is needed',
    });
    expect(await runLethe(['replay', 'nowhere.json'])).toMatchObject({ code: 3 });
    write({ data: { ...recipe.data, digest: 'a'.repeat(64) } });
    expect(await runLethe(['replay', file])).toMatchObject({
      code: 3,
      err: expect.stringContaining('are other data'),
    });
    write({ model: { ...recipe.model, digest: null } });
    expect(await runLethe(['replay', file])).toMatchObject({
      code: 3,
      err: expect.stringContaining('not trained'),
    });
    const [first] = recipe.steps;
    write({ steps: [first, first], current: 2 });
    expect(await runLethe(['replay', file])).toMatchObject({
      code: 3,
      err: expect.stringMatching(/Removal 2 of the recipe's 2 cannot be made: /),
    });
  });
});
