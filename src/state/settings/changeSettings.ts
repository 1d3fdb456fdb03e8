/** Changing settings: values, text of fields, presets. */

import { presets } from '../../worker/protocol';
import { refreshPreview } from '../removal/preview';
import type { LabStore } from '../store';
import { type SettingName, type Settings, settingsOfRemoval, settingsTable } from './settings';

/** Sets a value that is known to be good, as from a menu or a switch. */
export function setSetting<K extends SettingName>(store: LabStore, name: K, value: Settings[K]): void {
  change(store, { [name]: value } as Partial<Settings>);
}

/** Sets a setting from the text of its field. Text that is no value stays in the field, with the complaint beside it. */
export function setSettingText(store: LabStore, name: SettingName, text: string): void {
  const parsed = settingsTable[name].parse(text);
  if (parsed.ok) {
    change(store, { [name]: parsed.value } as Partial<Settings>);
  } else {
    store.setState(({ drafts }) => ({
      drafts: { ...drafts, [name]: { text, complaint: parsed.complaint } },
    }));
    void refreshPreview(store);
  }
}

/** Sets all of a removal's settings to a named preset. */
export function preset(store: LabStore, name: keyof typeof presets): void {
  change(store, { ...settingsOfRemoval(presets[name]) });
}

function change(store: LabStore, changed: Partial<Settings>): void {
  store.setState(({ settings, drafts }) => ({
    settings: { ...settings, ...changed },
    drafts: Object.fromEntries(Object.entries(drafts).filter(([name]) => !(name in changed))),
  }));
  void refreshPreview(store);
}
