import { gzipSync } from 'node:zlib';

/** An IDX image file whose pixels count upwards. */
export function imagesFile(count: number, rows = 28, columns = rows): Uint8Array {
  const pixels = Uint8Array.from({ length: count * rows * columns }, (_, i) => (i * 7) % 256);
  return withHeader([2051, count, rows, columns], pixels);
}

/** An IDX label file with the labels 0, 1, ... 9, 0, ... */
export function labelsFile(count: number): Uint8Array {
  return withHeader(
    [2049, count],
    Uint8Array.from({ length: count }, (_, i) => i % 10),
  );
}

export function withHeader(header: readonly number[], content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 * header.length + content.length);
  const view = new DataView(bytes.buffer);
  header.forEach((value, i) => {
    view.setUint32(4 * i, value);
  });
  bytes.set(content, 4 * header.length);
  return bytes;
}

export function gzipped(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(gzipSync(bytes));
}
