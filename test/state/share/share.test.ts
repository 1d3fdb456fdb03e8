import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { strangeNames, sweepCells, sweepSchema } from '../../../src/experiments/sweep';
import type { Recipe } from '../../../src/lab/schema/recipe';
import { readRecipe } from '../../../src/lab/schema/recipeText';
import { readPanels } from '../../../src/state/address/panels';
import { formatSetting, readAddress } from '../../../src/state/address/permalink';
import { openRecipe } from '../../../src/state/history/session';
import { fallbackSettings, settingNames } from '../../../src/state/settings/settings';
import { copyKinds, textOf } from '../../../src/state/share/copies';
import { describeShare } from '../../../src/state/share/describeShare';
import { addressOfRecipe, followRecipe, recipeOfAddress } from '../../../src/state/share/followRecipe';
import { sweepText } from '../../../src/state/share/sweepText';
import { message, say } from '../../../src/words/say';
import type { Lab } from '../../../src/worker/protocol';
import { trainedLab } from '../standInLabState';
import { answerPulls, standInLab } from '../standInWorker';

const root = join(import.meta.dirname, '../../..');
const session = readFileSync(join(root, 'test/fixtures/25670b1/session.json'), 'utf8');
const made = await readRecipe(session, 'session.json');
const expected = made.expect!.digest;

/** A page on a worker that gives this recipe, and follows any to this digest. */
function page(digest: string, followed: Recipe[] = []) {
  const lab = () => trainedLab({ digest });
  const worker: Partial<Lab> = {
    ...answerPulls(lab),
    recipe: async () => made,
    followRecipe: async (recipe) => {
      followed.push(recipe);
      const said = [message('lab.recipe.different', { expected, digest })];
      return { moment: lab(), outcome: { made: 5, digest, expected, isSame: digest === expected, said } };
    },
  };
  const store = standInLab(worker);
  store.setState({
    lab: lab(),
    settings: { ...fallbackSettings, dataset: 'digits', model: 'mnist-logistic' },
  });
  return store;
}

describe('a link', () => {
  test('holds every setting, the open panels and the selection, and leads to them', async () => {
    const store = page('original');
    const settings = {
      ...store.getState().settings,
      damping: 3,
      forgetList: '1-4000',
      forget: 'list',
    } as const;
    store.setState({ settings, tab: 'session', hidden: ['charts'], selected: new Set([4, 2]) });
    const recipe = await describeShare(store, false);
    const link = await textOf('link', recipe, store.getState(), 'https://lab.example/sub/');
    expect(link).toMatch(
      /^https:\/\/lab.example\/sub\/\?dataset=digits&model=mnist-logistic&hide=charts#recipe=[\w-]+$/,
    );
    const end = link.slice(link.indexOf('?'));
    const read = await recipeOfAddress(store, end);
    expect(read).toEqual({ ...recipe, view: { selected: [4, 2] } });
    const address = readAddress(addressOfRecipe(read!, end));
    expect(address.complaints).toEqual([]);
    const { panels } = readPanels(addressOfRecipe(read!, end));
    expect(panels).toMatchObject({ tab: 'session', hidden: ['charts'] });
    for (const name of settingNames) {
      expect(formatSetting(name, address.settings[name])).toBe(formatSetting(name, settings[name]));
    }
  });

  test('is followed, and tells what differs; where it is open already nothing is made', async () => {
    const followed: Recipe[] = [];
    const other = page('other', followed);
    await followRecipe(other, { ...made, view: { selected: [3, 99] } });
    expect(followed).toHaveLength(1);
    expect(other.getState().notices).toMatchObject([
      { kind: 'warning', message: expect.stringContaining('Another digest') },
    ]);
    expect([...other.getState().selected]).toEqual([3]);

    const same = page(expected, followed);
    await followRecipe(same, made);
    expect(followed).toHaveLength(1);
    expect(same.getState().notices).toMatchObject([
      { kind: 'information', message: expect.stringContaining('open here already') },
    ]);
  });

  test('that was cut is told, and the rest of the address holds', async () => {
    const store = page('original');
    expect(await recipeOfAddress(store, '?dataset=digits#recipe=abc')).toBeNull();
    expect(store.getState().notices).toMatchObject([
      { kind: 'error', message: expect.stringContaining('was cut') },
    ]);
    expect(await recipeOfAddress(store, '?dataset=digits')).toBeNull();
  });
});

