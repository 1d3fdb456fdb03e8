import { roleByName } from '../roles';
import { baseName } from './entry';

/** Pictures whose own names say their class, as those of cats and dogs at Kaggle: "train/cat.0.jpg", "train/dog.0.jpg". */

/** Letters, then a sign or none, then a number: "cat.0", "dog_12", "tree frog (3)". */
const NAME = /^(\p{L}[\p{L}\p{M} _-]*?)[ ._-]*\(?\d+\)?\.\w+$/u;
/** What cameras and programs call pictures, whatever is on them. */
const NO_CLASS =
  /^(img|image|dsc[a-z]*|pxl|p|pic|picture|photo|frame|scan|screenshot|sample|test|train|val)$/i;

interface Place {
  readonly entry: { readonly name: string };
  readonly folders: readonly string[];
}

/**
 * The same pictures, with a folder for the class that the name of each says: where all of a folder have such names, of two classes or more with
 * two pictures each, and folders say nothing but the part.
 * @returns undefined where folders say the class, or names do not
 */
export function classesByName<T extends Place>(rows: readonly T[]): T[] | undefined {
  const byFolder = new Map<string, T[]>();
  for (const row of rows) {
    const folder = row.folders.join('/');
    const members = byFolder.get(folder);
    if (members) members.push(row);
    else byFolder.set(folder, [row]);
  }
  const named = new Set([...byFolder].filter(([, members]) => sayClasses(members)).map(([folder]) => folder));
  const isPart = (folder: string) => roleByName(baseName(folder)) !== undefined;
  const isOnly = byFolder.size === 1;
  if (named.size === 0 || ![...byFolder.keys()].every((folder) => isOnly || isPart(folder))) return undefined;
  return rows.map((row) =>
    named.has(row.folders.join('/')) ? { ...row, folders: [...row.folders, classOf(row)!] } : row,
  );
}

function sayClasses(members: readonly Place[]): boolean {
  const counts = new Map<string, number>();
  for (const member of members) {
    const name = classOf(member);
    if (name === undefined) return false;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts.size >= 2 && [...counts.values()].every((count) => count >= 2);
}

function classOf({ entry }: Place): string | undefined {
  const name = NAME.exec(baseName(entry.name))?.[1];
  return name === undefined || NO_CLASS.test(name) ? undefined : name;
}
