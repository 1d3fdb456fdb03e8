import { methodSettings, type Settings, settingsTable } from './settings';

/** Whether the method that is set has numbers of its own, and all of them are the values that it begins with. */
export function isUntuned(settings: Settings): boolean {
  const own = methodSettings(settings.method);
  return own.length > 0 && own.every(({ setting }) => settings[setting] === settingsTable[setting].fallback);
}
