import { message } from '../../words/say';
import { DataError } from '../dataError';
import { readArraySet } from './arrays/arraySet';
import { classPerArray } from './arrays/classPerArray';
import { type Found, findArrays, nameArray } from './arrays/nameArrays';
import { baseName, type Entry } from './entry';
import { parseNpy } from './npy';
import type { Pieces, ReadContext } from './pieces';

/**
 * Data sets as NumPy keeps them: arrays of images and of labels for each part, in one NPZ file (a zip of NPY files), in several, or as
 * single NPY files. What an array is for is told by its name or that of its archive (x_train, test_labels, kmnist-train-imgs.npz), else
 * by its shape; or there is an array for each class.
 */

/**
 * Reads the arrays that images and labels are in; others are not even unpacked, where names tell.
 * @throws DataError for a missing or damaged array, two for the same, or one of another shape, type or range
 */
export async function readNpySet(entries: readonly Entry[], context: ReadContext): Promise<Pieces> {
  const names = entries.map(({ name }) => baseName(name).replace(/\.npy$/i, ''));
  const named = entries.map((entry, i) => ({
    ...nameArray(names[i]!, placeOf(entry)),
    fileName: entry.shown,
    read: () => parseNpy(entry.read(), entry.shown),
  }));
  const ofClasses = classPerArray(named, names);
  const { parts, classNames, notes, unused } = ofClasses ? onlyParts(ofClasses) : findArrays(named);
  if (parts.length === 0) throw new DataError('data.wrong.files.noData', { leftOut: [] });
  const set = await readArraySet(parts, context);
  const called = classNames && classNames.length >= set.classNames.length ? classNames : set.classNames;
  return {
    ...set,
    classNames: called,
    format: 'npy',
    notes: [
      ...notes,
      ...set.notes,
      ...(unused.length > 0 ? [message('data.notes.unusedArrays', { names: unused })] : []),
    ],
  };
}

function onlyParts(parts: Found['parts']): Found {
  return { parts, classNames: undefined, unused: [], notes: [] };
}

/** The names above an array: its archive's and its folders'. */
function placeOf({ archive, name }: Entry): string {
  return [archive?.replace(/\.\w+$/, ''), ...name.split('/').slice(0, -1)].filter((part) => part).join('/');
}
