import { say } from '../../words/say';
import { OptionError } from '../commandError';
import { count, flag } from '../options/option';
import { readOptionsAndWords } from '../options/readOptions';

/** What is to be looked at, and how it is told. */
export interface DataSpec {
  /** Files and folders of one data set, or the id of a source. */
  readonly paths: readonly string[];
  /** Training images at most; undefined: all. */
  readonly limit: number | undefined;
  readonly json: boolean;
}

export const dataOptions = {
  limit: count(
    () => say('cli.groupData'),
    () => say('cli.helpLimit'),
  ),
  json: flag(
    () => say('cli.data.group'),
    () => say('cli.data.helpJson'),
  ),
} as const;

/** Reads the words after `lethe data`. @throws OptionError */
export function readDataOptions(words: readonly string[]): DataSpec {
  const { values, rest } = readOptionsAndWords(words, dataOptions);
  if (rest.length === 0) throw new OptionError('cli.data.noPath', []);
  return { paths: rest, limit: values.limit, json: values.json };
}
