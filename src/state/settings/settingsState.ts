import { type Drafts, fallbackSettings, type Settings } from './settings';

/** The tabs of the settings, in their order. */
export const tabNames = ['removal', 'certificate', 'training', 'checkpoints', 'session'] as const;
export type TabName = (typeof tabNames)[number];

export interface SettingsState {
  readonly settings: Settings;
  /** Texts of fields that are no value yet. */
  readonly drafts: Drafts;
  readonly tab: TabName;
}

export const settingsState: SettingsState = { settings: fallbackSettings, drafts: {}, tab: 'removal' };
