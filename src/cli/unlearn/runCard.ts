import { join } from 'node:path';
import { parseJson, type RunCard, readRunCard } from '../../lab/schema/runFolder';
import { say } from '../../words/say';
import { InputError } from '../commandError';
import { readOptional, replaceFile } from '../folder/files';

/** What an older lab counted to the identity: how far a run goes. Whether the first removals are the same is told by the lines. */
const ofThePlan = ['removals', 'samples'];

/**
 * Writes run.json, or checks that the one there is of the same run.
 * @returns what the file holds: the lines are chained to it
 * @throws InputError when it is of another one; FieldError when it is damaged
 */
export async function openCard(folder: string, card: RunCard): Promise<unknown> {
  const path = join(folder, 'run.json');
  const found = await readOptional(path);
  if (!found) {
    for (const name of ['removals.jsonl', 'weights.bin']) {
      if (await readOptional(join(folder, name))) {
        throw new InputError('cli.folderWithoutCard', [{ folder, name }]);
      }
    }
    await replaceFile(path, `${JSON.stringify(card, null, 2)}\n`);
    return JSON.parse(JSON.stringify(card));
  }
  const content = parseJson(found.toString(), path);
  const there: Readonly<Record<string, unknown>> = readRunCard(content, path).identity;
  const here: Readonly<Record<string, unknown>> = card.identity;
  const differences = Object.keys({ ...there, ...here })
    .filter((name) => !ofThePlan.includes(name))
    .map((name) => ({ name, there: textOf(there[name]), here: textOf(here[name]) }))
    .filter(({ there, here }) => there !== here);
  if (differences.length === 0) return content;
  const list = differences.map((difference) => say('cli.differs', difference));
  throw new InputError('cli.folderOfAnotherRun', [{ file: path, differences: shorten(list.join('; ')) }]);
}

/** null: there is no such field. */
function textOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** A sentence has room for so much of a list. */
function shorten(list: string): string {
  return list.length > 300 ? `${list.slice(0, 300)} …` : list;
}
