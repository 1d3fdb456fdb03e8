import { unzlibSync, zlibSync } from 'fflate';
import { joinBytes } from '../joinBytes';
import { crc32 } from './crc32';

/**
 * Interlaced PNG pictures of 1, 2 or 4 bits a pixel (W3C Recommendation, 8.1, Adam7), which the decoder does not take: seven smaller pictures, of every
 * eighth pixel of every eighth row, then of those between, each with rows and filters of its own.
 */

/** Of each pass the first row and column, and the steps to the next. */
const PASSES = [
  [0, 0, 8, 8],
  [0, 4, 8, 8],
  [4, 0, 8, 4],
  [0, 2, 4, 4],
  [2, 0, 4, 2],
  [0, 1, 2, 2],
  [1, 0, 2, 1],
] as const;

export interface PackedSize {
  readonly width: number;
  readonly height: number;
  /** Bits a pixel, below 8. */
  readonly depth: number;
}

/**
 * The file with the same pixels row after row.
 * @param parts its signature and its chunks, IHDR first, as they lie in the file
 * @param content of its chunks IDAT
 * @throws Error where the content is too short or no stream, or a filter is none
 */
export function withoutInterlacing(
  parts: readonly Uint8Array[],
  content: readonly Uint8Array[],
  size: PackedSize,
): Uint8Array {
  const header = parts[1]!.slice(8, 21);
  header[12] = 0;
  const rows = rowsOf(unzlibSync(joinBytes(content)), size);
  const [signature, , ...rest] = parts;
  const isContent = (part: Uint8Array) => part[4] === 0x49 && part[5] === 0x44;
  return joinBytes([
    signature!,
    chunk('IHDR', header),
    ...rest.filter((part) => !isContent(part)).slice(0, -1),
    chunk('IDAT', zlibSync(rows, { level: 1 })),
    ...rest.slice(-1),
  ]);
}

/** All rows of the picture, none of them filtered, each behind the byte that says so. */
function rowsOf(packed: Uint8Array, { width, height, depth }: PackedSize): Uint8Array {
  const rowBytes = 1 + Math.ceil((width * depth) / 8);
  const rows = new Uint8Array(rowBytes * height);
  let at = 0;
  for (const [top, left, down, across] of PASSES) {
    const columns = Math.ceil((width - left) / across);
    const lines = Math.ceil((height - top) / down);
    if (columns <= 0 || lines <= 0) continue;
    const lineBytes = Math.ceil((columns * depth) / 8);
    let above = new Uint8Array(lineBytes);
    for (let line = 0; line < lines; line++) {
      if (at + 1 + lineBytes > packed.length) throw new Error('fewer bytes of pixels than its size needs');
      const own = unfiltered(packed[at]!, packed.subarray(at + 1, at + 1 + lineBytes), above);
      for (let column = 0; column < columns; column++) {
        const level = levelAt(own, column, depth);
        setLevel(rows, (top + line * down) * rowBytes + 1, left + column * across, depth, level);
      }
      above = own;
      at += 1 + lineBytes;
    }
  }
  return rows;
}

/** A row without its filter (9.2); pixels below 8 bits are filtered byte by byte. */
function unfiltered(filter: number, row: Uint8Array, above: Uint8Array): Uint8Array<ArrayBuffer> {
  if (filter > 4) throw new Error(`the filter ${filter}`);
  const plain = new Uint8Array(row.length);
  for (let i = 0; i < row.length; i++) {
    const [left, up, corner] = [plain[i - 1] ?? 0, above[i]!, above[i - 1] ?? 0];
    const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
    plain[i] = row[i]! + guesses[filter]!;
  }
  return plain;
}

/** Of left, above and corner the nearest to left + above - corner; the earlier of equals. */
function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function levelAt(row: Uint8Array, column: number, depth: number): number {
  const bit = column * depth;
  return (row[bit >> 3]! >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}

function setLevel(rows: Uint8Array, start: number, column: number, depth: number, level: number): void {
  const bit = column * depth;
  rows[start + (bit >> 3)]! |= level << (8 - depth - (bit & 7));
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}
