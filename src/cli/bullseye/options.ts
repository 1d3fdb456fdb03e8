import { say } from '../../words/say';
import { number, rangeOf } from '../options/option';
import { readOptions } from '../options/readOptions';

/** What the experiment is asked to do. */
export interface BullseyeSpec {
  readonly samples: number;
  readonly repeats: number;
  readonly seed: number;
  readonly permutations: number;
  readonly level: number;
}

const group = () => say('cli.groupExperiment');
const whole = { minimum: 1, maximum: Number.MAX_SAFE_INTEGER, whole: true };
const samples = { ...whole, minimum: 10, maximum: 1e6 };
const seed = { ...whole, minimum: 0 };
const level = { minimum: 1e-6, maximum: 0.5, whole: false };

export const bullseyeOptions = {
  samples: number(group, samples, () => say('cli.helpPoints', { range: rangeOf(samples) })),
  repeats: number(group, whole, () => say('cli.helpRepeats')),
  seed: number(group, seed, () => say('cli.helpFirstSeed')),
  permutations: number(group, whole, () => say('cli.helpPermutations')),
  level: number(group, level, () => say('cli.helpLevel', { range: rangeOf(level) })),
} as const;

/** Reads the words after `lethe bullseye`. @throws OptionError */
export function readBullseyeOptions(words: readonly string[]): BullseyeSpec {
  const values = readOptions(words, bullseyeOptions);
  return {
    samples: values.samples ?? 1000,
    repeats: values.repeats ?? 5,
    seed: values.seed ?? 1,
    permutations: values.permutations ?? 199,
    level: values.level ?? 0.05,
  };
}
