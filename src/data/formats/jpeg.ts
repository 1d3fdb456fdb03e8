import { JPG } from 'image-size/types/jpg';
import { decode } from 'jpeg-js';
import { DataError, reasonOf } from '../dataError';
import { LARGEST_PICTURE_PIXELS, opaque, type Picture, turned } from './picture';

/**
 * JPEG pictures where there is no browser to decode them. Decoders differ, most where colours lie at half the resolution: data of JPEG pictures have
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
    throw new DataError('data.wrong.picture.damaged', { fileName, reason: reasonOf(cause) }, { cause });
  }
}

/** How the picture is to be turned (Exif 2.32, 4.6.4 A); 1, as it is, where none is said. */
function readOrientation(bytes: Uint8Array): number {
  return JPG.calculate(bytes).orientation ?? 1;
}
