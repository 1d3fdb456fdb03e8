import { DataError } from '../dataError';
import { CIFAR10 } from '../knownData';
import { type Role, rolesByName } from '../roles';
import { type PartArrays, readArraySet } from './arrays/arraySet';
import { joinBatches } from './arrays/joinBatches';
import type { AnyArray } from './arrays/numberArray';
import { dropTwins, plainName } from './dropTwins';
import { compareNames, type Entry } from './entry';
import { asArray, asDictionary, type Pickled, readPickle } from './pickle';
import type { Pieces, ReadContext } from './pieces';

/**
 * Data sets in pickles: CIFAR's Python version (batches that are dictionaries of "data" and "labels" or "fine_labels", and one of the
 * classes' names), other dictionaries of images and labels, and tuples of a pair for each part, as mnist.pkl.
 */

const IMAGES = ['data', 'x', 'X', 'images', 'features'];
const LABELS = ['labels', 'fine_labels', 'y', 'Y', 'targets', 'target'];
const NAMES = ['label_names', 'fine_label_names', 'class_names', 'target_names'];
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
  let classNames: readonly string[] | undefined;
  for (const [index, entry] of kept.entries()) {
    const value = readPickle(entry.read(), entry.shown);
    batches.push(...partsOf(value, roles[index], entry.shown));
    classNames ??= namesOf(value);
    await context.pause((0.5 * (index + 1)) / kept.length);
  }
  const parts = joinBatches(batches);
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

function partsOf(value: Pickled, role: Role | undefined, fileName: string): PartArrays[] {
  const dictionary = asDictionary(value);
  if (dictionary) {
    const [images, labels] = [IMAGES, LABELS].map((names) => firstArray(dictionary, names));
    return images && labels ? [partOf(role ?? 'training', images, labels, fileName)] : [];
  }
  if (!Array.isArray(value) || value.length < 1 || value.length > 3) return [];
  const roles: readonly Role[] =
    value.length === 3 ? ['training', 'validation', 'test'] : [role ?? 'training', 'test'];
  return value.flatMap((pair, i) => {
    const [images, labels] = Array.isArray(pair) && pair.length === 2 ? pair.map(asArray) : [];
    return images && labels ? [partOf(roles[i]!, images, labels, fileName)] : [];
  });
}

function firstArray(
  dictionary: ReadonlyMap<string, Pickled>,
  names: readonly string[],
): AnyArray | undefined {
  const name = names.find((each) => dictionary.has(each));
  return name === undefined ? undefined : asArray(dictionary.get(name));
}

function partOf(role: Role, images: AnyArray, labels: AnyArray, fileName: string): PartArrays {
  if (images.kind === 'text') throw new DataError('data.wrong.pickle.noImages', { fileName });
  return { role, images: { array: images, fileName }, labels: { array: labels, fileName } };
}

function namesOf(value: Pickled): string[] | undefined {
  const dictionary = asDictionary(value);
  const array = dictionary && firstArray(dictionary, NAMES);
  if (array?.kind !== 'text') return undefined;
  const names = Array.from({ length: array.length }, (_, i) => array.textAt(i));
  return new Set(names).size === names.length ? names : undefined;
}
