import { DataError } from '../dataError';
import type { ImageSet } from '../dataset';
import { CIFAR10 } from '../knownData';
import { type Role, rolesByName } from '../roles';
import { dropTwins, plainName } from './dropTwins';
import { compareNames, type Entry } from './entry';
import { checkSetSize } from './limits';
import type { Pieces, ReadContext } from './pieces';

/**
 * The binary version of CIFAR-10 (A. Krizhevsky, https://www.cs.toronto.edu/~kriz/cifar.html): records of 3,073
 * bytes with no header, each a label and three planes of 32 x 32 pixels, red, green, blue, row by row. Pixels
 * become NHWC: red, green and blue of one pixel side by side.
 */

const PLANE_BYTES = 32 * 32;
const IMAGE_BYTES = 3 * PLANE_BYTES;
export const RECORD_BYTES = 1 + IMAGE_BYTES;
const CLASSES = CIFAR10.classNames.length;

/**
 * Reads any number of files, in the order of their names. A file belongs to the part that its name says (data_batch,
 * train; test, val); one that says nothing is for training.
 * @throws DataError for a file that holds other than whole records with labels from 0 to 9, and for test files alone
 */
export async function readCifarBinary(entries: readonly Entry[], context: ReadContext): Promise<Pieces> {
  const sorted = [...entries].sort((a, b) => compareNames(a.name, b.name));
  const { kept: ordered, notes } = dropTwins(sorted, keysOf(sorted));
  for (const entry of ordered) checkRecords(entry);
  const counts = ordered.map(({ sizeBytes }) => sizeBytes / RECORD_BYTES);
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
    copyRecords(entry, sets[part], filled[part]);
    filled[part] += counts[index]!;
    await context.pause((index + 1) / ordered.length);
  }
  return {
    training: sets.training,
    ...(filled.validation > 0 && { validation: sets.validation }),
    ...(filled.test > 0 && { test: sets.test }),
    shape: CIFAR10.shape,
    classNames: CIFAR10.classNames,
    format: 'cifar',
    known: CIFAR10,
    fileName: ordered[0]!.name,
    notes,
  };
}

/** Files of one name and one part can be the same. */
function keysOf(entries: readonly Entry[]): string[] {
  const roles = rolesByName(entries.map(({ name }) => name));
  return entries.map(({ name }, i) => `${roles[i] ?? ''}/${plainName(name)}`);
}

function checkRecords({ name, sizeBytes }: Entry): void {
  if (sizeBytes > 0 && sizeBytes % RECORD_BYTES === 0) return;
  throw new DataError('data.wrong.cifar.records', {
    fileName: name,
    recordBytes: RECORD_BYTES,
    bytes: sizeBytes,
  });
}

function emptySet(count: number): ImageSet {
  return { count, images: new Uint8Array(count * IMAGE_BYTES), labels: new Uint8Array(count) };
}

/** Writes the records of a file into a set, from record `first` of the set on. */
function copyRecords(entry: Entry, { images, labels }: ImageSet, first: number): void {
  const bytes = entry.read();
  for (let record = 0; record * RECORD_BYTES < bytes.length; record++) {
    const label = bytes[record * RECORD_BYTES]!;
    if (label >= CLASSES) {
      throw new DataError('data.wrong.cifar.label', {
        fileName: entry.name,
        largest: CLASSES - 1,
        label,
        record,
      });
    }
    labels[first + record] = label;
    interleave(
      bytes,
      record * RECORD_BYTES + 1,
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
