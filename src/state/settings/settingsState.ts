import { type Drafts, fallbackSettings, type Settings } from './settings';

/** The tabs of the settings, in their order. */
export const tabNames = ['removal', 'certificate', 'training', 'checkpoints', 'session'] as const;
export type TabName = (typeof tabNames)[number];

/** The parts of the page that a link can leave out, for a class that is to see others. */
export const panelNames = ['samples', 'history', 'settings', 'charts'] as const;
export type PanelName = (typeof panelNames)[number];

export interface SettingsState {
  readonly settings: Settings;
  /** Texts of fields that are no value yet. */
  readonly drafts: Drafts;
  readonly tab: TabName;
  /** Parts that the address leaves out. */
  readonly hidden: readonly PanelName[];
}

export const settingsState: SettingsState = {
  settings: fallbackSettings,
  drafts: {},
  tab: 'removal',
  hidden: [],
};
