import type { Text } from '../../words/catalogue';
import { message } from '../../words/say';
import { rolesByName } from '../roles';
import { baseName, type Entry } from './entry';

/**
 * The same file twice counts once: packed and unpacked, in a folder and in its archive, in two spellings, or as a copy. Which
 * files can be the same their names say, so that equal pictures of a set stay as many as they are; whether they are, their content.
 */

/** What a copy is called after: "a (1)", "a - Copy", "Copy of a", "a copy 2". */
const COPY = /^(copy of )|( ?[-_]? ?(copy)( ?\(?\d+\)?)?)$|( ?\(\d+\))$/gi;

/** A name without folders, ending, signs, and what makes it that of a copy. */
export function plainName(name: string): string {
  const base = baseName(name).toLowerCase();
  const [, stem = base, ending = ''] = /^(.+?)(\.[a-z]\w{0,4})?$/.exec(base) ?? [];
  const plain = stem.replace(COPY, '');
  return `${plain || stem}${ending}`.replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * @param keys of each entry: only those with the same key can be the same
 * @returns the first of each that are the same, in their order, and a note that names the others
 */
export function dropTwins<T extends Entry>(
  entries: readonly T[],
  keys: readonly string[],
  canBeSame: (a: T, b: T) => boolean = () => true,
): { kept: T[]; notes: Text[] } {
  const seen = new Map<string, T[]>();
  const twins: string[] = [];
  const kept = entries.filter((entry, i) => {
    const key = `${keys[i]}/${entry.sizeBytes}`;
    const alike = seen.get(key);
    if (alike?.some((other) => canBeSame(other, entry) && isSame(other, entry))) {
      twins.push(entry.shown);
      return false;
    }
    if (alike) alike.push(entry);
    else seen.set(key, [entry]);
    return true;
  });
  return { kept, notes: twins.length > 0 ? [message('data.notes.twins', { names: twins })] : [] };
}

/**
 * The same files in a folder and in an archive of it, or in two archives, count once: those whose names and folders say the same part,
 * the same folder above and the same file.
 */
export function dropTwinsOfArchives(entries: readonly Entry[]): { kept: Entry[]; notes: Text[] } {
  const origins = new Set(entries.map(({ archive }) => archive));
  if (origins.size < 2) return { kept: [...entries], notes: [] };
  const inOrder = [...entries.filter(({ archive }) => !archive), ...entries.filter(({ archive }) => archive)];
  const roles = rolesByName(inOrder.map(({ archive, name }) => `${archive ?? ''}/${name}`));
  const { kept, notes } = dropTwins(
    inOrder,
    inOrder.map(({ name }, i) => `${roles[i] ?? ''}/${name.split('/').at(-2) ?? ''}/${plainName(name)}`),
    (a, b) => a.archive !== b.archive,
  );
  const left = new Set(kept);
  return { kept: entries.filter((entry) => left.has(entry)), notes };
}

function isSame(a: Entry, b: Entry): boolean {
  if (a.head.some((byte, i) => byte !== b.head[i])) return false;
  const [first, second] = [a.read(), b.read()];
  return first.length === second.length && first.every((byte, i) => byte === second[i]);
}
