import { DataError } from '../dataError';
import { hasText } from './entry';
import { readJpeg } from './jpeg';
import { isPictureSize, LARGEST_PICTURE_PIXELS, overWhite, type Picture } from './picture';

/**
 * JPEG, GIF and WebP pictures, decoded by the browser; JPEG by jpeg-js where there is none. Their size is read from their headers first (ITU-T T.81 B.2.2;
 * GIF89a 18; RFC 9649 2), so that a picture too large is never unpacked.
 */

type Size = readonly [width: number, height: number];

/** Whether the bytes begin as a JPEG, GIF or WebP file does. */
export function isBrowserPicture(head: Uint8Array): boolean {
  return isJpeg(head) || hasText(head, 0, 'GIF8') || isWebp(head);
}

/**
 * The pixels of a picture in 8 bits per channel, transparent ones laid over white; the first picture of an animation.
 * @throws DataError when it is damaged or too large, or where there is no browser to decode it
 */
export async function readBrowserPicture(bytes: Uint8Array, fileName: string): Promise<Picture> {
  const size = sizeOf(bytes);
  if (!size || !isPictureSize(...size)) {
    throw new DataError('data.wrong.picture.size', {
      fileName,
      most: LARGEST_PICTURE_PIXELS,
      size: size ?? null,
    });
  }
  if (typeof createImageBitmap !== 'function' || typeof OffscreenCanvas !== 'function') {
    if (isJpeg(bytes)) return readJpeg(bytes, size, fileName);
    throw new DataError('data.wrong.picture.noBrowser', { fileName });
  }
  try {
    return await decodePicture(bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError('data.wrong.picture.damaged', { fileName, reason }, { cause });
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

function sizeOf(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    if (isJpeg(bytes)) return jpegSize(view);
    if (isWebp(bytes)) return webpSize(bytes, view);
    if (hasText(bytes, 0, 'GIF8')) return [view.getUint16(6, true), view.getUint16(8, true)];
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // The header reaches past the end of the file.
    throw error;
  }
}

function isJpeg(head: Uint8Array): boolean {
  return head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff;
}

function isWebp(head: Uint8Array): boolean {
  return hasText(head, 0, 'RIFF') && hasText(head, 8, 'WEBP');
}

/** Segments of marker (2), length (2) and content; the frame's begins with precision (1), height (2), width (2). */
function jpegSize(view: DataView): Size | undefined {
  for (let offset = 2; view.getUint8(offset) === 0xff; ) {
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) {
      offset++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [view.getUint16(offset + 7), view.getUint16(offset + 5)];
    offset += 2 + view.getUint16(offset + 2);
  }
  return undefined;
}

/** The first chunk tells: lossy ("VP8 "), lossless ("VP8L") or extended ("VP8X"). */
function webpSize(bytes: Uint8Array, view: DataView): Size | undefined {
  if (hasText(bytes, 12, 'VP8 ')) {
    return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
  }
  if (hasText(bytes, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return [1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff)];
  }
  if (!hasText(bytes, 12, 'VP8X')) return undefined;
  return [1 + (view.getUint32(24, true) & 0xffffff), 1 + (view.getUint32(26, true) >>> 8)];
}
