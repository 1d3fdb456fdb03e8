import { decode } from 'fast-png';
import type { ValuesOf } from '../../words/catalogue';
import { DataError } from '../dataError';
import type { ImageShape } from '../dataset';

/** A picture of at most 64 x 64 pixels never needs as much; what does is damaged, or meant to fill the memory. */
const LARGEST_PNG_BYTES = 64 * 1024;
const WIDTH_AT = 16;
const HEIGHT_AT = 20;
const HEADER_BYTES = 33;

/**
 * The pixels of a PNG picture: height x width x channels, row by row from the top left, 8 bits each, exactly as stored.
 * @param where names the picture in messages
 * @throws DataError when it is damaged or of another shape
 */
export function pngPixels(png: Uint8Array, shape: ImageShape, where: string): Uint8Array {
  const [height, width, channels] = shape;
  const wanted = { fileName: where, height, width, channels };
  if (png.length < HEADER_BYTES || png.length > LARGEST_PNG_BYTES) {
    throw new DataError('data.wrong.download.pictureBytes', { ...wanted, bytes: png.length });
  }
  const header = new DataView(png.buffer, png.byteOffset, HEADER_BYTES);
  const [statedWidth, statedHeight] = [header.getUint32(WIDTH_AT), header.getUint32(HEIGHT_AT)];
  if (statedWidth !== width || statedHeight !== height) {
    throw new DataError('data.wrong.download.pictureSize', { ...wanted, statedHeight, statedWidth });
  }
  const picture = decodeOrRefuse(png, wanted);
  const { depth, data } = picture;
  if (
    depth !== 8 ||
    picture.channels !== channels ||
    picture.palette ||
    data.length !== width * height * channels
  ) {
    throw new DataError('data.wrong.download.pictureKind', {
      ...wanted,
      found: picture.channels,
      depth,
      numbers: data.length,
    });
  }
  return data as Uint8Array;
}

function decodeOrRefuse(png: Uint8Array, wanted: ValuesOf<'data.wrong.download.pictureDamaged'>) {
  try {
    return decode(png, { checkCrc: true });
  } catch (cause) {
    throw new DataError('data.wrong.download.pictureDamaged', wanted, { cause });
  }
}
