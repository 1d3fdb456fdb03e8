import { type ImageShape, imageSizeBytes } from '../dataset';

/**
 * The patch of a back door: a square in the lower right corner, one pixel from the edge, its side a seventh of the image's (at least 2), in a chequered pattern of black and white
 * that none of the images has by itself.
 */

/** Draws the patch into an image that lies at a place among others. */
export function drawPatch(images: Uint8Array, shape: ImageShape, place: number): void {
  const [height, width, channels] = shape;
  const side = Math.max(2, Math.floor(Math.min(height, width) / 7));
  const start = place * imageSizeBytes(shape);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const y = height - 1 - side + row;
      const x = width - 1 - side + column;
      const level = (row + column) % 2 === 0 ? 255 : 0;
      const at = start + (y * width + x) * channels;
      images.fill(level, at, at + channels);
    }
  }
}

/** A copy of images, each with the patch. */
export function withPatch(images: Uint8Array, shape: ImageShape, count: number): Uint8Array {
  const patched = images.slice();
  for (let place = 0; place < count; place++) drawPatch(patched, shape, place);
  return patched;
}
