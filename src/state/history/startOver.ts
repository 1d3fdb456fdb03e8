/** Back to the beginning without losing anything: the original model, no selection, the usual settings of a removal. Every removal stays in the history. */

import { say } from '../../words/say';
import { defaultSettings } from '../../worker/protocol';
import { notify } from '../jobs/notices';
import { refreshPreview } from '../removal/preview';
import { matchesRemoval, settingsOfRemoval } from '../settings/settings';
import type { LabStore, State } from '../store';
import { goTo } from './moveInHistory';

/** Whether there is nothing to start over from. */
export function isAtStart({
  lab,
  selected,
  settings,
}: Pick<State, 'lab' | 'selected' | 'settings'>): boolean {
  const isUsual = matchesRemoval(settings, defaultSettings);
  return lab === null || (lab.history.current === 0 && selected.size === 0 && isUsual);
}

/** Goes to the original model, selects nothing, and sets a removal as the page opens with it. */
export async function startOver(store: LabStore): Promise<void> {
  await goTo(store, 0);
  if (store.getState().lab?.history.current !== 0) return;
  store.setState(({ settings }) => ({
    settings: { ...settings, ...settingsOfRemoval(defaultSettings) },
    drafts: {},
    selected: new Set<number>(),
    drawnBy: null,
    shown: null,
  }));
  void refreshPreview(store);
  if (store.getState().reports.length > 0) notify(store, 'information', say('page.history.startedOver'));
}
