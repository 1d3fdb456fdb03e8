import { DataError } from '../dataError';
import { hasText } from './entry';
import { checkPicturePixels, overWhite, type Picture } from './picture';

/**
 * BMP pictures (Microsoft, BITMAPFILEHEADER and the headers after it), all numbers little-endian:
 *
 *   "BM", 10 where the pixels begin (4), 14 size of the header from here on (4; 12 in the oldest form), 18 width (4), 22 height (4,
 *   negative where the first row is the top), 28 bits per pixel (2), 30 compression (4), 46 colours in the palette (4), 54 masks
 *
 * Compression 1 and 2 are runs of places of 8 and 4 bits (RLE): a count from 1 and a byte; or 0 and 0: the row ends, 1: the picture ends, 2: what follows is moved
 * by two bytes, right and up, from 3 on: so many places as they are, filled up to an even number of bytes. Places that are skipped are 0.
 *
 * Rows are filled up to four bytes. Pixels of 1, 4 and 8 bits are places in the palette; those of 16 and 32 bits have masks, or 5 and 8
 * bits a colour.
 */

const FEWEST_BYTES = 26;
const OLD_HEADER = 12;
const PLAIN = 0;
/** By the bits per pixel. */
const RUNS: Readonly<Record<number, number>> = { 8: 1, 4: 2 };
/** A byte of runs stands for so many pixels at most. */
const MOST_PIXELS_PER_BYTE = 128;
const MASKED: readonly number[] = [3, 6];
/** Red, green, blue, alpha, where the file has none. */
const MASKS: ReadonlyMap<number, readonly number[]> = new Map([
  [16, [0x7c00, 0x03e0, 0x001f, 0]],
  [32, [0xff0000, 0xff00, 0xff, 0]],
]);

/** Whether the bytes begin as a BMP file does. */
export function isBmp(head: Uint8Array): boolean {
  return hasText(head, 0, 'BM') && head.length >= FEWEST_BYTES && head[15] === 0 && head[16] === 0;
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly isTopDown: boolean;
  readonly bits: number;
  readonly isRuns: boolean;
  readonly pixelsAt: number;
  readonly paletteAt: number;
  readonly paletteStep: 3 | 4;
  readonly masks: readonly number[];
}

/**
 * The pixels of a BMP file, transparent ones laid over white.
 * @throws DataError when it is damaged, too large, or packed in a way that hardly any program writes
 */
export function readBmp(bytes: Uint8Array, fileName: string): Picture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const header = readHeader(view, fileName);
  const { width, height, bits } = header;
  checkPicturePixels(width, height, fileName);
  if (header.isRuns) return readBmp(withoutRuns(bytes, header, fileName), fileName);
  const rowBytes = rowBytesOf(header);
  checkLength(bytes, header.pixelsAt + rowBytes * height, fileName);
  const rgba = new Uint8Array(4 * width * height);
  const writePixel = bits <= 8 ? paletteWriter(bytes, header) : directWriter(view, header);
  for (let y = 0; y < height; y++) {
    const row = header.pixelsAt + rowBytes * (header.isTopDown ? y : height - 1 - y);
    for (let x = 0; x < width; x++) writePixel(row, x, rgba, 4 * (y * width + x));
  }
  return overWhite(width, height, rgba);
}

const rowBytesOf = ({ width, bits }: Header): number => 4 * Math.ceil((width * bits) / 32);

/** @throws DataError where there are fewer bytes */
function checkLength({ length }: Uint8Array, expected: number, fileName: string): void {
  if (length < expected) throw new DataError('data.wrong.bmp.cut', { fileName, expected, bytes: length });
}

/**
 * The same file with a byte or half a byte for each pixel.
 * @throws DataError where the runs end before they say so, or are far too few
 */
