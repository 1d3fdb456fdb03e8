/**
 * Snappy's raw format: the unpacked length as a varint, then elements. The two low bits of an element's first byte
 * tell a literal (0) from copies of earlier bytes, with 1, 2 or 4 bytes of distance.
 * Source: https://github.com/google/snappy/blob/main/format_description.txt
 *
 * The reader of parquet files has one of its own, which a damaged length can send backwards for ever.
 *
 * @param sizeBytes the unpacked size
 * @throws RangeError for data that are damaged or of another size
 */
export function unpackSnappy(packed: Uint8Array, sizeBytes: number): Uint8Array {
  const unpacked = new Uint8Array(sizeBytes);
  let from = packed.findIndex((byte) => byte < 128) + 1;
  let to = 0;
  const littleEndian = (bytes: number) => {
    let value = 0;
    for (let i = 0; i < bytes; i++) value += (packed[from++] ?? 0) * 2 ** (8 * i);
    return value;
  };
  while (from < packed.length) {
    const tag = packed[from++]!;
    const kind = tag & 3;
    const short = tag >> 2;
    if (kind === 0) {
      const length = 1 + (short < 60 ? short : littleEndian(short - 59));
      if (from + length > packed.length || to + length > sizeBytes) throw damaged(to, sizeBytes);
      unpacked.set(packed.subarray(from, from + length), to);
      from += length;
      to += length;
    } else {
      const length = kind === 1 ? 4 + (short & 7) : 1 + short;
      const distance = kind === 1 ? (tag >> 5) * 256 + littleEndian(1) : littleEndian(kind === 2 ? 2 : 4);
      if (distance < 1 || distance > to || to + length > sizeBytes) throw damaged(to, sizeBytes);
      // Byte by byte: a copy may repeat bytes that it has itself just written.
      for (const end = to + length; to < end; to++) unpacked[to] = unpacked[to - distance]!;
    }
  }
  if (to !== sizeBytes) throw damaged(to, sizeBytes);
  return unpacked;
}

function damaged(at: number, sizeBytes: number): RangeError {
  return new RangeError(`snappy data damaged at byte ${at} of ${sizeBytes}`);
}
