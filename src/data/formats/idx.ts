import { DataError } from '../dataError';
import { type NumberArray, type NumberKind, productOf } from './arrays/numberArray';
import { LARGEST_SIDE } from './limits';

/**
 * The IDX format of MNIST (Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits"), all numbers
 * big-endian: two zero bytes, a byte for the type of the numbers, a byte for the count of axes, 32 bits for the size of each axis, then
 * the numbers, the last axis fastest. MNIST has
 *
 *   images: 2051 (bytes, three axes), count, rows, columns, then count x rows x columns bytes, 0 = background
 *   labels: 2049 (bytes, one axis), count, then count bytes
 */

export type IdxKind = 'images' | 'labels';

/** A file of images or labels; the array is a view of the file. */
export interface IdxFile {
  readonly kind: IdxKind;
  readonly array: NumberArray;
}

const IMAGES_MAGIC = 2051;
const LABELS_MAGIC = 2049;
const FEWEST_BYTES = 8;
const LARGEST_AXES = 4;

interface IdxType {
  readonly sizeBytes: number;
  readonly kind: NumberKind;
  read(view: DataView, offset: number): number;
}

/** By the third byte. */
const TYPES: ReadonlyMap<number, IdxType> = new Map([
  [8, { sizeBytes: 1, kind: 'whole', read: (view, at) => view.getUint8(at) }],
  [9, { sizeBytes: 1, kind: 'whole', read: (view, at) => view.getInt8(at) }],
  [11, { sizeBytes: 2, kind: 'whole', read: (view, at) => view.getInt16(at) }],
  [12, { sizeBytes: 4, kind: 'whole', read: (view, at) => view.getInt32(at) }],
  [13, { sizeBytes: 4, kind: 'float', read: (view, at) => view.getFloat32(at) }],
  [14, { sizeBytes: 8, kind: 'float', read: (view, at) => view.getFloat64(at) }],
] as const);

/** Whether the bytes begin as an IDX file does. */
export function isIdx(head: Uint8Array): boolean {
  return (
    head.length >= 4 &&
    head[0] === 0 &&
    head[1] === 0 &&
    TYPES.has(head[2]!) &&
    head[3]! >= 1 &&
    head[3]! <= LARGEST_AXES
  );
}

/**
 * Reads an unpacked IDX file. Three and more axes are images, one axis is labels; two are labels of several numbers, of which the file
 * name tells, or images whose pixels lie in a row.
 * @throws DataError when the first number, a size or the length of the file is not as it should be
 */
export function parseIdx(bytes: Uint8Array, fileName: string): IdxFile {
  if (bytes.length < FEWEST_BYTES) {
    const found = { headerBytes: FEWEST_BYTES, bytes: bytes.length };
    throw new DataError('data.wrong.idx.noHeader', { fileName, ...found });
  }
  if (!isIdx(bytes)) {
    const numbers = { images: IMAGES_MAGIC, labels: LABELS_MAGIC, found: headerNumber(bytes, 0) };
    throw new DataError('data.wrong.idx.otherNumber', { fileName, ...numbers });
  }
  const axes = bytes[3]!;
  const headerBytes = 4 + 4 * axes;
  if (bytes.length < headerBytes) {
    throw new DataError('data.wrong.idx.noImageHeader', { fileName, headerBytes, bytes: bytes.length });
  }
  const shape = Array.from({ length: axes }, (_, axis) => headerNumber(bytes, 4 + 4 * axis));
  const isLabels = axes === 1 || (axes === 2 && (bytes[2] !== 8 || /label|target/i.test(fileName)));
  const kind = isLabels ? 'labels' : 'images';
  checkLength(bytes, fileName, kind, headerBytes, shape);
  const type = TYPES.get(bytes[2]!)!;
  const content = bytes.subarray(headerBytes);
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  const array = {
    shape,
    length: productOf(shape),
    kind: type.kind,
    bytes: bytes[2] === 8 ? content : undefined,
    at: (i: number) => type.read(view, i * type.sizeBytes),
  };
  return { kind, array };
}

/** The length of the file must be what the header says: nothing is allocated before. */
function checkLength(
  bytes: Uint8Array,
  fileName: string,
  kind: IdxKind,
  headerBytes: number,
  [count = 0, ...sides]: readonly number[],
): void {
  if (count === 0) throw new DataError('data.wrong.idx.empty', { fileName, kind });
  if (sides.includes(0)) {
    const [rows, columns] = [sides[0]!, sides[1] ?? 1];
    throw new DataError('data.wrong.idx.sides', { fileName, largest: LARGEST_SIDE, rows, columns });
  }
  const itemBytes = productOf(sides) * TYPES.get(bytes[2]!)!.sizeBytes;
  const expected = headerBytes + count * itemBytes;
  if (bytes.length === expected) return;
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

function headerNumber(bytes: Uint8Array, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset);
}
