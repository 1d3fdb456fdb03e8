/** Bytes of images as pixels of a canvas. */

import { SaidError } from '../../words/saidError';

export type ImageShape = readonly [height: number, width: number, channels: number];

/**
 * Draws images side by side, one source pixel per canvas pixel, `gap` empty pixels after each. One channel becomes black ink
 * of that opacity, so that the page's colours show through; three channels become their colours.
 */
export function drawImages(
  canvas: HTMLCanvasElement,
  images: Uint8Array,
  shape: ImageShape,
  indices: readonly number[],
  gap: number,
): void {
  const [height, width, channels] = shape;
  canvas.width = Math.max(1, indices.length * (width + gap));
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new SaidError('page.design.noCanvas', []);
  for (const [place, index] of indices.entries()) {
    const pixels = context.createImageData(width, height);
    fillPixels(pixels.data, images, index * height * width * channels, channels);
    context.putImageData(pixels, place * (width + gap), 0);
  }
}

function fillPixels(target: Uint8ClampedArray, images: Uint8Array, offset: number, channels: number): void {
  for (let i = 0; i < target.length / 4; i++) {
    const from = offset + i * channels;
    if (channels === 1) {
      target[4 * i + 3] = images[from]!;
    } else {
      target[4 * i] = images[from]!;
      target[4 * i + 1] = images[from + 1]!;
      target[4 * i + 2] = images[from + 2]!;
      target[4 * i + 3] = 255;
    }
  }
}
