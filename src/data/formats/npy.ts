import { DataError } from '../dataError';
import { readText, textBytes } from './arrays/fixedText';
import { type AnyArray, columnsFirst, productOf } from './arrays/numberArray';
import { NUMBER_TYPES } from './arrays/numberTypes';
import { hasText } from './entry';
import { asArray, isPickle, readPickle } from './pickle';

/**
 * The NPY format of NumPy (NEP 1; versions 1 to 3): "\x93NUMPY", two bytes of version, the length of the header (two
 * bytes, little-endian; four from version 2 on), the header, then the numbers. The header is a Python dictionary:
 *
 *   {'descr': '|u1', 'fortran_order': False, 'shape': (60000, 28, 28), }
 */

const LARGEST_HEADER_BYTES = 65_536;
const LARGEST_DIMENSIONS = 6;

/** Whether the bytes begin as an NPY file does. */
export function isNpy(head: Uint8Array): boolean {
  return head[0] === 0x93 && hasText(head, 1, 'NUMPY');
}

/**
 * Reads an NPY file of numbers or of texts; nothing is copied.
 * @throws DataError for a damaged header, items of another type, or another length
 */
export function parseNpy(bytes: Uint8Array, fileName: string): AnyArray {
  const { header, start } = readHeader(bytes, fileName);
  const [, order = '', code = '', size = ''] =
    /['"]descr['"]:\s*['"]([<>|=])([a-zA-Z])(\d*)['"]/.exec(header) ?? [];
  const shape = readShape(header, fileName);
  if (code === 'O') return readObjects(bytes.subarray(start), shape, fileName);
  const type = NUMBER_TYPES[code + size];
  const itemBytes = type?.sizeBytes ?? textBytes(code + size);
  if (itemBytes === undefined) {
    const found = /['"]descr['"]:\s*([^,}]*)/.exec(header)?.[1] ?? 'none';
    throw new DataError('data.wrong.npy.type', { fileName, type: found.slice(0, 40) });
  }
  const content = bytes.subarray(start);
  const length = checkLength(content, shape, itemBytes, fileName);
  const isFortran = shape.length > 1 && !/['"]fortran_order['"]:\s*False/.test(header);
  const place = isFortran ? columnsFirst(shape) : (i: number) => i;
  const isLittle = order !== '>';
  if (!type) {
    const textAt = (i: number) => readText(content, place(i) * itemBytes, code + size, isLittle);
    return { shape, length, kind: 'text', textAt };
  }
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  return {
    shape,
    length,
    kind: type.kind,
    bytes: code === 'u' && itemBytes === 1 && !isFortran ? content : undefined,
    at: (i) => type.read(view, place(i) * itemBytes, isLittle),
  };
}

/** An array of Python objects is kept as a pickle; that of texts, numbers, or arrays of one shape can be read. */
function readObjects(content: Uint8Array, shape: readonly number[], fileName: string): AnyArray {
  const array = isPickle(content) ? asArray(readPickle(content, fileName)) : undefined;
  if (array && array.length > 0 && array.shape[0] === productOf(shape)) return array;
  throw new DataError('data.wrong.npy.objects', { fileName });
}

function checkLength(
  { length: bytes }: Uint8Array,
  shape: readonly number[],
  itemBytes: number,
  fileName: string,
): number {
  const length = productOf(shape);
  if (bytes === length * itemBytes) return length;
  const expected = length * itemBytes;
  throw new DataError('data.wrong.npy.length', { fileName, expected, shape, itemBytes, bytes });
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

/** Python 2 writes sizes as "28L". */
function readShape(header: string, fileName: string): number[] {
  const sizes = /['"]shape['"]:\s*\(([\d\sL,]*)\)/.exec(header)?.[1];
  const shape =
    sizes?.split(',').flatMap((size) => (size.trim() ? [Number(size.trim().replace(/L$/, ''))] : [])) ?? [];
  if (shape.length < 1 || shape.length > LARGEST_DIMENSIONS || !shape.every(Number.isSafeInteger)) {
    throw new DataError('data.wrong.npy.dimensions', {
      fileName,
      most: LARGEST_DIMENSIONS,
      sizes: sizes?.slice(0, 40) ?? null,
    });
  }
  return shape;
}
