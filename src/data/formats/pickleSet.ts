import { DataError } from '../dataError';
import { CIFAR10 } from '../knownData';
import { type Role, rolesByName } from '../roles';
import { type PartArrays, readArraySet } from './arrays/arraySet';
import { joinBatches } from './arrays/joinBatches';
import { type ArrayUse, findArrays, type NamedArray, nameArray } from './arrays/nameArrays';
import type { AnyArray } from './arrays/numberArray';
import { dropTwins, plainName } from './dropTwins';
import { baseName, compareNames, type Entry } from './entry';
import { asArray, asDictionary, type Pickled, readPickle } from './pickle';
import type { Pieces, ReadContext } from './pieces';

/**
 * Data sets in pickles: CIFAR's Python version (batches that are dictionaries of "data" and "labels" or "fine_labels", and one of the
 * classes' names), other dictionaries of images and labels, a pair of these or one for each part, as mnist.pkl, lists of an image with its label
 * each, and files of one array each.
 */

/** CIFAR-10's own files, which its name is read from: in a subset its pixels do not tell. */
const CIFAR10_NAMES = /(^|\/)(data_batch_\d|test_batch)$/;

/** @throws DataError for a file that is damaged, executes anything, or holds no images with labels */
export async function readPickleSet(entries: readonly Entry[], context: ReadContext): Promise<Pieces> {
  const sorted = [...entries].sort((a, b) => compareNames(a.name, b.name));
  const { kept, notes } = dropTwins(
    sorted,
    sorted.map(({ name }) => plainName(name)),
  );
  const roles = rolesByName(kept.map(({ name }) => name));
  const batches: PartArrays[] = [];
  const alone: NamedArray[] = [];
  let classNames: readonly string[] | undefined;
  for (const [index, entry] of kept.entries()) {
    const value = readPickle(entry.read(), entry.shown);
    const array = asArray(value);
    if (array) alone.push(named(array, entry));
    const found = arraysOf(value, roles[index], entry);
    batches.push(...found.parts);
    classNames ??= found.classNames;
    await context.pause((0.5 * (index + 1)) / kept.length);
  }
  // "X.pickle" and "y.pickle": an array each.
  const parts = batches.length > 0 || alone.length < 2 ? joinBatches(batches) : findArrays(alone).parts;
  if (parts[0]?.role !== 'training') {
    throw new DataError('data.wrong.pickle.noImages', { fileName: kept[0]!.shown });
  }
  const set = await readArraySet(parts, context);
  const isCifar10 =
    kept.some(({ name }) => CIFAR10_NAMES.test(name)) &&
    set.shape.join() === CIFAR10.shape.join() &&
    set.classNames.length <= CIFAR10.classNames.length;
  const areNamed = classNames && classNames.length >= set.classNames.length;
  return {
    ...set,
    classNames: isCifar10 ? CIFAR10.classNames : areNamed ? classNames! : set.classNames,
    ...(isCifar10 && { known: CIFAR10 }),
    format: 'pickle',
    notes: [...notes, ...set.notes],
  };
}

function named(array: AnyArray, { name, shown }: Entry): NamedArray {
  const own = baseName(name).replace(/\.\w+$/, '');
  const place = name.split('/').slice(0, -1).join('/');
  return { ...nameArray(own, place), fileName: shown, read: () => array };
}

interface Found {
  readonly parts: readonly PartArrays[];
  readonly classNames?: readonly string[] | undefined;
}

/** The images and labels of a pickle; none where it holds something else, such as names of classes alone. */
function arraysOf(value: Pickled, role: Role | undefined, { shown }: Entry): Found {
  const dictionary = asDictionary(value);
  if (dictionary) return ofDictionary(dictionary, role, shown);
  if (!Array.isArray(value)) return { parts: [] };
  const pair = pairOf(value) ?? splitPairs(value);
  if (pair) return { parts: [partOf(role ?? 'training', ...pair, shown)] };
  if (value.length < 1 || value.length > 3) return { parts: [] };
  const roles: readonly Role[] =
    value.length === 3 ? ['training', 'validation', 'test'] : [role ?? 'training', 'test'];
  const parts = value.flatMap((pair, i) => {
    const arrays = Array.isArray(pair) ? pairOf(pair) : undefined;
    return arrays ? [partOf(roles[i]!, ...arrays, shown)] : [];
  });
  return { parts };
}

type Pair = readonly [images: AnyArray, labels: AnyArray];

/** Images and labels, one after the other. */
function pairOf(value: readonly unknown[]): Pair | undefined {
  if (value.length !== 2) return undefined;
  const [images, labels] = value.map(asArray);
  return images && labels && images.shape.length > 1 && images.shape[0] === labels.shape[0]
    ? [images, labels]
    : undefined;
}

/** A list of an image with its label each. */
function splitPairs(value: readonly unknown[]): Pair | undefined {
  const isPair = (item: unknown): item is readonly unknown[] => Array.isArray(item) && item.length === 2;
  if (!value.every(isPair)) return undefined;
  return pairOf([value.map(([image]) => image), value.map(([, label]) => label)]);
}

/** As arrays of NumPy, whose names are the keys; where these say no part, the file's name does. */
function ofDictionary(
  dictionary: ReadonlyMap<string, Pickled>,
  role: Role | undefined,
  shown: string,
): Found {
  const named = [...dictionary].flatMap(([key, item]): NamedArray[] => {
    const array = asArray(item);
    return array ? [{ ...nameArray(key, ''), fileName: `${shown}/${key}`, read: () => array }] : [];
  });
  const has = (use: ArrayUse) => named.some((array) => array.use === use);
  if (has('images') && has('labels')) {
    const { parts, classNames } = findArrays(named);
    const isTold = named.some((array) => array.role);
    return {
      parts: isTold ? parts : parts.map((part) => ({ ...part, role: role ?? 'training' })),
      classNames,
    };
  }
  const names = named.find(({ use }) => use === 'names')?.read();
  if (names?.kind !== 'text') return { parts: [] };
  const classNames = Array.from({ length: names.length }, (_, i) => names.textAt(i));
  return { parts: [], classNames: new Set(classNames).size === names.length ? classNames : undefined };
}

function partOf(role: Role, images: AnyArray, labels: AnyArray, fileName: string): PartArrays {
  if (images.kind === 'text') throw new DataError('data.wrong.pickle.noImages', { fileName });
  return { role, images: { array: images, fileName }, labels: { array: labels, fileName } };
}
