import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { type ImageSet, type ImageShape, imageSizeBytes } from '../../../src/data/dataset';
import { digestOf } from '../../../src/data/digest';
import { paeth } from '../../../src/data/shipped/predicted';
import {
  partOf,
  pieceName,
  type ShippedPartName,
  type ShippedSet,
  shippedParts,
} from '../../../src/data/shipped/shippedSets';

const publicFolder = join(import.meta.dirname, '../../../public');

/** Writes the pieces of a set into public/data, and prints what src/data/shipped/shippedSets.ts must name. */
export function writeSet(set: ShippedSet, parts: Partial<Record<ShippedPartName, ImageSet>>): void {
  const folder = join(publicFolder, set.folder);
  mkdirSync(folder, { recursive: true });
  for (const part of shippedParts) {
    const images = parts[part];
    if (!images) continue;
    let from = 0;
    for (const [piece, count] of partOf(set, part)!.pieces.entries()) {
      const bytes = packPiece(images, set.shape, from, count);
      writeFileSync(join(folder, pieceName(part, piece)), bytes);
      console.log(`${set.folder}/${pieceName(part, piece)}: ${bytes.length} bytes`);
      from += count;
    }
    if (from !== images.count) {
      throw new Error(
        `the pieces of ${set.folder} hold ${from} ${part} images, and there are ${images.count}`,
      );
    }
    console.log(`${part} digest: ${digestOf(images)}`);
  }
}

/** A piece as src/data/shipped/loadShipped.ts reads it. */
export function packPiece(set: ImageSet, shape: ImageShape, from: number, count: number): Buffer {
  const size = imageSizeBytes(shape);
  const images = predict(set.images.subarray(from * size, (from + count) * size), shape);
  const head = [set.labels.subarray(from, from + count), packBits(set, from, count)];
  return gzipSync(Buffer.concat([...head, images]), {
    level: 9,
    memLevel: 9,
    strategy: constants.Z_FILTERED,
  });
}

/** The attributes of images, the first in the lowest bit, each image in whole bytes. */
function packBits(
  { attributes = new Uint8Array(0), count: all }: ImageSet,
  from: number,
  count: number,
): Uint8Array {
  const width = attributes.length / all;
  const bytes = Math.ceil(width / 8);
  const packed = new Uint8Array(count * bytes);
  for (let i = 0; i < count * width; i++) {
    const [row, bit] = [Math.floor(i / width), i % width];
    packed[row * bytes + (bit >> 3)]! |= attributes[from * width + i]! << (bit & 7);
  }
  return packed;
}

/** What the prediction leaves of each pixel: what undoPrediction undoes. */
function predict(pixels: Uint8Array, [height, width, channels]: ImageShape): Uint8Array {
  const rowBytes = width * channels;
  return pixels.map((pixel, at) => {
    const row = Math.floor(at / rowBytes) % height;
    const hasLeft = at % rowBytes >= channels;
    const left = hasLeft ? pixels[at - channels]! : 0;
    const above = row > 0 ? pixels[at - rowBytes]! : 0;
    const aboveLeft = hasLeft && row > 0 ? pixels[at - rowBytes - channels]! : 0;
    return pixel - paeth(left, above, aboveLeft);
  });
}

/** @throws Error when the bytes are not those that they should be */
export function checkSha256(bytes: Uint8Array, expected: string, name: string): void {
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== expected) throw new Error(`${name}: expected SHA-256 ${expected}, found ${found}`);
}
