import { type ScalingId, scalingIds } from '../../model/own/scaling';
import { say } from '../../words/say';
import { type Backend, backends } from '../backends';
import { OptionError } from '../commandError';
import { choice, count, flag, list, type OptionValues } from '../options/option';
import { readOptionsAndWords } from '../options/readOptions';

const output = () => say('cli.data.group');
const dataAndModel = () => say('cli.groupData');

export const modelOptions = {
  data: list(dataAndModel, 'ID|PATH', () => say('cli.model.helpData')),
  limit: count(dataAndModel, () => say('cli.helpLimit')),
  scaling: choice(dataAndModel, scalingIds, undefined, () => say('cli.model.helpScaling')),
  backend: choice(dataAndModel, backends, 'wasm'),
  json: flag(output, () => say('cli.data.helpJson')),
} as const;

/** What is to be looked at, and how it is told. */
export interface ModelSpec {
  /** Files and folders of one model. */
  readonly paths: readonly string[];
  /** As loadData takes it; empty: the model is not evaluated. */
  readonly data: readonly string[];
  readonly limit: number | undefined;
  /** undefined: the best. */
  readonly scaling: ScalingId | undefined;
  readonly backend: Backend;
  readonly json: boolean;
}

/** Reads the words after `lethe model`. @throws OptionError */
export function readModelOptions(words: readonly string[]): ModelSpec {
  const { values, rest }: { values: OptionValues<typeof modelOptions>; rest: readonly string[] } =
    readOptionsAndWords(words, modelOptions);
  if (rest.length === 0) throw new OptionError('cli.model.noPath', []);
  const { data = [], limit, scaling, backend, json } = values;
  if (scaling && data.length === 0) throw new OptionError('cli.model.scalingNeedsData', []);
  return { paths: rest, data, limit, scaling, backend, json };
}
