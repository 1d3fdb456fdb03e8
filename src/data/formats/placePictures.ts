import { DataError } from '../dataError';
import { type Role, roleByName, roleOfWord, rolesByName, wordsOf } from '../roles';
import { classesByName } from './classByName';
import type { Entry } from './entry';

/**
 * Which part and which class each picture of a folder belongs to, by the folders above it. Of these a level can say the part
 * ("train", "test_set"), and the others name the class: "pets/train/cat/1.png", "cat/train/1.png", "train/cat/images/1.png",
 * "apple/healthy/1.png". Folders that all pictures have in common say nothing.
 */

/** A picture and what its folders say. */
export interface Placed {
  readonly entry: Entry;
  readonly className: string;
  readonly role: Role;
}

interface Row {
  readonly entry: Entry;
  readonly folders: readonly string[];
  readonly role: Role;
}

/** Folders that hold the pictures of the class above them. */
const HOLDERS = /^(images?|imgs?|pictures?|pics?|photos?|frames|jpe?g|png)$/i;

/** Folders of what belongs to the pictures in a folder of HOLDERS beside them. */
const MASKS = /^(masks?|annotations?|segmentations?|labels?|ground[_ -]?truths?|gt)$/i;

/** Pictures that are left out, by the folder that all of them lie in. */
export interface LeftOut {
  readonly folder: string;
  readonly count: number;
  /** Whether they are of a part, but of no class; else they lie beside the parts. */
  readonly isPart: boolean;
}

/**
 * @returns the pictures with their part and class; and those left out: of parts, but for the training part, of which no picture lies in
 * a class folder, and beside the parts
 * @throws DataError for a picture outside a class folder, or beside one
 */
export function placePictures(entries: readonly Entry[]): {
  placed: Placed[];
  leftOut: LeftOut[];
  /** Masks of pictures, which are left out too. */
  masks: Entry[];
  /** Whether the names of the pictures say their classes. */
  areNamed: boolean;
} {
  const archives = new Set(entries.flatMap(({ archive }) => archive ?? []));
  const all = entries.map((entry) => ({ entry, folders: foldersOf(entry, archives.size > 1) }));
  const { rows: found, masks } = withoutMasks(all);
  const named = classesByName(found);
  const rows = named ?? found;
  const level = partLevel(rows.map(({ folders }) => folders));
  const { parted, outside } = level === null ? { parted: whole(rows), outside: [] } : divide(rows, level);
  const { labelled, bare } = withoutBareParts(parted);
  const depth = level?.level ?? 0;
  checkPlaces(labelled);
  const names = classNames(labelled.map(({ folders }) => folders));
  return {
    placed: labelled.map(({ entry, role }, i) => ({ entry, role, className: names[i]! })),
    leftOut: [...groupByFolder(outside, depth, false), ...groupByFolder(bare, depth, true)],
    masks: masks.map(({ entry }) => entry),
    areNamed: named !== undefined,
  };
}

/** Without folders of masks beside those of the pictures that they belong to: "cat/images", "cat/masks". */
function withoutMasks<T extends { readonly folders: readonly string[] }>(
  all: readonly T[],
): { rows: T[]; masks: T[] } {
  const above = ({ folders }: T) => folders.slice(0, -1).join('/');
  const holding = new Set(all.filter(({ folders }) => HOLDERS.test(folders.at(-1) ?? '')).map(above));
  const isMask = (row: T) => MASKS.test(row.folders.at(-1) ?? '') && holding.has(above(row));
  return { rows: all.filter((row) => !isMask(row)), masks: all.filter(isMask) };
}

/** The folders above a picture; of several archives the names too, which can be those of parts or classes. */
function foldersOf({ name, archive }: Entry, withArchive: boolean): string[] {
  const folders = name.split('/').slice(0, -1);
  return withArchive && archive
    ? [...archive.replace(/(\.tar)?\.\w+$/i, '').split('/'), ...folders]
    : folders;
}

/** A folder's name as a part: which one, and the words around it ("asl alphabet" of "asl_alphabet_train"). */
function partOf(folder: string): { role: Role; around: string } | undefined {
  const role = roleByName(folder);
  if (!role) return undefined;
  return {
    role,
    around: wordsOf(folder)
      .filter((word) => roleOfWord(word) !== role)
      .join(' '),
  };
}

/** Words that may stand beside a part's name anywhere. */
const FILLERS = /^((set|sets|data|dataset|images?|imgs?|pictures|split|folder|digits|nums?)( |$))*$/;

