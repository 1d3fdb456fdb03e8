import { DataError } from '../dataError';
import { hasText } from './entry';

/**
 * The NPY format of NumPy (NEP 1; versions 1 to 3): "\x93NUMPY", two bytes of version, the length of the header (two
 * bytes, little-endian; four from version 2 on), the header, then the numbers. The header is a Python dictionary:
 *
 *   {'descr': '|u1', 'fortran_order': False, 'shape': (60000, 28, 28), }
 */

export interface NpyArray {
  readonly shape: readonly number[];
  /** How many numbers: the product of the shape. */
  readonly length: number;
  readonly isFloat: boolean;
  /** The numbers as bytes in the file, where they are unsigned bytes. */
  readonly bytes?: Uint8Array;
  /** Number i in row-major order. */
  at(i: number): number;
}

const LARGEST_HEADER_BYTES = 65_536;
const LARGEST_DIMENSIONS = 4;

interface NumberType {
  readonly sizeBytes: number;
  readonly isFloat: boolean;
  read(view: DataView, offset: number, isLittleEndian: boolean): number;
}

/** By the code after the byte order: b1 booleans, u unsigned, i signed, f floating. */
const NUMBER_TYPES: Readonly<Record<string, NumberType>> = {
  b1: { sizeBytes: 1, isFloat: false, read: (view, at) => view.getUint8(at) },
  u1: { sizeBytes: 1, isFloat: false, read: (view, at) => view.getUint8(at) },
  i1: { sizeBytes: 1, isFloat: false, read: (view, at) => view.getInt8(at) },
  u2: { sizeBytes: 2, isFloat: false, read: (view, at, little) => view.getUint16(at, little) },
  i2: { sizeBytes: 2, isFloat: false, read: (view, at, little) => view.getInt16(at, little) },
  u4: { sizeBytes: 4, isFloat: false, read: (view, at, little) => view.getUint32(at, little) },
  i4: { sizeBytes: 4, isFloat: false, read: (view, at, little) => view.getInt32(at, little) },
  u8: { sizeBytes: 8, isFloat: false, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  i8: { sizeBytes: 8, isFloat: false, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  f4: { sizeBytes: 4, isFloat: true, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { sizeBytes: 8, isFloat: true, read: (view, at, little) => view.getFloat64(at, little) },
};

/** Whether the bytes begin as an NPY file does. */
export function isNpy(head: Uint8Array): boolean {
  return head[0] === 0x93 && hasText(head, 1, 'NUMPY');
}

/**
 * Reads an NPY file; nothing is copied.
 * @throws DataError for a damaged header, numbers of another type, columns first (Fortran order), or another length
 */
export function parseNpy(bytes: Uint8Array, fileName: string): NpyArray {
  const { header, start } = readHeader(bytes, fileName);
  const [, order = '', code = ''] = /'descr':\s*'([<>|=])([a-zA-Z]\d+)'/.exec(header) ?? [];
  const type = NUMBER_TYPES[code];
  if (!type) {
    const found = /'descr':\s*([^,}]*)/.exec(header)?.[1] ?? 'none';
    throw new DataError('data.wrong.npy.type', { fileName, type: found.slice(0, 40) });
  }
  const shape = readShape(header, fileName);
  const length = shape.reduce((product, size) => product * size, 1);
  if (bytes.length - start !== length * type.sizeBytes) {
    throw new DataError('data.wrong.npy.length', {
      fileName,
      expected: length * type.sizeBytes,
      shape,
      itemBytes: type.sizeBytes,
      bytes: bytes.length - start,
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, length * type.sizeBytes);
  return {
    shape,
    length,
    isFloat: type.isFloat,
    ...(code === 'u1' && { bytes: bytes.subarray(start) }),
    at: (i) => type.read(view, i * type.sizeBytes, order !== '>'),
  };
}

function readHeader(bytes: Uint8Array, fileName: string): { header: string; start: number } {
  const major = bytes[6];
  const lengthBytes = major === 1 ? 2 : 4;
  const begin = 8 + lengthBytes;
  if (!isNpy(bytes) || bytes.length < begin || !major || major > 3) {
    throw new DataError('data.wrong.npy.noHeader', { fileName });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = lengthBytes === 2 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LARGEST_HEADER_BYTES || begin + length > bytes.length) {
    const most = Math.min(LARGEST_HEADER_BYTES, bytes.length - begin);
    throw new DataError('data.wrong.npy.longHeader', { fileName, most, bytes: length });
  }
  return {
    header: new TextDecoder().decode(bytes.subarray(begin, begin + length)),
    start: begin + length,
  };
}

function readShape(header: string, fileName: string): number[] {
  const sizes = /'shape':\s*\(([\d\s,]*)\)/.exec(header)?.[1];
  const shape = sizes?.split(',').flatMap((size) => (size.trim() ? [Number(size)] : [])) ?? [];
  if (shape.length < 1 || shape.length > LARGEST_DIMENSIONS || !shape.every(Number.isSafeInteger)) {
    throw new DataError('data.wrong.npy.dimensions', {
      fileName,
      most: LARGEST_DIMENSIONS,
      sizes: sizes?.slice(0, 40) ?? null,
    });
  }
  const isFortran = !/'fortran_order':\s*False/.test(header);
  if (isFortran && shape.length > 1) {
    throw new DataError('data.wrong.npy.fortran', { fileName });
  }
  return shape;
}
