import { readFile } from 'node:fs/promises';
import type { DecodePicture, PictureDecoders } from '../data/loadOptions';
import { jpegFile, webpFile } from './packageFiles';

/** What the decoder of WebP says of a picture that it does not take. */
const REFUSED = 'Decoding error';

let webp: Promise<WebAssembly.Module> | undefined;

/** Decodes WebP pictures by libwebp. */
const decodeWebp: DecodePicture = async (bytes) => {
  const { default: decode, init } = await import('@jsquash/webp/decode.js');
  const start = async () => init(await webp);
  if (!webp) {
    webp = compile(webpFile());
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

/** Bytes before the end of a picture that belong to nothing: cameras leave some, and nothing is missing. */
const HARMLESS = /extraneous bytes before marker 0xd9/;

let jpeg: Promise<WebAssembly.Module> | undefined;

/** Decodes JPEG pictures by libjpeg. It fills what is missing with grey and says so; here such pictures are refused. */
const decodeJpeg: DecodePicture = async (bytes) => {
  const { default: decode, init } = await import('@jsquash/jpeg/decode.js');
  const said: string[] = [];
  // Its types do not tell of the second argument.
  const initWith: (module: WebAssembly.Module | undefined, options: object) => Promise<void> = init;
  const start = async () => initWith(await jpeg, { printErr: (line: string) => heard.push(line) });
  if (!jpeg) {
    jpeg = compile(jpegFile());
    await start();
  }
  heard = said;
  try {
    const picture = await decode(bytes.buffer);
    const [wrong] = said.filter((line) => !HARMLESS.test(line));
    if (wrong !== undefined) throw new Error(wrong);
    return picture;
  } catch (cause) {
    if (cause instanceof Error && said.includes(cause.message)) throw cause;
    await start();
    throw new Error(said.at(-1) ?? REFUSED, { cause });
  }
};

/** What the decoder of JPEG says of the picture at hand. */
let heard: string[] = [];

async function compile(path: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(path));
}

/** The decoders of pictures, compiled to WebAssembly. The code of each comes with its first picture. They throw an Error with the reason where one is damaged. */
export const pictureDecoders: PictureDecoders = { webp: decodeWebp, jpeg: decodeJpeg };
