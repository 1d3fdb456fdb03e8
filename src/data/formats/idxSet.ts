import type { Text } from '../../words/catalogue';
import { message } from '../../words/say';
import { DataError } from '../dataError';
import { type Role, rolesByName } from '../roles';
import { type PartArrays, readArraySet } from './arrays/arraySet';
import { arrayOf, type NumberArray } from './arrays/numberArray';
import { dropTwins, plainName } from './dropTwins';
import { emnistNames, isEmnist, readMapping } from './emnist';
import type { Entry } from './entry';
import { type IdxKind, parseIdx } from './idx';
import type { Pieces, ReadContext } from './pieces';

/** Data sets in the format of MNIST: IDX files of images and of labels, under whatever names they were saved. */

/** MNIST and its kin have ten, whether or not each occurs in a part of them. */
const FEWEST_CLASSES = 10;

interface Named {
  readonly array: NumberArray;
  readonly fileName: string;
}
/** The files of one kind, by role. */
type Roles = Readonly<Partial<Record<Role, Named>>> & { readonly training: Named };

/**
 * Reads two, four or six files. What a file holds is told by its content, and which part it belongs to by its name (train;
 * t10k or test; val) or else by its count: the larger part is for training.
 * @param beside files that are no data; the mapping of EMNIST is among them
 * @throws DataError for a file that is missing, damaged or no part of such a set; the message names it
 */
export async function readIdxSet(
  entries: readonly Entry[],
  context: ReadContext,
  beside: readonly Entry[] = [],
): Promise<Pieces> {
  const { kept, notes } = dropTwins(entries, keysOf(entries));
  const files: Record<IdxKind, Named[]> = { images: [], labels: [] };
  for (const [index, entry] of kept.entries()) {
    const { kind, array } = parseIdx(entry.read(), entry.shown);
    files[kind].push({ array, fileName: entry.shown });
    await context.pause((0.4 * (index + 1)) / kept.length);
  }
  const images = assignRoles(files.images, 'images');
  const labels = assignRoles(files.labels, 'labels');
  const isTurned = kept.some(isEmnist);
  const parts = (['training', 'validation', 'test'] as const).flatMap((role) =>
    pair(role, images, labels, isTurned),
  );
  const mapping = readMapping(beside);
  const set = await readArraySet(parts, context, {
    fewest: FEWEST_CLASSES,
    names: mapping?.names ?? (isTurned ? emnistNames(labels.training.array) : undefined),
  });
  return {
    ...set,
    format: 'idx',
    used: mapping ? [mapping.entry] : [],
    notes: [...notes, ...columnNotes(files.labels), ...set.notes],
  };
}

/** What the files of one part have in common: the part that the name says, and the kind that the content says. */
function keysOf(entries: readonly Entry[]): string[] {
  const roles = rolesByName(entries.map(({ name }) => name));
  return entries.map(({ name, head }, i) => `${roles[i] ?? plainName(name)}/${head.slice(0, 4).join()}`);
}

function assignRoles(files: readonly Named[], kind: IdxKind): Roles {
  const [first, second, third] = files;
  if (!first) throw new DataError('data.wrong.idxSet.none', { kind });
  const roles = rolesByName(files.map(({ fileName }) => fileName));
  const areTold = roles.every((role) => role) && new Set(roles).size === files.length;
  if (files.length === 3 && areTold) {
    return Object.fromEntries(files.map((file, i) => [roles[i]!, file])) as unknown as Roles;
  }
  if (third) {
    throw new DataError('data.wrong.idxSet.tooMany', {
      fileName: third.fileName,
      kind,
      names: files.map(({ fileName }) => fileName),
    });
  }
  if (!second) {
    if (roles[0] === undefined || roles[0] === 'training') return { training: first };
    throw new DataError('data.wrong.idxSet.testAlone', { fileName: first.fileName, kind });
  }
  return rolesOfTwo(first, second, kind, [roles[0], roles[1]]);
}

/** By what the names say; where only one says something, the other file is of the other part; else by counts. */
function rolesOfTwo(first: Named, second: Named, kind: IdxKind, said: readonly (Role | undefined)[]): Roles {
  const [firstRole, secondRole] = said;
  if (firstRole === 'training' && secondRole !== 'training')
    return { training: first, [secondRole ?? 'test']: second };
  if (secondRole === 'training' && firstRole !== 'training')
    return { training: second, [firstRole ?? 'test']: first };
  if (firstRole && !secondRole) return { training: second, [firstRole]: first };
  if (secondRole && !firstRole) return { training: first, [secondRole]: second };
  const [firstCount, secondCount] = [countOf(first), countOf(second)];
  if (!firstRole && firstCount !== secondCount) {
    return firstCount > secondCount ? { training: first, test: second } : { training: second, test: first };
  }
  throw new DataError('data.wrong.idxSet.samePart', {
    fileName: second.fileName,
    other: first.fileName,
    kind,
    role: firstRole ?? null,
    count: secondCount,
  });
}

const countOf = ({ array }: Named): number => array.shape[0]!;

/** The images and labels of a part; none where there are neither. */
function pair(role: Role, images: Roles, labels: Roles, isTurned: boolean): PartArrays[] {
  const [pictures, classes] = [images[role], labels[role]];
  if (!pictures && !classes) return [];
  if (!pictures || !classes) {
    const lonely = (pictures ?? classes)!;
    const missing = pictures ? 'labels' : 'images';
    throw new DataError('data.wrong.idxSet.lonely', { fileName: lonely.fileName, missing });
  }
  if (countOf(pictures) !== countOf(classes)) {
    throw new DataError('data.wrong.idxSet.labelCount', {
      fileName: classes.fileName,
      images: pictures.fileName,
      expected: countOf(pictures),
      found: countOf(classes),
    });
  }
  return [{ role, images: pictures, labels: { ...classes, array: firstColumn(classes.array) }, isTurned }];
}

/** Of several numbers a label (QMNIST has eight) the first is the class, unless they are rows with a single one. */
function firstColumn(array: NumberArray): NumberArray {
  const [count = 0, width = 1] = array.shape;
  if (array.shape.length !== 2 || isOneHot(array, width)) return array;
  return arrayOf(
    [count],
    Array.from({ length: count }, (_, row) => array.at(row * width)),
    array.kind,
  );
}

function isOneHot(array: NumberArray, width: number): boolean {
  for (let row = 0; row * width < array.length; row++) {
    let [ones, others] = [0, 0];
    for (let column = 0; column < width; column++) {
      const value = array.at(row * width + column);
      if (value === 1) ones++;
      else if (value !== 0) others++;
    }
    if (ones !== 1 || others > 0) return false;
  }
  return true;
}

function columnNotes(labels: readonly Named[]): Text[] {
  const wide = labels.find(({ array }) => array.shape.length === 2 && !isOneHot(array, array.shape[1]!));
  return wide ? [message('data.notes.firstColumn', { columns: wide.array.shape[1]! })] : [];
}