describe('what the lab can be copied as', () => {
  test.each(copyKinds)('%s is a text', async (kind) => {
    const store = page('original');
    const text = await textOf(
      kind,
      await describeShare(store, false),
      store.getState(),
      'https://lab.example/',
    );
    expect(text.length).toBeGreaterThan(100);
    if (kind === 'link' || kind === 'command' || kind === 'json') {
      const source = text.replace(/^npx lethe replay /, '');
      expect((await readRecipe(source, 'it')).steps).toEqual(made.steps);
    }
  });

  test('a paragraph of methods has the numbers, and says nothing that was not measured', async () => {
    const store = page('original');
    const text = await textOf('methods', await describeShare(store, false), store.getState(), '');
    expect(text).toContain('trained on 6,000 samples of Handwritten-like digits');
    expect(text).toContain('7 training samples were removed in 5 steps.');
    expect(text).not.toMatch(/undefined|null|NaN/);
    expect(text).not.toContain('retrained');
    const none = await textOf(
      'methods',
      { ...made, training: null, steps: [], current: 0 },
      store.getState(),
      '',
    );
    expect(none).toContain('is not trained. No sample was removed.');
  });

  test('BibTeX says what CITATION.cff says', () => {
    const cff = readFileSync(join(root, 'CITATION.cff'), 'utf8');
    const values = [
      ...cff.matchAll(/^\s*(?:- )?(?:title|name|family-names|given-names|version|year): "?([^"\n]+)"?$/gm),
    ];
    expect(values.length).toBeGreaterThan(10);
    for (const [, value] of values) expect(say('page.share.reference')).toContain(value!.trim());
  });
});

describe('a sweep', () => {
  const page0 = { lab: trainedLab(), settings: { ...fallbackSettings, model: 'mnist-logistic' } };
  const shipped = (weightsFrom: string | null) => {
    const lab = trainedLab();
    return { ...lab, model: { ...lab.model, weightsFrom } } as typeof lab;
  };

  test('is one that the command line reads, with the settings of the page', () => {
    const settings = {
      ...page0.settings,
      forget: 'class',
      forgetClass: 3,
      forgetLimit: 40,
      images: 1000,
      damping: 0.3,
      selection: 'random',
      noise: true,
      epsilon: 0.5,
      seed: 7,
    } as const;
    const text = sweepText(made, { lab: shipped('shipped'), settings });
    const sweep = v.parse(sweepSchema, JSON.parse(text));
    expect(strangeNames(sweep)).toEqual([]);
    expect(sweep).toEqual({
      data: 'digits',
      limit: 1000,
      model: 'mnist-logistic',
      removals: 40,
      class: 3,
      every: 4,
      retrain: false,
      grid: {
        selection: ['random'],
        damping: [0.03, 0.3, 3],
        epsilon: [0.5],
        delta: [0.01],
        seed: [7, 8, 9],
      },
    });
    expect(sweepCells(sweep)).toHaveLength(9);
    expect(sweepCells(sweep)[0]).toMatchObject({
      draw: { kind: 'class', label: 3, limit: 40 },
      noise: { epsilon: 0.5 },
    });
  });

  test('of weights that did not come along has their training; what it cannot begin from is refused', () => {
    const text = sweepText(made, { ...page0, lab: shipped('trained') });
    expect(v.parse(sweepSchema, JSON.parse(text)).training).toEqual(made.training);
    const several = { ...made, training: { ...made.training!, stages: null } };
    expect(() => sweepText(several, { ...page0, lab: shipped('trained') })).toThrow(
      'Train from scratch first',
    );
    expect(() => sweepText({ ...made, settings: { model: 'own' } }, page0)).toThrow('models of the lab');
  });
});

test('a file of a recipe is followed', async () => {
  const followed: Recipe[] = [];
  const store = page('other', followed);
  await openRecipe(store, { path: 'a.lethe-recipe.json', file: new File([JSON.stringify(made)], 'a.json') });
  expect(followed).toEqual([made]);
  await openRecipe(store, { path: 'b.json', file: new File(['{}'], 'b.json') });
  expect(store.getState().notices.at(-1)).toMatchObject({ kind: 'error' });
});
