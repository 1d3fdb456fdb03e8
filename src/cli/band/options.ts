/** The options of `lethe band`. */

import { defaultSource } from '../../data/defaultSource';
import { say } from '../../words/say';
import type { Backend } from '../backends';
import { OptionError } from '../commandError';
import { dataOptions } from '../ensemble/options';
import { flag, text } from '../options/option';
import { readOptions } from '../options/readOptions';

/** What `lethe band` is asked to do. */
export interface BandRun {
  /** As loadData takes it. */
  readonly data: readonly string[];
  readonly limit: number | null;
  /** null: the first model that weights ship for, or the checkpoint's. */
  readonly model: string | null;
  readonly checkpoint: string | null;
  readonly backend: Backend;
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
  if (values.model !== undefined && values.checkpoint !== undefined) {
    throw new OptionError('cli.modelOrCheckpoint', []);
  }
  return {
    data: values.data.length > 0 ? values.data : [defaultSource],
    limit: values.limit ?? null,
    model: values.model ?? null,
    checkpoint: values.checkpoint ?? null,
    backend: values.backend,
    store: values.store ?? null,
    takeOver: values['take-over'],
    out: values.out ?? null,
  };
}
