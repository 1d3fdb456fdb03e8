import type { ImageShape } from '../data/dataset';
import type { Random } from '../math/random/random';
import type { TrainingRequest } from './trainingRequest';

/** Largest shift each way, as a share of the side: 4 of 32 pixels, 2 of 28. */
const largestShift = { shift: 1 / 14, 'flip-and-shift': 1 / 8 } as const;

/**
 * Changes every image of a batch at random, as a training step may see it: moved by whole pixels, and mirrored left to right where the
 * augmentation says so. What comes in from outside repeats the edge.
 * @param pixels images, one after another
 */
export function augment(
  pixels: Float32Array,
  [height, width, channels]: ImageShape,
  augmentation: TrainingRequest['augmentation'],
  random: Random,
): Float32Array {
  if (augmentation === 'none') return pixels;
  const size = height * width * channels;
  const reach = Math.round(largestShift[augmentation] * Math.min(height, width));
  const output = new Float32Array(pixels.length);
  const draw = () => Math.floor(random.uniform() * (2 * reach + 1)) - reach;
  for (let from = 0; from < pixels.length; from += size) {
    const [down, right] = [draw(), draw()];
    const mirrored = augmentation === 'flip-and-shift' && random.uniform() < 0.5;
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
