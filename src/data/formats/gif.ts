import { DataError } from '../dataError';
import { joinBytes } from '../joinBytes';
import { hasText } from './entry';
import { checkPicturePixels, overWhite, type Picture } from './picture';

/**
 * The first picture of a GIF file where there is no browser to decode it (CompuServe, Graphics Interchange Format 89a), all numbers
 * little-endian: "GIF89a", width and height of the screen (2 each), what the palette is (1), two bytes more, the palette, then blocks; that of a
 * picture has its place and size (8), what its palette is (1), the palette, and its pixels as codes of LZW.
 */

/** A code of 12 bits stands for 4,096 pixels at most. */
const MOST_PIXELS_PER_BYTE = 4096;
const MOST_CODES = 4096;
const OPAQUE = 255;
/** Of an interlaced picture: the first row of each pass, and how far the next one is. */
const PASSES = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
] as const;

/** Whether the bytes begin as a GIF file does. */
export function isGif(head: Uint8Array): boolean {
  return hasText(head, 0, 'GIF8');
}

/**
 * The first picture, on the screen that the file says, laid over white where nothing is drawn.
 * @throws DataError when it is damaged, or ends before all of its pixels are there
 */
export function readGif(bytes: Uint8Array, fileName: string): Picture {
  const damaged = (reason: string) => new DataError('data.wrong.picture.damaged', { fileName, reason });
  const frame = findFrame(bytes);
  if (typeof frame === 'string') throw damaged(frame);
  const { left, top, width, height, palette, transparent } = frame;
  const [screenWidth, screenHeight] = [
    Math.max(frame.screen[0], left + width),
    Math.max(frame.screen[1], top + height),
  ];
  checkPicturePixels(screenWidth, screenHeight, fileName);
  // What the header says is allocated.
  if (screenWidth * screenHeight > MOST_PIXELS_PER_BYTE * bytes.length)
    throw damaged('far too few bytes for its size');
  const places = unpackCodes(frame.codes, frame.literalBits, width * height);
  if (!places) throw damaged('the pixels end too soon');
  const rgba = new Uint8Array(4 * screenWidth * screenHeight);
  const rows = frame.isInterlaced ? interlacedRows(height) : null;
  for (const [i, place] of places.entries()) {
    if (place === transparent) continue;
    const row = Math.floor(i / width);
    const at = 4 * ((top + (rows ? rows[row]! : row)) * screenWidth + left + (i % width));
    // A place that is not in the palette is black.
    for (let channel = 0; channel < 3; channel++) rgba[at + channel] = palette[3 * place + channel] ?? 0;
    rgba[at + 3] = OPAQUE;
  }
  return overWhite(screenWidth, screenHeight, rgba);
}

interface Frame {
  readonly screen: readonly [width: number, height: number];
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly isInterlaced: boolean;
  readonly palette: Uint8Array;
  /** The place in the palette that draws nothing; -1 for none. */
  readonly transparent: number;
  readonly literalBits: number;
  readonly codes: Uint8Array;
}

/** The first picture of the file, or what is wrong. */
function findFrame(bytes: Uint8Array): Frame | string {
  const word = (at: number) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
  const paletteAt = (flagsAt: number, at: number) =>
    bytes[flagsAt]! & 0x80
      ? bytes.subarray(at, at + 3 * 2 ** ((bytes[flagsAt]! & 7) + 1))
      : bytes.subarray(0, 0);
  const common = paletteAt(10, 13);
  let transparent = -1;
  for (let at = 13 + common.length; at < bytes.length; ) {
    if (bytes[at] === 0x21) {
      if (bytes[at + 1] === 0xf9) transparent = bytes[at + 3]! & 1 ? bytes[at + 6]! : -1;
      at = endOfBlocks(bytes, at + 2);
    } else if (bytes[at] === 0x2c) {
      const own = paletteAt(at + 9, at + 10);
      const palette = own.length > 0 ? own : common;
      const literalBits = bytes[at + 10 + own.length] ?? 0;
      const [left, top, width, height] = [word(at + 1), word(at + 3), word(at + 5), word(at + 7)];
      if (palette.length === 0) return 'no palette';
      if (width * height === 0) return 'no pixels';
      if (literalBits < 1 || literalBits > 8) return 'codes of another length';
      const isInterlaced = (bytes[at + 9]! & 0x40) !== 0;
      const codes = joinBlocks(bytes, at + 11 + own.length);
      const screen = [word(6), word(8)] as const;
      return { screen, left, top, width, height, isInterlaced, palette, transparent, literalBits, codes };
    } else return 'no picture where one is due';
  }
  return 'no picture';
}

/** Where blocks of up to 255 bytes end: each stands after its length, the last is one of none. */
function endOfBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let size = bytes[at++] ?? 0; size > 0; size = bytes[at++] ?? 0) at += size;
  return at;
}

/** The content of the blocks, one after the other. */
function joinBlocks(bytes: Uint8Array, start: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let at = start, size = bytes[at] ?? 0; size > 0; at += size + 1, size = bytes[at] ?? 0) {
    blocks.push(bytes.subarray(at + 1, at + 1 + size));
  }
  return joinBytes(blocks);
}

/**
 * The pixels that codes stand for (LZW, low bits first): a literal, or what an earlier code stood for and one pixel more.
 * @returns undefined where the codes end too soon, or one is used before it is there
 */
function unpackCodes(bytes: Uint8Array, literalBits: number, count: number): Uint8Array | undefined {
  const clear = 2 ** literalBits;
  const before = new Uint16Array(MOST_CODES);
  const last = Uint8Array.from({ length: MOST_CODES }, (_, code) => code);
  const lengths = new Uint16Array(MOST_CODES).fill(1);
  const pixels = new Uint8Array(count);
  let [next, codeBits, previous, done, held, heldBits] = [clear + 2, literalBits + 1, -1, 0, 0, 0];
  for (let at = 0; done < count; ) {
    while (heldBits < codeBits && at < bytes.length) {
      held |= bytes[at++]! << heldBits;
      heldBits += 8;
    }
    if (heldBits < codeBits) return undefined;
    const code = held & (2 ** codeBits - 1);
    held >>>= codeBits;
    heldBits -= codeBits;
    if (code === clear) {
      [next, codeBits, previous] = [clear + 2, literalBits + 1, -1];
      continue;
    }
    const isNew = code === next && previous >= 0 && next < MOST_CODES;
    if (code === clear + 1 || (code >= next && !isNew)) return undefined;
    const known = isNew ? previous : code;
    const length = lengths[known]!;
    let link = known;
    for (let i = length - 1; i >= 0; i--) {
      if (done + i < count) pixels[done + i] = last[link]!;
      if (i > 0) link = before[link]!;
    }
    const first = last[link]!;
    if (isNew && done + length < count) pixels[done + length] = first;
    done += length + (isNew ? 1 : 0);
    if (previous >= 0 && next < MOST_CODES) {
      before[next] = previous;
      last[next] = first;
      lengths[next] = lengths[previous]! + 1;
      next++;
      if (next === 2 ** codeBits && codeBits < 12) codeBits++;
    }
    previous = code;
  }
  return pixels;
}

function interlacedRows(height: number): number[] {
  return PASSES.flatMap(([first, step]) =>
    Array.from({ length: Math.max(0, Math.ceil((height - first) / step)) }, (_, i) => first + step * i),
  );
}
