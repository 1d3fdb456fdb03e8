/** The options of `lethe attack`: which ensemble, and which removals are made on its models. */

import type { RemovalSettings } from '../../engine/parameters';
import { OptionError } from '../commandError';
import { choiceOptions, dataOptions, type EnsembleChoice, readChoice, runOptions } from '../ensemble/options';
import { readOptions } from '../options/readOptions';
import { type RemovalPlan, readPlan, readSettings, removalOptions, sampleOptions } from '../unlearn/options';

/** What `lethe attack` is asked to do. */
export interface AttackRun extends EnsembleChoice {
  /** The seed among them draws the samples, and each removal gets one of its own from it. */
  readonly settings: RemovalSettings;
  readonly plan: RemovalPlan;
}

export const attackOptions = {
  ...dataOptions,
  ...sampleOptions,
  ...removalOptions,
  ...choiceOptions,
  ...runOptions,
} as const;

/** Reads the words after `lethe attack`. @throws OptionError that names the option, its value and what is allowed */
export function readAttackOptions(words: readonly string[]): AttackRun {
  const values = readOptions(words, attackOptions);
  const settings = readSettings(values);
  if (settings.noise && settings.method !== 'algorithm1') {
    throw new OptionError('cli.noNoise', [{ method: settings.method }]);
  }
  return { ...readChoice(values), settings, plan: readPlan(values) };
}
