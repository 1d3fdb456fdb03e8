import type { Text } from '../../../words/catalogue';
import { message } from '../../../words/say';
import { DataError } from '../../dataError';
import { compareNames } from '../entry';
import { LARGEST_CLASSES } from '../limits';
import { numberedClasses } from '../pieces';
import type { AnyArray, NumberArray, TextArray } from './numberArray';

/** An array of labels of one part. */
export interface LabelArray {
  readonly array: AnyArray;
  /** How the file is named to a person. */
  readonly fileName: string;
  /** The images that they are of: how many, and how their file is named. */
  readonly imageCount: number;
  readonly imagesName: string;
}

export interface ReadLabels {
  /** Of each part, class numbers from 0. */
  readonly labels: readonly Uint8Array[];
  readonly classNames: readonly string[];
  readonly notes: readonly Text[];
}

/** What is known of the labels of a format. */
export interface LabelRules {
  /** So many classes there are at least, counted from 0. */
  readonly fewest?: number;
  /** What the label of each class is called; labels that are not among them are refused. */
  readonly names?: ReadonlyMap<number, string> | undefined;
}

/**
 * The labels of all parts by one rule: class numbers, texts, or rows with a single one (one-hot). Numbers from 0 to 255 stay; where 0 never
 * occurs and all from 1 on do, classes are counted from 1; other whole numbers are classes named so.
 * @throws DataError for another shape, rows with several labels, numbers that are not whole, or too many classes
 */
export function readLabelArrays(
  sources: readonly LabelArray[],
  { fewest = 0, names }: LabelRules = {},
): ReadLabels {
  if (sources.every(({ array }) => array.kind === 'text')) {
    return byName(sources, sources.map(textsOf), compareNames);
  }
  const text = sources.find(({ array }) => array.kind === 'text');
  if (text) throw new DataError('data.wrong.npy.type', { fileName: text.fileName, type: 'text' });
  const { numbers, columns } = numbersOf(sources);
  if (names) return byMapping(sources, numbers, names);
  const { lowest, highest } = rangeOf(numbers);
  if (lowest < 0 || highest >= LARGEST_CLASSES) {
    const named = byName(
      sources,
      numbers.map((each) => each.map(String)),
      (a, b) => Number(a) - Number(b),
    );
    return { ...named, notes: [message('data.notes.labelNumbers', { lowest, highest })] };
  }
  const isFromOne = lowest === 1 && columns === 0 && highest >= fewest && hasAll(numbers[0]!, highest);
  if (isFromOne) return fromOne(numbers, highest);
  return {
    labels: numbers.map((each) => Uint8Array.from(each)),
    classNames: numberedClasses(Math.max(highest + 1, columns, fewest)),
    notes: [],
  };
}

/** Classes in the order of the numbers that a text beside the files gives names. */
function byMapping(
  sources: readonly LabelArray[],
  numbers: readonly number[][],
  names: ReadonlyMap<number, string>,
): ReadLabels {
  const known = [...names.keys()].sort((a, b) => a - b);
  const classOf = new Map(known.map((label, place) => [label, place]));
  const labels = numbers.map((each, part) =>
    Uint8Array.from(each, (label, index) => {
      const place = classOf.get(label);
      if (place !== undefined) return place;
      const { fileName } = sources[part]!;
      throw new DataError('data.wrong.npySet.unmapped', { fileName, value: label, index });
    }),
  );
  return { labels, classNames: known.map((label) => names.get(label)!), notes: [] };
}

/** Class numbers counted from 1, with names that say so. */
function fromOne(numbers: readonly number[][], highest: number): ReadLabels {
  return {
    labels: numbers.map((each) => Uint8Array.from(each, (label) => label - 1)),
    classNames: Array.from({ length: highest }, (_, label) => String(label + 1)),
    notes: [message('data.notes.labelsFromOne', { highest })],
  };
}

function hasAll(labels: readonly number[], highest: number): boolean {
  return new Set(labels).size === highest && highest > 1;
}

function rangeOf(numbers: readonly (readonly number[])[]): { lowest: number; highest: number } {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const labels of numbers) {
    for (const label of labels) {
      if (label < lowest) lowest = label;
      if (label > highest) highest = label;
    }
  }
  return { lowest, highest };
}

/** Classes of whatever the labels are called, in that order. */
function byName(
  sources: readonly LabelArray[],
  names: readonly (readonly string[])[],
  compare: (a: string, b: string) => number,
): ReadLabels {
  const classNames = [...new Set(names.flatMap((each) => [...new Set(each)]))].sort(compare);
  if (classNames.length > LARGEST_CLASSES) {
    throw new DataError('data.wrong.npySet.classes', {
      fileName: sources[0]!.fileName,
      most: LARGEST_CLASSES,
      count: classNames.length,
    });
  }
  const labelOf = new Map(classNames.map((name, label) => [name, label]));
  return {
    labels: names.map((each) => Uint8Array.from(each, (name) => labelOf.get(name)!)),
    classNames,
    notes: [],
  };
}

function textsOf({ array, ...source }: LabelArray): string[] {
  if (array.length !== source.imageCount) throw wrongShape(array, source);
  return Array.from({ length: array.length }, (_, i) => (array as TextArray).textAt(i).normalize('NFC'));
}

/** The class number of each image, and how many columns one-hot rows have, 0 where the labels are none. */
function numbersOf(sources: readonly LabelArray[]): { numbers: number[][]; columns: number } {
  let columns = 0;
  const numbers = sources.map(({ array, ...source }) => {
    const { imageCount } = source;
    const width = array.length / imageCount;
    if (array.length === imageCount) return wholeNumbers(array as NumberArray, source);
    const isRows = array.shape[0] === imageCount && Number.isInteger(width) && width >= 2;
    if (!isRows || width > LARGEST_CLASSES) throw wrongShape(array, source);
    columns = Math.max(columns, width);
    return oneHot(array as NumberArray, width, source);
  });
  return { numbers, columns };
}

type Source = Omit<LabelArray, 'array'>;

function wholeNumbers(array: NumberArray, { fileName }: Source): number[] {
  return Array.from({ length: array.length }, (_, index) => {
    const value = array.at(index);
    if (!Number.isSafeInteger(value))
      throw new DataError('data.wrong.npySet.label', { fileName, value, index });
    return value;
  });
}

/** The place of the single one in each row. @throws DataError that tells several labels an image from other numbers */
function oneHot(array: NumberArray, width: number, source: Source): number[] {
  const { fileName, imageCount } = source;
  let severalCount = 0;
  const labels = Array.from({ length: imageCount }, (_, row) => {
    let [ones, place] = [0, 0];
    for (let column = 0; column < width; column++) {
      const value = array.at(row * width + column);
      if (value === 1) [ones, place] = [ones + 1, column];
      else if (value !== 0) throw wrongShape(array, source);
    }
    if (ones !== 1) severalCount++;
    return place;
  });
  if (severalCount === 0) return labels;
  throw new DataError('data.wrong.npySet.severalLabels', {
    fileName,
    count: severalCount,
    images: imageCount,
    columns: width,
  });
}

function wrongShape({ shape }: AnyArray, { fileName, imageCount, imagesName }: Source): DataError {
  return new DataError('data.wrong.npySet.labelShape', {
    fileName,
    count: imageCount,
    images: imagesName,
    shape,
  });
}
