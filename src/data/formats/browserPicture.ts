import { GIF } from 'image-size/types/gif';
import { JPG } from 'image-size/types/jpg';
import { WEBP } from 'image-size/types/webp';
import { DataError, reasonOf } from '../dataError';
import type { PictureDecoders } from '../loadOptions';
import { isGif, readGif } from './gif';
import { readJpeg } from './jpeg';
import { isPictureSize, LARGEST_PICTURE_PIXELS, overWhite, type Picture } from './picture';
import { isWebp, readWebp } from './webp';

/**
 * JPEG, GIF and WebP pictures, decoded by the browser; by other readers where there is none. Their size is read from their headers first,
 * so that a picture too large is never unpacked.
 */

type Size = readonly [width: number, height: number];

/** Whether the bytes begin as a JPEG, GIF or WebP file does. */
export function isBrowserPicture(head: Uint8Array): boolean {
  return isJpeg(head) || isGif(head) || isWebp(head);
}

/**
 * The pixels of a picture in 8 bits per channel, transparent ones laid over white; the first picture of an animation.
 * @param decoders for JPEG and WebP pictures where there is no browser
 * @throws DataError when it is damaged or too large, or where nothing can decode it
 */
export async function readBrowserPicture(
  bytes: Uint8Array,
  fileName: string,
  decoders?: PictureDecoders,
): Promise<Picture> {
  const size = sizeOf(bytes);
  if (!size || !isPictureSize(...size)) {
    throw new DataError('data.wrong.picture.size', {
      fileName,
      most: LARGEST_PICTURE_PIXELS,
      size: size ?? null,
    });
  }
  if (typeof createImageBitmap !== 'function' || typeof OffscreenCanvas !== 'function') {
    if (isGif(bytes)) return readGif(bytes, fileName);
    if (decoders && isJpeg(bytes)) return readJpeg(bytes, size, fileName, decoders.jpeg);
    if (decoders) return readWebp(bytes, fileName, decoders.webp);
    throw new DataError('data.wrong.picture.noBrowser', { fileName });
  }
  try {
    return await decodePicture(bytes);
  } catch (cause) {
    throw new DataError('data.wrong.picture.damaged', { fileName, reason: reasonOf(cause) }, { cause });
  }
}

async function decodePicture(bytes: Uint8Array): Promise<Picture> {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]), {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  });
  try {
    const { width, height } = bitmap;
    const canvas = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('no canvas to draw on');
    canvas.drawImage(bitmap, 0, 0);
    return overWhite(width, height, canvas.getImageData(0, 0, width, height).data);
  } finally {
    bitmap.close();
  }
}

/** By image-size, which reads headers alone; undefined where there is none. */
function sizeOf(bytes: Uint8Array): Size | undefined {
  const reader = isJpeg(bytes) ? JPG : isWebp(bytes) ? WEBP : GIF;
  try {
    const { width, height } = reader.calculate(bytes);
    return [width, height];
  } catch {
    return undefined; // The header is damaged, or reaches past the end of the file.
  }
}

function isJpeg(head: Uint8Array): boolean {
  return head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff;
}
