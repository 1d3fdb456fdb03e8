import { JPG } from 'image-size/types/jpg';
import { decode as decodeInk } from 'jpeg-js';
import { DataError, reasonOf } from '../dataError';
import type { DecodePicture } from '../loadOptions';
import { LARGEST_PICTURE_PIXELS, opaque, overWhite, type Picture, turned } from './picture';

/**
 * JPEG pictures where there is no browser to decode them. A decoder that is given, libjpeg, has the levels of Chromium, so that data of such pictures have one digest
 * on the page and on the command line. Pictures in the four colours of print, which it does not take, are decoded by jpeg-js, to within 3 levels of Chromium's.
 */

/** An image of a single colour takes at least one bit for each block of 8 x 8 pixels. */
const MOST_PIXELS_PER_BYTE = 512;
const LARGEST_MEGABYTES = 1024;
/** What libjpeg says of four colours. */
const IN_INK = 'Unsupported color conversion request';

/**
 * The pixels of a JPEG file, turned as its Exif data say, as a browser does.
 * @param size what its header says
 * @throws DataError when it is damaged
 */
export async function readJpeg(
  bytes: Uint8Array,
  [width, height]: readonly [width: number, height: number],
  fileName: string,
  decode: DecodePicture,
): Promise<Picture> {
  try {
    // The decoder allocates what the header says.
    if (width * height > MOST_PIXELS_PER_BYTE * bytes.length)
      throw new Error('far too few bytes for its size');
    const decoded = await decodeAny(bytes, decode);
    if (decoded.width !== width || decoded.height !== height)
      throw new Error('another size than its header says');
    return turned(decoded, readOrientation(bytes));
  } catch (cause) {
    throw new DataError('data.wrong.picture.damaged', { fileName, reason: reasonOf(cause) }, { cause });
  }
}

async function decodeAny(bytes: Uint8Array, decode: DecodePicture): Promise<Picture> {
  try {
    const { width, height, data } = await decode(new Uint8Array(bytes));
    return overWhite(width, height, data);
  } catch (cause) {
    if (reasonOf(cause) !== IN_INK) throw cause;
  }
  const { width, height, data } = decodeInk(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    tolerantDecoding: false,
    maxResolutionInMP: Math.ceil(LARGEST_PICTURE_PIXELS / 1e6),
    maxMemoryUsageInMB: LARGEST_MEGABYTES,
  });
  return opaque(width, height, 3, data);
}

/** How the picture is to be turned (Exif 2.32, 4.6.4 A); 1, as it is, where none is said. */
function readOrientation(bytes: Uint8Array): number {
  return JPG.calculate(bytes).orientation ?? 1;
}
