import { join } from './tarFile';

/** An NPY file of version 1 (or another), as numpy.save writes it: the header filled up to a multiple of 64 bytes. */
export function npyFile(
  descr: string,
  shape: readonly number[],
  content: Uint8Array,
  { isFortran = false, version = 1 } = {},
): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': ${isFortran ? 'True' : 'False'}, 'shape': (${sizes}), }`;
  const begin = version === 1 ? 10 : 12;
  const header = `${text.padEnd(64 * Math.ceil((begin + text.length + 1) / 64) - begin - 1)}\n`;
  const start = new Uint8Array(begin);
  start.set([0x93, ...new TextEncoder().encode('NUMPY'), version, 0]);
  const view = new DataView(start.buffer);
  if (version === 1) view.setUint16(8, header.length, true);
  else view.setUint32(8, header.length, true);
  return join([start, new TextEncoder().encode(header), content]);
}

/** The bytes of numbers, as the machine keeps them: little-endian on all that the tests run on. */
export function bytesOf(numbers: ArrayBufferView): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
