/** The options of `lethe ensemble`, and those that `lethe attack` shares with it. */

import { defaultSource } from '../../data/defaultSource';
import { numericParameters } from '../../engine/parameters';
import { ensembleCount, ensembleSeed } from '../../engine/yardstick/ensembleNumbers';
import { say } from '../../words/say';
import { type Backend, backends } from '../backends';
import { OptionError } from '../commandError';
import { choice, count, flag, list, number, type OptionValues, rangeOf, text } from '../options/option';
import { readOptions } from '../options/readOptions';

/** The original that models repeat. */
export interface OriginalChoice {
  /** As loadData takes it. */
  readonly data: readonly string[];
  readonly limit: number | null;
  /** null: the first model that weights ship for, or the checkpoint's. */
  readonly model: string | null;
  readonly checkpoint: string | null;
  readonly backend: Backend;
}

/** Which ensemble, and where its models are kept. */
export interface EnsembleChoice extends OriginalChoice {
  readonly models: number;
  readonly seed: number;
  /** null: the user's cache folder. */
  readonly store: string | null;
  /** Take the folder from a process on another machine. */
  readonly takeOver: boolean;
  readonly json: boolean;
}

/** What `lethe ensemble` is asked to do. */
export interface EnsembleRun extends EnsembleChoice {
  /** Gets margins and membership without the weights; null: they are not written. */
  readonly out: string | null;
}

const dataAndModel = () => say('cli.groupData');
const ensemble = () => say('cli.ensemble.group');
const run = () => say('cli.groupRun');

export const dataOptions = {
  data: list(dataAndModel, 'ID|PATH', () => say('cli.helpData')),
  limit: count(dataAndModel, () => say('cli.helpLimit')),
  model: text(dataAndModel, 'ID', () => say('cli.helpShippedModel')),
  checkpoint: text(dataAndModel, 'DIR|FILE', () => say('cli.helpCheckpoint')),
  backend: choice(dataAndModel, backends, 'wasm'),
} as const;

export const choiceOptions = {
  models: number(ensemble, ensembleCount, () =>
    say('cli.ensemble.helpModels', { range: rangeOf(ensembleCount), fallback: ensembleCount.fallback }),
  ),
  'ensemble-seed': number(ensemble, numericParameters.seed, () =>
    say('cli.ensemble.helpSeed', { range: rangeOf(numericParameters.seed), fallback: ensembleSeed }),
  ),
  store: text(ensemble, 'DIR', () => say('cli.ensemble.helpStore')),
} as const;

export const runOptions = {
  json: flag(run, () => say('cli.ensemble.helpJson')),
  'take-over': flag(run, () => say('cli.helpTakeOver')),
} as const;

export const ensembleOptions = {
  ...dataOptions,
  ...choiceOptions,
  out: text(run, 'DIR', () => say('cli.ensemble.helpOut')),
  ...runOptions,
} as const;

/** The options that say which data and which model. @throws OptionError */
export function readOriginal(values: OptionValues<typeof dataOptions>): OriginalChoice {
  if (values.model !== undefined && values.checkpoint !== undefined) {
    throw new OptionError('cli.modelOrCheckpoint', []);
  }
  return {
    data: values.data.length > 0 ? values.data : [defaultSource],
    limit: values.limit ?? null,
    model: values.model ?? null,
    checkpoint: values.checkpoint ?? null,
    backend: values.backend,
  };
}

/** The options that say which ensemble. @throws OptionError */
export function readChoice(
  values: OptionValues<typeof dataOptions & typeof choiceOptions & typeof runOptions>,
): EnsembleChoice {
  return {
    ...readOriginal(values),
    models: values.models ?? ensembleCount.fallback,
    seed: values['ensemble-seed'] ?? ensembleSeed,
    store: values.store ?? null,
    takeOver: values['take-over'],
    json: values.json,
  };
}

/** Reads the words after `lethe ensemble`. @throws OptionError that names the option, its value and what is allowed */
export function readEnsembleOptions(words: readonly string[]): EnsembleRun {
  const values = readOptions(words, ensembleOptions);
  return { ...readChoice(values), out: values.out ?? null };
}
