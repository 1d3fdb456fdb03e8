/** The lab as it is now, to be taken along: a link, a command, a file's text, a paragraph, a reference. */

import { say } from '../../words/say';
import { packRecipe, writeRecipe } from '../../worker/protocol';
import type { Recipe } from '../contract';
import { ownFiles } from '../setup/chooseData';
import type { State } from '../store';
import { methodsParagraph } from './methodsParagraph';
import { sweepText } from './sweepText';

/** What the lab can be copied as, in the order of the menu. */
export const copyKinds = ['link', 'command', 'json', 'sweep', 'methods', 'bibtex'] as const;
export type CopyKind = (typeof copyKinds)[number];

/** Characters that a shell takes in one word with certainty; a longer recipe goes by its file. */
const longestWord = 100_000;

/**
 * @param address of the page, without "?" and "#"
 * @throws SaidError where it cannot be had as that, as sweepText does
 */
export async function textOf(
  kind: CopyKind,
  recipe: Recipe,
  state: Pick<State, 'lab' | 'reports' | 'settings'>,
  address: string,
): Promise<string> {
  switch (kind) {
    case 'link':
      return `${address}${addressOf(recipe)}#recipe=${await packRecipe(recipe)}`;
    case 'command':
      return commandOf(recipe, await packRecipe(recipe));
    case 'json':
      return writeRecipe(recipe);
    case 'sweep':
      return sweepText(recipe, state);
    case 'methods':
      return methodsParagraph(state, recipe);
    case 'bibtex':
      return say('page.share.reference');
    default:
      return kind satisfies never;
  }
}

/** What a link says where a person can read it, and a server: which data and which model. */
function addressOf({ settings }: Recipe): string {
  const query = new URLSearchParams();
  for (const name of ['dataset', 'images', 'model', 'hide']) {
    if (settings[name]) query.set(name, settings[name]);
  }
  return `?${query}`;
}

function commandOf(recipe: Recipe, letters: string): string {
  const { settings } = recipe;
  const source = letters.length > longestWord ? recipeFileName(recipe) : `recipe=${letters}`;
  const { dataset, model } = settings;
  return say('page.share.command', {
    source,
    ownData: dataset === ownFiles,
    ownModel: model === ownFiles,
  });
}

/** A recipe as a file. */
export const recipeFile = (recipe: Recipe) => ({
  fileName: recipeFileName(recipe),
  text: writeRecipe(recipe),
});

const recipeFileName = ({ data, model }: Recipe) => `${data.id}--${model.id}.lethe-recipe.json`;
