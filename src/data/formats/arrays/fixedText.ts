/** Texts of one length, as NumPy keeps them: of the type U in code points of 32 bits, of the type S in bytes, both filled up with zeros. */

/** Texts longer than this are no names of classes. */
const LONGEST_TEXT = 1024;

/** How many bytes a text takes of a type such as U3 or S12; undefined where the type is none of texts, or of far too long ones. */
export function textBytes(type: string): number | undefined {
  const [, code, size] = /^([US])(\d+)$/.exec(type) ?? [];
  if (code === undefined || Number(size) > LONGEST_TEXT) return undefined;
  return Number(size) * (code === 'U' ? 4 : 1);
}

/** The text at a place. @param type as for textBytes */
export function readText(bytes: Uint8Array, at: number, type: string, isLittle: boolean): string {
  const item = bytes.subarray(at, at + textBytes(type)!);
  if (type.startsWith('S')) return new TextDecoder().decode(item).replace(/\0+$/, '');
  const view = new DataView(item.buffer, item.byteOffset, item.length);
  const points = Array.from({ length: item.length / 4 }, (_, i) => view.getUint32(4 * i, isLittle));
  return points
    .filter((point) => point > 0)
    .map((point) => (point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'))
    .join('');
}
