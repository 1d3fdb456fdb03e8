import type { ImageShape } from '../data/dataset';
import type { Random } from '../math/random/random';
import type { TrainingRequest } from './trainingRequest';

/** Largest shift each way, as a share of the side: 4 of 32 pixels, 2 of 28. */
const largestShift = { shift: 1 / 14, 'flip-and-shift': 1 / 8 } as const;

/** How an image is changed: moved by whole pixels, and mirrored left to right. */
export interface ImageChange {
  readonly down: number;
  readonly right: number;
  readonly mirrored: boolean;
}

/** Draws the change of one image, as a training step may see it. */
export function drawChange(
  augmentation: Exclude<TrainingRequest['augmentation'], 'none'>,
  [height, width]: ImageShape,
  random: Random,
): ImageChange {
  const reach = Math.round(largestShift[augmentation] * Math.min(height, width));
  const draw = () => Math.floor(random.uniform() * (2 * reach + 1)) - reach;
  const [down, right] = [draw(), draw()];
  return { down, right, mirrored: augmentation === 'flip-and-shift' && random.uniform() < 0.5 };
}

/**
 * The images of a batch, each changed. What comes in from outside repeats the edge.
 * @param pixels images, one after another
 * @param changes one for each of them
 */
export function changeImages(
  pixels: Float32Array,
  [height, width, channels]: ImageShape,
  changes: readonly ImageChange[],
): Float32Array {
  const size = height * width * channels;
  const output = new Float32Array(pixels.length);
  for (const [image, { down, right, mirrored }] of changes.entries()) {
    const from = image * size;
    for (let y = 0; y < height; y++) {
      const row = from + clamp(y - down, height) * width * channels;
      for (let x = 0; x < width; x++) {
        const column = clamp(x - right, width);
        const source = row + (mirrored ? width - 1 - column : column) * channels;
        const target = from + (y * width + x) * channels;
        for (let c = 0; c < channels; c++) output[target + c] = pixels[source + c]!;
      }
    }
  }
  return output;
}

function clamp(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length - 1);
}
