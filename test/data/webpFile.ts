import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import encode, { init } from '@jsquash/webp/encode.js';
import { join } from './tarFile';

/** A WebP picture of these levels (RGBA), by libwebp; without loss where no quality is said. */
export async function webpFile(
  width: number,
  height: number,
  rgba: Uint8Array,
  quality?: number,
): Promise<Uint8Array> {
  const binary = createRequire(import.meta.url).resolve('@jsquash/webp/codec/enc/webp_enc.wasm');
  await init(await WebAssembly.compile(readFileSync(binary)));
  const picture = { width, height, data: new Uint8ClampedArray(rgba), colorSpace: 'srgb' } as ImageData;
  return new Uint8Array(
    await encode(picture, quality === undefined ? { lossless: 1, exact: 1 } : { quality }),
  );
}

const chunk = (name: string, content: Uint8Array): Uint8Array => {
  const length = new Uint8Array(new Uint32Array([content.length]).buffer);
  return join([new TextEncoder().encode(name), length, content]);
};
const three = (value: number) => [value & 255, (value >> 8) & 255, value >> 16];

/** An animation of still pictures that are all of one size and lie at one place. */
export function webpAnimation(
  [width, height]: readonly [number, number],
  frame: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  stills: readonly Uint8Array[],
): Uint8Array {
  const { left, top } = frame;
  const place = [left / 2, top / 2, frame.width - 1, frame.height - 1, 100].flatMap(three);
  const parts = [
    new TextEncoder().encode('WEBP'),
    chunk('VP8X', Uint8Array.of(0x12, 0, 0, 0, ...three(width - 1), ...three(height - 1))),
    chunk('ANIM', new Uint8Array(6)),
    ...stills.map((still) => chunk('ANMF', join([Uint8Array.of(...place, 0), still.subarray(12)]))),
  ];
  return chunk('RIFF', join(parts));
}
