/**
 * The address as the whole set-up: every setting that differs from its fallback stands there by its name, behind "?"; a long text stands behind "#",
 * which no browser sends to a server: servers refuse addresses from some 8,000 characters on. The version (oldFallbacks.ts) says which fallbacks are meant.
 */

import { dataName } from '../../words/names';
import { say } from '../../words/say';
import { firstVisit } from '../../worker/protocol';
import type { LabState } from '../labState';
import {
  fallbackSettings,
  fociPathsOn,
  type SettingName,
  type Settings,
  settingNames,
  settingsTable,
} from '../settings/settings';
import { addressVersion, describesRemoval, fallbacksOf, inWordsOfNow, versionOf } from './oldFallbacks';
import { type Panels, usualPanels, writePanels } from './panels';

export interface ReadAddress {
  readonly settings: Settings;
  /** One sentence per value that could not be used. */
  readonly complaints: readonly string[];
}

/** A setting whose text is longer than this stands behind "#". */
const longest = 500;

/** Reads the settings from the end of an address: "?name=value&...#name=value&...", either part or none. What stands behind "#" counts first. */
export function readAddress(address: string): ReadAddress {
  const [search = '', ...rest] = address.split('#');
  const query = new URLSearchParams(search);
  for (const [name, text] of new URLSearchParams(rest.join('#'))) query.set(name, text);
  const version = versionOf(query);
  const fallbacks = fallbacksOf(version);
  const read: Partial<Record<SettingName, unknown>> = {};
  const complaints: string[] = version > addressVersion ? [say('page.address.newer')] : [];
  for (const name of settingNames) {
    const text = query.get(name);
    if (text === null) continue;
    const parsed = settingsTable[name].parse(inWordsOfNow(version, name, text));
    if (parsed.ok) read[name] = parsed.value;
    else complaints.push(complain(name, text, parsed.complaint, fallbacks));
  }
  // The draw had the seed of the method.
  if (version < 2 && !('drawSeed' in read)) read.drawSeed = read.seed ?? fallbacks.seed;
  return { settings: { ...fallbacks, ...read } as Settings, complaints };
}

/**
 * The settings with the data and the model that an address means. One that says anything of a removal means those of a first visit where it names none: it
 * must not open what somebody left on another visit. An address that says nothing opens that.
 */
export function nameLab(address: string, settings: Settings): Settings {
  if (!describesRemoval(address)) return settings;
  const { dataset, model } = settings;
  const isDataNamed = new URLSearchParams(address.split('#')[0]).has('dataset');
  return {
    ...settings,
    dataset: dataset ?? firstVisit.dataset,
    model: model ?? (isDataNamed ? null : firstVisit.model),
  };
}

/** What an opened lab must have for the settings to mean something. */
type OpenedLab = Pick<LabState, 'dataset' | 'device'>;

/** Puts the fallback where the opened lab has no such thing as the address names, with a sentence for each. */
export function fitSettings(settings: Settings, { dataset, device }: OpenedLab): ReadAddress {
  const { class: shownClass, forgetClass, fociPath } = settings;
  const complaints: string[] = [];
  let fitting = settings;
  const { classNames } = dataset;
  const data = dataName(dataset);
  if (shownClass !== null && shownClass >= classNames.length) {
    const last = classNames.length - 1;
    complaints.push(complain('class', String(shownClass), say('page.address.noSuchClass', { data, last })));
    fitting = { ...fitting, class: fallbackSettings.class };
  }
  if ((forgetClass ?? 0) >= classNames.length) {
    const last = classNames.length - 1;
    const text = String(forgetClass);
    complaints.push(complain('forgetClass', text, say('page.address.noSuchClass', { data, last })));
    fitting = { ...fitting, forgetClass: fallbackSettings.forgetClass };
  }
  if (!fociPathsOn(device.backend, fociPath).includes(fociPath)) {
    complaints.push(complain('fociPath', fociPath, say('page.address.noGpu', { backend: device.backend })));
    fitting = { ...fitting, fociPath: fallbackSettings.fociPath };
  }
  return { settings: fitting, complaints };
}

function complain(name: SettingName, text: string, complaint: string, fallbacks = fallbackSettings): string {
  const used = formatSetting(name, fallbacks[name]) || say('page.address.ownChoice');
  return say('page.address.refused', { name, text, complaint, used });
}

/** The end of the address for these settings and panels: "", "?v=2&name=value&...", and "#name=value&..." where a text is long. */
export function writeAddress(settings: Settings, panels: Panels = usualPanels): string {
  const query = new URLSearchParams();
  const long = new URLSearchParams();
  for (const name of settingNames) {
    if (settings[name] === fallbackSettings[name]) continue;
    const text = formatSetting(name, settings[name]);
    (text.length > longest ? long : query).set(name, text);
  }
  for (const [name, text] of writePanels(panels)) query.set(name, text);
  if (query.size + long.size === 0) return '';
  const behind = (mark: string, values: URLSearchParams) => (values.size === 0 ? '' : `${mark}${values}`);
  return `?v=${addressVersion}${behind('&', query)}${behind('#', long)}`;
}

/** A setting's value as the text that its `parse` reads. */
export function formatSetting<K extends SettingName>(name: K, value: Settings[K]): string {
  const format = settingsTable[name].format as (value: Settings[K]) => string;
  return format(value);
}
