import { writePanels } from '../address/panels';
import { formatSetting } from '../address/permalink';
import type { Recipe } from '../contract';
import { settingNames } from '../settings/settings';
import type { LabStore } from '../store';

/**
 * How to have the lab as it is now: of the worker data, model and removals, of the page its settings and what is open.
 * @param hasBranches with the removals that do not lead to the present state
 */
export async function describeShare(store: LabStore, hasBranches: boolean): Promise<Recipe> {
  const recipe = await store.connection.lab.recipe(hasBranches);
  const { settings, selected, shown, lab } = store.getState();
  const texts = settingNames.map((name) => [name, formatSetting(name, settings[name])] as const);
  // A path alone numbers its states anew.
  const isShown = shown !== null && shown !== lab?.history.current && hasBranches;
  return {
    ...recipe,
    settings: Object.fromEntries([...texts, ...writePanels(store.getState())]),
    view: { selected: [...selected], ...(isShown ? { shown } : {}) },
  };
}
