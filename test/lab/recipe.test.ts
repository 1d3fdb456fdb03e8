import { describe, expect, it } from 'vitest';
import {
  defaultSettings,
  packRecipe,
  type Recipe,
  type RemovalRequest,
  unpackRecipe,
} from '../../src/lab/protocol';
import { sayMessage } from '../../src/words/say';
import { createBrowserLab } from '../../src/worker/browserLab';

let storages = 0;
/** A lab with storage that nobody has used: another person's browser. */
async function openLab() {
  const lab = createBrowserLab(`${location.origin}/`, `recipe-test-${Date.now()}-${storages++}`);
  const events: string[] = [];
  const moment = await lab.open('wasm', ({ kind }) => events.push(kind), { dataset: 'digits' });
  return { lab, moment, events };
}

const request = (...samples: number[]): RemovalRequest => ({
  ...defaultSettings,
  samples,
  perturbations: 60,
  guard: null,
});

/** As a link takes it from one person to another. */
const sent = async (recipe: Recipe) => unpackRecipe(await packRecipe(recipe));

describe('a recipe', () => {
  it('gives another browser the same weights, branches and all, and is cancelled without a trace', async () => {
    const { lab } = await openLab();
    await lab.chooseModel('mnist-logistic');
    await lab.unlearn(request(1));
    await lab.unlearn(request(2, 3));
    await lab.goTo(1);
    const { digest } = await lab.unlearn(request(4));
    const path = await sent(await lab.recipe());
    expect(path.steps.map(({ request }) => request.samples)).toEqual([[1], [4]]);
    const all = await sent(await lab.recipe(true));
    expect(all.steps.map(({ from }) => from)).toEqual([undefined, undefined, 1]);

    const { lab: other, moment, events } = await openLab();
    const running = other.followRecipe(path);
    running.catch(() => {});
    while (!events.includes('replay')) await new Promise((resolve) => setTimeout(resolve, 5));
    await other.cancel();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect((await other.moment()).history).toEqual(moment.history);

    for (const [recipe, count] of [
      [path, 2],
      [all, 3],
    ] as const) {
      const { moment: made, outcome } = await other.followRecipe(recipe);
      expect(made).toMatchObject({ digest, history: { current: count, count } });
      expect(outcome).toMatchObject({ made: count, digest, expected: digest, isSame: true });
      expect(outcome.said.map(sayMessage).join(' ')).toMatch(/^Same digest: /);
    }

    const { outcome } = await other.followRecipe({
      ...path,
      expect: { digest: '0'.repeat(64), accuracies: null },
    });
    expect(outcome).toMatchObject({ isSame: false });
    await expect(
      other.followRecipe({ ...path, data: { ...path.data, digest: '0'.repeat(64) } }),
    ).rejects.toThrow('not open here');
  });
});
