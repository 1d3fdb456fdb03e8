import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Recipe } from '../../../src/lab/schema/recipe';
import { packRecipe, readRecipe, unpackRecipe, writeRecipe } from '../../../src/lab/schema/recipeText';
import { createRandom } from '../../../src/math/random/random';
import { SaidError } from '../../../src/words/saidError';
import { mutate } from '../../data/mutate';
import { amount } from '../../support/long';
import { spoil } from '../../support/spoil';

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../fixtures/25670b1', name), 'utf8');
const recipe = await readRecipe(fixture('session.json'), 'session.json');
const link = async (of: Recipe) =>
  `https://lab.example/sub/?v=4&dataset=digits#recipe=${await packRecipe(of)}`;

/** The recipe with one step that removes so many samples, or with so many steps of one. */
const large = (samples: number, steps: number): Recipe => {
  const { request } = recipe.steps[0]!;
  const step = (first: number) => ({
    request: { ...request, samples: Array.from({ length: samples }, (_, i) => (first + i * 7) % 60_000) },
  });
  return { ...recipe, current: steps, steps: Array.from({ length: steps }, (_, i) => step(i * 13)) };
};

describe('a recipe', () => {
  it('is the same out of a link, out of the letters of one, and out of a file', async () => {
    const letters = await packRecipe(recipe);
    expect(letters).toMatch(/^[\w-]+$/);
    for (const text of [await link(recipe), `recipe=${letters}`, writeRecipe(recipe)]) {
      expect(await readRecipe(text, 'it')).toEqual(recipe);
    }
  });

  it('has all that leads to the state of a session, and names its digest', () => {
    const { model, training, data, steps, current, expect: expected } = recipe;
    const { removals } = JSON.parse(fixture('session.json'));
    expect([data.id, model.id, training?.seed]).toEqual(['digits', 'mnist-logistic', 1]);
    expect([steps.length, current]).toEqual([5, 5]);
    expect(steps.map(({ request }) => request.samples)).toEqual(
      removals.map(
        (removal: { report: { request: Recipe['steps'][0]['request'] } }) => removal.report.request.samples,
      ),
    );
    expect(expected?.digest).toBe(removals[4].report.digestAfter);
  });

  it('fits a link also with 4,000 samples at once, or 1,000 removals', async () => {
    expect((await link(large(4000, 1))).length).toBeLessThan(20_000);
    expect((await link(large(1, 1000))).length).toBeLessThan(30_000);
  });

  it('is refused in words where a link was cut, or holds more than memory has', async () => {
    const letters = await packRecipe(recipe);
    for (const cut of [letters.slice(0, -8), `${letters.slice(0, 40)}x${letters.slice(41)}`, '', '?']) {
      await expect(unpackRecipe(cut)).rejects.toThrow(SaidError);
    }
    const zeros = new Blob([new Uint8Array(80 * 2 ** 20)]).stream();
    const bomb = await new Response(zeros.pipeThrough(new CompressionStream('deflate-raw'))).bytes();
    const packed = Buffer.from(bomb).toString('base64url');
    await expect(unpackRecipe(packed)).rejects.toThrow('more than 64 MB');
    await expect(readRecipe('no recipe', 'notes.txt')).rejects.toThrow(/^notes.txt: it holds no recipe/);
  });

  it('starts each step from a state that is there by then', async () => {
    const steps = [{ from: 1, request: recipe.steps[0]!.request }];
    await expect(readRecipe(JSON.stringify({ ...recipe, steps, current: 1 }), 'it')).rejects.toThrow(
      'steps[0].from: expected a whole number from 0 to 0, found 1',
    );
    await expect(readRecipe(JSON.stringify({ ...recipe, current: 6 }), 'it')).rejects.toThrow(
      'current: expected a whole number from 0 to 5, found 6',
    );
  });

  it('is refused with something wrong in it, or is a recipe', async () => {
    const random = createRandom(3, 'recipes');
    const text = JSON.stringify(recipe);
    let refused = 0;
    const times = amount(100, 2000);
    for (let i = 0; i < times; i++) {
      const value = JSON.parse(text);
      spoil(value, random);
      const bytes = mutate(new TextEncoder().encode(text), random);
      for (const spoilt of [JSON.stringify(value), new TextDecoder().decode(bytes)]) {
        try {
          const { steps, current } = await readRecipe(spoilt, 'it');
          expect(current).toBeLessThanOrEqual(steps.length);
        } catch (error) {
          expect(error).toBeInstanceOf(SaidError);
          refused += 1;
        }
      }
    }
    expect(refused).toBeGreaterThan(times * 0.6);
  });
});
