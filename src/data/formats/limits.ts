import { DataError } from '../dataError';

/** How much the lab takes in: what is refused before memory is spent on it. */
export interface Limits {
  /** Of one file, packed or unpacked. */
  readonly fileBytes: number;
  /** Of everything unpacked from archives together. */
  readonly unpackedBytes: number;
  /** Images of both parts together. */
  readonly images: number;
  /** Pixels of both parts together, one byte per channel. */
  readonly pixelBytes: number;
}

/** CIFAR-10 unpacks to 184 MB, MNIST to 55 MB, the 280,000 digits of EMNIST to 220 MB. */
export const LIMITS: Limits = {
  fileBytes: 256 * 2 ** 20,
  unpackedBytes: 512 * 2 ** 20,
  images: 1_000_000,
  pixelBytes: 384 * 2 ** 20,
};

/** Of data: a set that is small enough may lie in files that are larger, as photographs, texts, or numbers of 32 bits. */
export const LIMITS_OF_DATA: Limits = { ...LIMITS, fileBytes: 2 ** 30, unpackedBytes: 2 ** 30 };

/** No array of the platforms holds more bytes for certain. */
const LARGEST_READ = 2 ** 31 - 1;

/**
 * Where only so many training images are wanted: files are read up to what can be read at once, as the limit applies before what it leaves is held
 * against the others.
 */
export const LIMITS_OF_SOME: Limits = { ...LIMITS, fileBytes: LARGEST_READ, unpackedBytes: LARGEST_READ };

/** What is taken in: of a part of the training images larger files. */
export function limitsFor(trainingLimit: number | undefined): Limits {
  return trainingLimit === undefined ? LIMITS_OF_DATA : LIMITS_OF_SOME;
}

/** The largest file that is read, and the largest one that a limit of training images would let in, if any. */
export interface LargestFile {
  readonly most: number;
  readonly ofSome: number | null;
}

/** Of models, sessions and runs. */
export const LARGEST_OF_MODELS: LargestFile = { most: LIMITS.fileBytes, ofSome: null };

/** Of data, of which so many training images are wanted. */
export function largestOfData(trainingLimit: number | undefined): LargestFile {
  const ofSome = trainingLimit === undefined ? LIMITS_OF_SOME.fileBytes : null;
  return { most: limitsFor(trainingLimit).fileBytes, ofSome };
}

/**
 * Refuses files before they are read.
 * @throws DataError when one is too large to be taken in, or all together are
 */
export function checkFileSizes(
  files: readonly { readonly name: string; readonly sizeBytes: number }[],
  { most, ofSome }: LargestFile,
): void {
  for (const { name: fileName, sizeBytes: bytes } of files) {
    if (bytes > most) throw new DataError('data.wrong.size.chosen', { fileName, most, bytes, ofSome });
  }
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (bytes > LARGEST_READ) throw new DataError('data.wrong.size.together', { most: LARGEST_READ, bytes });
}

/** A label is a byte. */
export const LARGEST_CLASSES = 256;

/** Images larger than this on a side are scaled down, where the format can mean photographs, or refused. */
export const LARGEST_SIDE = 64;

/** Pictures of both parts together for a model that takes large ones: of 224 x 224 in colour they take 150 MB. */
export const MOST_LARGE_PICTURES = 1000;

/** A file, and the archive that it is packed in, if any. */
export interface PackedFile {
  readonly fileName: string;
  readonly archive?: string;
}

/** Counts what archives unpack to, and stops at the limit. */
export interface UnpackBudget {
  /** What one more file may unpack to at most. */
  readonly leftBytes: number;
  /** @throws DataError when more was promised or found than is left */
  spend(sizeBytes: number, file: PackedFile): void;
}

/** A budget of which nothing is spent yet. */
export function createBudget({ fileBytes, unpackedBytes }: Limits): UnpackBudget {
  let left = unpackedBytes;
  return {
    get leftBytes() {
      return Math.min(left, fileBytes);
    },
    spend(sizeBytes, file) {
      if (sizeBytes > Math.min(left, fileBytes)) {
        throw new DataError('data.wrong.size.unpacked', {
          ...file,
          most: Math.min(left, fileBytes),
          bytes: sizeBytes,
          fileBytes,
          unpackedBytes,
        });
      }
      left -= sizeBytes;
    },
  };
}

/**
 * Refuses a set that is too large before its pixels are allocated.
 * @param fileName null for pictures, of which each is a file
 * @throws DataError when there are too many images or pixels
 */
export function checkSetSize(
  limits: Limits,
  fileName: string | null,
  count: number,
  imageBytes: number,
): void {
  if (count > limits.images) {
    throw new DataError('data.wrong.size.images', { fileName, most: limits.images, count });
  }
  if (count * imageBytes > limits.pixelBytes) {
    throw new DataError('data.wrong.size.pixels', { fileName, most: limits.pixelBytes, count, imageBytes });
  }
}
