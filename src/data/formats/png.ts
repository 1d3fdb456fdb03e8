import { convertIndexedToRgb, type DecodedPng, decode } from 'fast-png';
import { Unzlib } from 'fflate';
import { DataError, reasonOf } from '../dataError';
import { joinBytes } from '../joinBytes';
import { withoutInterlacing } from './adam7';
import { hasText } from './entry';
import { isPictureSize, LARGEST_PICTURE_PIXELS, opaque, overWhite, type Picture } from './picture';

/**
 * PNG pictures (W3C Recommendation, third edition): an eight-byte signature, then chunks of length (4, big-endian), type
 * (4), content and CRC-32 (4). IHDR comes first: width (4), height (4), bit depth (1), colour type (1), compression,
 * filter and interlace method (1 each). Colour types: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA.
 */

/** What the pixels depend on. Other chunks (profiles, texts, animation) are dropped unread: they can be bombs. */
const NEEDED_CHUNKS = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];
const SIGNATURE_BYTES = 8;
const IHDR_END = 33;
/** By colour type. */
const CHANNELS: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);
/**
 * Each row begins with one byte that names its filter, and rows of packed pixels end on whole bytes; interlacing makes of
 * eight rows fifteen.
 */
const FILTER_BYTES = 8;
/** A piece of this size unpacks to 4 MB at most. */
const PIECE_BYTES = 4096;

/** Whether the bytes begin as a PNG file does. */
export function isPng(head: Uint8Array): boolean {
  return head[0] === 0x89 && hasText(head, 1, 'PNG\r\n\x1a\n');
}

/**
 * The pixels of a PNG file in 8 bits per channel, transparent ones laid over white.
 * @throws DataError when it is damaged or has too many pixels
 */
export function readPng(bytes: Uint8Array, fileName: string): Picture {
  const most = LARGEST_PICTURE_PIXELS;
  if (!isPng(bytes) || bytes.length < IHDR_END || !hasText(bytes, 12, 'IHDR')) {
    throw new DataError('data.wrong.png.noHeader', { fileName, most });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (!isPictureSize(width, height)) {
    throw new DataError('data.wrong.png.size', { fileName, most, width, height });
  }
  const [depth, colourType, interlace] = [view.getUint8(24), view.getUint8(25), view.getUint8(28)];
  try {
    const imageBytes = Math.ceil((width * height * depth * (CHANNELS.get(colourType) ?? Number.NaN)) / 8);
    const { parts, content } = neededChunks(bytes, view);
    checkUnpackedSize(content, imageBytes, imageBytes + FILTER_BYTES * height);
    const isPacked = depth < 8 && interlace === 1;
    const plain = isPacked ? withoutInterlacing(parts, content, { width, height, depth }) : joinBytes(parts);
    const decoded = decode(plain, { checkCrc: true });
    const isOpaqueColour = colourType === 2 && depth === 8 && decoded.channels === 3 && !decoded.transparency;
    if (isOpaqueColour) return opaque(width, height, 3, decoded.data as Uint8Array);
    return overWhite(width, height, toRgba(decoded, colourType));
  } catch (cause) {
    throw new DataError('data.wrong.png.damaged', { fileName, most, reason: reasonOf(cause) }, { cause });
  }
}

/** The signature and the needed chunks, and what those of the pixels hold. Throws when chunks reach past the end. */
function neededChunks(bytes: Uint8Array, view: DataView): { parts: Uint8Array[]; content: Uint8Array[] } {
  const parts = [bytes.subarray(0, SIGNATURE_BYTES)];
  const content: Uint8Array[] = [];
  for (let offset = SIGNATURE_BYTES; ; ) {
    if (offset + 12 > bytes.length) throw new Error('no chunk IEND at the end');
    const length = view.getUint32(offset);
    const next = offset + 12 + length;
    if (next > bytes.length) throw new Error(`a chunk of ${length} bytes past the end`);
    const type = NEEDED_CHUNKS.find((known) => hasText(bytes, offset + 4, known));
    if (type === 'IHDR' && offset !== SIGNATURE_BYTES) throw new Error('a second header');
    if (type) parts.push(bytes.subarray(offset, next));
    if (type === 'IDAT') content.push(bytes.subarray(offset + 8, next - 4));
    if (type === 'IEND') break;
    offset = next;
  }
  return { parts, content };
}

/**
 * The decoder unpacks whatever there is and allocates whatever the header says: that both agree is found out here, piece
 * by piece.
 */
function checkUnpackedSize(content: readonly Uint8Array[], fewest: number, most: number): void {
  let unpacked = 0;
  const stream = new Unzlib((piece) => {
    unpacked += piece.length;
  });
  for (const part of content) {
    for (let start = 0; start < part.length; start += PIECE_BYTES) {
      stream.push(part.subarray(start, start + PIECE_BYTES), false);
      if (unpacked > most) throw new Error(`more than ${most} bytes of pixels`);
    }
  }
  if (!(unpacked >= fewest)) throw new Error(`${unpacked} bytes of pixels, not ${fewest}`);
}

/** Four levels from 0 to 255 for each pixel, whatever the file keeps. */
function toRgba(decoded: DecodedPng, colourType: number): Uint8Array {
  const { width, height } = decoded;
  const isIndexed = colourType === 3;
  const levels = isIndexed ? convertIndexedToRgb(decoded) : toBytes(decoded);
  const channels = levels.length / (width * height);
  if (!Number.isInteger(channels) || channels < 1) throw new Error(`${levels.length} levels`);
  const rgba = new Uint8Array(4 * width * height);
  const hasAlpha = channels === 2 || channels === 4;
  const isClear = isIndexed ? () => false : clearPixels(decoded, channels);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = pixel * channels;
    for (let channel = 0; channel < 3; channel++) {
      rgba[4 * pixel + channel] = levels[at + (channels > 2 ? channel : 0)]!;
    }
    const alpha = hasAlpha ? levels[at + channels - 1]! : 255;
    rgba[4 * pixel + 3] = isClear(pixel) ? 0 : alpha;
  }
  return rgba;
}

/** Which pixels of a picture in grey or colour are transparent: those of the one colour that tRNS names, in the file's own levels. */
function clearPixels(
  { width, depth, data, transparency }: DecodedPng,
  channels: number,
): (pixel: number) => boolean {
  if (!transparency || (channels !== 1 && channels !== 3)) return () => false;
  const packed = depth < 8 ? packedLevels(width, depth, data) : null;
  return (pixel) => {
    for (let channel = 0; channel < channels; channel++) {
      const level = packed ? packed(pixel) : data[pixel * channels + channel]!;
      if (level !== transparency[channel]) return false;
    }
    return true;
  };
}

/** Levels of 1, 2, 4, 8 or 16 bits spread over 0 to 255; those of fewer than 8 lie packed, each row begun anew. */
function toBytes({ width, height, depth, data }: DecodedPng): Uint8Array {
  if (depth === 8) return data as Uint8Array;
  if (depth === 16) return Uint8Array.from(data, (level) => Math.round(level / 257));
  const level = packedLevels(width, depth, data);
  return Uint8Array.from({ length: width * height }, (_, pixel) => (255 * level(pixel)) / (2 ** depth - 1));
}

/** The level of a pixel, of fewer than 8 bits. */
function packedLevels(width: number, depth: number, data: ArrayLike<number>): (pixel: number) => number {
  const rowBytes = Math.ceil((width * depth) / 8);
  return (pixel) => {
    const bit = (pixel % width) * depth;
    const byte = data[Math.floor(pixel / width) * rowBytes + (bit >> 3)]!;
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  };
}
