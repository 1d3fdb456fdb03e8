import * as tf from '@tensorflow/tfjs';
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
import { saveModel } from '../support/saveModel';

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

  it('carries what was planted: its id plants it anew, the network is trained again, and the same weights come of it', async () => {
    const { lab } = await openLab();
    await lab.chooseDataset('digits_labels-0.05-1', null);
    await lab.chooseModel('mnist-logistic');
    const { model } = await lab.setup();
    await lab.train({ ...model.defaultTraining, epochs: 1 }, 'fresh');
    const { planted } = await lab.trainingImages();
    expect(planted!.samples).toHaveLength(300);
    const { digest } = await lab.unlearn(request(...planted!.samples.slice(0, 2)));
    const recipe = await sent(await lab.recipe());

    const { lab: other } = await openLab();
    await other.chooseDataset(recipe.data.id, null);
    expect((await other.trainingImages()).planted).toEqual(planted);
    const { outcome } = await other.followRecipe(recipe);
    expect(outcome).toMatchObject({ made: 1, digest, isSame: true });
  });

  it('has the pixels of a model of one\u2019s own scaled as they were', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.averagePooling2d({ inputShape: [28, 28, 1], poolSize: 4 }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 10, activation: 'softmax' }),
      ],
    });
    const files = (await saveModel(model)).map(({ name, bytes }) => ({
      path: name,
      file: new File([bytes as Uint8Array<ArrayBuffer>], name),
    }));
    model.dispose();
    const { lab } = await openLab();
    const best = (await lab.openModel(files)) && (await lab.setup()).model.scaling!;
    const other = best.measured.find(({ id }) => id !== best.id)!.id;
    await lab.chooseScaling(other);
    const { digest } = await lab.unlearn(request(1));
    const recipe = await sent(await lab.recipe());
    expect(recipe.model.scaling).toBe(other);

    const { lab: another } = await openLab();
    await another.openModel(files);
    const { outcome } = await another.followRecipe(recipe);
    expect(outcome).toMatchObject({ made: 1, digest, isSame: true });
    expect((await another.setup()).model.scaling!.id).toBe(other);
  });
});