/** The level of folders that says the part. */
interface PartLevel {
  readonly level: number;
  /** Whether its names say the class too, as in "cats_train". */
  readonly saysClass: boolean;
}

/**
 * The level of folders that says the part: the first on which one name says the training part, and another part's name differs
 * in that word alone. Where there is none, one with a training part alone counts if its siblings hold no classes of their own: else it
 * is a class called "train". Where no level has a training part, one on which all names say another part does.
 */
function partLevel(paths: readonly (readonly string[])[]): PartLevel | null {
  const depth = Math.max(0, ...paths.map(({ length }) => length));
  const levels = Array.from({ length: depth }, (_, level) => ({
    level,
    parts: [...new Set(paths.flatMap((path) => path[level] ?? []))].map(partOf),
  }));
  const named = levels.find(({ level, parts }) => saysClass(parts) && !hasBelow(paths, level));
  if (named) return { level: named.level, saysClass: true };
  const found =
    levels.find(({ level, parts }) => isDivided(parts) && saysPart(paths, level)) ??
    levels.find(({ level, parts }) => !isDivided(parts) && isAlone(paths, level)) ??
    levels.find(
      ({ level, parts }) => parts.every((part) => part && part.role !== 'training') && saysPart(paths, level),
    );
  return found ? { level: found.level, saysClass: false } : null;
}

type Parts = readonly ReturnType<typeof partOf>[];

/** Whether one of the names on a level says the training part, and another one a part to measure on. */
function isDivided(parts: Parts): boolean {
  const training = parts.find((part) => part?.role === 'training');
  if (!training) return false;
  const isPart = ({ around }: { around: string }) => FILLERS.test(around) || around === training.around;
  return isPart(training) && parts.some((part) => part && part.role !== 'training' && isPart(part));
}

/** Whether all names on a level say a part and a class: the same two classes or more for training as for another part. */
function saysClass(parts: Parts): boolean {
  const named = parts.filter((part) => part !== undefined && !FILLERS.test(part.around));
  const trained = new Set(named.filter((part) => part!.role === 'training').map((part) => part!.around));
  const others = named.filter((part) => part!.role !== 'training');
  return (
    named.length === parts.length &&
    trained.size > 1 &&
    others.length > 0 &&
    others.every((part) => trained.has(part!.around))
  );
}

/** Whether there are classes beside that level: folders below it, or different ones above it. */
function saysPart(paths: readonly (readonly string[])[], level: number): boolean {
  const above = new Set(paths.map((path) => path.slice(0, level).join('/')));
  return above.size > 1 || hasBelow(paths, level);
}

function hasBelow(paths: readonly (readonly string[])[], level: number): boolean {
  return paths.some((path) => path.length > level + 1);
}

/**
 * Whether the training folder has folders below it, and those beside it have none; or the same ones, beside a name that means nothing but
 * the part: "train" may be a class.
 */
function isAlone(paths: readonly (readonly string[])[], level: number): boolean {
  const isTraining = (path: readonly string[]) => partOf(path[level] ?? '')?.role === 'training';
  const inside = paths.filter(isTraining);
  if (inside.length === 0) return false;
  const isPlain = inside.every((path) => !/^trains?$/i.test(path[level]!));
  const classes = new Set(inside.map((path) => path[level + 1]));
  const isPart = isPlain && classes.size > 1;
  const isBeside = (path: readonly string[]) =>
    path.length <= level + 1 || (isPart && classes.has(path[level + 1]));
  return (
    inside.every((path) => path.length > level + 1) &&
    paths.every((path) => isTraining(path) || isBeside(path))
  );
}

const whole = (rows: readonly Omit<Row, 'role'>[]): Row[] =>
  rows.map((row) => ({ ...row, role: 'training' as const }));

/** The rows with their part, its folder taken out; and those on that level that belong to no part. */
function divide(
  rows: readonly Omit<Row, 'role'>[],
  { level, saysClass: isMerged }: PartLevel,
): { parted: Row[]; outside: Omit<Row, 'role'>[] } {
  const names = [...new Set(rows.map(({ folders }) => folders[level] ?? ''))];
  const roles = rolesByName(names);
  const roleOf = new Map(names.map((name, i) => [name, partOf(name) ? roles[i] : undefined]));
  const parted: Row[] = [];
  const outside: Omit<Row, 'role'>[] = [];
  for (const row of rows) {
    const role = roleOf.get(row.folders[level] ?? '');
    // A picture above that level is no part's: it is refused with the others that lie beside class folders.
    if (row.folders.length <= level) parted.push({ ...row, role: 'training' });
    else if (role) parted.push({ ...row, folders: withoutPart(row.folders, level, isMerged), role });
    else outside.push(row);
  }
  return { parted: repeatedPartsOut(parted, level), outside };
}

