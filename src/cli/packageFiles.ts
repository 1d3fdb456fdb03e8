/** Files of the package, from its sources and from its build alike: both lie two folders below its root. */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { ReadShipped } from '../data/shipped/readShipped';
import { readOptional } from './folder/files';

/** The path of a file of the package, by its path from the package's root. */
export const packageFile = (path: string): string => join(import.meta.dirname, '../..', path);

/** Reads a file that comes with the lab. */
export const readShipped: ReadShipped = async (path) => {
  const bytes = await readOptional(packageFile(`public/${path}`));
  return bytes && new Uint8Array(bytes);
};

/** The binary of tfjs's WebAssembly backend. */
export const wasmFile = (): string =>
  binary('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm');

/** The binary of the decoder of WebP pictures. */
export const webpFile = (): string => binary('@jsquash/webp/codec/dec/webp_dec.wasm');

/** The binary of the decoder of JPEG pictures. */
export const jpegFile = (): string => binary('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm');

/** Beside the build, or in the package that it comes from. */
function binary(path: string): string {
  const built = join(import.meta.dirname, basename(path));
  return existsSync(built) ? built : createRequire(import.meta.url).resolve(path);
}
