/** The options of `lethe band`. */

import { say } from '../../words/say';
import { dataOptions, type OriginalChoice, readOriginal } from '../ensemble/options';
import { flag, text } from '../options/option';
import { readOptions } from '../options/readOptions';

/** What `lethe band` is asked to do. */
export interface BandRun extends OriginalChoice {
  /** Where the models are kept; null: the user's cache folder. */
  readonly store: string | null;
  /** Take the folder from a process on another machine. */
  readonly takeOver: boolean;
  /** Gets bands.json; null: it is not written. */
  readonly out: string | null;
}

const run = () => say('cli.groupRun');

export const bandOptions = {
  ...dataOptions,
  store: text(run, 'DIR', () => say('cli.band.helpStore')),
  out: text(run, 'DIR', () => say('cli.band.helpOut')),
  'take-over': flag(run, () => say('cli.helpTakeOver')),
} as const;

/** Reads the words after `lethe band`. @throws OptionError that names the option, its value and what is allowed */
export function readBandOptions(words: readonly string[]): BandRun {
  const values = readOptions(words, bandOptions);
  return {
    ...readOriginal(values),
    store: values.store ?? null,
    takeOver: values['take-over'],
    out: values.out ?? null,
  };
}
