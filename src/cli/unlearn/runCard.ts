import { join } from 'node:path';
import { sourceOf } from '../../data/sources';
import { parseJson, type RunCard, readRunCard } from '../../lab/schema/runFolder';
import { InputError } from '../commandError';
import { describeDifferences } from '../folder/differences';
import { readOptional, replaceFile } from '../folder/files';
import { unlearnOptions } from './options';

/** What an older lab counted to the identity: how far a run goes. Whether the first removals are the same is told by the lines. */
const ofThePlan = ['removals', 'samples'];
/** What runs went by before it was a choice. */
const beforeItsChoice = { attention: 'rows' };

/**
 * Writes run.json, or checks that the one there is of the same run.
 * @returns what the file holds, for the chain of the lines
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
    return card;
  }
  const content = parseJson(found.toString(), path);
  const there = choicesOf(readRunCard(content, path).identity);
  const here = choicesOf(card.identity);
  const differences = describeDifferences(there, here);
  if (differences === null) return content;
  const options = optionsOf(there, here);
  throw new InputError('cli.folderOfAnotherRun', [{ file: path, differences, options }]);
}

/** The options that ask for what the folder has, where it differs: the lab's defaults may have changed since the run began. */
function optionsOf(
  there: Readonly<Record<string, unknown>>,
  here: Readonly<Record<string, unknown>>,
): string {
  return Object.entries(there)
    .filter(([name, value]) => value !== here[name])
    .map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), value] as const)
    .filter(
      ([name, value]) => Object.hasOwn(unlearnOptions, name) && ['string', 'number'].includes(typeof value),
    )
    .map(([name, value]) => `--${name} ${value}`)
    .join(' ');
}

/** The source of the data of the run in a folder; null where there is no run, or its data are the user's own. What is damaged, openCard refuses. */
export async function findRunData(folder: string): Promise<string | null> {
  const { data } = (await readCard(folder))?.facts ?? {};
  if (typeof data !== 'object' || data === null || !('id' in data)) return null;
  const source = typeof data.id === 'string' ? sourceOf(data.id) : null;
  return source && source.kind !== 'files' ? source.id : null;
}

/** All that the removals of a run go by. */
function choicesOf(identity: RunCard['identity']): Readonly<Record<string, unknown>> {
  const written = Object.entries(identity).filter(([name]) => !ofThePlan.includes(name));
  return { ...beforeItsChoice, ...Object.fromEntries(written) };
}

/** The card of the run that lies in a folder; null where there is none that can be read: what is wrong with it is said when the folder is opened. */
export async function findCard(folder: string): Promise<RunCard | null> {
  return readCard(folder).catch(() => null);
}

async function readCard(folder: string): Promise<RunCard | null> {
  const path = join(folder, 'run.json');
  const found = await readOptional(path);
  return found && readRunCard(parseJson(found.toString(), path), path);
}
