import type { PartArrays } from './arraySet';
import { joinNumbers } from './joinBatches';
import { findLayout } from './layout';
import type { NamedArray } from './nameArrays';
import { type NumberArray, textArrayOf } from './numberArray';

/**
 * An array of images for each class, without labels: its name is the class, as in the drawings of Quick, Draw! ("cat.npy", "full_numpy_bitmap_cat.npy").
 * @param names of the arrays, without endings
 * @returns the images one class after another; undefined where the arrays are something else
 */
export function classPerArray(
  arrays: readonly NamedArray[],
  names: readonly string[],
): readonly PartArrays[] | undefined {
  const isTold = arrays.some(({ use, role }) => use !== undefined || role !== undefined);
  if (arrays.length < 2 || isTold || names.some((name) => /^arr_\d+$/.test(name))) return undefined;
  const read: { readonly array: NumberArray; readonly fileName: string }[] = [];
  for (const each of arrays) {
    const array = each.read();
    if (array.kind === 'text' || !areImages(array)) return undefined;
    read.push({ array, fileName: each.fileName });
  }
  const { fileName } = read[0]!;
  const classNames = withoutCommonStart(names);
  const labels = read.flatMap(({ array }, i) => Array<string>(array.shape[0]!).fill(classNames[i]!));
  return [
    {
      role: 'training',
      images: { array: joinNumbers(read), fileName },
      labels: { array: textArrayOf(labels), fileName },
    },
  ];
}

/** Of three axes or more, or of rows that are too long for features. */
function areImages({ shape }: NumberArray): boolean {
  return (shape.length > 2 || (shape[1] ?? 0) > 16) && findLayout(shape, null) !== undefined;
}

/** "full_numpy_bitmap_" before each name says nothing of the classes. */
function withoutCommonStart(names: readonly string[]): string[] {
  const starts = names.map((name) => name.slice(0, name.lastIndexOf('_') + 1));
  return starts.every((start) => start === starts[0])
    ? names.map((name) => name.slice(starts[0]!.length))
    : [...names];
}
