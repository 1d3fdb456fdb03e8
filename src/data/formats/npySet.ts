import { message } from '../../words/say';
import { DataError } from '../dataError';
import { readArraySet } from './arrays/arraySet';
import { findArrays, nameArray } from './arrays/nameArrays';
import { baseName, type Entry } from './entry';
import { parseNpy } from './npy';
import type { Pieces, ReadContext } from './pieces';

/**
 * Data sets as NumPy keeps them: arrays of images and of labels for each part, in one NPZ file (a zip of NPY files), in several, or as
 * single NPY files. What an array is for is told by its name or that of its archive (x_train, test_labels, kmnist-train-imgs.npz), else
 * by its shape.
 */

/**
 * Reads the arrays that images and labels are in; others are not even unpacked, where names tell.
 * @throws DataError for a missing or damaged array, two for the same, or one of another shape, type or range
 */
export async function readNpySet(entries: readonly Entry[], context: ReadContext): Promise<Pieces> {
  const named = entries.map((entry) => ({
    ...nameArray(baseName(entry.name).replace(/\.npy$/i, ''), placeOf(entry)),
    fileName: entry.shown,
    read: () => parseNpy(entry.read(), entry.shown),
  }));
  const { parts, classNames, notes, unused } = findArrays(named);
  if (parts.length === 0) throw new DataError('data.wrong.files.noData', { leftOut: [] });
  const set = await readArraySet(parts, context);
  const names = classNames && classNames.length >= set.classNames.length ? classNames : set.classNames;
  return {
    ...set,
    classNames: names,
    format: 'npy',
    notes: [
      ...notes,
      ...set.notes,
      ...(unused.length > 0 ? [message('data.notes.unusedArrays', { names: unused })] : []),
    ],
  };
}

/** The names above an array: its archive's and its folders'. */
function placeOf({ archive, name }: Entry): string {
  return [archive?.replace(/\.\w+$/, ''), ...name.split('/').slice(0, -1)].filter((part) => part).join('/');
}
