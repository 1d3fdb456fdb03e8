import { decode } from 'jpeg-js';
import { DataError } from '../dataError';
import { LARGEST_PICTURE_PIXELS, opaque, type Picture, turned } from './picture';

/**
 * JPEG pictures where there is no browser to decode them. Two decoders may differ by a level of 255 or so: data of JPEG pictures have
 * another digest here than on the page.
 */

/** An image of a single colour takes at least one bit for each block of 8 x 8 pixels. */
const MOST_PIXELS_PER_BYTE = 512;
const LARGEST_MEGABYTES = 1024;

/**
 * The pixels of a JPEG file, turned as its Exif data say, as a browser does.
 * @param size what its header says
 * @throws DataError when it is damaged
 */
export function readJpeg(
  bytes: Uint8Array,
  [width, height]: readonly [width: number, height: number],
  fileName: string,
): Picture {
  try {
    // The decoder allocates what the header says.
    if (width * height > MOST_PIXELS_PER_BYTE * bytes.length)
      throw new Error('far too few bytes for its size');
    const decoded = decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxResolutionInMP: Math.ceil(LARGEST_PICTURE_PIXELS / 1e6),
      maxMemoryUsageInMB: LARGEST_MEGABYTES,
    });
    if (decoded.width !== width || decoded.height !== height)
      throw new Error('another size than its header says');
    return turned(opaque(width, height, 3, decoded.data), readOrientation(bytes));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError('data.wrong.picture.damaged', { fileName, reason }, { cause });
  }
}

const ORIENTATION = 0x0112;

/**
 * How the picture is to be turned (Exif 2.32, 4.6.4 A): in the first segment "Exif", a TIFF header (II or MM, 42, where the first
 * directory is), a count of entries (2), entries of 12 bytes: tag (2), type (2), count (4), value. 1, as it is, where none is said.
 */
export function readOrientation(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    for (
      let at = 2;
      view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda;
      at += 2 + view.getUint16(at + 2)
    ) {
      const isExif = view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966;
      if (isExif) return orientationIn(view, at + 10);
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // The data reach past the end.
  }
  return 1;
}

function orientationIn(view: DataView, start: number): number {
  const isLittle = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, isLittle);
  const count = view.getUint16(directory, isLittle);
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + 12 * entry;
    if (view.getUint16(at, isLittle) === ORIENTATION) return view.getUint16(at + 8, isLittle);
  }
  return 1;
}