function withoutRuns(bytes: Uint8Array, header: Header, fileName: string): Uint8Array {
  const { width, height, bits, pixelsAt } = header;
  const pixels = width * height;
  checkLength(bytes, pixelsAt + Math.ceil(pixels / MOST_PIXELS_PER_BYTE), fileName);
  const rowBytes = rowBytesOf(header);
  const plain = new Uint8Array(pixelsAt + rowBytes * height);
  plain.set(bytes.subarray(0, pixelsAt));
  plain.fill(0, 30, 34);
  const perByte = 8 / bits;
  let [x, y, at] = [0, 0, pixelsAt];
  const next = (): number => {
    checkLength(bytes, at + 1, fileName);
    return bytes[at++]!;
  };
  /** Place i of a byte: the upper half comes first. */
  const placeIn = (byte: number, i: number) => (perByte === 1 ? byte : (byte >> (i % 2 === 0 ? 4 : 0)) & 15);
  const write = (place: number) => {
    if (x < width && y < height) plain[pixelsAt + y * rowBytes + Math.floor(x / perByte)]! |= shifted(place);
    x++;
  };
  const shifted = (place: number) => (perByte === 2 && x % 2 === 0 ? place << 4 : place);
  while (y < height) {
    const [count, value] = [next(), next()];
    if (count > 0) for (let i = 0; i < count; i++) write(placeIn(value, i));
    else if (value === 0) [x, y] = [0, y + 1];
    else if (value === 1) break;
    else if (value === 2) [x, y] = [x + next(), y + next()];
    else {
      const from = at;
      checkLength(bytes, from + Math.ceil(value / perByte), fileName);
      for (let i = 0; i < value; i++) write(placeIn(bytes[from + Math.floor(i / perByte)]!, i));
      at = from + 2 * Math.ceil(value / perByte / 2);
    }
  }
  return plain;
}

function readHeader(view: DataView, fileName: string): Header {
  const headerBytes = view.byteLength >= FEWEST_BYTES ? view.getUint32(14, true) : 0;
  const isOld = headerBytes === OLD_HEADER;
  if (headerBytes < OLD_HEADER || (!isOld && headerBytes < 40) || 14 + headerBytes > view.byteLength) {
    throw new DataError('data.wrong.bmp.header', { fileName });
  }
  const [width, tall] = isOld
    ? [view.getUint16(18, true), view.getInt16(20, true)]
    : [view.getInt32(18, true), view.getInt32(22, true)];
  const bits = view.getUint16(isOld ? 24 : 28, true);
  const compression = isOld ? PLAIN : view.getUint32(30, true);
  const isMasked = MASKED.includes(compression) && MASKS.has(bits);
  const isRuns = compression !== PLAIN && compression === RUNS[bits] && tall > 0;
  if (![1, 4, 8, 16, 24, 32].includes(bits) || (compression !== PLAIN && !isMasked && !isRuns)) {
    throw new DataError('data.wrong.bmp.packed', { fileName, bits, compression });
  }
  const hasMasks = isMasked && view.byteLength >= 70;
  return {
    width,
    height: Math.abs(tall),
    isTopDown: tall < 0,
    bits,
    isRuns,
    pixelsAt: view.getUint32(10, true),
    paletteAt: 14 + headerBytes,
    paletteStep: isOld ? 3 : 4,
    masks: hasMasks
      ? [54, 58, 62, 66].map((at, i) => (i < 3 || headerBytes >= 56 ? view.getUint32(at, true) : 0))
      : (MASKS.get(bits) ?? []),
  };
}

type PixelWriter = (row: number, x: number, rgba: Uint8Array, at: number) => void;

/** A place that is not in the palette is black. */
function paletteWriter(bytes: Uint8Array, { bits, paletteAt, paletteStep, pixelsAt }: Header): PixelWriter {
  const places = Math.min(2 ** bits, Math.max(0, Math.floor((pixelsAt - paletteAt) / paletteStep)));
  return (row, x, rgba, at) => {
    const bit = x * bits;
    const place = (bytes[row + (bit >> 3)]! >> (8 - bits - (bit & 7))) & (2 ** bits - 1);
    const colour = paletteAt + paletteStep * place;
    for (let channel = 0; channel < 3; channel++) {
      rgba[at + channel] = place < places ? (bytes[colour + 2 - channel] ?? 0) : 0;
    }
    rgba[at + 3] = 255;
  };
}

function directWriter(view: DataView, { bits, masks }: Header): PixelWriter {
  if (bits === 24) {
    return (row, x, rgba, at) => {
      for (let channel = 0; channel < 3; channel++)
        rgba[at + channel] = view.getUint8(row + 3 * x + 2 - channel);
      rgba[at + 3] = 255;
    };
  }
  const fields = masks.map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
    return { mask, shift, largest: mask >>> shift };
  });
  return (row, x, rgba, at) => {
    const pixel = bits === 16 ? view.getUint16(row + 2 * x, true) : view.getUint32(row + 4 * x, true);
    for (const [channel, { mask, shift, largest }] of fields.entries()) {
      const isAbsent = largest === 0;
      rgba[at + channel] = isAbsent
        ? channel === 3
          ? 255
          : 0
        : Math.round((255 * ((pixel & mask) >>> shift)) / largest);
    }
  };
}
