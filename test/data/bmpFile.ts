/** A BMP file of the usual header: rows from the bottom, each filled up to four bytes. @param rows the pixels as they lie, top row first */
export function bmpFile(
  width: number,
  height: number,
  bits: number,
  rows: Uint8Array,
  { palette = [], masks = [] }: { palette?: readonly number[]; masks?: readonly number[] } = {},
): Uint8Array {
  const [rowBytes, stride] = [Math.ceil((width * bits) / 8), 4 * Math.ceil((width * bits) / 32)];
  const start = 54 + 4 * (palette.length + masks.length);
  const tall = Math.abs(height);
  const bytes = new Uint8Array(start + stride * tall);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, start, true);
  view.setUint32(14, masks.length === 4 ? 56 : 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, bits, true);
  view.setUint32(30, masks.length > 0 ? 3 : 0, true);
  for (const [i, value] of [...masks, ...palette].entries()) view.setUint32(54 + 4 * i, value, true);
  for (let y = 0; y < tall; y++) {
    const place = height < 0 ? y : tall - 1 - y;
    bytes.set(rows.subarray(y * rowBytes, (y + 1) * rowBytes), start + stride * place);
  }
  return bytes;
}
