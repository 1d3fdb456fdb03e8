import { DataError, reasonOf } from '../dataError';
import {
  type Dataset,
  type GuardImages,
  type ImageSet,
  type ImageShape,
  imageSizeBytes,
  type Strangers,
} from '../dataset';
import { digestOf } from '../digest';
import { gunzip } from '../formats/gunzip';
import type { LoadOptions } from '../loadOptions';
import { undoPrediction } from './predicted';
import type { ReadShipped } from './readShipped';
import {
  headBytes,
  partOf,
  pieceName,
  type ShippedPart,
  type ShippedPartName,
  type ShippedSet,
} from './shippedSets';

/**
 * Data that ship with the lab, from their pieces. A piece is a gzip file (RFC 1952): a byte for each image, its class number; of data with attributes as many
 * bytes for each image as its attributes need, the first in the lowest bit; and then the images as src/data/shipped/predicted.ts says.
 */

type Options = Pick<LoadOptions, 'readShipped' | 'onProgress' | 'onFirst' | 'signal'>;

/** One piece of a set, and where its images belong. */
interface Piece {
  readonly path: string;
  readonly into: ImageSet;
  /** The number of the first image, and how many there are. */
  readonly from: number;
  readonly count: number;
}

/**
 * Both parts of a shipped set: the first piece is asked for first, the others then at once. The images for the guard are left until they are asked for.
 * @throws DataError naming the file that is missing or damaged, or the set that is not what it should be; the signal's reason when that says stop
 */
export async function loadShipped(
  set: ShippedSet,
  { readShipped = async () => null, onProgress, onFirst, signal }: Options,
): Promise<
  Pick<Dataset, 'training' | 'validation' | 'digest' | 'attributeNames' | 'loadStrangers'> & {
    readonly guard: GuardImages;
  }
> {
  const training = emptySet(set, set.training);
  const validation = emptySet(set, set.validation);
  const total = training.count + validation.count;
  let done = 0;
  const load = async (piece: Piece) => {
    const file = await readPiece(readShipped, piece.path, signal);
    signal?.throwIfAborted();
    await unpackPiece(file, piece, set);
    done += piece.count;
    onProgress?.(done / total);
  };
  const [first, ...others] = [
    ...piecesOf(set, 'training', training),
    ...piecesOf(set, 'validation', validation),
  ];
  await load(first!);
  onFirst?.(beginningOf(training, first!.count, set.shape));
  await Promise.all(others.map(load));
  signal?.throwIfAborted();
  checkDigest(set, 'validation', validation);
  const digest = checkDigest(set, 'training', training);
  return {
    training,
    validation,
    digest,
    guard: openGuard(set, readShipped),
    ...(set.attributes && { attributeNames: set.attributes }),
    ...(set.strangers && { loadStrangers: openStrangers(set, readShipped) }),
  };
}

/** The strangers: read when they are first asked for, and kept. */
function openStrangers(
  set: ShippedSet,
  readShipped: ReadShipped,
): (signal?: AbortSignal) => Promise<Strangers> {
  let loaded: Strangers | undefined;
  return async (signal) => {
    const read = (path: string) => readPiece(readShipped, path, signal);
    loaded ??= {
      query: await loadPart(set, 'query', read, signal),
      gallery: await loadPart(set, 'gallery', read, signal),
    };
    return loaded;
  };
}

/** The images for the guard: read when they are first asked for, and kept. */
function openGuard(set: ShippedSet, readShipped: ReadShipped): GuardImages {
  let loaded: ImageSet | undefined;
  return {
    from: 'source',
    count: countOf(set.guard),
    isLater: true,
    async load(signal) {
      loaded ??= await loadGuard(set, readShipped, signal);
      return loaded;
    },
  };
}

function loadGuard(
  set: ShippedSet,
  readShipped: ReadShipped,
  signal: AbortSignal | undefined,
): Promise<ImageSet> {
  const read = (fileName: string) =>
    readPiece(readShipped, fileName, signal).catch((cause: unknown) => {
      signal?.throwIfAborted();
      throw new DataError('data.wrong.shipped.noGuard', { fileName }, { cause });
    });
  return loadPart(set, 'guard', read, signal);
}

/** A part that is read when it is first asked for. */
async function loadPart(
  set: ShippedSet,
  name: ShippedPartName,
  read: (path: string) => Promise<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<ImageSet> {
  const part = emptySet(set, partOf(set, name)!);
  await Promise.all(
    piecesOf(set, name, part).map(async (piece) => {
      const file = await read(piece.path);
      signal?.throwIfAborted();
      await unpackPiece(file, piece, set);
    }),
  );
  checkDigest(set, name, part);
  return part;
}

function countOf({ pieces }: ShippedPart): number {
  return pieces.reduce((sum, images) => sum + images, 0);
}

function emptySet({ shape, attributes }: ShippedSet, part: ShippedPart): ImageSet {
  const count = countOf(part);
  return {
    count,
    images: new Uint8Array(count * imageSizeBytes(shape)),
    labels: new Uint8Array(count),
    ...(attributes && { attributes: new Uint8Array(count * attributes.length) }),
  };
}

/** A copy of the first images. */
function beginningOf({ images, labels }: ImageSet, count: number, shape: ImageShape): ImageSet {
  return { count, images: images.slice(0, count * imageSizeBytes(shape)), labels: labels.slice(0, count) };
}

function piecesOf(set: ShippedSet, part: ShippedPartName, into: ImageSet): Piece[] {
  let from = 0;
  return partOf(set, part)!.pieces.map((count, piece) => {
    from += count;
    return { path: `${set.folder}/${pieceName(part, piece)}`, into, from: from - count, count };
  });
}

async function readPiece(
  readShipped: ReadShipped,
  fileName: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const file = await readShipped(fileName, signal).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new DataError('data.wrong.shipped.unreachable', { fileName, reason: reasonOf(cause) }, { cause });
  });
  if (!file) throw new DataError('data.wrong.shipped.missing', { fileName });
  return file;
}

async function unpackPiece(
  file: Uint8Array,
  { path: fileName, into, from, count }: Piece,
  set: Pick<ShippedSet, 'shape' | 'attributes'>,
): Promise<void> {
  const imageBytes = imageSizeBytes(set.shape);
  const head = count * headBytes(set);
  const expected = head + count * imageBytes;
  const content = await gunzip(file, fileName, expected);
  if (content.length !== expected) {
    throw new DataError('data.wrong.shipped.length', { fileName, expected, bytes: content.length });
  }
  const images = content.subarray(head);
  undoPrediction(images, set.shape);
  into.labels.set(content.subarray(0, count), from);
  into.images.set(images, from * imageBytes);
  unpackBits(content.subarray(count, head), into, from);
}

/** Of each image as many bits as there are attributes, in whole bytes. */
function unpackBits(packed: Uint8Array, { attributes: into, count: all }: ImageSet, from: number): void {
  if (!into) return;
  const width = into.length / all;
  const bytes = Math.ceil(width / 8);
  for (let i = 0; i < packed.length / bytes; i++) {
    for (let bit = 0; bit < width; bit++) {
      into[(from + i) * width + bit] = (packed[i * bytes + (bit >> 3)]! >> (bit & 7)) & 1;
    }
  }
}

/** @returns the digest of the part */
function checkDigest(set: ShippedSet, part: ShippedPartName, images: ImageSet): string {
  const found = digestOf(images);
  const expected = partOf(set, part)!.digest;
  if (found === expected) return found;
  throw new DataError('data.wrong.shipped.digest', { fileName: set.folder, part, expected, found });
}