/** @param isMerged whether what stands around the part's name is the class */
function withoutPart(folders: readonly string[], level: number, isMerged: boolean): string[] {
  const around = partOf(folders[level]!)!.around;
  return isMerged ? folders.toSpliced(level, 1, around) : folders.toSpliced(level, 1);
}

/** "training_set/training_set/cats": the second folder says what the first did, and is no class. */
function repeatedPartsOut(rows: readonly Row[], level: number): Row[] {
  const repeats = (role: Role): boolean => {
    const own = rows.filter((row) => row.role === role && row.folders.length > level);
    const names = new Set(own.map(({ folders }) => folders[level]!));
    return names.size === 1 && own.every((row) => partOf(row.folders[level]!)?.role === role);
  };
  const repeated = new Set((['training', 'validation', 'test'] as const).filter(repeats));
  if (repeated.size === 0) return [...rows];
  const out = rows.map((row) =>
    repeated.has(row.role) && row.folders.length > level
      ? { ...row, folders: row.folders.toSpliced(level, 1) }
      : row,
  );
  // A class called as its part: "train/train/1.png" alone stays.
  const isClass = out.some(({ role, folders }) => role === 'training' && folders.length === 0);
  return isClass ? [...rows] : out;
}

/** Parts to measure on whose pictures lie in no folder of a class. */
function withoutBareParts(rows: readonly Row[]): { labelled: Row[]; bare: Row[] } {
  const training = rows.filter(({ role }) => role === 'training');
  const depth = Math.min(...training.map(({ folders }) => folders.length));
  const isBare = (part: Role) =>
    part !== 'training' &&
    training.length > 0 &&
    rows.every(({ role, folders }) => role !== part || folders.length < depth);
  const bare = new Set((['validation', 'test'] as const).filter(isBare));
  return {
    labelled: rows.filter(({ role }) => role === 'training' || !bare.has(role)),
    bare: rows.filter(({ role }) => role !== 'training' && bare.has(role)),
  };
}

/** By the folders down to the one on the level of the parts. */
function groupByFolder(rows: readonly Omit<Row, 'role'>[], level: number, isPart: boolean): LeftOut[] {
  const counts = new Map<string, number>();
  for (const { entry } of rows) {
    const folder =
      foldersOf(entry, false)
        .slice(0, level + 1)
        .join('/') ||
      (entry.archive ?? '');
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].map(([folder, count]) => ({ folder, count, isPart }));
}

/** A picture beside class folders would make a class of the folder above them: it is refused. */
function checkPlaces(rows: readonly Row[]): void {
  const inner = new Set(
    rows.flatMap(({ role, folders }) =>
      folders.slice(1).map((_, depth) => `${role}:${folders.slice(0, depth + 1).join('/')}`),
    ),
  );
  const depth = Math.max(...rows.map(({ folders }) => folders.length));
  const isBarePart = ({ folders }: Row) =>
    partOf(folders.at(-1)!)?.around === '' && (folders.length < depth || (isTraining && isHeldOut));
  const plain = rows.map(({ folders }) => partOf(folders.at(-1) ?? '')).filter((part) => part?.around === '');
  const isTraining = plain.some((part) => part!.role === 'training');
  const isHeldOut = plain.some((part) => part!.role !== 'training');
  const wrong = rows.find(
    (row) => row.folders.length === 0 || inner.has(`${row.role}:${row.folders.join('/')}`) || isBarePart(row),
  );
  if (!wrong) return;
  const { name } = wrong.entry;
  throw new DataError('data.wrong.folder.misplaced', {
    fileName: name,
    folder: foldersOf(wrong.entry, false).join('/'),
  });
}

/** What is left of the folders, without those that all have in common, and without a folder "images" within a class. */
function classNames(paths: readonly (readonly string[])[]): string[] {
  const shared = commonLength(paths);
  const own = paths.map((path) => path.slice(Math.min(shared, path.length - 1)));
  const last = new Set(own.map((path) => path.at(-1)));
  const cut = own.map((path) => {
    const isHolder = path.length > 1 && (last.size === 1 || HOLDERS.test(path.at(-1)!));
    return isHolder ? path.slice(0, -1) : path;
  });
  return cut.map((path) => path.join('/'));
}

function commonLength(paths: readonly (readonly string[])[]): number {
  const [first = []] = paths;
  let length = 0;
  while (length < first.length && paths.every((path) => path[length] === first[length])) length++;
  return length;
}
