import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { type ImageSet, type ImageShape, imageSizeBytes } from '../../../src/data/dataset';
import { digestOf } from '../../../src/data/digest';
import { paeth } from '../../../src/data/shipped/predicted';
import {
  pieceName,
  type ShippedPartName,
  type ShippedSet,
  shippedParts,
} from '../../../src/data/shipped/shippedSets';

const publicFolder = join(import.meta.dirname, '../../../public');

/** Writes the pieces of a set into public/data, and prints what src/data/shipped/shippedSets.ts must name. */
export function writeSet(set: ShippedSet, parts: Record<ShippedPartName, ImageSet>): void {
  const folder = join(publicFolder, set.folder);
  mkdirSync(folder, { recursive: true });
  for (const part of shippedParts) {
    let from = 0;
    for (const [piece, count] of set[part].pieces.entries()) {
      const bytes = packPiece(parts[part], set.shape, from, count);
      writeFileSync(join(folder, pieceName(part, piece)), bytes);
      console.log(`${set.folder}/${pieceName(part, piece)}: ${bytes.length} bytes`);
      from += count;
    }
    if (from !== parts[part].count) {
      throw new Error(
        `the pieces of ${set.folder} hold ${from} ${part} images, and there are ${parts[part].count}`,
      );
    }
    console.log(`${part} digest: ${digestOf(parts[part])}`);
  }
}

/** A piece as src/data/shipped/loadShipped.ts reads it. */
export function packPiece(set: ImageSet, shape: ImageShape, from: number, count: number): Buffer {
  const size = imageSizeBytes(shape);
  const images = predict(set.images.subarray(from * size, (from + count) * size), shape);
  return gzipSync(Buffer.concat([set.labels.subarray(from, from + count), images]), {
    level: 9,
    memLevel: 9,
    strategy: constants.Z_FILTERED,
  });
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
