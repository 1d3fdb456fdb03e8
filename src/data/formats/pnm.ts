import { DataError } from '../dataError';
import { checkPicturePixels, opaque, type Picture } from './picture';

/**
 * Netpbm pictures (PBM, PGM, PPM; netpbm.sourceforge.net/doc): "P" and a digit, then width, height and, but for bitmaps, the largest
 * level as numbers with white space and comments ("# …") between, one white space, the pixels.
 *
 *   P1, P4 bitmaps, 1 is black; P2, P5 grey; P3, P6 red, green, blue; P1 to P3 as numbers, P4 to P6 as bytes, two where the largest
 *   level is over 255, rows of bitmaps filled up to a byte
 */

const HEADER =
  /^P([1-6])(?:\s|#[^\n]*\n)+(\d{1,9})(?:\s|#[^\n]*\n)+(\d{1,9})(?:(?:\s|#[^\n]*\n)+(\d{1,5}))?(?:#[^\n]*\n)?\s/;
/** Comments and all. */
const LONGEST_HEADER = 4096;

/** Whether the bytes begin as a Netpbm file does. */
export function isPnm(head: Uint8Array): boolean {
  return head[0] === 0x50 && /^P[1-6](\s|#[^\n]*\n)+\d/.test(textOf(head));
}

/** @throws DataError when the file is damaged or too large */
export function readPnm(bytes: Uint8Array, fileName: string): Picture {
  const head = textOf(bytes.subarray(0, LONGEST_HEADER));
  const isBitmap = head[1] === '1' || head[1] === '4';
  // A bitmap has no largest level: the third number of its header is its first pixel.
  const match = HEADER.exec(
    isBitmap ? head.replace(/^(P[14](?:(?:\s|#[^\n]*\n)+\d+){2}\s)[\s\S]*$/, '$1') : head,
  );
  const largest = isBitmap ? 1 : Number(match?.[4] ?? 0);
  if (!match || !(largest >= 1 && largest <= 65_535))
    throw new DataError('data.wrong.pnm.header', { fileName });
  const [kind, width, height] = [1, 2, 3].map((group) => Number(match[group])) as [number, number, number];
  checkPicturePixels(width, height, fileName);
  const content = bytes.subarray(match[0].length);
  const channels = kind === 3 || kind === 6 ? 3 : 1;
  const count = width * height * channels;
  const levels =
    kind <= 3
      ? readNumbers(content, count, kind === 1)
      : readBytes(content, kind, width, height, channels, largest);
  if (!levels) throw new DataError('data.wrong.pnm.cut', { fileName, expected: count });
  const pixels = Uint8Array.from(levels, (level) => Math.round((255 * Math.min(level, largest)) / largest));
  return opaque(width, height, channels, isBitmap ? pixels.map((level) => 255 - level) : pixels);
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** Numbers with white space between, those of bitmaps without too; undefined where there are too few. */
function readNumbers(content: Uint8Array, count: number, isBitmap: boolean): ArrayLike<number> | undefined {
  // Each number takes a byte, and all but bitmaps' a space too.
  if (count > content.length) return undefined;
  const numbers = new Uint16Array(count);
  let [found, at] = [0, 0];
  while (found < count && at < content.length) {
    const byte = content[at++]!;
    if (byte < 48 || byte > 57) {
      if (byte > 32) return undefined;
      continue;
    }
    let value = byte - 48;
    while (!isBitmap && at < content.length && content[at]! >= 48 && content[at]! <= 57) {
      value = Math.min(65_535, 10 * value + content[at++]! - 48);
    }
    numbers[found++] = value;
  }
  return found === count ? numbers : undefined;
}

function readBytes(
  content: Uint8Array,
  kind: number,
  width: number,
  height: number,
  channels: number,
  largest: number,
): ArrayLike<number> | undefined {
  const rowBytes = kind === 4 ? Math.ceil(width / 8) : width * channels * (largest > 255 ? 2 : 1);
  if (content.length < rowBytes * height) return undefined;
  if (kind === 4) {
    return Uint8Array.from({ length: width * height }, (_, i) => {
      const x = i % width;
      return (content[Math.floor(i / width) * rowBytes + (x >> 3)]! >> (7 - (x & 7))) & 1;
    });
  }
  if (largest <= 255) return content.subarray(0, rowBytes * height);
  return Uint16Array.from(
    { length: width * height * channels },
    (_, i) => 256 * content[2 * i]! + content[2 * i + 1]!,
  );
}
