import { message } from '../../words/say';
import { DataError } from '../dataError';
import type { ImageSet } from '../dataset';
import { CIFAR10 } from '../knownData';
import { type Role, rolesByName } from '../roles';
import { dropTwins, plainName } from './dropTwins';
import { baseName, compareNames, type Entry } from './entry';
import { checkSetSize } from './limits';
import { numberedClasses, type Pieces, type ReadContext } from './pieces';

/**
 * The binary versions of CIFAR-10 and CIFAR-100 (A. Krizhevsky, https://www.cs.toronto.edu/~kriz/cifar.html): records of 3,073 or 3,074
 * bytes with no header, each a label (of CIFAR-100 a coarse and a fine one) and three planes of 32 x 32 pixels, red, green, blue, row by row.
 * Pixels become NHWC: red, green and blue of one pixel side by side.
 */

const PLANE_BYTES = 32 * 32;
const IMAGE_BYTES = 3 * PLANE_BYTES;
export const RECORD_SIZES: readonly number[] = [1 + IMAGE_BYTES, 2 + IMAGE_BYTES];

/** Which records the files hold, which byte of each is the label, and what the classes are. */
interface Records {
  readonly recordBytes: number;
  readonly labelAt: number;
  readonly classNames: readonly string[];
  readonly used: readonly Entry[];
}

/**
 * Reads any number of files, in the order of their names. A file belongs to the part that its name says (data_batch,
 * train; test; val); one that says nothing is for training.
 * @param beside files that are no data; those with the names of CIFAR-100's classes are among them
 * @throws DataError for a file that holds other than whole records with labels that there are, and for test files alone
 */
export async function readCifarBinary(
  entries: readonly Entry[],
  context: ReadContext,
  beside: readonly Entry[] = [],
): Promise<Pieces> {
  const sorted = [...entries].sort((a, b) => compareNames(a.name, b.name));
  const { kept: ordered, notes } = dropTwins(sorted, keysOf(sorted));
  const records = recordsOf(ordered, beside);
  const counts = ordered.map(({ sizeBytes }) => sizeBytes / records.recordBytes);
  const total = counts.reduce((sum, count) => sum + count, 0);
  checkSetSize(context.limits, ordered[0]!.name, total, IMAGE_BYTES);
  const roles = rolesByName(ordered.map(({ name }) => name)).map((role) => role ?? 'training');
  const countOf = (part: Role) =>
    counts.reduce((sum, count, i) => (roles[i] === part ? sum + count : sum), 0);
  if (countOf('training') === 0) {
    throw new DataError('data.wrong.cifar.testAlone', { fileName: ordered[0]!.name });
  }
  const sets = {
    training: emptySet(countOf('training')),
    validation: emptySet(countOf('validation')),
    test: emptySet(countOf('test')),
  };
  const filled = { training: 0, validation: 0, test: 0 };
  for (const [index, entry] of ordered.entries()) {
    const part = roles[index]!;
    copyRecords(entry, sets[part], filled[part], records);
    filled[part] += counts[index]!;
    await context.pause((index + 1) / ordered.length);
  }
  const isCifar10 = records.recordBytes === RECORD_SIZES[0];
  return {
    training: sets.training,
    ...(filled.validation > 0 && { validation: sets.validation }),
    ...(filled.test > 0 && { test: sets.test }),
    shape: CIFAR10.shape,
    classNames: records.classNames,
    format: 'cifar',
    ...(isCifar10 && { known: CIFAR10 }),
    fileName: ordered[0]!.name,
    used: records.used,
    notes: [...notes, ...(records.labelAt === 1 ? [message('data.notes.coarse')] : [])],
  };
}

/** Files of one name and one part can be the same. */
function keysOf(entries: readonly Entry[]): string[] {
  const roles = rolesByName(entries.map(({ name }) => name));
  return entries.map(({ name }, i) => `${roles[i] ?? ''}/${plainName(name)}`);
}

/** CIFAR-100's fine labels, but for its coarse ones where only their names lie beside the files. */
function recordsOf(entries: readonly Entry[], beside: readonly Entry[]): Records {
  const recordBytes =
    RECORD_SIZES.find((bytes) =>
      entries.every(({ sizeBytes }) => sizeBytes > 0 && sizeBytes % bytes === 0),
    ) ??
    // The first file is of records that the others are not of: it says which are meant.
    RECORD_SIZES.find((bytes) => entries[0]!.sizeBytes > 0 && entries[0]!.sizeBytes % bytes === 0) ??
    RECORD_SIZES[0]!;
  for (const { name, sizeBytes } of entries) {
    if (sizeBytes > 0 && sizeBytes % recordBytes === 0) continue;
    throw new DataError('data.wrong.cifar.records', { fileName: name, recordBytes, bytes: sizeBytes });
  }
  if (recordBytes === RECORD_SIZES[0]) {
    return { recordBytes, labelAt: 0, classNames: CIFAR10.classNames, used: [] };
  }
  const [fine, coarse] = ['fine', 'coarse'].map((kind) =>
    beside.find(({ name }) => baseName(name).toLowerCase() === `${kind}_label_names.txt`),
  );
  const isCoarse = coarse && !fine;
  const count = isCoarse ? 20 : 100;
  const named = isCoarse ? coarse : fine;
  const classNames = (named && namesIn(named, count)) ?? numberedClasses(count);
  const used = [fine, coarse].flatMap((entry) => entry ?? []);
  return { recordBytes, labelAt: isCoarse ? 0 : 1, classNames, used };
}

/** One name a line; undefined where there are not so many, or two are alike. */
function namesIn(entry: Entry, count: number): string[] | undefined {
  const lines = new TextDecoder().decode(entry.read()).split(/\r?\n/);
  const names = lines.map((line) => line.trim()).filter((line) => line !== '');
  return names.length === count && new Set(names).size === count ? names : undefined;
}

function emptySet(count: number): ImageSet {
  return { count, images: new Uint8Array(count * IMAGE_BYTES), labels: new Uint8Array(count) };
}

/** Writes the records of a file into a set, from record `first` of the set on. */
function copyRecords(
  entry: Entry,
  { images, labels }: ImageSet,
  first: number,
  { recordBytes, labelAt, classNames }: Records,
): void {
  const bytes = entry.read();
  for (let record = 0; record * recordBytes < bytes.length; record++) {
    const label = bytes[record * recordBytes + labelAt]!;
    if (label >= classNames.length) {
      const largest = classNames.length - 1;
      throw new DataError('data.wrong.cifar.label', { fileName: entry.name, largest, label, record });
    }
    labels[first + record] = label;
    interleave(
      bytes,
      (record + 1) * recordBytes - IMAGE_BYTES,
      images.subarray((first + record) * IMAGE_BYTES, (first + record + 1) * IMAGE_BYTES),
    );
  }
}

/** Three planes, from `start` on, to pixels of three channels. */
function interleave(bytes: Uint8Array, start: number, image: Uint8Array): void {
  for (let pixel = 0; pixel < PLANE_BYTES; pixel++) {
    image[3 * pixel] = bytes[start + pixel]!;
    image[3 * pixel + 1] = bytes[start + PLANE_BYTES + pixel]!;
    image[3 * pixel + 2] = bytes[start + 2 * PLANE_BYTES + pixel]!;
  }
}
