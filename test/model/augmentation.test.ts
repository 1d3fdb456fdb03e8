import { describe, expect, it } from 'vitest';
import type { ImageShape } from '../../src/data/dataset';
import { createRandom, type Random } from '../../src/math/random/random';
import { changeImages, drawChange } from '../../src/model/augmentation';

/** An image whose values are all different. */
function distinctImage([height, width, channels]: ImageShape): Float32Array {
  return Float32Array.from({ length: height * width * channels }, (_, i) => i + 1);
}

/** The image moved down and to the right, by its own rule: out of the image counts the nearest pixel of the edge. */
function moved(
  image: Float32Array,
  [height, width, channels]: ImageShape,
  down: number,
  right: number,
): number[] {
  const pixel = (y: number, x: number, c: number) => {
    const row = y < 0 ? 0 : y >= height ? height - 1 : y;
    const column = x < 0 ? 0 : x >= width ? width - 1 : x;
    return image[(row * width + column) * channels + c]!;
  };
  const output: number[] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++) output.push(pixel(y - down, x - right, c));
  return output;
}

function mirrored(image: Float32Array, [height, width, channels]: ImageShape): Float32Array {
  const output = new Float32Array(image.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++)
        output[(y * width + x) * channels + c] = image[(y * width + width - 1 - x) * channels + c]!;
  return output;
}

/** Every image that a shift by up to `reach`, with or without mirroring, makes of one. */
function candidates(image: Float32Array, shape: ImageShape, reach: number, mirrors: boolean): Set<string> {
  const found = new Set<string>();
  for (const source of mirrors ? [image, mirrored(image, shape)] : [image])
    for (let down = -reach; down <= reach; down++)
      for (let right = -reach; right <= reach; right++) found.add(moved(source, shape, down, right).join());
  return found;
}

/** A batch with a change for each image, out of one stream. */
function augment(
  batch: Float32Array,
  shape: ImageShape,
  augmentation: 'shift' | 'flip-and-shift',
  random: Random,
): Float32Array {
  const size = shape[0] * shape[1] * shape[2];
  const changes = Array.from({ length: batch.length / size }, () => drawChange(augmentation, shape, random));
  return changeImages(batch, shape, changes);
}

describe('augmentation', () => {
  it.each([
    ['shift', [28, 28, 1], 2, false],
    ['shift', [14, 16, 3], 1, false],
    ['flip-and-shift', [16, 16, 3], 2, true],
    ['flip-and-shift', [8, 10, 2], 1, true],
  ] as const)('%s of %j makes each of its images, and no other', (augmentation, shape, reach, mirrors) => {
    const image = distinctImage(shape);
    const wanted = candidates(image, shape, reach, mirrors);
    expect(wanted.size).toBe((mirrors ? 2 : 1) * (2 * reach + 1) ** 2);
    const copies = 1200;
    const batch = new Float32Array(copies * image.length);
    for (let n = 0; n < copies; n++) batch.set(image, n * image.length);
    const output = augment(batch, shape, augmentation, createRandom(1));
    expect(output.length).toBe(batch.length);
    const counts = new Map<string, number>();
    for (let n = 0; n < copies; n++) {
      const key = output.subarray(n * image.length, (n + 1) * image.length).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(new Set(counts.keys())).toEqual(wanted);
    const expected = copies / wanted.size;
    const chiSquare = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    const degrees = wanted.size - 1;
    expect(Math.abs(chiSquare - degrees)).toBeLessThan(4 * Math.sqrt(2 * degrees));
  });

  it('moves every image of a batch by itself, and only by its own pixels', () => {
    const shape: ImageShape = [8, 8, 1];
    const random = createRandom(1, 'images');
    const images = Array.from({ length: 50 }, () => Float32Array.from({ length: 64 }, () => random.normal()));
    const batch = Float32Array.from(images.flatMap((image) => [...image]));
    const output = augment(batch, shape, 'flip-and-shift', createRandom(2));
    images.forEach((image, n) => {
      const own = output.subarray(n * 64, (n + 1) * 64).join();
      expect(candidates(image, shape, 1, true)).toContain(own);
    });
  });

  it('gives the same for the same seed, something else for another, and leaves its input alone', () => {
    const shape: ImageShape = [12, 12, 3];
    const batch = Float32Array.from({ length: 10 * 432 }, (_, i) => Math.sin(i));
    const before = batch.slice();
    const first = augment(batch, shape, 'flip-and-shift', createRandom(1));
    expect(augment(batch, shape, 'flip-and-shift', createRandom(1))).toEqual(first);
    expect(augment(batch, shape, 'flip-and-shift', createRandom(2))).not.toEqual(first);
    expect(batch).toEqual(before);
  });
});
