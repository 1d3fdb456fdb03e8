import { DataError } from '../dataError';
import type { ImageSet, ImageShape } from '../dataset';
import { baseName, type Entry } from './entry';
import { checkSetSize, LARGEST_SIDE } from './limits';
import { type NpyArray, parseNpy } from './npy';
import { countClasses, numberedClasses, type Pieces, type ReadContext } from './pieces';

/**
 * Data sets as Keras keeps them: arrays x_train, y_train, x_test, y_test, in one NPZ file (a zip of NPY files) or as
 * single NPY files. Images are n x height x width (grey) or n x height x width x channels, as bytes 0 to 255, or as
 * numbers from 0 to 1 or 0 to 255; squares may be flat, n x side^2. Labels are n or n x 1 whole numbers.
 */

/** The name of each array, and what other data sets call it. */
const ARRAYS = {
  trainingImages: ['x_train', 'train_images'],
  trainingLabels: ['y_train', 'train_labels'],
  validationImages: ['x_test', 'test_images'],
  validationLabels: ['y_test', 'test_labels'],
} as const;
type ArrayRole = keyof typeof ARRAYS;

/**
 * Reads the arrays that it knows the names of; others are not even unpacked.
 * @throws DataError for a missing or damaged array, or one of another shape, type or range
 */
export async function readNpySet(entries: readonly Entry[], context: ReadContext): Promise<Pieces> {
  const found = new Map<ArrayRole, Entry>();
  for (const entry of entries) {
    const role = roleOf(entry.name);
    if (role) found.set(role, entry);
  }
  const training = await readPart(entries, found, 'trainingImages', 'trainingLabels', context);
  const hasValidation = found.has('validationImages') || found.has('validationLabels');
  const validation = hasValidation
    ? await readPart(entries, found, 'validationImages', 'validationLabels', context)
    : undefined;
  const fileName = found.get('trainingImages')!.name;
  if (validation && validation.shape.join() !== training.shape.join()) {
    throw new DataError('data.wrong.npySet.twoShapes', {
      fileName: found.get('validationImages')!.name,
      other: fileName,
      expected: training.shape,
      found: validation.shape,
    });
  }
  const imageCount = training.set.count + (validation?.set.count ?? 0);
  checkSetSize(context.limits, fileName, imageCount, training.set.images.length / training.set.count);
  const classCount = countClasses(training.set.labels, validation?.set.labels ?? new Uint8Array());
  return {
    training: training.set,
    ...(validation && { validation: validation.set }),
    shape: training.shape,
    classNames: numberedClasses(classCount),
    format: 'npy',
    fileName,
    notes: [],
  };
}

function roleOf(name: string): ArrayRole | undefined {
  const array = baseName(name)
    .replace(/\.npy$/i, '')
    .toLowerCase();
  return (Object.keys(ARRAYS) as ArrayRole[]).find((role) =>
    (ARRAYS[role] as readonly string[]).includes(array),
  );
}

async function readPart(
  entries: readonly Entry[],
  found: ReadonlyMap<ArrayRole, Entry>,
  imagesRole: ArrayRole,
  labelsRole: ArrayRole,
  context: ReadContext,
): Promise<{ set: ImageSet; shape: ImageShape }> {
  const [imagesEntry, labelsEntry] = [imagesRole, labelsRole].map((role) => {
    const entry = found.get(role);
    if (entry) return entry;
    const names = entries
      .map(({ name }) => name)
      .join(', ')
      .slice(0, 200);
    throw new DataError('data.wrong.npySet.missing', { array: ARRAYS[role][0], names });
  }) as [Entry, Entry];
  const shares = imagesRole === 'trainingImages' ? [0.4, 0.5] : [0.9, 1];
  const { images, shape, count } = readImages(imagesEntry, context);
  await context.pause(shares[0]!);
  const labels = readLabels(labelsEntry, count, imagesEntry.name);
  await context.pause(shares[1]!);
  return { set: { count, images, labels }, shape };
}

function readImages(
  entry: Entry,
  { limits }: ReadContext,
): { images: Uint8Array; shape: ImageShape; count: number } {
  const array = parseNpy(entry.read(), entry.name);
  const shape = imageShape(array, entry.name);
  const count = array.shape[0]!;
  checkSetSize(limits, entry.name, count, shape[0] * shape[1] * shape[2]);
  // A copy even of bytes: a view would keep the whole archive in memory.
  return { images: array.bytes?.slice() ?? toBytes(array, entry.name), shape, count };
}

function imageShape({ shape }: NpyArray, fileName: string): ImageShape {
  const [count = 0, height = 0, width, channels = 1] = shape;
  const side = Math.sqrt(height);
  const found: ImageShape =
    width === undefined && shape.length === 2 ? [side, side, 1] : [height, width ?? 0, channels];
  const isSide = (size: number) => Number.isInteger(size) && size >= 1 && size <= LARGEST_SIDE;
  if (count >= 1 && isSide(found[0]) && isSide(found[1]) && (found[2] === 1 || found[2] === 3)) return found;
  throw new DataError('data.wrong.npySet.shape', { fileName, largest: LARGEST_SIDE, shape });
}

/** Numbers from 0 to 1 are shares of 255, where they are floating and none is larger; others are levels already. */
function toBytes(array: NpyArray, fileName: string): Uint8Array {
  let largest = 0;
  for (let i = 0; i < array.length; i++) {
    const value = array.at(i);
    if (!(value >= 0 && value <= 255)) {
      throw new DataError('data.wrong.npySet.pixel', { fileName, value, index: i });
    }
    if (value > largest) largest = value;
  }
  const scale = array.isFloat && largest <= 1 ? 255 : 1;
  const bytes = new Uint8Array(array.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round(scale * array.at(i));
  return bytes;
}

function readLabels(entry: Entry, count: number, imagesName: string): Uint8Array {
  const array = parseNpy(entry.read(), entry.name);
  if (array.shape[0] !== count || array.length !== count) {
    throw new DataError('data.wrong.npySet.labelShape', {
      fileName: entry.name,
      count,
      images: imagesName,
      shape: array.shape,
    });
  }
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const label = array.at(i);
    if (!(Number.isInteger(label) && label >= 0 && label <= 255)) {
      throw new DataError('data.wrong.npySet.label', { fileName: entry.name, value: label, index: i });
    }
    labels[i] = label;
  }
  return labels;
}
