/**
 * What an address of an earlier version means. An address leaves out each setting that is at its fallback; so a link keeps its meaning only with the
 * fallbacks of the time when it was written.
 *
 * Whoever changes a fallback of the table of settings adds the old one here, for all versions before the one that brings the new: to the last row while
 * that version is not released, else in a row of its own, with addressVersion raised to match.
 */

import { renamed } from '../../worker/protocol';
import { fallbackSettings, type SettingName, type Settings, settingNames } from '../settings/settings';

/** The present version of addresses. It stands in each that says anything, as "v=4"; the first version had no such mark. */
export const addressVersion = 4;

interface OldFallbacks {
  /** The version that brought new fallbacks. */
  readonly before: number;
  readonly were: Partial<Settings>;
}

const oldFallbacks: readonly OldFallbacks[] = [
  {
    before: 2,
    were: {
      // A first visit opened with the drawn digits.
      dataset: 'digits',
      // The step as published: y cut from a step of all weights, and no weight decay.
      curvature: 'secant-cut',
      weightDecay: 'none',
      batch: 'mean',
      retrainingOrder: 'independent',
      hessianSamples: 1024,
      guardSet: 'validation',
    },
  },
  {
    before: 3,
    were: {
      // The weights of the drawn digits were of float16.
      weights: 'former',
    },
  },
  {
    before: 4,
    were: {
      // "A class" was its first 20 samples.
      forgetLimit: 20,
      // Data that come along and parts of downloads had no images for the guard alone.
      guardSet: 'apart',
    },
  },
];

/** Settings that mean the same on any data, and those that name data and model: with these alone an address follows the fallbacks of today. */
const timeless: ReadonlySet<SettingName> = new Set([
  'view',
  'backend',
  'dataset',
  'images',
  'model',
  'weights',
  'blanketSamples',
  'blanketRepeats',
  'blanketSeed',
  'gpuTimes',
  'inspect',
]);

/** The fallbacks that hold for an address of this version. */
export function fallbacksOf(version: number): Settings {
  const rows = oldFallbacks.filter(({ before }) => version < before);
  // Of two changes of one fallback the earlier one says what it was then: it comes last.
  return Object.assign({}, fallbackSettings, ...rows.toReversed().map(({ were }) => were)) as Settings;
}

/** The version of an address: what it says of itself; without a word the first, if it describes a removal or what is shown of the samples. */
export function versionOf(query: URLSearchParams): number {
  const said = Number(query.get('v') ?? Number.NaN);
  if (Number.isSafeInteger(said) && said >= 1) return said;
  return saysRemoval(query) ? 1 : addressVersion;
}

const saysRemoval = (query: URLSearchParams) =>
  settingNames.some((name) => query.has(name) && !timeless.has(name));

/** Whether an address says anything of a removal, or of what is shown of the samples; one with a version always does. */
export function describesRemoval(address: string): boolean {
  const query = new URLSearchParams(address.replace('#', '&'));
  return query.has('v') || saysRemoval(query);
}

/** A value of an address of this version in the words of now: some names went to another meaning. */
export function inWordsOfNow(version: number, name: SettingName, text: string): string {
  return version < 2 ? (renamed[name]?.[text] ?? text) : text;
}
