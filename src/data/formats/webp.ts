import { DataError, reasonOf } from '../dataError';
import { joinBytes } from '../joinBytes';
import type { DecodePicture } from '../loadOptions';
import { hasText } from './entry';
import { checkPicturePixels, overWhite, type Picture } from './picture';

/**
 * WebP pictures where there is no browser to decode them: a decoder that is given takes still ones. Of an animation the first picture is
 * taken out (RFC 9649, 2.7.1.1), all numbers little-endian: "RIFF", length (4), "WEBP", then chunks of a name (4), a length (4) and so much content,
 * filled up to an even number. "VP8X" has the size of the whole, "ANMF" a place, a size and chunks of one picture.
 */

const HEADER_BYTES = 12;
const FRAME_BYTES = 16;
const ALPHA = 0x10;

/** Whether the bytes begin as a WebP file does. */
export function isWebp(head: Uint8Array): boolean {
  return hasText(head, 0, 'RIFF') && hasText(head, 8, 'WEBP');
}

/**
 * The picture, or the first one of an animation where it lies on the whole, over white where nothing is drawn.
 * @throws DataError when it is damaged
 */
export async function readWebp(bytes: Uint8Array, fileName: string, decode: DecodePicture): Promise<Picture> {
  const whole = findAnimation(bytes);
  try {
    const { width, height, data } = await decode(whole ? whole.first : new Uint8Array(bytes));
    if (!whole) return overWhite(width, height, data);
    checkPicturePixels(whole.width, whole.height, fileName);
    const rgba = new Uint8Array(4 * whole.width * whole.height);
    for (let y = 0; y < Math.min(height, whole.height - whole.top); y++) {
      for (let x = 0; x < Math.min(width, whole.width - whole.left); x++) {
        const to = 4 * ((whole.top + y) * whole.width + whole.left + x);
        for (let channel = 0; channel < 4; channel++)
          rgba[to + channel] = data[4 * (y * width + x) + channel]!;
      }
    }
    return overWhite(whole.width, whole.height, rgba);
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError('data.wrong.picture.damaged', { fileName, reason: reasonOf(cause) }, { cause });
  }
}

interface Animation {
  readonly width: number;
  readonly height: number;
  /** Where the first picture lies. */
  readonly left: number;
  readonly top: number;
  /** The first picture as a file of its own. */
  readonly first: Uint8Array<ArrayBuffer>;
}

interface Chunk {
  readonly name: string;
  readonly content: Uint8Array;
  /** With name and length. */
  readonly whole: Uint8Array;
}

/** undefined for a still picture. */
function findAnimation(bytes: Uint8Array): Animation | undefined {
  const [head, ...others] = chunksOf(bytes.subarray(HEADER_BYTES));
  const frame = others.find(({ name }) => name === 'ANMF')?.content;
  if (head?.name !== 'VP8X' || head.content.length < 10 || !frame) return undefined;
  if (frame.length < FRAME_BYTES) return undefined;
  const of = chunksOf(frame.subarray(FRAME_BYTES)).filter(({ name }) => /^(ALPH|VP8 |VP8L)$/.test(name));
  const size = frame.subarray(6, 12);
  const flags = of.some(({ name }) => name === 'ALPH') ? ALPHA : 0;
  const header = chunk('VP8X', joinBytes([Uint8Array.of(flags, 0, 0, 0), size]));
  const content = joinBytes([text('WEBP'), header, ...of.map(({ whole }) => whole)]);
  return {
    width: 1 + threeBytes(head.content, 4),
    height: 1 + threeBytes(head.content, 7),
    left: 2 * threeBytes(frame, 0),
    top: 2 * threeBytes(frame, 3),
    first: chunk('RIFF', content),
  };
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks: Chunk[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at + 4, true);
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    const next = end + (end % 2 === at % 2 ? 0 : 1);
    chunks.push({ name, content: bytes.subarray(at + 8, end), whole: bytes.subarray(at, next) });
    at = next;
  }
  return chunks;
}

/** A chunk of an even number of bytes. */
function chunk(name: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, content.length, true);
  return joinBytes([text(name), length, content]);
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const threeBytes = (bytes: Uint8Array, at: number): number =>
  bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
