import { say } from '../../words/say';
import { type Backend, backends } from '../backends';
import { OptionError } from '../commandError';
import { choice, flag, list, type OptionValues, text } from '../options/option';
import { readOptionsAndWords } from '../options/readOptions';

const dataAndModel = () => say('cli.groupData');
const output = () => say('cli.data.group');

export const replayOptions = {
  data: list(dataAndModel, 'ID|PATH', () => say('cli.replay.helpData')),
  checkpoint: text(dataAndModel, 'PATH', () => say('cli.replay.helpCheckpoint')),
  backend: choice(dataAndModel, backends, 'wasm'),
  out: text(output, 'FILE', () => say('cli.replay.helpOut')),
  json: flag(output, () => say('cli.replay.helpJson')),
} as const;

/** What is to be made again, and with what. */
export interface ReplaySpec {
  /** A link, the letters of a recipe, or the path of a file that holds a recipe or a session. */
  readonly source: string;
  /** As loadData takes it; empty: the recipe's own. */
  readonly data: readonly string[];
  readonly checkpoint: string | undefined;
  readonly backend: Backend;
  readonly out: string | undefined;
  readonly json: boolean;
}

/** Reads the words after `lethe replay`. @throws OptionError */
export function readReplayOptions(words: readonly string[]): ReplaySpec {
  const { values, rest }: { values: OptionValues<typeof replayOptions>; rest: readonly string[] } =
    readOptionsAndWords(words, replayOptions);
  const [source] = rest;
  if (source === undefined || rest.length > 1) throw new OptionError('cli.replay.noSource', []);
  const { data, checkpoint, backend, out, json } = values;
  return { source, data: data ?? [], checkpoint, backend, out, json };
}
