import { readFile } from 'node:fs/promises';
import type { DecodeWebp } from '../data/loadOptions';
import { webpFile } from './packageFiles';

/** What the decoder says of a picture that it does not take. */
const REFUSED = 'Decoding error';

let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * Decodes WebP pictures by libwebp, compiled to WebAssembly. The code comes with the first picture.
 * @throws Error with the reason where a picture is damaged
 */
export const decodeWebp: DecodeWebp = async (bytes) => {
  const { default: decode, init } = await import('@jsquash/webp/decode.js');
  const start = async () => init(await compiled);
  if (!compiled) {
    compiled = readFile(webpFile()).then((binary) => WebAssembly.compile(binary));
    await start();
  }
  try {
    return await decode(bytes.buffer);
  } catch (cause) {
    // What a trap left of it reads nothing more; to start it anew takes longer than most pictures.
    if (!(cause instanceof Error && cause.message === REFUSED)) await start();
    throw cause;
  }
};
