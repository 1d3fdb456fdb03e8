import { DataError } from '../dataError';
import { LARGEST_SIDE } from './limits';

/**
 * The IDX format of MNIST (Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits"), all numbers
 * 32-bit big-endian:
 *
 *   images: 2051, count, rows, columns, then count x rows x columns bytes, row by row, 0 = background
 *   labels: 2049, count, then count bytes
 */

export interface IdxImages {
  readonly kind: 'images';
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  /** count x rows x columns. */
  readonly pixels: Uint8Array;
}

export interface IdxLabels {
  readonly kind: 'labels';
  readonly count: number;
  readonly labels: Uint8Array;
}

const IMAGES_MAGIC = 2051;
const LABELS_MAGIC = 2049;
const IMAGES_HEADER_BYTES = 16;
const LABELS_HEADER_BYTES = 8;

/** Whether the bytes begin as an IDX file of images or labels does. */
export function isIdx(head: Uint8Array): boolean {
  return head.length >= 4 && [IMAGES_MAGIC, LABELS_MAGIC].includes(headerNumber(head, 0));
}

/**
 * Reads an unpacked IDX file of images or of labels; the result holds a copy of the bytes it needs.
 * @throws DataError when the magic number, the count, the image size or the length of the file is not as it should be
 */
export function parseIdx(bytes: Uint8Array, fileName: string): IdxImages | IdxLabels {
  if (bytes.length < LABELS_HEADER_BYTES) {
    throw new DataError('data.wrong.idx.noHeader', {
      fileName,
      headerBytes: LABELS_HEADER_BYTES,
      bytes: bytes.length,
    });
  }
  const magic = headerNumber(bytes, 0);
  if (magic === IMAGES_MAGIC) return parseImages(bytes, fileName);
  if (magic === LABELS_MAGIC) return parseLabels(bytes, fileName);
  throw new DataError('data.wrong.idx.otherNumber', {
    fileName,
    images: IMAGES_MAGIC,
    labels: LABELS_MAGIC,
    found: magic,
  });
}

function parseImages(bytes: Uint8Array, fileName: string): IdxImages {
  if (bytes.length < IMAGES_HEADER_BYTES) {
    throw new DataError('data.wrong.idx.noImageHeader', {
      fileName,
      headerBytes: IMAGES_HEADER_BYTES,
      bytes: bytes.length,
    });
  }
  const [count, rows, columns] = [headerNumber(bytes, 4), headerNumber(bytes, 8), headerNumber(bytes, 12)];
  if (rows < 1 || rows > LARGEST_SIDE || columns < 1 || columns > LARGEST_SIDE) {
    throw new DataError('data.wrong.idx.sides', { fileName, largest: LARGEST_SIDE, rows, columns });
  }
  const pixels = content(bytes, fileName, 'images', IMAGES_HEADER_BYTES, count, rows * columns);
  return { kind: 'images', count, rows, columns, pixels };
}

function parseLabels(bytes: Uint8Array, fileName: string): IdxLabels {
  const count = headerNumber(bytes, 4);
  return { kind: 'labels', count, labels: content(bytes, fileName, 'labels', LABELS_HEADER_BYTES, count, 1) };
}

/** A copy of what follows the header, once its length is what the header says: nothing is allocated before. */
function content(
  bytes: Uint8Array,
  fileName: string,
  kind: 'images' | 'labels',
  headerBytes: number,
  count: number,
  itemBytes: number,
): Uint8Array {
  if (count === 0) {
    throw new DataError('data.wrong.idx.empty', { fileName, kind });
  }
  const expected = headerBytes + count * itemBytes;
  if (bytes.length !== expected) {
    throw new DataError('data.wrong.idx.length', {
      fileName,
      expected,
      headerBytes,
      count,
      kind,
      itemBytes,
      bytes: bytes.length,
    });
  }
  return bytes.slice(headerBytes);
}

function headerNumber(bytes: Uint8Array, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset);
}
