/** Opening a recipe: its removals are made again, and the digest is compared. */

import { say, sayMessage } from '../../words/say';
import { hasBit, readRecipe, recipeLetters, unpackRecipe } from '../../worker/protocol';
import { addressVersion } from '../address/oldFallbacks';
import type { ChosenFile, Recipe } from '../contract';
import { showState } from '../history/moveInHistory';
import { applyData } from '../jobs/applyMoment';
import { runJob } from '../jobs/job';
import { notify, sentenceOf } from '../jobs/notices';
import type { LabStore } from '../store';

/** The recipe in an address; null where there is none, or it cannot be read, which is told. */
export async function recipeOfAddress(store: LabStore, address: string): Promise<Recipe | null> {
  const letters = recipeLetters(address);
  if (letters === null) return null;
  try {
    return await unpackRecipe(letters);
  } catch (error) {
    notify(store, 'error', sentenceOf(error));
    return null;
  }
}

/** The address that a recipe's settings stand for; what the link itself says counts first. */
export function addressOfRecipe({ settings, data, model }: Recipe, address: string): string {
  const query = new URLSearchParams({
    v: String(addressVersion),
    dataset: data.id,
    model: model.id,
    ...settings,
  });
  const [search = ''] = address.split('#');
  for (const [name, text] of new URLSearchParams(search)) query.set(name, text);
  return `?${query}`;
}

/**
 * Makes the removals of a recipe again, in the place of what is open, which the lab keeps; and says whether the same came of it. Where the very state is open
 * already, nothing is made.
 */
export async function followRecipe(store: LabStore, recipe: Recipe): Promise<void> {
  const { expect, steps } = recipe;
  const isOpen = expect !== null && store.getState().lab?.digest === expect.digest;
  if (isOpen) {
    if (steps.length > 0) notify(store, 'information', say('page.share.open', { digest: expect.digest }));
  } else {
    const done = await runJob(
      store,
      { kind: 'replay', what: say('page.share.following', { count: steps.length }) },
      async (lab) => {
        const { moment, outcome } = await lab.followRecipe(recipe);
        await applyData(store, lab, moment);
        notify(
          store,
          outcome.isSame === false ? 'warning' : 'information',
          outcome.said.map(sayMessage).join(' '),
        );
      },
      () => say('page.share.cancelled'),
    );
    if (!done) return;
  }
  showView(store, recipe);
}

/** Shows what was on show, and selects what was selected, as far as it is there. */
function showView(store: LabStore, { view = {} }: Recipe): void {
  const { selected = [], shown } = view;
  const { lab, reports } = store.getState();
  if (!lab) return;
  const isLeft = (sample: number) => sample < lab.dataset.trainingCount && !hasBit(lab.removed, sample);
  if (selected.length > 0) store.setState({ selected: new Set(selected.filter(isLeft)) });
  if (shown !== undefined && shown <= reports.length) void showState(store, shown);
}

/** Opens a recipe's file. */
export async function openRecipeFile(store: LabStore, { path, file }: ChosenFile): Promise<void> {
  try {
    await followRecipe(store, await readRecipe(await file.text(), path));
  } catch (error) {
    notify(store, 'error', sentenceOf(error));
  }
}
