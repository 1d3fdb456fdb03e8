import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ImageSet } from '../../src/data/dataset';
import { makeDigits } from '../../src/data/made/digits';

/** Images to make downloads of: real ones where LETHE_DATA names a folder with mnist/ and cifar10/, else made ones. */

export const dataFolder = process.env.LETHE_DATA;

const CIFAR_IMAGE_BYTES = 32 * 32 * 3;
const PLANE = 32 * 32;

/** The first images of MNIST's two parts, or digits drawn by the lab. */
export function greyImages(trainingCount: number, validationCount: number) {
  if (!dataFolder) return makeDigits({ seed: 4, trainingCount, validationCount });
  return { training: mnistPart('train', trainingCount), validation: mnistPart('t10k', validationCount) };
}

function mnistPart(part: 'train' | 't10k', count: number): ImageSet {
  const read = (name: string) =>
    gunzipSync(readFileSync(join(dataFolder!, 'mnist', `${part}-${name}-ubyte.gz`)));
  const images = new Uint8Array(read('images-idx3').subarray(16, 16 + count * 28 * 28));
  return { count, images, labels: new Uint8Array(read('labels-idx1').subarray(8, 8 + count)) };
}

/** One of the CIFAR-10 files in the folder, pixel by pixel. */
export function cifarImages(file: 'train.bin' | 'test.bin'): ImageSet {
  const bytes = readFileSync(join(dataFolder!, 'cifar10', file));
  const count = bytes.length / (1 + CIFAR_IMAGE_BYTES);
  const images = new Uint8Array(count * CIFAR_IMAGE_BYTES);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const record = bytes.subarray(i * (1 + CIFAR_IMAGE_BYTES), (i + 1) * (1 + CIFAR_IMAGE_BYTES));
    labels[i] = record[0]!;
    for (let j = 0; j < CIFAR_IMAGE_BYTES; j++) {
      images[i * CIFAR_IMAGE_BYTES + j] = record[1 + (j % 3) * PLANE + Math.floor(j / 3)]!;
    }
  }
  return { count, images, labels };
}

/** Colour images that show one colour each, which tells their number; labels run from 0 to 9 and begin again. */
export function colourImages(count: number, first = 0): ImageSet {
  const images = new Uint8Array(count * CIFAR_IMAGE_BYTES);
  for (let i = 0; i < images.length; i++) {
    const number = first + Math.floor(i / CIFAR_IMAGE_BYTES);
    images[i] = (number >> (8 * (i % 3))) & 255;
  }
  return { count, images, labels: Uint8Array.from({ length: count }, (_, i) => (first + i) % 10) };
}
