import { DataError, reasonOf } from '../dataError';

/**
 * Unpacks a gzip file (RFC 1952) with the platform's own DecompressionStream, as browsers and Node 20 have it, and
 * stops when more comes out than a limit allows: a small archive can unpack to gigabytes.
 */

/** A deflated byte unpacks to no more. */
const MOST_PER_BYTE = 1032;

/** Whether the bytes begin as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The content of a gzip file of one member.
 * @throws DataError when the stream is damaged or cut short, when bytes follow it, or when more than `limitBytes`
 * come out
 */
export async function gunzip(bytes: Uint8Array, fileName: string, limitBytes: number): Promise<Uint8Array> {
  // Platforms differ on bytes after the end of the stream (an error here, ignored there): the last four bytes of a
  // whole file are the length of its content, so this check makes them agree.
  const declared = bytes.length < 4 ? 0 : viewOf(bytes.subarray(-4)).getUint32(0, true);
  // Allocated once, and only as far as the packed bytes can reach: a damaged file may declare anything.
  const room = new Uint8Array(Math.min(declared, limitBytes, (bytes.length + 1) * MOST_PER_BYTE));
  const length = await collect(unpackedChunks(bytes, fileName), room, fileName, limitBytes);
  if (declared !== length) {
    throw new DataError('data.wrong.gzip.length', { fileName, bytes: length, declared });
  }
  return room;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

async function* unpackedChunks(bytes: Uint8Array, fileName: string): AsyncGenerator<Uint8Array> {
  const reader = new Blob([new Uint8Array(bytes)])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw damaged(fileName, cause);
      });
      if (done) return;
      yield value;
    }
  } finally {
    // Frees the decompressor where the reader stops early; after an error there is nothing left to free.
    await reader.cancel().catch(() => undefined);
  }
}

function damaged(fileName: string, cause: unknown): DataError {
  return new DataError('data.wrong.gzip.broken', { fileName, reason: reasonOf(cause) }, { cause });
}

/** Writes what comes into the room, as far as that reaches. @returns how much came */
async function collect(
  chunks: AsyncIterable<Uint8Array>,
  room: Uint8Array,
  fileName: string,
  limitBytes: number,
): Promise<number> {
  let length = 0;
  for await (const part of chunks) {
    if (length + part.length > limitBytes) {
      throw new DataError('data.wrong.gzip.tooLarge', { fileName, most: limitBytes });
    }
    if (length < room.length) room.set(part.subarray(0, room.length - length), length);
    length += part.length;
  }
  return length;
}
