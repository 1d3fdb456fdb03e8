/** Tiny files in MNIST's IDX format, made on the spot. */

import type { MadeFile } from './labPage';

const side = 28;

const file = (name: string, buffer: Buffer): MadeFile => ({
  name,
  mimeType: 'application/octet-stream',
  buffer,
});

/** Labels 0 to 9, over and over; the header may promise more than the file holds. */
export function labelFile(name: string, count: number, promised = count): MadeFile {
  const buffer = Buffer.alloc(8 + count);
  buffer.writeUInt32BE(0x801, 0);
  buffer.writeUInt32BE(promised, 4);
  for (let i = 0; i < count; i++) buffer[8 + i] = i % 10;
  return file(name, buffer);
}

/** Images that a network can tell apart: a bar whose height is the label, and a dot that differs between images. */
export function imageFile(name: string, count: number): MadeFile {
  const buffer = Buffer.alloc(16 + count * side * side);
  buffer.writeUInt32BE(0x803, 0);
  buffer.writeUInt32BE(count, 4);
  buffer.writeUInt32BE(side, 8);
  buffer.writeUInt32BE(side, 12);
  for (let i = 0; i < count; i++) {
    const start = 16 + i * side * side;
    const row = 4 + 2 * (i % 10);
    buffer.fill(255, start + row * side + 4, start + row * side + 24);
    buffer[start + (i % (side * side))] = 128;
  }
  return file(name, buffer);
}
