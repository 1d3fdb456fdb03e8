import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ImageSet } from '../../../src/data/dataset';
import { parseIdx } from '../../../src/data/formats/idx';
import { takeRows } from '../../../src/data/takeSamples';
import { createRandom } from '../../../src/math/random/random';
import { checkSha256 } from './writeSet';

/**
 * 6,000 of the official training images of Fashion-MNIST, the next 1,000 of the draw for the guard, and 1,000 of the official test images (H. Xiao, K. Rasul, R. Vollgraf, arXiv:1708.07747), equally
 * many of each class, drawn by a seed. Every run of ten images holds each class once, in an order of its own.
 *
 * From Debian's package dataset-fashion-mnist (0.0~git20200523.55506a9-1), which has it from https://github.com/zalandoresearch/fashion-mnist.
 */

const SEED = 1;
const CLASSES = 10;
/** Where Debian's package puts the files. */
export const fashionFolder = '/usr/share/datasets/fashion-mnist';

/** Of the unpacked files. */
const FILES = {
  training: {
    count: 7000,
    images: {
      name: 'train-images-idx3-ubyte.gz',
      sha256: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
    },
    labels: {
      name: 'train-labels-idx1-ubyte.gz',
      sha256: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    },
  },
  validation: {
    count: 1000,
    images: {
      name: 't10k-images-idx3-ubyte.gz',
      sha256: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    },
    labels: {
      name: 't10k-labels-idx1-ubyte.gz',
      sha256: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
    },
  },
} as const;

type Part = keyof typeof FILES;
/** Of the training images that are drawn, those that are trained on; the others are for the guard. */
const TRAINED = 6000;

/** All parts of the subset. @throws Error when a file is not the official one */
export function drawFashion(
  folder: string = fashionFolder,
): Record<'training' | 'validation' | 'guard', ImageSet> {
  const drawn = drawPart(folder, 'training');
  const places = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i);
  const part = (from: number, to: number) => takeRows(drawn, places(from, to));
  return {
    training: part(0, TRAINED),
    validation: drawPart(folder, 'validation'),
    guard: part(TRAINED, drawn.count),
  };
}

function drawPart(folder: string, part: Part): ImageSet {
  const { count, images, labels } = FILES[part];
  const read = ({ name, sha256 }: { name: string; sha256: string }) => {
    const bytes = gunzipSync(readFileSync(join(folder, name)));
    checkSha256(bytes, sha256, name);
    return parseIdx(bytes, name);
  };
  const [pixels, classes] = [read(images), read(labels)];
  if (pixels.kind !== 'images' || classes.kind !== 'labels')
    throw new Error(`${part}: images and labels are mixed up`);
  const codes = classes.array.bytes!;
  const official = { count: codes.length, images: pixels.array.bytes!, labels: codes };
  return takeRows(official, drawIndices(codes, part, count));
}

/** Which of the official images are taken, in the order of the subset. */
function drawIndices(labels: Uint8Array, part: Part, count: number): Uint32Array {
  const ofClass = Array.from({ length: CLASSES }, (_, label) => {
    const indices = Uint32Array.from(labels.keys()).filter((index) => labels[index] === label);
    return createRandom(SEED, `fashion ${part} class ${label}`).shuffle(indices);
  });
  const taken = new Uint32Array(count);
  for (let start = 0; start < count; start += CLASSES) {
    const order = Uint8Array.from({ length: CLASSES }, (_, label) => label);
    createRandom(SEED, `fashion ${part} order from ${start}`).shuffle(order);
    for (const [i, label] of order.entries()) taken[start + i] = ofClass[label]![start / CLASSES]!;
  }
  return taken;
}
